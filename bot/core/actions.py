"""What the bot can do to the world, as plain data that is stored before it is done.

Stored names are the struct tags: once released, a tag and its fields stay readable. Rooms are
our own ids; the address is looked up when the action leaves. Instants are seconds since 1970.
"""

from typing import Any, TypeAlias

from msgspec import Struct


class Action(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag_field="do"):
    """One call to Telegram on behalf of a room."""

    room: int


class Button(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One inline button: `data` (1–64 bytes) or `url`."""

    text: str
    data: str = ""
    url: str = ""


class Send(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="send"):
    """Post a message of HTML. `if_unknown` decides what follows a lost answer: drop or again_once.

    `to` overrides the chat, for people and log chats, which are addressed by Telegram's id.
    """

    text: str
    to: int = 0
    thread: int = 0
    reply_to: int = 0
    buttons: tuple[tuple[Button, ...], ...] = ()
    if_unknown: str = "drop"
    priority: str = "reply"
    silent: bool = False


class Edit(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="edit"):
    """Replace the text and buttons of an own message; a newer edit of it replaces this one."""

    message: int
    text: str
    to: int = 0
    buttons: tuple[tuple[Button, ...], ...] = ()
    priority: str = "board"


class Delete(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="delete"):
    """Delete one message. The chat is Telegram's id: message ids belong to an address."""

    chat: int
    message: int


class Kick(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="kick"):
    """Remove somebody who is present; they can come back."""

    person: int


class Ban(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="ban"):
    """Remove somebody and keep them out until an instant, 0 for ever."""

    person: int
    until: int = 0


class Unban(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="unban"):
    """Lift a ban; somebody who is present is left alone."""

    person: int


class Mute(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="mute"):
    """Take away every right to write until an instant, 0 for ever."""

    person: int
    until: int = 0


class Unmute(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="unmute"):
    """Give back the rights everybody in the chat has."""

    person: int


class BanChannel(
    Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="ban_channel"
):
    """Forbid a channel to write here. Telegram knows no end of it: lift it by a deadline."""

    channel: int


class UnbanChannel(
    Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="unban_channel"
):
    """Allow a channel to write here again."""

    channel: int


class Answer(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="answer"):
    """Answer a pressed button, ≤ 200 characters. Worth nothing after 15 seconds."""

    query: str
    text: str = ""
    alert: bool = False


class Leave(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="leave"):
    """Leave a chat."""


class Count(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="count"):
    """Ask how many members a chat has; the continuation gets the number."""


AnyAction: TypeAlias = (
    Send
    | Edit
    | Delete
    | Kick
    | Ban
    | Unban
    | Mute
    | Unmute
    | BanChannel
    | UnbanChannel
    | Answer
    | Leave
    | Count
)

MEMBER_ACTIONS = (Kick, Ban, Unban, Mute, Unmute)
"""Actions on a person: repeated only after their reason was looked at again."""

UNREPEATABLE = (Send,)
"""Calls that leave something behind each time they are made."""

ENFORCEMENT = (Delete, Kick, Ban, Unban, Mute, Unmute, BanChannel, UnbanChannel)


def subject_of(action: Any) -> tuple[Any, ...]:
    """What an action is about: within a subject order is kept, between subjects there is none."""
    match action:
        case Kick() | Ban() | Unban() | Mute() | Unmute():
            return ("member", action.room, action.person)
        case BanChannel() | UnbanChannel():
            return ("member", action.room, action.channel)
        case Delete():
            return ("message", action.chat, action.message)
        case Edit():
            return ("message", action.to or -action.room, action.message)
        case Send():
            return ("sends", action.to or action.room)
        case Answer():
            return ("answer", action.query)
        case _:
            return ("room", action.room)
