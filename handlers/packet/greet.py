"""`/greeting`: envelopes from the treasury that come by themselves."""

from collections.abc import Sequence

from bot.core import daily, phrase
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from services import packet, points
from services.packet import ask, schedule
from services.packet.ask import Unclear, Wanted
from services.packet.packet import Terms
from services.packet.schedule import Greeting

GREET = "packet.greet"
"""The deadline of the next one."""

_REMOVE = frozenset(("remove", "rm", "del", "取消", "删除"))
_ADD = frozenset(("add", "添加"))


async def command(unit: Unit) -> None:
    """`/greeting` lists them, `/greeting 09:00 100 10 WISH` adds one, `/greeting remove 3`.

    Raises:
        UserError: what was typed is neither.
    """
    verb, _, rest = unit.args.strip().partition(" ")
    if not verb:
        unit.reply("\n".join(await listed(unit)), stay=Stay.LONG)
    elif verb.lower() in _REMOVE:
        await remove(unit, rest.strip())
    else:
        await add(unit, rest if verb.lower() in _ADD else unit.args)


async def listed(unit: Unit) -> Sequence[str]:
    """The greetings there are, one a line, and how to add one."""
    found: list[Greeting] = await unit.run(lambda c: schedule.of(c, unit.room.id))
    zone = daily.zone_of(unit.values)
    head = unit.say("packet-greet-list", zone=zone) if found else unit.say("packet-greet-none")
    lines = [head]
    lines += [worded(unit, one) for one in found]
    return [*lines, unit.say("packet-greet-usage")]


async def add(unit: Unit, typed: str) -> None:
    """Keep one more, and say when it comes first.

    Raises:
        UserError: it cannot be read, never comes, or there are too many.
    """
    when = schedule.read_when(typed)
    if when is None:
        raise UserError(unit.say("packet-greet-usage"))
    day, minute, rest = when
    try:
        wanted = ask.options(ask.amounts(rest), names=lambda _: False)
    except Unclear as unclear:
        raise UserError(unit.say(f"packet-ask-{unclear.why}")) from None
    check(unit, wanted)
    wish = ask.wish(wanted.rest) or unit.say("packet-wish")
    shares = wanted.shares or 1
    greeting = Greeting(0, day, minute, wanted.total, shares, wanted.mode, wish)
    room, by, now = unit.room.id, unit.actor or None, unit.now
    due_at = schedule.next_at(day, minute, daily.zone_of(unit.values), now)
    if due_at is None:
        raise UserError(unit.say("packet-greet-past"))
    number = await unit.run(lambda c: schedule.add(c, room=room, greeting=greeting, by=by, now=now))
    if number is None:
        raise UserError(unit.say("packet-greet-many", most=schedule.MOST))
    await unit.later(GREET, str(number), due_at=due_at, data=number)
    first = phrase.date_time(due_at, unit.language, daily.zone_of(unit.values))
    unit.reply(unit.say("packet-greet-added", number=str(number), first=first))


def check(unit: Unit, wanted: Wanted) -> None:
    """Go on only if the treasury can give such an envelope.

    Raises:
        UserError: it cannot.
    """
    total, shares = wanted.total, wanted.shares
    if shares is None or wanted.word or wanted.checked or wanted.expires:
        raise UserError(unit.say("packet-greet-usage"))
    if total < shares:
        raise UserError(unit.say("packet-ask-few", total=total, shares=shares))
    if wanted.equal and total % shares:
        near = " / ".join(str(one) for one in ask.nearest(total, shares))
        raise UserError(unit.say("packet-ask-divide", total=total, shares=shares, near=near))


async def remove(unit: Unit, typed: str) -> None:
    """Take one back.

    Raises:
        UserError: there is no such one.
    """
    number = int(typed) if typed.isdecimal() and len(typed) < 16 else 0
    if not await unit.run(lambda c: schedule.remove(c, room=unit.room.id, number=number)):
        raise UserError(unit.say("packet-greet-unknown"))
    await unit.cancel(GREET, str(number))
    unit.reply(unit.say("packet-greet-removed", number=str(number)))


async def greet(unit: Unit) -> None:
    """It is time: an envelope from the treasury, if the group has envelopes, and the next time."""
    number, room = unit.data, unit.room.id
    found: Greeting | None = await unit.run(lambda c: schedule.find(c, room=room, number=number))
    if found is None or not unit.room.has_bot:
        return
    if found.is_once:
        await unit.run(lambda c: schedule.remove(c, room=room, number=number))
    else:
        await arm(unit, found)
    if not unit.values["packet.enabled"]:
        return
    terms = Terms(
        kind="greeting",
        total=found.total,
        shares=found.shares,
        mode=found.mode,
        wish=found.wish,
        expires_at=unit.now + unit.values["packet.expires"],
        source=points.TREASURY,
    )
    await packet.start(unit, terms)


async def follow(unit: Unit) -> None:
    """The group's clock is another one."""
    for one in await unit.run(lambda c: schedule.of(c, unit.room.id)):
        await arm(unit, one)


async def arm(unit: Unit, greeting: Greeting) -> None:
    """Set the next time of one; of one that never comes again, none."""
    zone, key = daily.zone_of(unit.values), str(greeting.id)
    due_at = schedule.next_at(greeting.day, greeting.minute, zone, unit.now)
    if due_at is None:
        await unit.cancel(GREET, key)
    else:
        await unit.later(GREET, key, due_at=due_at, data=greeting.id)


def worded(unit: Unit, greeting: Greeting) -> str:
    """One of them on a line."""
    return unit.say(
        "packet-greet-line",
        number=str(greeting.id),
        day=day_of(unit, greeting.day),
        time=f"{greeting.minute // 60:02}:{greeting.minute % 60:02}",
        total=greeting.total,
        shares=greeting.shares,
        wish=greeting.wish,
    )


def day_of(unit: Unit, day: str) -> str:
    """A day as people say it."""
    if day == schedule.DAILY:
        return unit.say("packet-day-daily")
    if day[0].isdigit():
        return day
    return phrase.listing([unit.say(f"packet-day-{one}") for one in day.split(",")], unit.language)
