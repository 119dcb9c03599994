"""An appeal in words: for administrators, for jurors, for the person."""

from bot.core import daily, phrase, texts
from bot.core.actions import Button, Buttons
from bot.core.texts import Html
from bot.core.unit import Unit
from services import appeal as appeals
from services import desk, moderation, roster
from services.appeal import Appeal, jury
from services.desk import Sheet
from services.moderation import File

AGAIN = "appeal.card"
"""The deadline, due at once, that shows the card of an appeal as it stands now."""

HOW = ("uphold", "reverse")


def matter_of(case: int) -> str:
    """What the desk calls it."""
    return f"appeal:{case}"


async def find(unit: Unit, number: object) -> tuple[Appeal, File] | None:
    """An appeal and its case, by what people type for its number."""
    text = str(number)
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    found = await unit.run(lambda c: appeals.find(c, int(text)))
    case = await unit.run(lambda c: moderation.find(c, int(text)))
    return (found, case) if found is not None and case is not None else None


async def show(unit: Unit) -> None:
    """Show the card of an appeal, or edit it where it is."""
    await show_case(unit, unit.data["case"])


async def show_case(unit: Unit, number: int, *, anew: bool = False) -> None:
    """The same for a case; `anew` at the end of the chats."""
    found = await find(unit, number)
    if found is None:
        return
    sheet = await _sheet(unit, *found, reminder=anew)
    await desk.show(unit, matter_of(number), AGAIN, sheet, category="appeals", anew=anew)


async def _sheet(unit: Unit, appeal: Appeal, case: File, *, reminder: bool) -> Sheet:
    number, is_open = str(case.id), appeal.state == appeals.OPEN
    lines = [unit.say("appeal-card", number=number, group=unit.room.title[:64])]
    lines += about(unit, case, appeal, named=True)
    if not is_open:
        lines += await _decision(unit, appeal)
        how = unit.say(f"appeal-state-{appeal.state}")
        closed = [unit.say("appeal-closed", number=number, state=how)]
        if appeal.told == "refused":
            closed.append(unit.say("appeal-untold"))
        return Sheet(text="\n".join(lines), line="\n".join(closed), open=False)
    if appeal.jury:
        lines.append(unit.say("appeal-jury", n=appeal.jury, until=until(unit, appeal)))
        lines.append(unit.say("appeal-commitment", hash=jury.commitment(appeal.seed)))
        return Sheet(text="\n".join(lines), line="", open=True)
    if appeal.seed:
        lines.append(unit.say("appeal-no-jury"))
    lines.append(unit.say("appeal-late" if reminder else "appeal-until", until=until(unit, appeal)))
    lines.append(unit.say("appeal-how", number=number))
    calling = desk.called(unit, desk.deciders(unit))
    return Sheet(
        text="\n".join(lines),
        line=unit.say("appeal-line", number=number, admins=calling),
        open=True,
        buttons=(*_buttons(unit, case.id), *_buttons(unit, case.id, why="-why")),
        line_buttons=_buttons(unit, case.id),
    )


def about(unit: Unit, case: File, appeal: Appeal, *, named: bool) -> list[str]:
    """What was done, on what evidence, and what is said against it.

    `named`: whose case it is may be seen.
    """
    act = unit.say(f"act-{case.act}")
    if case.until is not None:
        act = unit.say("case-until", act=act, day=_day(unit, case.until))
    rule = texts.find(unit.language, f"rule-{case.rule}") or case.rule
    name = " ".join(case.name.split())[:64] or str(case.subject_id)
    if named:
        person = str(case.subject_id)
        lines = [unit.say("case-who", name=name, person=person, act=Html(act))]
    else:
        lines = [unit.say("appeal-what", act=Html(act))]
    lines.append(unit.say("appeal-rule", rule=rule))
    if case.reason:
        lines.append(unit.say("case-reason", reason=case.reason[:300]))
    if case.text:
        lines.append(unit.say("appeal-text", text=case.text[:400]))
    if appeal.text:
        lines += [unit.say("appeal-says"), unit.say("appeal-text", text=appeal.text[:1000])]
    return lines


async def _decision(unit: Unit, appeal: Appeal) -> list[str]:
    by, how = appeal.decided_by, unit.say(f"appeal-state-{appeal.state}")
    if by is None:
        who = unit.say("appeal-by-jury") if appeal.jury else unit.say("via-admin")
    else:
        names = await unit.run(lambda c: roster.names(c, [by]))
        who = names.get(by) or str(by)
    lines = [unit.say("appeal-decided", state=how, who=who)]
    if appeal.reason:
        lines.append(unit.say("case-reason", reason=appeal.reason))
    if appeal.jury:
        lines.append(await _votes(unit, appeal))
        lines.append(unit.say("appeal-seed", seed=appeal.seed))
    if appeal.told == "refused":
        lines.append(unit.say("appeal-untold"))
    return lines


async def _votes(unit: Unit, appeal: Appeal) -> str:
    """How heavy the votes were for either side; who voted how is nobody's business."""
    sitting = await unit.run(lambda c: jury.jurors(c, appeal.case_id))
    sums = {how: sum(one.weight for one in sitting if one.vote == how) for how in HOW}
    return unit.say("appeal-votes", uphold=str(sums["uphold"]), reverse=str(sums["reverse"]))


def _buttons(unit: Unit, case: int, *, why: str = "") -> Buttons:
    return (
        tuple(
            Button(text=unit.say(f"appeal-button-{how}{why}"), data=f"appeal_{how}{why}:{case}")
            for how in HOW
        ),
    )


def ballot(unit: Unit, case: int) -> Buttons:
    """The buttons of a juror."""
    return (
        tuple(
            Button(text=unit.say(f"appeal-button-{how}"), data=f"jury_{how}:{case}") for how in HOW
        ),
    )


def until(unit: Unit, appeal: Appeal) -> str:
    """By when it is to be decided."""
    return _day(unit, appeal.due_at)


def _day(unit: Unit, at: int) -> str:
    return phrase.date_time(at, unit.language, daily.zone_of(unit.values))
