"""A reported message in words, for those who may decide about it."""

from functools import partial

from bot.core.actions import Button, Buttons
from bot.core.unit import Unit
from services import desk, moderation
from services import report as reports
from services.desk import Sheet
from services.moderation import File
from services.report import Message, Reporter
from services.target import spared

AGAIN = "report.card"
"""The deadline, due at once, that shows the card of a case as it stands now."""

DECISIONS = ("delete", "mute", "kick", "ban", "ham")
MILD = ("delete", "ham")
"""What may be decided about administrators."""

ROWS = (("delete", "mute"), ("kick", "ban"), ("ham",))
NAMED = 8
"""Reporters that a card names."""


def matter_of(case: int) -> str:
    """What the desk calls it."""
    return f"report:{case}"


async def show(unit: Unit) -> None:
    """Show the card of a reported case, or edit it where it is."""
    number = unit.data["case"]
    case = await unit.run(lambda c: moderation.find(c, number))
    message = await unit.run(lambda c: reports.message_of(c, number))
    people: list[Reporter] = await unit.run(lambda c: reports.reporters(c, number))
    if case is None or message is None or not people:
        return
    await desk.show(
        unit, matter_of(number), AGAIN, _sheet(unit, case, message, people), category="reports"
    )


def _sheet(unit: Unit, case: File, message: Message, people: list[Reporter]) -> Sheet:
    is_open = case.state == "reported"
    number, n = str(case.id), len(people)
    say = partial(unit.say, number=number)
    lines = [
        say("report-card", group=unit.room.title[:64], n=n),
        unit.say("report-author", name=_plain(case.name) or number, person=str(case.subject_id)),
    ]
    if case.text:
        lines.append(unit.say("report-text", text=case.text[:400]))
    if message.hidden and case.deleted:
        lines.append(unit.say("report-hidden"))
    elif link := _link(unit, message):
        lines.append(unit.say("report-see", link=link))
    lines += [_reporter(unit, one) for one in people[:NAMED]]
    if n > NAMED:
        lines.append(unit.say("report-more", n=n - NAMED))
    if not is_open:
        lines.append(unit.say("report-outcome", state=_state(unit, case)))
        line = say("report-closed", state=_state(unit, case))
        return Sheet(
            text="\n".join(lines), line=line, open=False, buttons=_blocking(unit, case.id, people)
        )
    rows = _rows(unit, case)
    return Sheet(
        text="\n".join(lines),
        line=say("report-line", admins=desk.called(unit, desk.deciders(unit)), n=n),
        open=True,
        buttons=(*rows, *_blocking(unit, case.id, people)),
        line_buttons=rows,
    )


def _rows(unit: Unit, case: File) -> Buttons:
    """The decisions: of administrators, only those that do nothing to them."""
    some = MILD if spared(unit, case.subject_id) else DECISIONS
    rows = (
        tuple(
            Button(text=unit.say(f"report-button-{how}"), data=f"report_{how}:{case.id}")
            for how in row
            if how in some and not (case.subject_id < 0 and how in ("mute", "kick"))
        )
        for row in ROWS
    )
    return tuple(row for row in rows if row)


def _blocking(unit: Unit, number: int, people: list[Reporter]) -> Buttons:
    """A button for each reporter, who is named where there are several."""
    rows = []
    for one in people[:NAMED]:
        word = unit.say("report-button-unblock" if one.blocked else "report-button-block")
        text = word if len(people) == 1 else f"{word} · {_plain(one.name)[:20]}"
        rows.append((Button(text=text, data=f"report_block:{number}:{one.user_id}"),))
    return tuple(rows)


def _reporter(unit: Unit, one: Reporter) -> str:
    name = _plain(one.name) or str(one.user_id)
    if one.reason:
        return unit.say("report-by-why", name=name, reason=one.reason)
    return unit.say("report-by", name=name)


def _state(unit: Unit, case: File) -> str:
    how = "ham" if case.state == "dismissed" else case.act
    if case.state not in ("dismissed", "in force"):
        return unit.say("report-state-undone")
    return unit.say(f"report-state-{how}")


def _link(unit: Unit, message: Message) -> str:
    """Where the message is; only supergroups have such addresses."""
    text = str(message.chat_id)
    if unit.room.username:
        return f"https://t.me/{unit.room.username}/{message.message_id}"
    if not text.startswith("-100"):
        return ""
    return f"https://t.me/c/{text[4:]}/{message.message_id}"


def _plain(name: str) -> str:
    return " ".join(name.split())[:64]
