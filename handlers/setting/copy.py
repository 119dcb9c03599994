"""A group's settings as lines of text: `key: value`, printed and taken back."""

from typing import Any

from bot.core import alter
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from handlers.setting.file import fetch, file_of, send_file
from handlers.setting.place import (
    PAGE,
    SHORT,
    Place,
    changed,
    changed_line,
    find,
    listed,
    understand,
)
from services.letter import written

MOST = 200
"""Lines that are taken at once."""


async def show_config(unit: Unit) -> None:
    """`/viewconfig`: what was changed, in lines that `/setconfig` takes; `/viewconfig file`, or
    where there is too much for a message, all of it as a file."""
    lines = "\n".join(f"{place.key}: {_one_line(place, unit)}" for place in changed(unit))
    if len(lines) > PAGE or unit.args.strip().lower() == "file":
        send_file(unit)
        return
    text = unit.say("setting-lines", lines=lines) if lines else unit.say("setting-none")
    unit.reply(text, stay=Stay.LONG)


async def take_config(unit: Unit) -> None:
    """`/setconfig` with lines below it, or in reply to them: all are taken, or none. In reply to
    a file, or as its caption: first it is said what that would change."""
    if not unit.args and (file := file_of(unit)):
        fetch(unit, file)
        return
    lines = [
        one.strip()
        for one in (unit.args or written(unit).reply_to_message.text).splitlines()
        if one.strip()
    ]
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
    changes = {(place.topic, place.setting.key): value for place, value in taken.values()}
    await alter.alter_all(unit, changes, by=unit.actor)
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


def _one_line(place: Place, unit: Unit) -> str:
    shown = place.setting.show(place.value(unit.values))
    return shown.replace("\\", "\\\\").replace("\n", "\\n")


def _unfold(text: str) -> str:
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n") for part in parts)
