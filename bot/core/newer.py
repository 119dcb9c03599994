"""What only newer servers of the Bot API can do, see `bot.telegram.able`; of `bot.core.actions`."""

from bot.core.action import Action, Buttons


class Whisper(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="whisper"):
    """Show one member a message in the group that nobody else sees (HTML). Bot API 10.2."""

    person: int
    text: str
    to: int = 0
    thread: int = 0
    buttons: Buttons = ()
    if_unknown: str = "drop"
    priority: str = "reply"


class Unwhisper(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="unwhisper"):
    """Take such a message back; the continuation of a Whisper got its number as `whisper`."""

    person: int
    message: int


class Queue(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="queue"):
    """Leave a join request to the administrators, the bot among them, where Telegram asks it alone
    (a guard bot, Bot API 10.1). Worth nothing after ten seconds.
    """

    query: str


class Tag(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="tag"):
    """Show a tag of up to 16 characters beside a member's name. Bot API 9.5."""

    person: int
    tag: str
