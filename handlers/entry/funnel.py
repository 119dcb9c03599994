"""`/door` and `/waitlist`: how many came, where they stopped, who waits."""

from bot.core import phrase
from bot.core.duration import DAY
from bot.core.feature import Command
from bot.core.manner import Pager
from bot.core.unit import Stay, Unit
from services.entry import book, seats
from services.entry.book import HELD, OFFERED, OPEN, QUEUED, READY
from services.entry.explain import in_words
from services.entry.setting import demand_of

RIGHT = "can_invite_users"
SPAN = 30 * DAY
"""Seconds that the funnel covers."""

WAITING = 500
"""People who are listed at most."""


async def door(unit: Unit) -> None:
    """What is asked, and the funnel of the last 30 days."""
    demand = demand_of(unit.values, unit.house.gates)
    asked = in_words(unit, demand) if demand is not None else unit.say("entry-nothing-asked")
    room = unit.room.id
    tally = await unit.run(lambda c: book.tally(c, room, unit.now - SPAN))
    lines = [unit.say("door-asks", what=asked)]
    lines.append(unit.say("door-came", came=tally.came, passed=tally.passed, days=SPAN // DAY))
    lines += [
        unit.say("door-stopped", why=_why(unit, why), n=many) for why, many in tally.failed.items()
    ]
    if tally.withdrawn:
        lines.append(unit.say("door-withdrew", n=tally.withdrawn))
    if tally.elsewhere:
        lines.append(unit.say("door-elsewhere", n=tally.elsewhere))
    lines += [
        unit.say("door-at", gate=unit.say(f"gate-name-{gate}"), n=many)
        for gate, many in tally.waiting.items()
        if gate in unit.house.gates
    ]
    for state in (HELD, QUEUED, OFFERED):
        if many := await unit.run(lambda c, state=state: book.count(c, room, state)):  # type: ignore[misc]
            lines.append(unit.say(f"door-{state}", n=many))
    if tally.unreached:
        lines.append(unit.say("door-unreached", n=tally.unreached))
    unit.reply("\n".join(lines), stay=Stay.LONG)


def _why(unit: Unit, why: str) -> str:
    return unit.say(f"gate-name-{why}" if why in unit.house.gates else f"door-why-{why}")


async def _waiting(unit: Unit, _args: str) -> list[str]:
    states = (OPEN, HELD, QUEUED, OFFERED, READY)
    people = await unit.run(lambda c: book.at(c, unit.room.id, *states, limit=WAITING))
    return [
        unit.say(
            "waitlist-line",
            name=one.name[:32],
            person=str(one.user_id),
            state=unit.say(f"entry-state-{one.state}"),
            since=phrase.span(unit.now - one.began_at, unit.language),
        )
        for one in people
    ]


LIST = Pager("waitlist", _waiting, right=RIGHT)


async def waitlist(unit: Unit) -> None:
    """Who stands at the door, and who waits for a seat."""
    await LIST.show(unit, empty=unit.say("waitlist-nobody"))


async def follow_seats(unit: Unit) -> None:
    """The number of seats was changed: somebody who waits may get one."""
    await unit.later(seats.NEXT, str(unit.room.id), due_at=unit.now)


COMMANDS = (
    Command(name="door", handle=door, right=RIGHT, where="group"),
    Command(name="waitlist", handle=waitlist, right=RIGHT, where="group"),
)
