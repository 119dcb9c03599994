"""Changing a setting inside a unit, with everything that hangs on it."""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeAlias

from bot.core import audit, daily, menu, settings
from bot.core import room as rooms
from bot.core.settings import Values
from bot.core.unit import Unit

Changes: TypeAlias = dict[tuple[int, str], Any]
"""Values by topic (0: the whole group) and key; None for the default."""

IMPORTED = "alter.imported"
"""The deadline, due at once, at which a running bot follows settings that another process wrote."""


async def alter(unit: Unit, key: str, value: Any, *, topic: int = 0, by: int = 0) -> None:
    """Give a setting a value, None for its default, in the whole group or in a topic.

    The unit's own `values` are the new ones from then on.

    Raises:
        KeyError: there is no such setting.
    """
    await alter_all(unit, {(topic, key): value}, by=by)


async def alter_all(unit: Unit, changes: Changes, *, by: int = 0) -> None:
    """Change several at once. A default of the whole group is kept by taking the row away, but
    for one that depends on the language: there it is a choice.

    Raises:
        UserError: this group cannot have one of the values; none is stored.
    """
    before = unit.values
    await check(unit, changes)
    for (topic, key), value in {**_woken(unit, changes), **changes}.items():
        setting = before.declared[key]
        is_default = value == setting.default and not topic and not setting.by_language
        kept = None if is_default else value
        store = partial(
            settings.change,
            room=unit.room.id,
            topic=topic,
            key=key,
            value=kept,
            by=by or None,
            now=unit.now,
        )
        await unit.run(store)
    await refresh(unit, before)
    await audit.note_settings(unit, changes, before, by=by)


async def check(
    unit: Unit, changes: Changes, *, stored: Mapping[int, Mapping[str, Any]] | None = None
) -> None:
    """See that this group can have some values, with all of them in force; `stored` is everything
    that it would have set then, if that is more than what it has now and the changes.

    Raises:
        UserError: it cannot have one of them, and why.
    """
    before = unit.values
    unit.values = _read(unit, _with(before, changes) if stored is None else stored)
    try:
        for (_, key), value in changes.items():
            look = before.declared[key].check
            if look and value is not None:
                await look(unit, value)
    finally:
        unit.values = before


def _with(values: Values, changes: Changes) -> dict[int, dict[str, Any]]:
    """Everything that is set, by topic, once some of it was changed."""
    stored = {0: dict(values.changed)}
    stored |= {topic: dict(there.own) for topic, there in values.topics.items()}
    for (topic, key), value in changes.items():
        own = stored.setdefault(topic, {})
        own[key] = value
        if value is None:
            del own[key]
    return stored


async def speak(unit: Unit, language: str) -> None:
    """Speak a language in this room from now on, in menus and defaults, too."""
    before = unit.values
    await unit.run(lambda connection: rooms.speak(connection, unit.room.id, language))
    unit.group_language = language
    await refresh(unit, before)
    await menu.tell(unit)


async def refresh(unit: Unit, before: Values) -> None:
    """Follow what was changed of this room: dailies, menus, and what is kept in memory."""
    house = unit.house
    await _read_anew(unit)
    for one in house.dailies.values():
        now, then = unit.values, before
        if (now[one.at], daily.zone_of(now)) != (then[one.at], daily.zone_of(then)):
            await daily.set_next(unit, one)
    await menu.follow(unit, before)
    for follow in house.follows:
        if any(unit.values[key] != before[key] for key in follow.keys):
            await follow.handle(unit)


async def follow_import(unit: Unit) -> None:
    """Follow whatever may have changed: what was before is not known."""
    await _read_anew(unit)
    for one in unit.house.dailies.values():
        await daily.set_next(unit, one)
    for follow in unit.house.follows:
        await follow.handle(unit)


async def _read_anew(unit: Unit) -> None:
    room = unit.room
    unit.values = _read(
        unit, await unit.run(lambda c: settings.load(c, [room.id]).get(room.id, {}))
    )
    unit.forget_settings()


def _read(unit: Unit, stored: Mapping[int, Mapping[str, Any]]) -> Values:
    room, recalled = unit.room, unit.values.recalled
    return unit.house.values(stored, room.username, unit.group_language, recalled)


def _woken(unit: Unit, changes: Changes) -> dict[tuple[int, str], Any]:
    """The switches of eager features that get a value by these changes, and are off there."""
    woken: dict[tuple[int, str], Any] = {}
    for feature in (one for one in unit.house.features if one.eager):
        own = {setting.key for setting in feature.settings}
        for (topic, key), value in changes.items():
            place = topic if unit.values.declared[feature.switch].topical else 0
            if key in own and value is not None and not unit.values.at(place)[feature.switch]:
                woken[place, feature.switch] = True
    return woken
