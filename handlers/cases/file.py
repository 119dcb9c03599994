"""Cases as a file, for the admin alone who asked for it."""

from collections.abc import Sequence

import msgspec

from bot.core import daily, phrase, sheet
from bot.core.actions import Button, Buttons, React, Send, SendFile
from bot.core.unit import Stay, Unit
from services import roster
from services.moderation import File

FORMS = ("csv", "json")

FILE = "cases.file"
"""The continuation of a table that was sent."""

HEAD = (
    "case",
    "at",
    "rule",
    "band",
    "act",
    "until",
    "state",
    "over",
    "via",
    "by",
    "reason",
    "strikes",
    "person",
    "name",
    "text",
)


async def send_file(unit: Unit, cases: Sequence[File], form: str) -> None:
    """Send cases as `csv` or `json`, with what was written and seen."""
    person = unit.identify()
    if person not in await unit.run(lambda c: roster.started(c, [person])):
        unit.reply(unit.say("case-file-private"), buttons=_opening(unit))
        return
    rows = [_row(unit, case) for case in cases]
    content = "\ufeff" + sheet.write(HEAD, rows) if form == "csv" else _json(cases, rows)
    unit.do(
        SendFile(
            room=unit.room.id,
            to=person,
            name=f"cases.{form}",
            content=content,
            text=unit.say("case-file", group=unit.room.title[:64]),
        ),
        then=FILE,
        then_data={
            "person": person,
            "message": unit.facts.message_id,
            "thread": unit.facts.thread_id,
        },
        expires_at=unit.now + 300,
    )


def _row(unit: Unit, case: File) -> tuple[str | int, ...]:
    zone = daily.zone_of(unit.values)
    return (
        case.id,
        phrase.stamp(case.at, zone),
        case.rule,
        case.band,
        case.act,
        phrase.stamp(case.until, zone) if case.until is not None else "",
        case.state,
        int(case.is_over(unit.now)),
        case.via,
        case.decided_by if case.decided_by is not None else "",
        case.reason,
        case.strikes,
        case.subject_id,
        case.name,
        case.text,
    )


def _json(cases: Sequence[File], rows: Sequence[tuple[str | int, ...]]) -> str:
    found = [
        dict(zip(HEAD, row, strict=True)) | {"findings": case.findings, "trouble": case.note}
        for case, row in zip(cases, rows, strict=True)
    ]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


async def file_went(unit: Unit) -> None:
    """The file reached who asked for it, or it did not: either is said under the command."""
    message, person = unit.data["message"], unit.data["person"]
    if unit.fate is not None and unit.fate.state == "done":
        unit.do(React(room=unit.room.id, chat=unit.room.chat_id, message=message, emoji="👌"))
        return
    if unit.fate is not None and unit.fate.state == "refused":
        await unit.run(lambda connection: roster.note_unreachable(connection, person))
    send = Send(
        room=unit.room.id,
        text=unit.say("case-file-private"),
        thread=unit.data["thread"],
        reply_to=message,
        buttons=_opening(unit),
        stay=Stay.SHORT.seconds(unit.values),
    )
    unit.do(send, expires_at=unit.now + 300)


def _opening(unit: Unit) -> Buttons:
    return ((Button(text=unit.say("letter-open"), url=unit.link("why")),),)
