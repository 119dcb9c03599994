"""Actions around Telegram Stars; see `bot.core.actions`."""

from bot.core.action import Action, Buttons


class Bill(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="bill"):
    """Send an invoice over so many Telegram Stars to `to`; otherwise as `Send`.

    `title` holds 32 characters, `text` (without markup) 255. `payload` comes back with every
    payment of it: an invoice can be paid as often as somebody likes.
    https://core.telegram.org/bots/api#sendinvoice
    """

    title: str
    text: str
    payload: str
    amount: int
    to: int = 0
    thread: int = 0
    reply_to: int = 0
    buttons: Buttons = ()
    if_unknown: str = "again_once"
    priority: str = "reply"
    silent: bool = False
    stay: int = 0


class Agree(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="agree"):
    """Let somebody pay, or not, for the reason in `refusal`. Worth nothing after ten seconds."""

    query: str
    refusal: str = ""


class Refund(Action, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag="refund"):
    """Give somebody the Stars of a payment back. What was given back before stays so."""

    person: int
    charge: str
