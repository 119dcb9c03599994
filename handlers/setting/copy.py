"""A group's settings as lines of text: `key: value`, printed and taken back."""

from typing import Any

import msgspec
from msgspec import Struct

from bot.core.errors import UserError
from bot.core.unit import Unit
from handlers.setting.place import (
    PAGE,
    SHORT,
    Place,
    changed,
    changed_line,
    find,
    listed,
    store,
    understand,
)

MOST = 200
"""Lines that are taken at once."""


async def show_config(unit: Unit) -> None:
    """`/viewconfig`: what was changed, in lines that `/setconfig` takes."""
    lines = "\n".join(f"{place.key}: {_one_line(place, unit)}" for place in changed(unit))
    if len(lines) > PAGE:
        raise UserError(unit.say("setting-long"))
    unit.reply(unit.say("setting-lines", lines=lines) if lines else unit.say("setting-none"))


async def take_config(unit: Unit) -> None:
    """`/setconfig` with lines below it, or in reply to them: all are taken, or none."""
    lines = [one.strip() for one in (unit.args or _replied(unit)).splitlines() if one.strip()]
    if not lines or len(lines) > MOST:
        raise UserError(unit.say("setting-copy-usage"))
    taken: dict[str, tuple[Place, Any]] = {}
    mistakes: list[str] = []
    for one in lines:
        try:
            place, value = _read(unit, one)
        except UserError as error:
            mistakes.append(error.text)
        else:
            taken[place.key] = (place, value)
    if mistakes:
        raise UserError(unit.say("setting-nothing") + "\n" + listed(unit, mistakes))
    person = unit.facts.person
    for place, value in taken.values():
        await store(unit, place, value, person.id if person else 0)
    said = [changed_line(unit, place, value, SHORT) for place, value in taken.values()]
    unit.reply(listed(unit, said))


def _read(unit: Unit, written: str) -> tuple[Place, Any]:
    key, colon, text = written.replace("：", ":", 1).partition(":")
    if not colon:
        raise UserError(unit.say("setting-no-colon", line=written[:60]))
    place = find(unit, key)
    value = understand(unit, place, _unfold(text.strip()))
    if place.setting.is_chat and value != place.value(unit.values):
        raise UserError(unit.say("setting-alone", key=place.key))
    return place, value


class _Replied(Struct, frozen=True):
    text: str = ""


class _Message(Struct, frozen=True):
    reply_to_message: _Replied = _Replied()


class _Update(Struct, frozen=True):
    message: _Message = _Message()


def _replied(unit: Unit) -> str:
    """What the message says that the command replies to."""
    try:
        update = msgspec.json.decode(unit.facts.payload, type=_Update)
    except msgspec.DecodeError:
        return ""
    return update.message.reply_to_message.text


def _one_line(place: Place, unit: Unit) -> str:
    shown = place.setting.show(place.value(unit.values))
    return shown.replace("\\", "\\\\").replace("\n", "\\n")


def _unfold(text: str) -> str:
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n") for part in parts)
