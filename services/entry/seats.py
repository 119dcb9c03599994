"""Seats: how many may be inside, and who waits for one."""

from bot.core import phrase
from bot.core.actions import Button, Count
from bot.core.duration import MINUTE
from bot.core.gate import Applicant
from bot.core.unit import Unit
from services.entry import book, card
from services.entry.book import OFFERED, QUEUED, READY

NEXT = "entry.next"
"""The deadline at which a seat that became free is looked for, for who waits."""

CLAIM = "entry.claim"
"""The deadline until which somebody may take the seat they were offered."""

COUNTED = "entry.seats"
"""The continuation: the members were counted for the waiting list."""

AGAIN = 10
"""Seconds after which it is looked again for who has just been put on the waiting list."""

AT_ONCE = 20
"""People who are offered a seat in one go."""


async def free(unit: Unit, members: int | None, *, counted_at: int, asking: int = 0) -> int | None:
    """Seats that nobody sits on or was promised; None where they are not counted, or it is not
    known how many members there are.

    `members` counts the bot, which takes no seat, as Telegram does. Who was let in at or after
    `counted_at` may not be among them.
    """
    seats: int = unit.values["entry.seats"]
    if not seats or members is None:
        return None
    room = unit.room.id
    promised: int = await unit.run(
        lambda c: book.promised(c, room, since=counted_at, besides=asking)
    )
    kept: int = await unit.run(lambda c: book.kept(c, room, at=unit.now, besides=asking))
    return seats - (members - 1) - promised - kept


async def keep(unit: Unit, one: Applicant, until: int) -> None:
    """Keep a seat for somebody who is still at the gates."""
    await unit.run(lambda c: book.keep(c, one.id, until))


async def queue(unit: Unit, one: Applicant) -> None:
    """Somebody is through and there is no seat: they wait, first come, first served."""
    await unit.run(lambda c: book.change(c, one.id, state=QUEUED))
    await unit.later(NEXT, str(unit.room.id), due_at=unit.now + AGAIN)
    await show_place(unit, one)


async def show_place(unit: Unit, one: Applicant) -> None:
    """Tell somebody where on the waiting list they are."""
    place: int = await unit.run(lambda c: book.before(c, unit.room.id, one.id, QUEUED))
    with card.speaking(unit, one):
        text = unit.say("entry-queued", group=unit.room.title[:64], place=place + 1)
        cancel = Button(text=unit.say("entry-quit"), data=f"door:{one.id}:0:cancel")
    await card.show_private(unit, one, text, ((cancel,),))


async def look(unit: Unit) -> None:
    """A seat may have become free: the members are counted, if anybody waits."""
    if await unit.run(lambda c: book.count(c, unit.room.id, QUEUED)):
        unit.do(Count(room=unit.room.id), then=COUNTED, then_data={"at": unit.now})


async def offer(unit: Unit) -> None:
    """The members were counted: the first who wait are offered what is free."""
    members = unit.fate.result if unit.fate and unit.fate.state == "done" else None
    if members is None:
        await unit.later(NEXT, str(unit.room.id), due_at=unit.now + MINUTE)
        return
    left = await free(unit, members, counted_at=unit.data["at"])
    many = AT_ONCE if left is None else min(left, AT_ONCE)
    if many <= 0:
        return
    for one in await unit.run(lambda c: book.at(c, unit.room.id, QUEUED, limit=many)):
        await _offer(unit, one)


async def _offer(unit: Unit, one: Applicant) -> None:
    term: int = unit.values["entry.claim"]
    await unit.run(lambda c: book.change(c, one.id, state=OFFERED, due_at=unit.now + term))
    await unit.later(CLAIM, str(one.id), due_at=unit.now + term, data=one.id, term=term)
    with card.speaking(unit, one):
        text = unit.say(
            "entry-offered",
            group=unit.room.title[:64],
            left=phrase.span(term, unit.language),
        )
        take = Button(text=unit.say("entry-take"), data=f"door:{one.id}:0:seat")
        cancel = Button(text=unit.say("entry-quit"), data=f"door:{one.id}:0:cancel")
    await card.show_private(unit, one, text, ((take,), (cancel,)), anew=True)


async def take(unit: Unit, one: Applicant) -> bool:
    """Somebody takes the seat they were offered; False if it is not theirs any more."""
    if one.state != OFFERED:
        return False
    await unit.cancel(CLAIM, str(one.id))
    changed: bool = await unit.run(lambda c: book.change(c, one.id, state=READY))
    return changed
