"""`/appeal N text` and 申诉, in private, also while banned; the case's own room takes it."""

import secrets
from functools import partial

from bot.core.actions import Button, Send
from bot.core.errors import UserError
from bot.core.unit import Unit
from handlers.appeal.card import AGAIN, matter_of, until
from handlers.appeal.jury import DRAW
from services import appeal as appeals
from services import moderation
from services.appeal import jury
from services.moderation import File

FILE = "appeal.file"
TEXT = "appeal.text"
"""The question what somebody has to say against a case."""

LONGEST = 1000
LISTED = 5
"""Cases that are offered to whoever names none."""


async def appeal(unit: Unit) -> None:
    """Take an appeal as it was typed, or as the answer to the question for it.

    Raises:
        UserError: it names no case of theirs, says nothing, or says too much.
    """
    if unit.data is not None:
        number, text = str(unit.data["case"]), unit.facts.text
    else:
        first, _, text = unit.args.replace("\n", " ", 1).partition(" ")
        number = first.lstrip("#＃")
    text = text.strip()
    if not number and not text:
        await offer(unit)
        return
    case = await _mine(unit, number)
    if not text:
        await _ask(unit, case)
        return
    if len(text) > LONGEST:
        raise UserError(unit.say("appeal-long", n=LONGEST))
    data = {"case": case.id, "person": unit.actor, "text": text, "language": unit.language}
    await unit.tell(case.room_id, FILE, f"{case.id}:{unit.actor}", data=data)


async def ask_why(unit: Unit) -> None:
    """Somebody came by a link: they are asked what they have to say, or which case they mean."""
    number = unit.args
    unit.data = None
    if not number:
        await offer(unit)
        return
    await _ask(unit, await _mine(unit, number))


async def offer(unit: Unit) -> None:
    """Say how one appeals, with a button for each of the newest cases."""
    newest = partial(moderation.newest, subject=unit.actor, limit=4 * LISTED)
    cases: list[File] = await unit.run(newest)
    open_ = [case for case in cases if not await _objection(unit, case)][:LISTED]
    if not open_:
        unit.reply(unit.say("appeal-none"))
        return
    rows = []
    for case in open_:
        label = unit.say("appeal-button-case", number=str(case.id), act=unit.say(f"act-{case.act}"))
        rows.append((Button(text=label, url=unit.link("appeal", str(case.id))),))
    unit.reply(unit.say("appeal-usage", number=str(open_[0].id)), buttons=tuple(rows))


async def _ask(unit: Unit, case: File) -> None:
    await unit.ask(TEXT, {"case": case.id})
    cancel = Button(text=unit.say("button-cancel"), data="cancel")
    unit.reply(unit.say("appeal-ask", number=str(case.id)), buttons=((cancel,),))


async def _mine(unit: Unit, number: str) -> File:
    """The case of theirs that somebody may appeal against.

    Raises:
        UserError: there is none with such a number, or one may not; which is said.
    """
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise UserError(unit.say("appeal-usage", number="12"))
    case: File | None = await unit.run(lambda c: moderation.find(c, int(number)))
    if why := await _objection(unit, case):
        raise UserError(unit.say(f"appeal-no-{why}", number=number))
    assert case is not None
    return case


async def _objection(unit: Unit, case: File | None) -> str:
    why: str = await unit.run(lambda c: appeals.objection(c, case, person=unit.actor, now=unit.now))
    return why


async def file(unit: Unit) -> None:
    """In the case's room: the appeal is taken, and everybody concerned hears of it."""
    said, now = unit.data, unit.now
    person, number = said["person"], str(said["case"])
    case: File | None = await unit.run(lambda c: moderation.find(c, said["case"]))
    why = await unit.run(lambda c: appeals.objection(c, case, person=person, now=now))
    here, unit.language = unit.language, said["language"]
    if case is None or why:
        text = unit.say(f"appeal-no-{why}", number=number)
        unit.do(Send(room=unit.room.id, to=person, text=text, if_unknown="again_once"))
        return
    seats = unit.values["appeal.jury"]
    seed = secrets.token_hex(32) if seats else ""
    await unit.run(
        lambda c: appeals.put(
            c,
            case=case,
            text=said["text"],
            language=said["language"],
            within=unit.values["appeal.within"],
            jury=seats,
            seed=seed,
            now=now,
        )
    )
    taken = await unit.run(lambda c: appeals.find(c, case.id))
    lines = [unit.say("appeal-taken", number=number, until=until(unit, taken))]
    if seats:
        lines.append(unit.say("appeal-jury", n=seats, until=until(unit, taken)))
        lines.append(unit.say("appeal-commitment", hash=jury.commitment(seed)))
    unit.do(
        Send(
            room=unit.room.id,
            to=person,
            text="\n".join(lines),
            if_unknown="again_once",
            priority="notice",
        ),
        # Nobody is drawn before it is said what binds the draw.
        then=DRAW if seats else None,
        then_data={"case": case.id},
    )
    unit.language = here
    await unit.later(AGAIN, matter_of(case.id), due_at=now, data={"case": case.id})
