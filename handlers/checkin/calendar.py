"""`/calendar`: a month of one's own as a picture, or in signs where none can be drawn."""

from typing import Any, Final

from babel.dates import get_day_names

from bot.core import phrase
from bot.core.actions import SendPicture
from bot.core.errors import UserError
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from handlers.checkin.word import span
from services import picture
from services.checkin import away, book, enter, freeze, month
from services.checkin.calendar import calendar_of, date_of
from services.checkin.month import Month
from services.checkin.pay import ahead, milestones
from services.checkin.slot import slots_of
from services.checkin.streak import Run

DRAWN: Final = "checkin.drawn"
"""The continuation that says in signs what could not be drawn."""

KINDS = ("own", "makeup", "freeze", "away", "missed")
_SIGNS = {"own": "*", "makeup": "+", "freeze": "=", "away": "~", "missed": "-"}


async def command(unit: Unit) -> None:
    """This month, or `/calendar 10`, `/calendar 2026-10`."""
    room, person, values = unit.room.id, unit.actor, unit.values
    if not person:
        raise UserError(unit.say("checkin-nameless"))
    calendar, slots = calendar_of(values), slots_of(values["checkin.slots"])
    today = calendar.day_of(unit.facts.at)
    first = month.read(unit.args, date_of(today))
    if first is None:
        raise UserError(unit.say("calendar-usage"))
    await unit.run(lambda c: away.settle(c, room, calendar, slots, unit.now))
    await unit.run(lambda c: enter.settle(c, room, person, calendar=calendar, today=today))
    shown: Month = await unit.run(lambda c: month.look(c, room, person, first, today))
    run: Run = await unit.run(lambda c: book.standing(c, room, person, today))
    held = await unit.run(lambda c: freeze.held(c, room, person))
    caption = _caption(unit, shown, run, held)
    signs = "\n".join([caption, _signs(unit, shown)])
    if not picture.can_write(unit.language):
        unit.reply(signs, stay=Stay.LONG)
        return
    facts = unit.facts
    unit.do(
        SendPicture(
            room=room,
            drawing="calendar",
            data=_drawing(unit, shown, run, today),
            text=caption,
            thread=facts.thread_id,
            reply_to=facts.message_id,
            stay=Stay.LONG.seconds(values),
        ),
        then=DRAWN,
        then_data={"text": signs, "message": facts.message_id, "thread": facts.thread_id},
        expires_at=unit.now + 300,
    )


async def drawn(unit: Unit) -> None:
    """Where the picture was refused, the same is said in signs."""
    if unit.fate is not None and unit.fate.state == "refused":
        unit.reply(unit.data["text"], stay=Stay.LONG)


def _caption(unit: Unit, shown: Month, run: Run, held: int) -> str:
    title = phrase.month(shown.first, unit.language)
    lines = [
        unit.say("calendar-title", month=title, n=shown.done),
        unit.say("checkin-mine-streak", streak=Html(span(unit, run.length))),
    ]
    if then := ahead(run.length, milestones(unit.values)):
        lines.append(unit.say("checkin-mine-ahead", n=then[0], points=then[1]))
    if held:
        lines.append(unit.say("checkin-mine-held", n=held))
    return "\n".join(lines)


def _drawing(unit: Unit, shown: Month, run: Run, today: int) -> dict[str, Any]:
    worth = milestones(unit.values)
    then = ahead(run.length, worth)
    aim = run.length + then[0] if then else 0
    there = max((one for one in worth if one <= run.length), default=0)
    when = date_of(today)
    used = [one for one in KINDS if one in {kind for kind, _ in shown.marks.values()}]
    return {
        "title": phrase.month(shown.first, unit.language),
        "streak": unit.say("calendar-streak", n=run.length),
        "next": unit.say("calendar-next", n=then[0], points=then[1]) if then else "",
        "share": (run.length - there) * 1000 // (aim - there) if then else 0,
        "weekdays": [_weekday(unit, number) for number in range(7)],
        "first": shown.first.weekday(),
        "days": shown.days,
        "today": when.day if when.replace(day=1) == shown.first else 0,
        "marks": {
            str(day): (kind, depth, _letter(unit, kind))
            for day, (kind, depth) in shown.marks.items()
        },
        "legend": [(one, unit.say(f"calendar-kind-{one}")) for one in used],
    }


def _letter(unit: Unit, kind: str) -> str:
    return "" if kind in ("own", "missed") else unit.say(f"calendar-letter-{kind}")


def _weekday(unit: Unit, number: int) -> str:
    if unit.language == "zh":
        return str(get_day_names("narrow", "stand-alone", locale="zh")[number])
    return str(get_day_names("abbreviated", "stand-alone", locale=unit.language)[number])


def _signs(unit: Unit, shown: Month) -> str:
    """A month in signs of one width."""
    cells = ["    "] * shown.first.weekday()
    for day in range(1, shown.days + 1):
        kind = shown.marks.get(day, ("", 0))[0]
        cells.append(f"{day:>2}{_SIGNS.get(kind, ' ')} ")
    rows = ["".join(cells[at : at + 7]).rstrip() for at in range(0, len(cells), 7)]
    used = [one for one in KINDS if one in {kind for kind, _ in shown.marks.values()}]
    legend = [unit.say("calendar-sign", sign=_SIGNS[one], kind=one) for one in used]
    grid = Html("<pre>" + "\n".join(rows) + "</pre>")
    return "\n".join([grid, *legend])
