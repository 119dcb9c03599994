"""Telegram's own lines: that something was pinned goes; that the group moved renews the index."""

from bot.core.actions import Delete
from bot.core.incoming import Facts
from bot.core.unit import Unit
from services.stair import book, end, index

CHUNK = 50
"""Codes that are taken from the top at once."""

DOWN = "stairs.down"
"""The deadline at which more of them are."""


def is_pin(facts: Facts) -> bool:
    """Whether a message says that some bot pinned something."""
    by_bot = facts.person is not None and facts.person.is_bot
    return facts.content == "service" and by_bot and bool(_pinned(facts))


def _pinned(facts: Facts) -> int:
    message = (facts.raw or {}).get("message")
    pinned = message.get("pinned_message") if isinstance(message, dict) else None
    number = pinned.get("message_id") if isinstance(pinned, dict) else None
    return number if isinstance(number, int) else 0


async def tidy(unit: Unit) -> None:
    """Delete the line about a pin that belongs to a code or to the index."""
    facts, room = unit.facts, unit.room.id
    if facts.person is None or facts.person.id != unit.bot_id:
        return
    chat, number = facts.chat_id, _pinned(facts)
    ours = await unit.run(
        lambda c: (
            index.is_page(c, room, chat, number) or book.at_post(c, room, chat, number) is not None
        )
    )
    if ours:
        unit.do(Delete(room=room, chat=chat, message=facts.message_id))


def has_moved(facts: Facts) -> bool:
    """Whether a message says that a group became this supergroup."""
    message = (facts.raw or {}).get("message")
    return (
        facts.content == "service"
        and isinstance(message, dict)
        and ("migrate_from_chat_id" in message)
    )


async def move(unit: Unit) -> None:
    """Post the index anew, where it can be linked to; the old one stayed behind."""
    newest = await unit.run(lambda c: index.newest(c, unit.room.id))
    if newest is not None:
        await index.renew(unit, *newest)


async def follow(unit: Unit) -> None:
    """Codes come from the top when they are no longer to be there, some at a time."""
    if not unit.values["stairs.pin"] and await end.unpin(unit, CHUNK):
        await unit.later(DOWN, str(unit.room.id), due_at=unit.now + 1)
