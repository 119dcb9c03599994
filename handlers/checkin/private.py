"""Writing to one person in their private chat, in their own language."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.core import room as rooms
from bot.core.actions import Send
from bot.core.texts import Html
from bot.core.unit import Unit


async def write(
    unit: Unit,
    person: int,
    compose: Callable[[], Awaitable[str]],
    *,
    then: str | None = None,
    then_data: Any = None,
) -> None:
    """Write to somebody who once started the bot; `compose` makes the text with `unit.say`."""
    there = await unit.run(lambda c: rooms.find(c, [person]))
    language = there[person].language if person in there else ""
    before, unit.language = unit.language, language or unit.language
    text = unit.say("letter-from", group=unit.room.title[:64], text=Html(await compose()))
    unit.language = before
    unit.do(
        Send(room=unit.room.id, to=person, text=text, priority="notice"),
        then=then,
        then_data=then_data,
        expires_at=unit.now + 3600,
    )
