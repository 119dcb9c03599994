"""One message, as the server keeps it and as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.invoice import Invoice


@dataclass(eq=False, repr=False)
class Message:
    """A message in a chat, and the handle a test holds on it.

    `author` wrote it, `sender` is who it shows in `from`; `content` carries what was said
    (text, entities, photo …) in the Bot API's own words; `edits` are the texts it was edited
    to, oldest first.
    """

    chat: Chat
    id: int
    date: int
    author: User | None
    content: Json
    sender: User | None = None
    sender_chat: Chat | None = None
    thread: int | None = None
    reply_to: Message | None = None
    markup: Json | None = None
    album: str | None = None
    service: bool = False
    edit_date: int | None = None
    deleted: bool = False
    edits: list[str] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    receiver: User | None = None
    ephemeral_id: int | None = None
    discussion: Message | None = None
    """The copy of a channel's post that its linked group got."""
    invoice: Invoice | None = None
    """What can be paid here; forwards keep it."""

    @property
    def text(self) -> str:
        """The text, or else the caption, or else nothing."""
        found = self.content.get("text") or self.content.get("caption") or ""
        return str(found)

    @property
    def file(self) -> bytes:
        """The bytes of the file it carries; of a photo, those of its largest size."""
        files = self.chat.world.files
        for media in self.content.values():
            largest = media[-1] if isinstance(media, list) and media else media
            if isinstance(largest, dict) and (file := files.find(largest.get("file_id", ""))):
                return file.data
        raise LookupError(f"no file in {self}")

    @property
    def link(self) -> str:
        """The address that opens it; supergroups and channels only."""
        if self.chat.kind not in ("supergroup", "channel"):
            raise LookupError(f"there are no links to messages of a {self.chat.kind}")
        return f"https://t.me/c/{str(self.chat.id).removeprefix('-100')}/{self.id}"

    @property
    def buttons(self) -> list[str]:
        """The labels of its inline buttons, row by row."""
        return [button["text"] for button in self._buttons()]

    def _buttons(self) -> list[Json]:
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def button(self, wanted: str) -> Json:
        """The inline button with that label, part of a label, or callback data."""
        buttons = self._buttons()
        for same in (
            lambda button: wanted in (button["text"], button.get("callback_data")),
            lambda button: wanted in button["text"],
        ):
            if found := next(filter(same, buttons), None):
                return found
        raise LookupError(f"no button {wanted!r} among {self.buttons}")

    def entity(self, kind: str) -> list[str]:
        """The pieces of the text that carry an entity of that kind."""
        units = self.text.encode("utf-16-le")
        entities = self.content.get("entities") or self.content.get("caption_entities") or []
        return [
            units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
            for one in entities
            if one["type"] == kind
        ]

    def to_json(self, *, with_reply: bool = True) -> Json:
        """The message as a `Message` object of the Bot API."""
        found: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.to_json()}
        if self.sender is not None:
            found["from"] = self.sender.to_json()
        if self.sender_chat is not None:
            found["sender_chat"] = self.sender_chat.to_json()
        if self.thread is not None:
            found["message_thread_id"] = self.thread
            if self.chat.forum:
                found["is_topic_message"] = True
        if self.edit_date is not None:
            found["edit_date"] = self.edit_date
        if self.album is not None:
            found["media_group_id"] = self.album
        if self.receiver is not None:
            found["receiver_user"] = self.receiver.to_json()
            found["ephemeral_message_id"] = self.ephemeral_id
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            found["reply_to_message"] = self.reply_to.to_json(with_reply=False)
        found.update(self.content)
        if self.markup and "inline_keyboard" in self.markup:
            found["reply_markup"] = self.markup
        return found

    def __getitem__(self, key: str) -> Any:
        return self.content[key]

    def __repr__(self) -> str:
        return f"<Message {self.id} in {self.chat.id}: {self.text[:40]!r}>"
