"""The gate `intro`: an introduction is written at the door, and posted once they are in."""

from typing import Any

from bot.core.actions import Button
from bot.core.gate import OPEN, PASSED, Applicant, Prompt, Result, Said, Visit
from bot.core.texts import Html, unmarked
from bot.core.unit import Unit
from handlers.intro.post import publish
from services.entry import book as door
from services.intro import book
from services.intro.book import ACCEPTED
from services.intro.field import find, is_marked
from services.intro.form import CAPTION, VALUE, WHOLE
from services.intro.judge import Fault, examine, form, judge, label, reasons
from services.screened import is_ad

GATE = "intro"

SHOWN = 1_500
"""Characters of what was written so far that the card shows."""


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """What is still missing, one after the other; at first the fields as lines to be filled in."""
    text, photo = _known(visit)
    values, fields = unit.values, unit.values["intro.fields"]
    fault = judge(text, photo=bool(photo), values=values)
    if not text:
        first = unit.say(
            "intro-gate-asks", form=form(unit, fields), least=values["intro.min_length"]
        )
        lines = [first]
    else:
        shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
        lines = [unit.say("intro-gate-far", text=shown)]
    if values["intro.photo"] == "optional" and not photo and fault:
        lines.append(unit.say("intro-gate-photo"))
    if fault.missing:
        where = f"{len(fields) - len(fault.missing) + 1}/{len(fields)}"
        field = Html(label(unit, fault.missing[0]))
        lines.append(unit.say("intro-ask", where=where, field=field))
    elif fault:
        lines += reasons(unit, fault)
    again = Button(text=unit.say("intro-gate-again"), data=visit.press("again"))
    return Prompt(text="\n".join(lines), buttons=((again,),) if text or photo else ())


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """An answer to what is asked, or lines with labels; what was missing is added to what there
    was. What has no label may be meant for another gate, unless it is asked."""
    if said.word == "again":
        return Result(data={})
    before, photo = _known(visit)
    text, sent = said.text.strip(), str(said.shared.get("photo", ""))
    if unit.values["intro.photo"] == "off":
        sent = ""
    labelled = bool(find(text, unit.values["intro.fields"])) or is_marked(text)
    asked = visit.applicant.focus == visit.leaf.key or labelled
    if not sent and not (text and asked):
        return OPEN
    photo = sent or photo
    missing = judge(before, photo=True, values=unit.values).missing
    if text and missing and not labelled:
        text = " ".join(text.split())
        if not any(one.isalnum() for one in text) or len(text) > VALUE:
            return Result(note=unit.say("intro-value", longest=VALUE))
        colon = unit.say("intro-colon")
        text = f"{unmarked(label(unit, missing[0]))}{colon}{text}"
    whole, most = "\n".join(filter(None, (before, text))), CAPTION if photo else WHOLE
    if len(whole) > most:
        return Result(note=unit.say("intro-gate-long", most=most))
    return await _judged(unit, visit, whole, photo)


async def _judged(unit: Unit, visit: Visit, whole: str, photo: str) -> Result:
    person, kept = visit.applicant.user_id, {"text": whole, "photo": photo}
    fault = await examine(unit, person, whole, photo=bool(photo))
    if not fault and await is_ad(unit, person, whole):
        fault = Fault(ad=True)
    if not fault:
        return Result(state="passed", data=kept)
    if fault.copied or fault.ad:
        return Result(note="\n".join(reasons(unit, fault)), data={})
    missing = fault.missing and len(whole.splitlines()) > 1
    return Result(note="\n".join(reasons(unit, fault)) if missing else "", data=kept)


def _known(visit: Visit) -> tuple[str, str]:
    """What they wrote so far, and their photo."""
    data: dict[str, Any] = visit.data
    return str(data.get("text", "")), str(data.get("photo", ""))


async def look(unit: Unit, visit: Visit) -> Result:
    """Who introduced themselves here before need not do so again."""
    person = visit.applicant.user_id
    one = await unit.run(lambda c: book.get(c, unit.room.id, person))
    return PASSED if one is not None and one.state == ACCEPTED else OPEN


async def over(unit: Unit, one: Applicant) -> None:
    """They are in: the group reads it."""
    ended = await unit.run(lambda c: door.get(c, one.id))
    steps = await unit.run(lambda c: door.steps(c, one.id))
    data = steps[GATE].data if GATE in steps else {}
    if ended is None or ended.state != door.PASSED or not data.get("text"):
        return
    known = await unit.run(lambda c: book.get(c, unit.room.id, one.user_id))
    if known is None or known.state != ACCEPTED:
        await publish(unit, one.user_id, one.name, data["text"], data.get("photo", ""))
