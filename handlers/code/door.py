"""What somebody at the door is asked for, and what becomes of the code they have."""

from bot.core.actions import Button
from bot.core.gate import OPEN, Applicant, Prompt, Result, Said, Visit
from bot.core.unit import Unit
from services import code
from services.entry import book


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """A code is typed, or its link is pasted."""
    button = Button(text=unit.say("code-fill"), data=visit.press("type"))
    return Prompt(text=unit.say("code-asks"), buttons=((button,),))


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """Something was typed: what can be a code is tried, and counts as a try if it is none."""
    if said.word == "type":
        return Result(note=unit.say("code-type"))
    letters = code.read(said.text)
    one = visit.applicant
    if not letters:
        asked = bool(said.text) and one.focus == visit.leaf.key
        return Result(note=unit.say("code-unlike")) if asked else OPEN
    hint: str = await unit.run(
        lambda c: code.take(
            c,
            room=unit.room.id,
            letters=letters,
            person=one.user_id,
            username=one.username,
            application=one.id,
            now=unit.now,
        )
    )
    return _came_by(hint) if hint else Result(wrong=True, note=unit.say("code-wrong"))


async def look(unit: Unit, visit: Visit) -> Result:
    """A code may have been brought before."""
    one = visit.applicant
    hint: str = await unit.run(
        lambda c: code.take_carried(
            c,
            room=unit.room.id,
            person=one.user_id,
            username=one.username,
            application=one.id,
            now=unit.now,
        )
    )
    return _came_by(hint) if hint else OPEN


def _came_by(hint: str) -> Result:
    return Result(state="passed", data={"said": f"{hint}-…"})


async def over(unit: Unit, one: Applicant) -> None:
    """Who was not let in has used nothing up."""
    ended: Applicant | None = await unit.run(lambda c: book.get(c, one.id))
    if ended is not None and ended.state != book.PASSED:
        await unit.run(lambda c: code.give_back(c, one.id))


async def ready(unit: Unit) -> str:
    """It wants a code."""
    many = await unit.run(lambda c: code.live(c, unit.room.id, unit.now))
    return "" if many else unit.say("code-lacks")
