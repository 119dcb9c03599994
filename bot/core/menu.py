"""Command menus: the commands offered beside the text field, from the declarations."""

from collections.abc import Iterable

from sqlalchemy import Connection, literal, select

from bot.core import texts
from bot.core.actions import Menu
from bot.core.feature import Feature
from bot.core.room import MENUS as MENUS_AGAIN
from bot.core.settings import Values
from bot.core.sql import inserting
from bot.core.unit import Unit
from models.deadline import Deadline
from models.room import OwnMenu

LONGEST = 256
"""Characters of a description. https://core.telegram.org/bots/api#botcommand"""

MENUS = {"private": ("private",), "member": ("member",), "admin": ("member", "admin")}
"""What a kind of reader is offered: the places of `Command.menu`, in this order."""

AGAIN = MENUS_AGAIN
"""The deadline at which a chat's own menus are told anew: the program offers others than before, or
the chat has another address."""

SPREAD = 3600
"""Seconds over which that is spread."""

Entries = tuple[tuple[str, str], ...]


def entries(features: Iterable[Feature], kind: str, language: str) -> Entries:
    """The (command, description) of one menu, in their order."""
    commands = [command for feature in features for command in feature.commands]
    found = []
    for place in MENUS[kind]:
        offered = [one for one in commands if place in one.menu]
        found += sorted(offered, key=lambda one: one.menu[place])
    return tuple(
        (one.name, texts.plain(language, f"command-{one.name}")[:LONGEST]) for one in found
    )


async def follow(unit: Unit, before: Values) -> None:
    """Give the group menus of its own if other features are on than with the settings before."""
    features = [one for one in unit.house.features if any(c.menu for c in one.commands)]
    if [one.is_on(unit.values) for one in features] != [one.is_on(before) for one in features]:
        await tell(unit)


async def tell(unit: Unit) -> None:
    """Give this chat menus of its own, of what is on here, in its own language."""
    on = [one for one in unit.house.features if one.is_on(unit.values)]
    kinds = ("member", "admin") if unit.room.is_group else ("private", "")
    members, admins = (entries(on, one, unit.group_language) if one else () for one in kinds)
    unit.do(Menu(room=unit.room.id, members=members, admins=admins))
    await unit.run(lambda connection: _note(connection, unit.room.id))


def _note(connection: Connection, room: int) -> None:
    connection.execute(inserting(connection, OwnMenu).values(room_id=room).on_conflict_do_nothing())


def tell_all_again(connection: Connection, now: int) -> None:
    """Have every chat that has menus of its own told them anew, by and by."""
    room = OwnMenu.room_id
    key, due_at = room.cast(Deadline.key.type), literal(now) + room % SPREAD
    # Without a condition SQLite takes ON CONFLICT for a part of a join.
    rooms = select(literal(AGAIN), key, room, due_at, literal(0), literal("null")).where(room > 0)
    connection.execute(
        inserting(connection, Deadline)
        .from_select(("kind", "key", "room_id", "due_at", "term", "data"), rooms)
        .on_conflict_do_nothing(index_elements=["kind", "key"])
    )
