"""Tidying: what nobody has to read any more goes by itself."""

from bot.core import duration
from bot.core.feature import Feature, Watcher
from bot.core.incoming import Facts
from bot.core.kinds import span, toggle
from bot.core.unit import Unit

_COMINGS = ("new_chat_members", "left_chat_member")


def is_coming_or_going(facts: Facts) -> bool:
    """Whether a message is Telegram's own line about somebody who came or went."""
    if facts.content != "service" or facts.raw is None:
        return False
    message = facts.raw.get("message")
    return isinstance(message, dict) and any(name in message for name in _COMINGS)


async def take_line(unit: Unit) -> None:
    """Delete Telegram's line about somebody who came or went, where the group wants that."""
    if unit.room.is_group:
        unit.delete()


FEATURE = Feature(
    name="tidy",
    settings=(
        toggle("tidy.enabled", True),
        span("tidy.commands", 60, 10, duration.DAY, off=True),
        span("tidy.notices", duration.DAY, 60, 47 * duration.HOUR, off=True),
        toggle("tidy.joins", False),
    ),
    watchers=(
        Watcher(
            kinds=("message",), handle=take_line, wants=is_coming_or_going, switch="tidy.joins"
        ),
    ),
    needs=("can_delete_messages",),
)
