"""`/start` and `/help`: what the bot does here. `/rules`: what is in force."""

from bot.core.feature import Command, Feature
from bot.core.unit import Unit
from services import roster


async def start(unit: Unit) -> None:
    """The first word in private; from now on the bot may write to this person."""
    facts = unit.facts
    await unit.run(lambda connection: roster.note_person(connection, facts, started=True))
    unit.reply(unit.say("help.start"))


async def show_help(unit: Unit) -> None:
    """The commands one may use."""
    text = unit.say("help.private" if not unit.room.is_group else "help.member")
    if unit.room.is_group and unit.rights:
        text += "\n" + unit.say("help.admin")
    unit.reply(text)


async def rules(unit: Unit) -> None:
    """The rules in force, from the live settings."""
    if unit.values["ads.enabled"] != "on":
        unit.reply(unit.say("rules.none"))
        return
    policy, repeat = unit.values["ads.policy"], unit.values["ads.repeat"]
    lines = [unit.say("rules.title"), _sentence(unit, "ads", policy)]
    if repeat and policy not in ("delete", "report"):
        lines.append(_sentence(unit, "again", repeat))
    unit.reply("\n".join(lines))


def _sentence(unit: Unit, which: str, policy: str) -> str:
    word, _, term = policy.partition(" ")
    if term:
        number, letter = int(term[:-1]), term[-1]
        return unit.say(f"rules.{which}_{word}_for", term=unit.say(f"term.{letter}", n=number))
    return unit.say(f"rules.{which}_{word}")


FEATURE = Feature(
    name="help",
    commands=(
        Command(name="start", handle=start, where="private"),
        Command(name="help", handle=show_help, admin=True),
        Command(name="rules", handle=rules, where="group"),
    ),
)
