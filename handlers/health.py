"""`/health`: how a group is doing, as far as the bot can tell."""

from bot.core.feature import Command, Feature
from bot.core.unit import Stay, Unit
from services import roster


async def show(unit: Unit) -> None:
    """Rights that are missing, how many people are known, and what each feature says of itself."""
    values, room = unit.values, unit.room.id
    own = unit.admins.rights_of(unit.bot_id)
    missing = unit.house.lacking(values, own)
    if missing:
        unit.doubt()
    lines = [unit.say("health-head")]
    lines += [unit.say("health-lacks", right=unit.say(f"right-{one}")) for one in missing]
    if not missing:
        lines.append(unit.say("health-rights"))
    known: int = await unit.run(lambda c: roster.count_present(c, room))
    lines.append(unit.say("health-people", n=known))
    for feature in unit.house.features:
        if feature.health is not None and feature.is_on(values):
            lines += await feature.health(unit)
    unit.reply("\n".join(lines), stay=Stay.LONG)


FEATURE = Feature(
    name="health",
    commands=(Command(name="health", handle=show, admin=True, where="group"),),
)
