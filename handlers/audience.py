"""The gate `channel>=N`: who comes in owns a channel with so many subscribers, and keeps them."""

from typing import Any

from bot.core.actions import Button, Count
from bot.core.feature import Feature
from bot.core.gate import PASSED, Applicant, Gate, Prompt, Result, Said, Visit
from bot.core.outbox import Fate
from bot.core.unit import Unit
from services import key, proof
from services.entry import inquire


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """A key that lists the person's own channels; Telegram offers no others."""
    label = unit.say("audience-key")
    data = key.show(unit, visit, unit.say("audience-press"), label, "channel")
    rows = [(Button(text=unit.say("audience-again"), data=visit.press("key")),)]
    if visit.data.get("chat"):
        rows.insert(0, (Button(text=unit.say("audience-count"), data=visit.press("look")),))
    text = unit.say("audience-asks", least=visit.leaf.least)
    return Prompt(text=text, buttons=tuple(rows), data=data)


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """A channel was chosen: its subscribers are counted."""
    if said.word == "key":
        return Result(data=key.without(visit.data))
    shared: dict[str, Any] = said.shared.get("channel", {})
    if not shared:
        return Result()
    name = shared.get("username")
    data = key.used(unit, visit, unit.say("audience-counting"))
    data["chat"] = f"@{name}" if name else str(shared["chat_id"])
    await _count(unit, visit, data)
    return Result(data=data)


async def look(unit: Unit, visit: Visit) -> Result:
    """The channel that was chosen is counted anew."""
    if not visit.data.get("chat"):
        return Result()
    await _count(unit, visit, visit.data)
    return Result(note=unit.say("audience-counting"))


async def _count(unit: Unit, visit: Visit, data: dict[str, Any]) -> None:
    await inquire(unit, visit, Count(room=unit.room.id, chat=data["chat"]))


async def found(unit: Unit, visit: Visit, fate: Fate) -> Result:
    """So many they are: enough, too few, or nobody can tell."""
    large = proof.judge_large(visit.leaf, fate)
    if large:
        return PASSED
    if large is None and fate.state == "refused":
        return Result(data=key.without(visit.data), note=unit.say("audience-blind"))
    if large is None:
        return Result(note=unit.say("audience-silent"))
    return Result(note=unit.say("audience-few", n=fate.result, least=visit.leaf.least))


async def over(unit: Unit, one: Applicant) -> None:
    """No key is left, and the channel of who came in is counted again, month by month."""
    await key.over(unit, one)
    await proof.remember(unit, one)


FEATURE = Feature(
    name="audience",
    key="threshold",
    part_of="entry",
    gates=(
        Gate(
            name="channel",
            ask=ask,
            hear=hear,
            look=look,
            found=found,
            over=over,
            takes="count",
            shares="channel",
        ),
    ),
)
