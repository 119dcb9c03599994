"""`/vision`: what the group is there for, in its owner's words, and who agreed to that."""

from bot.core import daily, phrase
from bot.core.feature import Command, Feature, Word
from bot.core.kinds import prose, words
from bot.core.role import CHANGE
from bot.core.settings import Unfit
from bot.core.unit import Stay, Unit
from services import pledge, template, vision
from services.template import Composer

VISION = Composer("setvision", "vision.text")

MISSION, MOTTO, VALUE, VALUES = 300, 100, 80, 10
"""Characters of mission, motto and a single value, and how many values there are at most."""


def _value(written: str) -> str:
    value = " ".join(written.split())
    if len(value) > VALUE:
        raise Unfit("value-long", most=VALUE)
    return value


async def show(unit: Unit) -> None:
    """Motto, mission, vision and values, and how many signed this version of them."""
    charter, room = pledge.charter_of(unit.values), unit.room.id
    if not charter.has_vision:
        unit.reply(unit.say("vision-none"), stay=Stay.LONG)
        return
    await unit.run(lambda c: pledge.keep(c, room=room, charter=charter, now=unit.now))
    kept = await unit.run(lambda c: pledge.current(c, room, charter.version))
    day = phrase.date(kept.at, unit.language, daily.zone_of(unit.values))
    last = unit.say("vision-version", number=str(kept.number), day=day, signed=kept.signed)
    facts = unit.facts
    author = template.author_of(template.message_of(facts), unit.values)
    people = [author] if author else []
    vision.post(unit, charter, people, last=last, reply_to=facts.message_id, stay=Stay.LONG)


FEATURE = Feature(
    name="vision",
    key="vision",
    settings=(
        prose("vision.motto", MOTTO),
        prose("vision.mission", MISSION),
        template.template("vision.text"),
        words("vision.values", check=_value, most=VALUES),
    ),
    commands=(
        Command(name="vision", handle=show, where="group", words=(Word(texts=("关于本群",)),)),
        Command(name="setvision", handle=VISION.compose, right=CHANGE, where="group"),
    ),
    presses=(VISION.press,),
    deadlines=(VISION.later,),
)
