"""The gate `intro`: an introduction is written at the door, and posted once they are in."""

from bot.core.gate import OPEN, PASSED, Applicant, Prompt, Result, Said, Visit
from bot.core.unit import Unit
from handlers.intro.post import publish
from services.entry import book as door
from services.intro import book
from services.intro.book import ACCEPTED
from services.intro.field import LONGEST
from services.intro.judge import Fault, examine, form, reasons
from services.screened import is_ad

GATE = "intro"


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """The fields as lines to be filled in."""
    fields = unit.values["intro.fields"]
    least = unit.values["intro.min_length"]
    return Prompt(text=unit.say("intro-gate-asks", form=form(unit, fields), least=least))


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """It may come in several messages: what was missing is added to what there was."""
    text = said.text.strip()
    if not text:
        return OPEN
    person = visit.applicant.user_id
    whole = "\n".join(filter(None, (visit.data.get("text", ""), text)))[:LONGEST]
    fault = await examine(unit, person, whole, photo=False, asks_photo=False)
    if not fault and await is_ad(unit, person, whole):
        fault = Fault(ad=True)
    if not fault:
        return Result(state="passed", data={"text": whole})
    kept = {} if fault.copied or fault.ad else {"text": whole}
    return Result(note="\n".join(reasons(unit, fault)), data=kept)


async def look(unit: Unit, visit: Visit) -> Result:
    """Who introduced themselves here before need not do so again."""
    person = visit.applicant.user_id
    one = await unit.run(lambda c: book.get(c, unit.room.id, person))
    return PASSED if one is not None and one.state == ACCEPTED else OPEN


async def over(unit: Unit, one: Applicant) -> None:
    """They are in: the group reads it."""
    ended = await unit.run(lambda c: door.get(c, one.id))
    steps = await unit.run(lambda c: door.steps(c, one.id))
    text = steps[GATE].data.get("text", "") if GATE in steps else ""
    if ended is None or ended.state != door.PASSED or not text:
        return
    known = await unit.run(lambda c: book.get(c, unit.room.id, one.user_id))
    if known is None or known.state != ACCEPTED:
        await publish(unit, one.user_id, one.name, text, "")


def shut(unit: Unit) -> str:
    """At the door there are no photos."""
    return unit.say("intro-gate-photo") if unit.values["intro.photo"] == "required" else ""
