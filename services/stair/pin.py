"""What stands on top: pinned without a sound, and said once where the bot may not."""

from typing import Final

from bot.core.duration import DAY
from bot.core.unit import Stay, Unit

RIGHT: Final = "can_pin_messages"
"""The right it takes of Telegram's, of people and of the bot."""

POWER: Final = "stairs"
"""The power of a helper that suffices."""

DONE: Final = "stairs.pinned"
"""The continuation."""

TERM: Final = DAY
"""Seconds after which pinning is of no use any more."""

AGAIN: Final = 30 * DAY
"""Seconds after which it is said again that the bot may not pin."""


async def may(unit: Unit) -> bool:
    """Whether the bot may pin here; says it once, if not. The unit knows the administrators."""
    if RIGHT in unit.admins.rights_of(unit.bot_id):
        return True
    await tell(unit)
    return False


async def done(unit: Unit) -> None:
    """Telegram pinned it, or would not."""
    if unit.fate is not None and unit.fate.state == "refused":
        unit.forget_rights(unit.bot_id)
        await tell(unit)


async def tell(unit: Unit) -> None:
    """Say that the bot may not pin, and how it could."""
    if await unit.once("stairs.pin", AGAIN):
        unit.reply(unit.say("stair-nopin"), stay=Stay.LONG)
