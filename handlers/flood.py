"""Flood: more messages at a time than anybody can read."""

from bot.core.alter import alter_all
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Screener, Stage
from bot.core.role import CHANGE
from bot.core.unit import Stay, Unit
from services.speech.flood import SETTINGS, read, rule
from services.speech.word import consequence, place, span, switch


async def flood(unit: Unit) -> None:
    """`/flood` says how it stands; `/flood 10`, `/flood 10 5s`, `on` and `off` change it."""
    topic, typed = place(unit, unit.args)
    declared = unit.values.declared
    if not typed:
        unit.reply(_stands(unit, unit.facts.thread_id), stay=Stay.LONG)
        return
    changes: dict[tuple[int, str], object] = {}
    on = switch(typed)
    if on is not None or typed == "0":
        changes[topic, "flood.enabled"] = bool(on)
    else:
        count, _, window = typed.partition(" ")
        try:
            changes[topic, "flood.count"] = declared["flood.count"].parse(count)
            if window.strip():
                changes[topic, "flood.window"] = declared["flood.window"].parse(window)
        except UserError:
            raise UserError(unit.say("flood-usage")) from None
        changes[topic, "flood.enabled"] = True
    await alter_all(unit, changes, by=unit.actor)
    unit.reply("✅ " + _stands(unit, topic))


def _stands(unit: Unit, topic: int) -> str:
    if not unit.values.at(topic)["flood.enabled"]:
        return unit.say("flood-off")
    return _sentence(unit, topic)


def _sentence(unit: Unit, topic: int = 0) -> str:
    values = unit.values.at(topic)
    return unit.say(
        "rules-flood",
        n=values["flood.count"],
        window=span(unit, values["flood.window"]),
        then=consequence(unit, values["flood.action"]),
    )


def sentences(unit: Unit) -> list[str]:
    """What is too much, and what that brings."""
    return [_sentence(unit)]


FEATURE = Feature(
    name="flood",
    key="rules",
    settings=SETTINGS,
    commands=(
        Command(
            name="flood",
            handle=flood,
            aliases=("setflood", "antiflood"),
            right=CHANGE,
            where="group",
            always=True,
        ),
    ),
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
    needs=("can_delete_messages", "can_restrict_members"),
    eager=True,
    rules=sentences,
)
