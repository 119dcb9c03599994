"""A group's settings as lines of text: `key: value`, printed and taken back."""

from typing import Any

import msgspec
from msgspec import Struct

from bot.core.errors import UserError
from bot.core.unit import Unit
from handlers.setting.place import Place, changed, changed_line, find, store, understand

PAGE = 3500
"""Characters of a message that the lines may fill."""

PAGES = 5
MOST = 200
"""Lines that are taken at once."""

WORTH = 20
"""Lines of an answer."""


async def show_config(unit: Unit) -> None:
    """`/viewconfig`: what was changed, in lines that `/setconfig` takes."""
    lines = [f"{place.key}: {_one_line(place, unit)}" for place in changed(unit)]
    pages, page = [], ""
    for one in lines:
        if page and len(page) + len(one) >= PAGE:
            pages.append(page)
            page = ""
        page += one + "\n"
    pages += [page] if page else []
    if any(len(page) > PAGE for page in pages) or len(pages) > PAGES:
        raise UserError(unit.say("setting-long"))
    for page in pages:
        unit.reply(unit.say("setting-lines", lines=page.rstrip("\n")))
    if not pages:
        unit.reply(unit.say("setting-none"))


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
        raise UserError("\n".join([*mistakes[:WORTH], unit.say("setting-nothing")]))
    person = unit.facts.person
    for place, value in taken.values():
        await store(unit, place, value, person.id if person else 0)
    said = [changed_line(unit, place, value, 100) for place, value in taken.values()]
    more = [unit.say("setting-more", count=len(said) - WORTH)] if len(said) > WORTH else []
    unit.reply("\n".join(said[:WORTH] + more))


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
