"""What a command carries besides its text: a file, and the message it replies to."""

import msgspec
from msgspec import Struct

from bot.core.unit import Unit


class File(Struct, frozen=True):
    """A document; `file_size` in bytes, 0 where Telegram does not say."""

    file_id: str
    file_size: int = 0


class Replied(Struct, frozen=True):
    """A message that is replied to."""

    text: str = ""
    document: File | None = None


class Written(Struct, frozen=True):
    """A message, as far as settings are concerned."""

    document: File | None = None
    reply_to_message: Replied = Replied()


class _Update(Struct, frozen=True):
    message: Written = Written()


def written(unit: Unit) -> Written:
    """The message this unit is about; an empty one where it holds something else."""
    try:
        return msgspec.json.decode(unit.facts.payload, type=_Update).message
    except msgspec.DecodeError:
        return Written()
