"""What Telegram's refusals mean. The only place where its texts are compared."""

from enum import Enum

from msgspec import Struct
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.request import Unreached

_ALREADY = (
    "message to delete not found",
    "message is not modified",
    "chat_not_modified",
    "message to be replied not found",
    "user_not_participant",
    "participant_id_invalid",
    "user not found",
    "member not found",
    "hide_requester_missing",
    "user_already_participant",
    "query is too old",
    "charge_already_refunded",
)

_GONE = ("message to edit not found", "message_id_invalid", "message can't be edited")


class Meaning(Enum):
    """What an error asks of whoever made the call."""

    WAIT = "wait"
    MOVED = "moved"
    ALREADY = "already"
    GONE = "gone"
    REFUSED = "refused"
    LOST = "lost"
    UNREACHED = "unreached"


class Trouble(Struct, frozen=True):
    """An error, understood. `seconds` to wait, `chat` to move to, `text` as Telegram put it."""

    meaning: Meaning
    text: str
    seconds: float = 0.0
    chat: int = 0


def understand(error: TelegramError) -> Trouble:
    """What an error of the library means."""
    text = error.message
    match error:
        case RetryAfter():
            after = error.retry_after
            seconds = after if isinstance(after, (int, float)) else after.total_seconds()
            return Trouble(Meaning.WAIT, text, seconds=float(seconds))
        case ChatMigrated():
            return Trouble(Meaning.MOVED, text, chat=error.new_chat_id)
        case Unreached():
            return Trouble(Meaning.UNREACHED, text)
        case BadRequest() if any(sign in text.lower() for sign in _ALREADY):
            return Trouble(Meaning.ALREADY, text)
        case BadRequest() if any(sign in text.lower() for sign in _GONE):
            return Trouble(Meaning.GONE, text)
        case BadRequest() | Forbidden() | InvalidToken():
            return Trouble(Meaning.REFUSED, text)
        case Conflict() | NetworkError():
            return Trouble(Meaning.LOST, text)
        case _:
            return Trouble(Meaning.LOST, text)
