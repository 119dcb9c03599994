"""A message as it is read back, and what of it is kept beside its text."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from bot.core.incoming import Facts, Piece
from models.message import Message

LINK = 1
FORWARDED = 2
"""Bits of `has`."""

COMMAND = "command"
SILENT = ("", "service", COMMAND)
"""What holds nothing that anybody would look for: taken away or not kept, a notice, a command."""

KINDS = {
    "photo": ("photo",),
    "file": ("document", "audio"),
    "voice": ("voice", "video_note"),
    "video": ("video", "animation", "video_note"),
}
"""What a filter `has:…` means, by what a message holds; `link` goes by its bit."""

MOST_LINKS = 20
MOST_WORDS = 4_096
_LINKS = frozenset(("text link", "caption link", "button url"))
_WORDS = frozenset(
    (
        *("quote", "poll question", "poll option", "poll explanation", "poll description", "venue"),
        *("audio title", "game", "invoice", "checklist", "giveaway", "forward channel"),
    )
)
_ADDRESSES = ("://", "t.me/", "www.")


class Said(Struct, frozen=True, gc=False):
    """A message of the archive. Instants are seconds since 1970 (UTC), ids Telegram's, 0 for none.

    `author` is the person, else the chat that wrote. `extra` is JSON, or empty.
    """

    id: int
    chat: int
    message: int
    room: int
    author: int
    at: int
    thread: int
    reply_to: int
    album: str
    content: str
    text: str
    edited_at: int | None
    deleted_at: int | None
    has: int
    extra: str
    reactions: int

    @property
    def file(self) -> str:
        """The name of the file it carries."""
        return str(self._more.get("file", ""))

    @property
    def links(self) -> list[str]:
        """Addresses that stand behind its words or buttons, not in its text."""
        return [str(one) for one in self._more.get("links", ())]

    @property
    def words(self) -> str:
        """Everything in it that can be searched, a part on each line."""
        if not self.extra:
            return self.text
        more = self._more
        return "\n".join((self.text, self.file, *self.links, *map(str, more.get("words", ()))))

    @property
    def kinds(self) -> set[str]:
        """What it has, in the words of the filter `has:…`."""
        found = {kind for kind, contents in KINDS.items() if self.content in contents}
        if self.has & LINK or any(one in self.text for one in _ADDRESSES):
            found.add("link")
        return found

    @property
    def is_there(self) -> bool:
        """Whether it says anything to anybody: it was not taken away, and is no command."""
        return self.deleted_at is None and self.content not in SILENT

    @property
    def _more(self) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.json.decode(self.extra) if self.extra else {}
        return found


COLUMNS = (
    *(Message.id, Message.chat_id, Message.message_id, Message.room_id, Message.user_id),
    *(Message.at, Message.thread_id, Message.reply_to, Message.media_group, Message.content),
    *(Message.text, Message.edited_at, Message.deleted_at, Message.has, Message.extra),
    Message.reactions,
)
"""The columns of a `Said`, in its order."""


def said(rows: Iterable[Any]) -> list[Said]:
    """Rows of `COLUMNS` as messages."""
    return [Said(*row) for row in rows]


def link_to(chat: int, message: int) -> str:
    """The address of a message for members; empty in a basic group, which has none.

    https://core.telegram.org/api/links#message-links
    """
    bare = -1_000_000_000_000 - chat
    return f"https://t.me/c/{bare}/{message}" if bare > 0 and message > 0 else ""


def has_of(facts: Facts, extra: str) -> int:
    """The bits of a new message."""
    return (LINK if facts.linked or '"links"' in extra else 0) | FORWARDED * facts.forwarded


def extra_of(facts: Facts) -> str:
    """What a message carries beside its text, as JSON; empty for nothing. Names of people are
    left out, and so are words that stand in the archive themselves."""
    if facts.raw is None:
        return ""
    more = extras(facts.pieces)
    return msgspec.json.encode(more).decode() if more else ""


def extras(pieces: Sequence[Piece]) -> dict[str, Any]:
    """The same as a value."""
    found: dict[str, Any] = {}
    left = MOST_WORDS
    for piece in pieces:
        words = piece.text[:left]
        if piece.carrier == "file name":
            found.setdefault("file", piece.text[:255])
        elif piece.carrier in _LINKS:
            links = found.setdefault("links", [])
            if len(links) < MOST_LINKS and piece.text not in links:
                links.append(piece.text[:512])
        elif piece.carrier in _WORDS and piece.kind != "link" and words:
            left -= len(words)
            known = found.setdefault("words", [])
            if words not in known:
                known.append(words)
    return found
