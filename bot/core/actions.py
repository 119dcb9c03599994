"""What the bot can do to the world, as plain data that is stored before it is done.

Stored names are the struct tags: once released, a tag and its fields stay readable. Rooms are
our own ids; the address is looked up when the action leaves. Instants are seconds since 1970.
"""

from typing import Any, TypeAlias

from bot.core.action import Action as Action
from bot.core.action import Button as Button
from bot.core.action import Buttons as Buttons
from bot.core.newer import Queue as Queue
from bot.core.newer import Tag as Tag
from bot.core.newer import Unwhisper as Unwhisper
from bot.core.newer import Whisper as Whisper
from bot.core.stars import Agree as Agree
from bot.core.stars import Bill as Bill
from bot.core.stars import Refund as Refund


class Send(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="send"):
    """Post a message of HTML. `if_unknown` decides what follows a lost answer: drop or again_once.

    `to` overrides the chat, for people and log chats, which are addressed by Telegram's id. After
    `stay` seconds it is deleted again, 0 for never. `key` is a key below the field of input instead
    of buttons: its label, and what it hands over, see `bot.telegram.call`; `keyless` takes such a
    key away. Of a `secret` one the text is not kept once it was sent.
    """

    text: str
    to: int = 0
    key: tuple[str, str] | None = None
    keyless: bool = False
    thread: int = 0
    reply_to: int = 0
    buttons: Buttons = ()
    if_unknown: str = "drop"
    priority: str = "reply"
    silent: bool = False
    stay: int = 0
    secret: bool = False


class SendFile(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="send_file"):
    """Send a small text file (UTF-8); otherwise as `Send`. `text` is its caption."""

    name: str
    content: str
    text: str = ""
    to: int = 0
    thread: int = 0
    reply_to: int = 0
    buttons: Buttons = ()
    if_unknown: str = "drop"
    priority: str = "reply"
    silent: bool = False
    stay: int = 0


class Fetch(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="fetch"):
    """Read a small text file somebody sent; the continuation gets its text, or why not."""

    file: str
    most: int
    """Bytes it may have."""


class React(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="react"):
    """Put the bot's own reaction on a message."""

    chat: int
    message: int
    emoji: str


class Strip(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="strip"):
    """Take the buttons off an own message."""

    chat: int
    message: int


class Menu(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="menu"):
    """Give a chat command menus of its own, (command, description); both empty: none of its own."""

    members: tuple[tuple[str, str], ...] = ()
    admins: tuple[tuple[str, str], ...] = ()


class Edit(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="edit"):
    """Replace the text and buttons of an own message; a newer edit of it replaces this one."""

    message: int
    text: str
    to: int = 0
    buttons: Buttons = ()
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


class Restrict(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="restrict"):
    """Leave a person just these permissions (`can_…`) until an instant, 0 for ever."""

    person: int
    permissions: tuple[str, ...]
    until: int = 0


class Permit(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="permit"):
    """Set what everybody in the chat may do: just these permissions (`can_…`)."""

    permissions: tuple[str, ...]


class Approve(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="approve"):
    """Let somebody in who asked to join. Who is in already, or asks no more, is left alone."""

    person: int


class Decline(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="decline"):
    """Turn away somebody who asked to join; they can ask again."""

    person: int


class Look(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="look"):
    """Ask how somebody stands in a chat, by `@name` or number; the continuation gets `status`,
    under `inside` whether they are there, and under `name` what they are called."""

    chat: str
    person: int


class Profile(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="profile"):
    """Ask what somebody shows of themselves; the continuation gets `bio`, `photo`, `username`."""

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


class Pin(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="pin"):
    """Pin a message; `silent` tells nobody."""

    chat: int
    message: int
    silent: bool = True


class Unpin(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="unpin"):
    """Unpin a message; without one, the newest that is pinned."""

    chat: int
    message: int = 0


class Title(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="title"):
    """Give an administrator whom the bot made a custom title of up to 16 characters."""

    person: int
    title: str


class Invite(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="invite"):
    """Make an invite link; the continuation gets it under `link`.

    `uses` people may come through it, 0 for any number, until an instant, 0 for ever. Whoever comes
    through one `by_request` asks to be let in; such a link cannot have `uses`.
    """

    name: str = ""
    uses: int = 0
    until: int = 0
    by_request: bool = False


class Copy(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="copy"):
    """Post a copy of a message of the chat `chat`; otherwise as `Send`."""

    chat: int
    message: int
    to: int = 0
    thread: int = 0
    reply_to: int = 0
    buttons: Buttons = ()
    if_unknown: str = "drop"
    priority: str = "reply"
    silent: bool = False
    stay: int = 0


class SendMedia(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="send_media"):
    """Send something Telegram already has, by its `file` id; otherwise as `Send`.

    `kind` is `photo`, `video`, `animation`, `document`, `audio`, `voice`, `sticker` or
    `video_note`; `text` is its caption (HTML), which the last two cannot have.
    """

    kind: str
    file: str
    text: str = ""
    to: int = 0
    thread: int = 0
    reply_to: int = 0
    buttons: Buttons = ()
    if_unknown: str = "drop"
    priority: str = "reply"
    silent: bool = False
    stay: int = 0


class SendPicture(
    Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="send_picture"
):
    """Send a picture that is drawn when it leaves, see `services.picture`, with a caption (HTML);
    otherwise as `Send`. `data` is what it shows."""

    drawing: str
    data: dict[str, Any]
    text: str = ""
    to: int = 0
    thread: int = 0
    reply_to: int = 0
    buttons: Buttons = ()
    if_unknown: str = "drop"
    priority: str = "reply"
    silent: bool = False
    stay: int = 0


class Answer(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="answer"):
    """Answer a pressed button, ≤ 200 characters. Worth nothing after 15 seconds."""

    query: str
    text: str = ""
    alert: bool = False


class Leave(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="leave"):
    """Leave a chat."""


class Count(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="count"):
    """Ask how many members a chat has; the continuation gets the number.

    `chat` is another one than the room, by `@name` or number.
    """

    chat: str = ""


class Allowed(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="allowed"):
    """Ask what everybody in a chat may do; the continuation gets the permissions under `can`."""


AnyAction: TypeAlias = (
    Send
    | Edit
    | Delete
    | Kick
    | Ban
    | Unban
    | Mute
    | Unmute
    | Restrict
    | Permit
    | BanChannel
    | UnbanChannel
    | Pin
    | Unpin
    | Title
    | Invite
    | Copy
    | SendMedia
    | Answer
    | Leave
    | Count
    | Allowed
    | SendFile
    | Whisper
    | Fetch
    | React
    | Strip
    | Tag
    | Menu
    | Approve
    | Decline
    | Look
    | Profile
    | SendPicture
    | Bill
    | Agree
    | Refund
    | Queue
    | Unwhisper
)

MEMBER_ACTIONS = (Kick, Ban, Unban, Mute, Unmute, Restrict)
"""Actions on a person: repeated only after their reason was looked at again."""

REVERSALS = (Unban, Unmute, Restrict, UnbanChannel, Invite)
"""Actions that take back what a case did: they are done because it does not stand any more."""

VOLATILE = (Answer, Agree, Queue)
"""Actions that are worth nothing after some seconds, and so are not stored."""

UNREPEATABLE = (Send, SendFile, SendMedia, SendPicture, Copy, Whisper, Bill)
"""Calls that leave something behind each time they are made."""

PACED = (*UNREPEATABLE, Edit)
"""Calls that Telegram counts, by chat and overall."""

Paced: TypeAlias = Send | SendFile | SendMedia | SendPicture | Copy | Whisper | Bill | Edit

ENFORCEMENT = (Delete, *MEMBER_ACTIONS, BanChannel, UnbanChannel, Approve, Decline)
