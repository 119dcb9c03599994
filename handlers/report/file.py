"""`/report`, 举报 and `@admin`: a message is shown to administrators, or they are called."""

from functools import partial
from typing import Any

import msgspec

from bot.core import duration
from bot.core.actions import Copy, Delete, Send
from bot.core.errors import UserError
from bot.core.feature import in_reply
from bot.core.house import SIGNS
from bot.core.manner import whisper
from bot.core.role import Admin
from bot.core.unit import Stay, Unit
from handlers.report.card import AGAIN, matter_of
from services import desk, moderation, roster
from services import report as reports
from services.moderation import Complaint, File
from services.report import Report, Taken
from services.target import Target, replied, spared
from services.trust import is_trusted

HIDE = "report.hide"
"""The deadline, due at once, at which enough people have reported a message."""

COPIED = "report.copied"
"""The continuation of the copy that is kept of a message before it goes."""

QUIET = 10 * duration.MINUTE
"""Seconds within which one administrator is not called again."""

LAPSE = 2 * duration.DAY


async def report(unit: Unit) -> None:
    """Report the message that is replied to; `@admin` without one calls administrators.

    Raises:
        UserError: nothing is replied to, or it cannot be reported.
    """
    target = replied(unit.facts) if in_reply(unit.facts, "") else None
    if target is None or not target.message:
        if unit.facts.text[:1] in SIGNS:
            raise UserError(unit.say("report-usage"))
        await call(unit)
        return
    if not unit.actor:
        raise UserError(unit.say("report-nameless"))
    if target.person in (unit.bot_id, unit.actor):
        raise UserError(unit.say("report-own"))
    await _file(unit, target)


async def _file(unit: Unit, target: Target) -> None:
    facts, room, now = unit.facts, unit.room.id, unit.now
    person = facts.person
    assert person is not None
    made = Report(
        complaint=Complaint(
            chat=facts.chat_id,
            message=target.message,
            person=target.person,
            name=target.shown,
            text=target.text,
        ),
        person=person.id,
        name=person.name[:64],
        trusted=bool(unit.rights) or await _trusted(unit, person.id),
        reason=_reason(unit)[:300],
        thread=facts.thread_id,
        plain=_is_plain(unit),
    )
    taken: Taken = await unit.run(lambda c: reports.take(c, made, room=room, now=now))
    # Who reported is nobody's business but the administrators'.
    unit.delete()
    if taken.how in ("blocked", "limit", "decided"):
        await whisper(unit, partial(unit.say, f"report-{taken.how}"))
        return
    unit.do(
        Send(
            room=room,
            text=unit.say("report-taken"),
            thread=facts.thread_id,
            stay=Stay.SHORT.seconds(unit.values) or duration.MINUTE,
        ),
        expires_at=now + 300,
    )
    if taken.how == "again":
        return
    await unit.later(AGAIN, matter_of(taken.case), due_at=now, data={"case": taken.case})
    threshold = unit.values["report.threshold"]
    if threshold and taken.trusted >= threshold:
        # After the card, on which there has to be a place for the copy.
        await unit.later(HIDE, matter_of(taken.case), due_at=now, data={"case": taken.case})


async def _trusted(unit: Unit, person: int) -> bool:
    who = (unit.room.id, person)
    found = await unit.run(
        lambda c: roster.standings(c, [who], unit.now, {unit.room.id: unit.room})
    )
    return is_trusted(found[who], unit.values, unit.now)


async def hide(unit: Unit) -> None:
    """Take a message away that enough trusted people reported, until somebody decides.

    Never one of an administrator or of somebody trusted, and never one that could not be given
    back: of what is no mere text, a copy is needed.
    """
    number = unit.data["case"]
    case: File | None = await unit.run(lambda c: moderation.find(c, number))
    if case is None or spared(unit, case.subject_id) or await _trusted(unit, case.subject_id):
        return
    found = await unit.run(lambda c: reports.message_of(c, number))
    places = await unit.run(lambda c: desk.places(c, unit.room.id, matter_of(number)))
    place = next((one for one in places if one), 0)
    if found is None or not (place or found.plain):
        return
    if not await unit.run(lambda c: reports.hide(c, number)):
        return
    if not place:
        await _take_away(unit, number)
        return
    unit.do(
        Copy(
            room=unit.room.id,
            chat=found.chat_id,
            message=found.message_id,
            to=place,
            if_unknown="again_once",
            priority="notice",
        ),
        then=COPIED,
        then_data={"case": number},
    )


async def copied(unit: Unit) -> None:
    """A copy is kept, so that the message may go; without one only mere text may."""
    number, fate = unit.data["case"], unit.fate
    found = await unit.run(lambda c: reports.message_of(c, number))
    if found is None or fate is None:
        return
    if fate.state == "done":
        chat, message = fate.result["chat"], fate.result["message"]
        await unit.run(lambda c: reports.keep_copy(c, number, chat=chat, message=message))
    elif not found.plain:
        return
    await _take_away(unit, number)


async def _take_away(unit: Unit, number: int) -> None:
    gone = await unit.run(lambda c: reports.take_away(c, number, now=unit.now))
    if gone is not None:
        delete = Delete(room=unit.room.id, chat=gone.chat_id, message=gone.message_id)
        unit.do(delete, case=number, expires_at=unit.now + LAPSE)
        await unit.later(AGAIN, matter_of(number), due_at=unit.now, data={"case": number})


async def call(unit: Unit) -> None:
    """Call administrators who were not called lately; nobody hears of a call in vain."""
    room, person = unit.room.id, unit.actor
    if not person or await unit.run(lambda c: reports.is_blocked(c, room=room, person=person)):
        return
    fresh: list[Admin] = []
    for admin in desk.deciders(unit):
        if admin.anonymous or admin.id == person or len(fresh) == desk.CALLED:
            continue
        if await unit.once(f"called:{admin.id}", QUIET):
            fresh.append(admin)
    if fresh:
        unit.reply(unit.say("report-call", admins=desk.called(unit, fresh)), stay=Stay.LONG)


def _reason(unit: Unit) -> str:
    return " ".join(unit.args.split())


def _is_plain(unit: Unit) -> bool:
    """Whether what is replied to is nothing but text."""
    facts = unit.facts
    raw: dict[str, Any] = facts.raw or msgspec.json.decode(facts.payload)
    return "text" in raw.get("message", {}).get("reply_to_message", {})
