"""After a raid: who was kept back comes in, and who was asked for its sake alone."""

from bot.core.gate import Applicant
from bot.core.unit import Unit
from services.entry import book, finish
from services.entry.book import HELD, OPEN

TOGETHER = 20
"""People who are gone on with in one unit."""


async def take_up(unit: Unit) -> bool:
    """Let in the next of those who have passed everything; whether there may be more."""
    room = unit.room.id
    people: list[Applicant] = await unit.run(lambda c: book.at(c, room, HELD, limit=TOGETHER))
    for one in people:
        await finish.through(unit, one)
    return len(people) == TOGETHER


async def welcome(unit: Unit, after: int = 0) -> int:
    """It was growth: who was asked for the raid's sake alone is let in, so many now; after whom
    to go on, 0 when nobody is left."""
    room = unit.room.id
    people: list[Applicant] = await unit.run(
        lambda c: book.at(c, room, OPEN, limit=TOGETHER, after=after)
    )
    for one in people:
        if one.seen.get("raided"):
            await finish.through(unit, one)
    return people[-1].id if len(people) == TOGETHER else 0
