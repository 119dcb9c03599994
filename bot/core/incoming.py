"""Facts: what an update says, as plain data. What Telegram sends ends here."""

from typing import Any

from msgspec import Struct


class Person(Struct, frozen=True, gc=False):
    """A Telegram account as an update showed it."""

    id: int
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    is_bot: bool = False
    language_code: str = ""

    @property
    def name(self) -> str:
        """First and last name, as clients display it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


class SenderChat(Struct, frozen=True, gc=False):
    """A chat on whose behalf a message was written (a channel, or the group itself)."""

    id: int
    type: str = ""
    title: str = ""
    username: str = ""


class Piece(Struct, frozen=True, gc=False):
    """One text that a message carries where people can read or press it.

    `carrier` names the place (`text`, `caption`, `button url`, `vcard`, …); `kind` is
    `words` for prose, `link` for the target of a link, `name` for a name or title.
    """

    carrier: str
    text: str
    kind: str = "words"


class Facts(Struct, gc=False):
    """One update. Times are whole seconds since 1970 (UTC); ids are Telegram's, 0 for none.

    `person` is whom the update is about: the author, or in member updates the member; `actor` is
    who made it happen. `at` is Telegram's date, else the time of receipt. `content` names what a
    message holds (`text`, `photo`, …, `service`). `raw` is the decoded update, except for plain
    chatter, whose facts are all here. `reply_to_bot`: what it replies to is by some bot. `linked`:
    Telegram saw an address in the text.
    """

    update_id: int
    kind: str
    at: int
    chat_id: int
    chat_type: str = ""
    chat_title: str = ""
    chat_username: str = ""
    room: int = 0
    message_id: int = 0
    person: Person | None = None
    actor: Person | None = None
    sender_chat: SenderChat | None = None
    thread_id: int = 0
    media_group: str = ""
    reply_to: int = 0
    reply_to_person: int = 0
    reply_to_bot: bool = False
    edited: bool = False
    automatic_forward: bool = False
    forwarded: bool = False
    linked: bool = False
    content: str = "text"
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    raw: dict[str, Any] | None = None
    payload: bytes = b""
