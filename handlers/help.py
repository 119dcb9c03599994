"""`/start` and `/help`: what the bot does here. `/rules`: what is in force."""

from bot.core.errors import UserError
from bot.core.feature import KEYS, Command, Feature
from bot.core.texts import Html
from bot.core.unit import Unit
from services import roster


async def start(unit: Unit) -> None:
    """The first word in private; from now on the bot may write to this person."""
    facts = unit.facts
    await unit.run(lambda connection: roster.note_person(connection, facts, started=True))
    unit.reply(unit.say("help-start"))


async def show_help(unit: Unit) -> None:
    """`/help [KEY | COMMAND]`: the commands one may use here, by the five keys."""
    group = unit.room.is_group
    rights = unit.rights if group else frozenset()
    asked = unit.args.partition(" ")[0].lower().lstrip("/")
    sections = []
    for key in KEYS:
        lines = [
            unit.say("help-line", name=command.name, does=Html(unit.say(f"command-{command.name}")))
            for feature in unit.features
            if feature.key == key
            for command in feature.commands
            if command.may_use(rights, group=group) and asked in ("", key, command.name)
        ]
        if lines:
            sections.append("\n".join([unit.say(f"key-{key or 'house'}"), *lines]))
    if not sections:
        raise UserError(unit.say("help-unknown", name=asked[:40]))
    unit.reply("\n\n".join(sections))


async def rules(unit: Unit) -> None:
    """The rules in force, from the live settings."""
    if not unit.values["ads.enabled"]:
        unit.reply(unit.say("rules-none"))
        return
    policy, repeat = unit.values["ads.policy"], unit.values["ads.repeat"]
    lines = [unit.say("rules-title"), _sentence(unit, "ads", policy)]
    if repeat and policy not in ("delete", "report"):
        lines.append(_sentence(unit, "again", repeat))
    unit.reply("\n".join(lines))


def _sentence(unit: Unit, which: str, policy: str) -> str:
    word, _, term = policy.partition(" ")
    if term:
        number, letter = int(term[:-1]), term[-1]
        return unit.say(f"rules-{which}-{word}-for", term=unit.say(f"term-{letter}", n=number))
    return unit.say(f"rules-{which}-{word}")


FEATURE = Feature(
    name="help",
    commands=(
        Command(name="start", handle=start, where="private", menu=("private",)),
        Command(name="help", handle=show_help, lists=True, menu=("private",)),
        Command(name="rules", handle=rules, where="group", menu=("member",)),
    ),
)
