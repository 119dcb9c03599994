"""The gate `pledge`: vision and rules are read and agreed to; `/pledge` asks everybody again."""

from bot.core.actions import Button
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Press
from bot.core.gate import OPEN, PASSED, Gate, Prompt, Result, Said, Visit
from bot.core.role import CHANGE
from bot.core.texts import size
from bot.core.unit import Stay, Unit
from services import pledge, template, vision
from services.pledge import Charter
from services.template import Somebody, compile_template

LONGEST = 2800
"""Characters of vision and rules that stand on the card; longer ones come in messages of their
own."""


def _texts(unit: Unit, charter: Charter, people: list[Somebody]) -> list[str]:
    """Vision and rules as HTML, as far as the group has them."""
    written = (vision.written(unit, charter, people), vision.fill(unit, charter.rules, people))
    return [text for text in written if text]


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """What the group is there for, its rules, and the button under them."""
    one, charter = visit.applicant, pledge.charter_of(unit.values)
    people = [Somebody(one.user_id, one.name, "", one.username)]
    shown, version = _texts(unit, charter, people), charter.version
    agree = Button(text=unit.say("pledge-agree"), data=visit.press(f"y{version}"))
    asks = unit.say("pledge-asks" if shown else "pledge-asks-plain")
    await unit.run(lambda c: pledge.keep(c, room=unit.room.id, charter=charter, now=unit.now))
    anew = False
    if sum(size(text) for text in shown) > LONGEST:
        if anew := visit.data.get("version") != version:
            vision.post(unit, charter, people, to=one.chat_id)
            if charter.rules:
                template.post(unit, compile_template(charter.rules), people, to=one.chat_id)
        shown = []
    data = {"version": version}
    text = "\n\n".join([*shown, asks])
    return Prompt(text=text, buttons=((agree,),), data=data, anew=anew)


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """Agreed; to the version that holds, or it is shown anew."""
    charter = pledge.charter_of(unit.values)
    if not said.word.startswith("y"):
        return Result()
    if said.word[1:] != charter.version:
        return Result(note=unit.say("pledge-changed"))
    await _sign(unit, visit.applicant.user_id, charter)
    return PASSED


async def look(unit: Unit, visit: Visit) -> Result:
    """Whoever signed this very version before need not do so again."""
    version, person = pledge.version_of(unit.values), visit.applicant.user_id
    at = await unit.run(
        lambda c: pledge.signed(c, room=unit.room.id, person=person, version=version)
    )
    return OPEN if at is None else PASSED


async def _sign(unit: Unit, person: int, charter: Charter) -> None:
    await unit.run(
        lambda c: pledge.sign(c, room=unit.room.id, person=person, charter=charter, now=unit.now)
    )


async def ask_all(unit: Unit) -> None:
    """`/pledge`: a message under which every member may sign the version that holds."""
    charter = pledge.charter_of(unit.values)
    shown = _texts(unit, charter, [])
    if not shown:
        raise UserError(unit.say("pledge-nothing"))
    await unit.run(lambda c: pledge.keep(c, room=unit.room.id, charter=charter, now=unit.now))
    agree = Button(text=unit.say("pledge-agree"), data=f"pledge:{charter.version}")
    text = "\n\n".join([unit.say("pledge-again"), *shown])
    if size(text) > LONGEST:
        text = unit.say("pledge-again-long")
    unit.reply(text, buttons=((agree,),), stay=Stay.EVER)


async def press(unit: Unit) -> None:
    """A member signs."""
    charter = pledge.charter_of(unit.values)
    if unit.args != charter.version:
        unit.stale()
        return
    await _sign(unit, unit.actor, charter)
    unit.answer(unit.say("pledge-thanks"))


FEATURE = Feature(
    name="pledge",
    key="threshold",
    part_of="entry",
    commands=(Command(name="pledge", handle=ask_all, right=CHANGE, where="group"),),
    presses=(Press(name="pledge", handle=press),),
    gates=(Gate(name="pledge", ask=ask, hear=hear, look=look),),
)
