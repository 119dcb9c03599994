"""Once a day all of a group's ledger is added up; the owner hears of it if that does not work."""

import msgspec

from bot.core import daily, phrase
from bot.core.actions import Send
from bot.core.manner import whisper
from bot.core.unit import Unit
from services import points
from services.points import check
from services.points.check import Last, Progress
from services.points.statement import total_of

STEP, ALARM = "points.check", "points.alarm"
"""Deadlines, due at once: the next part is looked at; the owner is told what was found."""


async def begin(unit: Unit) -> None:
    """The daily: from the first transfer on."""
    if await unit.run(lambda c: check.is_used(c, unit.room.id)):
        await unit.later(STEP, str(unit.room.id), due_at=unit.now, data=Progress())


async def step(unit: Unit) -> None:
    """The next part; at the end it is written down what was found."""
    room, before = unit.room.id, msgspec.convert(unit.data, Progress)
    progress: Progress = await unit.run(lambda c: check.step(c, room, before))
    if not progress.over:
        await unit.later(STEP, str(room), due_at=unit.now + 1, data=progress)
        return
    await unit.run(lambda c: check.keep(c, room=room, progress=progress, now=unit.now))
    if progress.wrong:
        found = {"n": progress.wrong, "first": progress.first}
        await unit.later(ALARM, str(room), due_at=unit.now, data=found)


async def alarm(unit: Unit) -> None:
    """Tell the owner, and the log chat if there is one."""
    found = unit.data
    if log := unit.values.get("log.chat", 0):
        unit.do(
            Send(
                room=unit.room.id,
                to=log,
                text=unit.say("points-alarm", **found),
                if_unknown="again_once",
            )
        )
    owners = [one for one in unit.admins.people() if "owner" in one.rights]
    for owner in owners[:1]:
        await whisper(unit, lambda: unit.say("points-alarm", **found), to=owner.id, name=owner.name)


async def health(unit: Unit) -> list[str]:
    """What `/health` says of the ledger."""
    room = unit.room.id
    minted: int = -await unit.run(lambda c: points.balance(c, room, points.TREASURY))
    members: int = await unit.run(lambda c: total_of(c, room, "member"))
    held: int = await unit.run(lambda c: total_of(c, room, "escrow"))
    lines = [unit.say("points-treasury", n=minted, members=members, held=held)]
    rest: int = await unit.run(lambda c: check.outstanding(c, room))
    last: Last | None = await unit.run(lambda c: check.last(c, room))
    if rest or (last and last.wrong):
        first = last.first if last and last.wrong else str(rest)
        lines.append(unit.say("points-alarm", n=max(last.wrong if last else 0, 1), first=first))
    elif last:
        day = phrase.date_time(last.at, unit.language, daily.zone_of(unit.values))
        lines.append(unit.say("points-adds-up", at=day, n=last.counted))
    else:
        lines.append(unit.say("points-adds-up-now"))
    return lines
