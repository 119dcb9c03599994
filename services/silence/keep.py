"""Silences in the database, and what they have Telegram do."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, select

from bot.core.actions import Allowed, Permit
from bot.core.sql import bulk_upsert
from bot.core.unit import Unit
from models.silence import Silence as Row
from services.silence.state import State, seen, wished

LOOKED, SHUT = "silence.looked", "silence.shut"
"""Continuations: what everybody may do is known; it was set, or it was not."""

OVER = "silence.over"
"""The deadline at which an ordered silence ends."""

_COLUMNS = ("room_id", "ordered", "night", "earlier", "turn")
_PUT = bulk_upsert(Row, _COLUMNS, keys=("room_id",), replace=_COLUMNS[1:])


class Wish(Struct, frozen=True):
    """What is wanted of a group's silence; None leaves a part of it as it is."""

    ordered: bool | None = None
    night: bool | None = None


def find(connection: Connection, room: int) -> State | None:
    """What keeps a room silent; None if nothing does."""
    row = connection.execute(
        select(Row.ordered, Row.night, Row.earlier, Row.turn).where(Row.room_id == room)
    ).first()
    if row is None:
        return None
    earlier = tuple(msgspec.json.decode(row.earlier)) if row.earlier is not None else None
    return State(bool(row.ordered), bool(row.night), earlier, row.turn)


def put(connection: Connection, room: int, state: State | None) -> None:
    """Remember a state; None forgets it."""
    if state is None:
        connection.execute(delete(Row).where(Row.room_id == room))
        return
    earlier = msgspec.json.encode(state.earlier).decode() if state.earlier is not None else None
    _PUT(connection, [(room, int(state.ordered), int(state.night), earlier, state.turn)])


async def wish(unit: Unit, wanted: Wish) -> State | None:
    """Want this room silent, or no more; what there was to wish for before."""
    room = unit.room.id
    was: State | None = await unit.run(lambda c: find(c, room))
    state, look = wished(was, ordered=wanted.ordered, night=wanted.night)
    if was is not None or state is not None:
        await unit.run(lambda c: put(c, room, state))
    if state is not None and look:
        unit.do(Allowed(room=room), then=LOOKED, then_data={"turn": state.turn})
    return was


async def note(unit: Unit, can: Sequence[str]) -> None:
    """It is known now what everybody may do: set what follows from it."""
    room, turn = unit.room.id, unit.data["turn"]
    was: State | None = await unit.run(lambda c: find(c, room))
    state, permissions = seen(was, turn, can)
    if state != was:
        await unit.run(lambda c: put(c, room, state))
    if permissions is not None:
        data = {"shut": state is not None}
        unit.do(Permit(room=room, permissions=permissions), then=SHUT, then_data=data)


async def forget(unit: Unit) -> None:
    """Telegram does not let us: there is no silence."""
    await unit.run(lambda c: put(c, unit.room.id, None))


async def give_up(unit: Unit) -> None:
    """Nobody says what everybody may do: a silence does not begin, and one that is there stays.

    What was before it is kept for when the group is heard of again.
    """
    was: State | None = await unit.run(lambda c: find(c, unit.room.id))
    if was is not None and was.earlier is None:
        await forget(unit)
