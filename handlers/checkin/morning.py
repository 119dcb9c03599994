"""What a new day brings: outages are looked at, and a week that has closed is judged."""

from collections.abc import Awaitable, Callable
from typing import Final

from bot.core import phrase
from bot.core.actions import Button
from bot.core.manner import notice, whisper
from bot.core.manner.private import MAIL
from bot.core.unit import Stay, Unit
from handlers.checkin.private import write
from services import roster
from services.checkin import away, book, duty
from services.checkin.calendar import WEEK, calendar_of, date_of, monday
from services.checkin.duty import Owing
from services.checkin.slot import slots_of
from services.moderation import Order, enforce

DUTY: Final = "checkin.duty"
"""The deadline at which a part of the members is judged."""


async def begin_day(unit: Unit) -> None:
    """A day begins: those before are over."""
    room, now, values = unit.room.id, unit.now, unit.values
    calendar = calendar_of(values)
    today = calendar.day_of(now)
    slots = slots_of(values["checkin.slots"])
    await unit.run(lambda c: away.settle(c, room, calendar, slots, now))
    await unit.run(lambda c: duty.forget_old(c, room, today, now))
    state = await unit.run(lambda c: book.state(c, room, today))
    week = monday(today) - WEEK
    since = state.duty_from
    if not values["checkin.duty"] or since is None or since > week or state.judged_week >= week:
        return
    await unit.run(lambda c: book.note(c, room, judged_week=week))
    await unit.later(DUTY, str(room), due_at=now, data={"week": week, "after": 0, "owing": 0})


async def close_week(unit: Unit) -> None:
    """Look at some members, and go on with the next."""
    room, values = unit.room.id, unit.values
    week, after, count = (unit.data[name] for name in ("week", "after", "owing"))
    days = values["checkin.duty"]
    if not values["checkin.enabled"] or not days:
        return
    begins = calendar_of(values).begins(week)
    people = await unit.run(lambda c: duty.members(c, room, before=begins, after=after))
    judged = [one for one in people if not unit.admins.rights_of(one) and one != unit.bot_id]
    gone = await unit.run(lambda c: book.away_days(c, room, week))
    owing: list[Owing] = await unit.run(
        lambda c: duty.owing(c, room, judged, week=week, days=days, away=gone)
    )
    names = await unit.run(lambda c: roster.names(c, [one.person for one in owing]))
    for one in owing:
        await _tell(unit, one, week, names.get(one.person, ""))
    count += len(owing)
    if len(people) == duty.CHUNK:
        data = {"week": week, "after": people[-1], "owing": count}
        await unit.later(DUTY, str(room), due_at=unit.now, data=data)
    elif count:
        await _close(unit, week, count)


async def _tell(unit: Unit, one: Owing, week: int, name: str) -> None:
    """The first misses are told in private, each further one is a strike."""
    room, now = unit.room.id, unit.now
    if not await unit.run(lambda c: duty.note(c, room, week, one, now)):
        return
    if one.times > duty.TOLD:
        order = Order(
            person=one.person,
            key=f"duty:{one.person}:{week}",
            name=name,
            rule="checkin",
            via="machine",
            reason=f"{one.done}/{one.due}",
            strikes=1,
        )
        outcome = await enforce(unit, order)
        number = str(outcome.case)

        async def struck() -> str:
            shown = _week(unit, week)
            return unit.say("duty-struck", week=shown, done=one.done, due=one.due, case=number)

        await _write(unit, one.person, name, struck)
        return
    left = duty.TOLD - one.times

    async def missed() -> str:
        shown = _week(unit, week)
        return unit.say("duty-missed", week=shown, done=one.done, due=one.due, left=left)

    await _write(unit, one.person, name, missed)


async def _write(unit: Unit, person: int, name: str, words: Callable[[], Awaitable[str]]) -> None:
    """In private, if that is open: it matters, and nobody may be looking at the group now."""
    if await unit.run(lambda c: roster.started(c, [person])):
        await write(unit, person, words)
    else:
        await whisper(unit, words, to=person, name=name, aloud=False)


async def _close(unit: Unit, week: int, count: int) -> None:
    """One line for the whole week, without a name: who is meant reads it in private."""
    button = Button(text=unit.say("letter-open"), url=unit.link(MAIL))
    text = unit.say("duty-closed", week=_week(unit, week), n=count)
    await notice(unit, f"duty:{week}", text, buttons=((button,),), stay=Stay.NOTICE)


async def follow(unit: Unit) -> None:
    """Duty begins with the first whole week after it was switched on."""
    room, now = unit.room.id, unit.now
    today = calendar_of(unit.values).day_of(now)
    state = await unit.run(lambda c: book.state(c, room, today))
    wanted = bool(unit.values["checkin.duty"] and unit.values["checkin.enabled"])
    if wanted != (state.duty_from is not None):
        since = today if wanted else None
        await unit.run(lambda c: book.note(c, room, duty_from=since))


def _week(unit: Unit, week: int) -> str:
    first, last = date_of(week), date_of(week + WEEK - 1)
    shown = [phrase.short_day(one, unit.language) for one in (first, last)]
    return unit.say("duty-week", first=shown[0], last=shown[1])
