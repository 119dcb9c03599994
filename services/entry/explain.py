"""What a demand will ask, in words, for whoever sets it."""

from html import escape

from bot.core import demand as demands
from bot.core import phrase
from bot.core.demand import Both, Demand, Either, Leaf
from bot.core.errors import UserError
from bot.core.texts import Html
from bot.core.unit import Unit

NEEDS = ("can_invite_users", "can_restrict_members")
"""What the bot itself has to be allowed for a door."""


async def explain(unit: Unit, value: str) -> str:
    """What newcomers will be asked, and what is missing for it."""
    if not value:
        return unit.say("entry-open-door")
    demand = _read(unit, value)
    lines = [unit.say("entry-asks", what=in_words(unit, demand))]
    own = unit.admins.rights_of(unit.bot_id) if unit.knows_admins else frozenset(NEEDS)
    lines += [
        unit.say("entry-lacks", right=unit.say(f"right-{right}"))
        for right in NEEDS
        if right not in own
    ]
    for leaf in demands.leaves(demand):
        gate = unit.house.gates[leaf.gate]
        lacks = await gate.ready(unit) if gate.ready else ""
        if lacks and lacks not in lines:
            lines.append(lacks)
        if gate.probe and unit.room.is_group:
            await gate.probe(unit, leaf)
    return "\n".join(lines)


async def check(unit: Unit, value: str) -> None:
    """Refuse a demand with a gate that this group cannot ask.

    Raises:
        UserError: there is one; why, in words.
    """
    for leaf in demands.leaves(_read(unit, value)) if value else ():
        shut = unit.house.gates[leaf.gate].shut
        if reason := shut(unit) if shut else "":
            raise UserError(reason)


def in_words(unit: Unit, demand: Demand) -> Html:
    """A demand as one would say it."""
    match demand:
        case Leaf():
            return name_of(unit, demand)
        case Both(parts):
            inner = [_bracketed(unit, part) for part in parts]
            return Html(phrase.listing(inner, unit.language))
        case Either(parts):
            either = [in_words(unit, part) for part in parts]
            return Html(
                unit.say("entry-either", what=Html(f" {unit.say('entry-or')} ".join(either)))
            )


def _bracketed(unit: Unit, demand: Demand) -> Html:
    words = in_words(unit, demand)
    return Html(f"({words})") if isinstance(demand, Either) else words


def _read(unit: Unit, written: str) -> Demand:
    takes = {name: gate.takes for name, gate in unit.house.gates.items()}
    return demands.parse(written, takes)


def called(unit: Unit, written: str) -> Html:
    """What is written of gates, in words; as it is written where there is no such gate any more."""
    try:
        return in_words(unit, _read(unit, written))
    except UserError:
        return Html(escape(written, quote=False))


def name_of(unit: Unit, leaf: Leaf) -> Html:
    """One gate in words."""
    if not leaf.chat and not leaf.least:
        return Html(unit.say(f"gate-{leaf.gate}"))
    least = phrase.span(leaf.least, unit.language) if leaf.unit else leaf.least
    fillings: dict[str, object] = {}
    takes = unit.house.gates[leaf.gate].takes
    if "chat" in takes:
        fillings["chat"] = leaf.chat
    if takes != "chat":
        fillings["least"] = least
    return Html(unit.say(f"gate-{leaf.gate}", **fillings))
