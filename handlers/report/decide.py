"""Deciding about a report, wherever its card is; the case's own room authorises."""

from functools import partial

from bot.core import audit, delegate, duration
from bot.core.actions import Answer, Copy, Send
from bot.core.unit import Unit
from handlers.report.card import AGAIN, MILD, matter_of
from services import desk, moderation
from services import report as reports
from services.moderation import File
from services.report import Message
from services.target import spared

DECIDE = "report.decide"
BLOCK = "report.block"
LAPSE = 2 * duration.DAY

POWER = "reports"
HELPED = ("delete", "mute", "ham", "block")
"""Decisions that a helper with that power may take: none removes anybody."""

RIGHTS = {"delete": "can_delete_messages"}
"""What a decision takes; the others take the right to restrict."""


async def press(unit: Unit, how: str) -> None:
    """Somebody pressed a decision."""
    case = await _find(unit, unit.args)
    if case is None:
        unit.stale()
        return
    await desk.refer(unit, case.room_id, DECIDE, case=case.id, how=how)


async def press_block(unit: Unit) -> None:
    """Somebody pressed a reporter."""
    number, _, person = unit.args.partition(":")
    case = await _find(unit, number)
    if case is None or not person.isdecimal():
        unit.stale()
        return
    await desk.refer(unit, case.room_id, BLOCK, case=case.id, person=int(person))


async def decide(unit: Unit) -> None:
    """Settle a report as an administrator wishes, if they may."""
    asked = unit.data
    how, by = asked["how"], asked["by"]
    case = await _find(unit, str(asked["case"]))
    if case is None or not await _may(unit, RIGHTS.get(how, desk.RIGHT), how):
        return
    if how not in MILD and (why := spared(unit, case.subject_id)):
        _answer(unit, unit.say(f"punish-spared-{why}"), alert=True)
        return
    actions = await unit.run(lambda c: moderation.settle(c, case, how=how, by=by, now=unit.now))
    if actions is None:
        _answer(unit, unit.say("case-before"))
        return
    for action in actions:
        unit.do(action, case=case.id, expires_at=unit.now + LAPSE)
    message = await unit.run(lambda c: reports.message_of(c, case.id))
    if how == "ham" and case.deleted and message is not None:
        _give_back(unit, case, message)
    _answer(unit, unit.say("case-done"))
    await unit.later(AGAIN, matter_of(case.id), due_at=unit.now, data={"case": case.id})


def _give_back(unit: Unit, case: File, message: Message) -> None:
    """Nothing was wrong: the message is posted again, or administrators hear why it was not."""
    name = " ".join(case.name.split())[:64] or str(case.subject_id)
    how = {"thread": message.thread_id, "if_unknown": "again_once", "priority": "notice"}
    if message.plain or not message.copy_chat:
        for part in desk.parts(case.text):
            text = unit.say("case-wrote", name=name, text=part)
            unit.do(Send(room=unit.room.id, text=text, **how), case=case.id)  # type: ignore[arg-type]
        return
    head = unit.say("report-wrote", name=name)
    unit.do(Send(room=unit.room.id, text=head, **how), case=case.id)  # type: ignore[arg-type]
    chat, number = message.copy_chat, message.copy_message
    unit.do(Copy(room=unit.room.id, chat=chat, message=number, **how), case=case.id)  # type: ignore[arg-type]


async def block(unit: Unit) -> None:
    """Take no more reports from somebody, or take them again."""
    asked = unit.data
    room, person, by, now = unit.room.id, asked["person"], asked["by"], unit.now
    if not await _may(unit, desk.RIGHT, "block"):
        return
    case = asked["case"]
    known = await unit.run(lambda c: reports.reporters(c, case))
    if person not in [one.user_id for one in known]:
        _answer(unit, unit.say("button-stale"))
        return
    is_blocked = await unit.run(
        lambda c: reports.block(c, room=room, person=person, by=by, now=now)
    )
    what = "block" if is_blocked else "unblock"
    await unit.run(lambda c: audit.note(c, room=room, at=now, by=by, what=what, person=person))
    _answer(unit, unit.say(f"report-did-{what}"))
    await unit.later(AGAIN, matter_of(case), due_at=now, data={"case": case})


async def _may(unit: Unit, right: str, how: str) -> bool:
    """Whether whoever pressed has a right here, or helps with that; else they hear why not."""
    by = unit.data["by"]
    if right in unit.admins.rights_of(by):
        return True
    powers = await unit.run(partial(delegate.powers_of, room=unit.room.id, person=by))
    if how in HELPED and POWER in powers:
        return True
    unit.doubt()
    missing = unit.say("right-missing", right=unit.say(f"right-{right}"))
    _answer(unit, missing, alert=True)
    return False


def _answer(unit: Unit, text: str, *, alert: bool = False) -> None:
    unit.do(Answer(room=unit.room.id, query=unit.data["query"], text=text, alert=alert))


async def _find(unit: Unit, number: str) -> File | None:
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    found: File | None = await unit.run(lambda c: moderation.find(c, int(number)))
    return found
