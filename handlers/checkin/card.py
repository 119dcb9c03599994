"""What points buy: dates that were missed, and freezes for those to come; and leave from duty."""

from typing import Any

from bot.core import duration, phrase
from bot.core.errors import UserError
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from handlers.checkin.word import days, span
from services.checkin import enter, freeze, leave, makeup, purse
from services.checkin.calendar import Calendar, calendar_of, date_of, number_of

DAY = 86_400
_BACK = frozenset(("off", "cancel", "end", "取消", "结束", "销假"))


async def make_up(unit: Unit) -> None:
    """`/makeup DATE` fills a date; alone it says which ones could be."""
    person, _calendar, today = _who(unit)
    room, values, facts = unit.room.id, unit.values, unit.facts
    if not unit.args.strip():
        left: list[int] = await unit.run(
            lambda c: makeup.missing(c, room, person, today=today, values=values)
        )
        unit.reply(_offer(unit, left), stay=Stay.LONG)
        return
    when = makeup.read_date(unit.args, date_of(today))
    if when is None:
        raise UserError(unit.say("makeup-usage", day=_example(today)))
    done = await unit.run(
        lambda c: makeup.fill(
            c,
            room=room,
            person=person,
            day=number_of(when),
            at=facts.at,
            now=unit.now,
            values=values,
            update=facts.update_id,
        )
    )
    shown = phrase.short_day(when, unit.language)
    if done.state == "done":
        unit.reply(
            unit.say(
                "makeup-done",
                day=shown,
                price=values["checkin.makeup_price"],
                points=done.points,
                streak=Html(span(unit, done.streak)),
                balance=done.balance,
            )
        )
        return
    unit.reply(_refused(unit, done.state, shown, done.balance))


def _refused(unit: Unit, state: str, day: str, balance: int) -> str:
    """Why a date is not filled; nothing was paid."""
    values = unit.values
    match state:
        case "old":
            return unit.say("makeup-old", n=values["checkin.makeup_days"])
        case "many":
            return unit.say("makeup-many", n=values["checkin.makeup_month"])
        case "short":
            return unit.say("checkin-short", price=values["checkin.makeup_price"], balance=balance)
        case "there":
            return unit.say("makeup-there", day=day)
        case "before":
            return unit.say("makeup-before", day=day)
        case "future":
            return unit.say("makeup-future", day=day)
        case "today":
            return unit.say("makeup-today")
        case _:
            return unit.say("checkin-no-points")


def _offer(unit: Unit, left: list[int]) -> str:
    values = unit.values
    if not left:
        return unit.say("makeup-none", n=values["checkin.makeup_days"])
    return unit.say(
        "makeup-offer",
        days=days(unit, left),
        price=values["checkin.makeup_price"],
        example=f"{date_of(left[0]):%m-%d}",
        n=values["checkin.makeup_month"],
    )


def _example(today: int) -> str:
    return f"{date_of(today - 1):%m-%d}"


async def buy_freeze(unit: Unit) -> None:
    """`/freeze` buys one, up to as many as one may hold."""
    person, calendar, today = _who(unit)
    room, values, facts = unit.room.id, unit.values, unit.facts
    if unit.args.strip():
        raise UserError(unit.say("freeze-usage"))
    price, most = values["checkin.freeze_price"], values["checkin.freeze_most"]

    def work(connection: Any) -> tuple[str, int]:
        enter.settle(connection, room, person, calendar=calendar, today=today)
        if freeze.held(connection, room, person) >= most:
            return "many", 0
        if price and not enter.pays(values):
            return "off", 0
        try:
            purse.buy(
                connection,
                room,
                person,
                price,
                reason="freeze",
                reference=f"{facts.update_id}:{facts.at}",
                at=facts.at,
                update=facts.update_id,
            )
        except purse.Short as short:
            return "short", short.balance
        freeze.add(connection, room, person, facts.at)
        return "done", purse.has(connection, room, person)

    state, balance = await unit.run(work)
    held = await unit.run(lambda c: freeze.held(c, room, person))
    match state:
        case "done":
            unit.reply(unit.say("freeze-done", price=price, n=held, balance=balance))
        case "many":
            unit.reply(unit.say("freeze-many", n=held) if most else unit.say("freeze-none"))
        case "short":
            unit.reply(unit.say("checkin-short", price=price, balance=balance))
        case _:
            unit.reply(unit.say("checkin-no-points"))


async def take_leave(unit: Unit) -> None:
    """`/leave 3d` from today on; `/leave off` ends it; alone it says how one stands."""
    person, _, today = _who(unit)
    room, facts, typed = unit.room.id, unit.facts, unit.args.strip().lower()
    last: int | None = await unit.run(lambda c: leave.last_day(c, room, person, today))
    if not typed:
        if last is None:
            unit.reply(unit.say("leave-usage"))
        else:
            unit.reply(unit.say("leave-until", day=phrase.short_day(date_of(last), unit.language)))
        return
    if typed in _BACK:
        ended = await unit.run(lambda c: leave.end(c, room, person, today))
        unit.reply(unit.say("leave-ended" if ended else "leave-none"))
        return
    seconds = duration.parse(typed)
    if not seconds or seconds % DAY:
        raise UserError(unit.say("leave-usage"))
    if seconds > leave.MOST * DAY:
        raise UserError(unit.say("leave-long", n=leave.MOST))
    count = seconds // DAY
    first, last = await unit.run(
        lambda c: leave.take(c, room, person, first=today, days=count, at=facts.at)
    )
    unit.reply(
        unit.say(
            "leave-taken",
            first=phrase.short_day(date_of(first), unit.language),
            last=phrase.short_day(date_of(last), unit.language),
            duty="on" if unit.values["checkin.duty"] else "off",
        )
    )


def _who(unit: Unit) -> tuple[int, Calendar, int]:
    """Who asks, the group's calendar, and its day.

    Raises:
        UserError: somebody without an account of their own.
    """
    if not unit.actor:
        raise UserError(unit.say("checkin-nameless"))
    calendar = calendar_of(unit.values)
    return unit.actor, calendar, calendar.day_of(unit.facts.at)
