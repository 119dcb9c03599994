"""Presets: the recipes of `/setup`, made of every feature's part, and seen before they are used."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

from bot.core import alter
from bot.core.feature import PRESETS
from bot.core.unit import Unit
from handlers.setting.place import cut
from handlers.setting.spoken import spoken

CIRCLE = 150
"""Members of a circle at most."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Preview(Struct, frozen=True):
    """What a preset would change: (key, its value, what it would be)."""

    name: str
    changes: tuple[tuple[str, Any, Any], ...]

    @property
    def digest(self) -> str:
        """Eight letters that stand for just these changes."""
        return hashlib.blake2b(msgspec.json.encode(self.changes), digest_size=4).hexdigest()


def preview(unit: Unit, name: str, more: Mapping[str, Any] = NOTHING) -> Preview:
    """What a preset would change here, and `more` values with it.

    Raises:
        LookupError: there is no such preset.
    """
    if name not in PRESETS:
        raise LookupError(name)
    changes = []
    for key, value in {**more, **parts(unit, name)}.items():
        if unit.values[key] != value:
            changes.append((key, unit.values[key], value))
    return Preview(name, tuple(changes))


async def use(unit: Unit, name: str, *, by: int, more: Mapping[str, Any] = NOTHING) -> None:
    """Give the group everything a preset holds, and `more`; what neither names stays as it is."""
    changes = {(0, key): value for key, value in {**more, **parts(unit, name)}.items()}
    await alter.alter_all(unit, changes, by=by)


def describe(unit: Unit, seen: Preview) -> str:
    """A preview in words."""
    lines = [unit.say(f"preset-{seen.name}")]
    size = unit.room.size_then or 0
    if seen.name == "circle" and size > CIRCLE:
        lines.append(unit.say("preset-large", size=size))
    if unit.house.sells(unit.room.chat_id):
        lines.append(unit.say("paid-receiver"))
    lines += _warnings(unit, parts(unit, seen.name))
    if not seen.changes:
        return "\n\n".join([*lines, unit.say("preset-same")])
    changes = [
        unit.say(
            "preset-change", key=key, before=_said(unit, key, old), after=_said(unit, key, new)
        )
        for key, old, new in seen.changes
    ]
    return "\n\n".join([*lines, "\n".join([unit.say("preset-would"), *changes])])


def _said(unit: Unit, key: str, value: Any) -> str:
    return cut(spoken(unit, unit.values.declared[key], value), 60)


def _warnings(unit: Unit, after: Mapping[str, Any]) -> list[str]:
    """What features have to say about what would hold then."""
    found = [
        one.warn(lambda key: after.get(key, unit.values[key]))
        for one in unit.house.features
        if one.warn
    ]
    return [unit.say(text) for text in found if text]


def parts(unit: Unit, name: str) -> dict[str, Any]:
    """What a preset holds, by setting."""
    return {
        key: value
        for feature in unit.house.features
        for key, value in feature.presets.get(name, {}).items()
    }
