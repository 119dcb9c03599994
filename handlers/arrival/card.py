"""The card of the first minute: what the bot lacks and how to give it, and where to begin."""

from bot.core import daily, phrase, texts
from bot.core.actions import Button, Buttons
from bot.core.kinds import ZONES, show_zone
from bot.core.manner import notice
from bot.core.texts import LANGUAGES, Html
from bot.core.unit import Unit

MATTER = "card"
ZONES_A_ROW = 2


async def show(unit: Unit, rights: frozenset[str], *, zones: bool = False) -> None:
    """Show the card in the group as things are now; `rights` are the bot's own."""
    buttons = _zones(unit) if zones else _buttons(unit)
    await notice(unit, MATTER, _text(unit, rights), buttons=buttons)


def _text(unit: Unit, rights: frozenset[str]) -> str:
    missing = unit.house.lacking(unit.values, rights)
    lines = []
    if unit.room.type == "group":
        lines.append(unit.say("greeting-basic"))
    if missing:
        shown = Html("\n".join(f"• {unit.say(f'right-{right}')}" for right in missing))
        lines.append(unit.say("greeting-lacking", rights=shown))
    elif unit.room.type != "group":
        lines.append(unit.say("greeting-ready"))
    zone = daily.zone_of(unit.values)
    time = phrase.clock(unit.now, zone)
    lines.append(unit.say("greeting-place", zone=show_zone(zone), time=time))
    return "\n\n".join(lines)


def _buttons(unit: Unit) -> Buttons:
    other = next(one for one in LANGUAGES if one != unit.language)
    name = texts.say(other, "language-name")
    return (
        (
            Button(text=unit.say("greeting-setup"), url=unit.link("setup", str(unit.room.id))),
            Button(text=unit.say("greeting-on"), data="card_on"),
        ),
        (
            Button(text=unit.say("greeting-language", other=name), data=f"card_lang:{other}"),
            Button(text=unit.say("greeting-zone"), data="card_zones"),
        ),
    )


def _zones(unit: Unit) -> Buttons:
    offered = [Button(text=zone, data=f"card_zone:{zone}") for zone in ZONES]
    rows = [tuple(offered[i : i + ZONES_A_ROW]) for i in range(0, len(offered), ZONES_A_ROW)]
    return (*rows, (Button(text=unit.say("button-back"), data="card_zone:"),))
