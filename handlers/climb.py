"""`/climb`: what was said is found again by whatever features know a way to it."""

from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Word, with_text
from bot.core.unit import Unit


async def climb(unit: Unit) -> None:
    """Offer what was typed to the features that know something to climb to."""
    typed = unit.args.strip()
    if not typed:
        raise UserError(unit.say("climb-usage"))
    for feature in unit.house.features:
        if feature.climbs and feature.is_on(unit.values) and await feature.climbs(unit, typed):
            return
    raise UserError(unit.say("climb-none", text=typed[:40]))


FEATURE = Feature(
    name="climb",
    key="memory",
    part_of="stairs",
    commands=(
        Command(
            name="climb",
            handle=climb,
            menu={"member": 7},
            words=(Word(texts=("爬楼", "爬樓"), complete=with_text),),
        ),
    ),
)
