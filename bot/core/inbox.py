"""Updates between their receipt and their tombstone.

All functions run inside a transaction of the caller.
"""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)

from bot.core.errors import Stolen
from bot.core.sql import among, bulk_upsert, inserting
from models.inbox import Inbox

MAX_STARTS = 3
"""An update is begun that often after other runs died with it, less one: then it is put away."""

TOMBSTONE_AGE = 48 * 3600
"""Seconds a tombstone stays; Telegram forgets updates after 24 hours."""

CHUNK = 500
"""Rows a clean-up takes away in one transaction."""


_KEYS = ("bot_id", "update_id")
_ENTRY = (*_KEYS, "room_id", "received_at")
_WAITING = bulk_upsert(Inbox, (*_ENTRY, "payload"), keys=_KEYS)
_SETTLED = bulk_upsert(Inbox, (*_ENTRY, "done_at"), keys=_KEYS)
_SETTLE = (
    update(Inbox)
    .where(
        Inbox.bot_id == bindparam("bot"),
        among(Inbox.update_id, "updates"),
        Inbox.done_at.is_(None),
    )
    .values(done_at=bindparam("now"), payload=None)
)


class Entry(Struct, frozen=True, gc=False):
    """An update on its way in. `payload` None: settled in the transaction that brings it."""

    update_id: int
    room: int
    received_at: int
    payload: bytes | None


def insert_new(connection: Connection, bot: int, entries: Sequence[Entry], now: int) -> set[int]:
    """Insert what is not known yet and return the update ids that were new."""
    if not entries:
        return set()
    waiting = [
        (bot, one.update_id, one.room, one.received_at, one.payload)
        for one in entries
        if one.payload is not None
    ]
    settled = [
        (bot, one.update_id, one.room, one.received_at, now)
        for one in entries
        if one.payload is None
    ]
    if connection.dialect.name == "sqlite":
        # Almost always all are new, and the count of rows says so.
        with connection.begin_nested() as attempt:
            if _WAITING(connection, waiting) + _SETTLED(connection, settled) == len(entries):
                return {entry.update_id for entry in entries}
            attempt.rollback()
    fresh: set[int] = set()
    statement = inserting(connection, Inbox).on_conflict_do_nothing().returning(Inbox.update_id)
    for bulk, rows in ((_WAITING, waiting), (_SETTLED, settled)):
        if rows:
            named = [dict(zip(bulk.columns, row, strict=True)) for row in rows]
            fresh.update(connection.execute(statement, named).scalars())
    return fresh


def settle(connection: Connection, bot: int, updates: Sequence[int], now: int) -> None:
    """Turn rows into tombstones.

    Raises:
        Stolen: one of them is settled already, or gone; nothing may be kept of this transaction.
    """
    if not updates:
        return
    hit = connection.execute(_SETTLE, {"bot": bot, "updates": updates, "now": now}).rowcount
    if hit != len(updates):
        raise Stolen(f"{len(updates) - hit} of {len(updates)} updates were settled already")


def pending_after(
    connection: Connection, bot: int, room: int, after: tuple[int, int], limit: int
) -> Sequence[RowMapping]:
    """The next unsettled updates of a room, in the order of its lane."""
    statement = (
        select(Inbox.update_id, Inbox.received_at, Inbox.payload, Inbox.room_id)
        .where(Inbox.done_at.is_(None), Inbox.bot_id == bot, Inbox.room_id == room)
        .where(tuple_(Inbox.received_at, Inbox.update_id) > after)
        .order_by(Inbox.received_at, Inbox.update_id)
        .limit(limit)
    )
    return connection.execute(statement).mappings().all()


def pending_among(connection: Connection, bot: int, updates: Sequence[int]) -> set[int]:
    """Which of some updates are there, and not settled."""
    rows = connection.execute(
        select(Inbox.update_id).where(
            Inbox.bot_id == bot, among(Inbox.update_id, "updates"), Inbox.done_at.is_(None)
        ),
        {"updates": list(updates)},
    )
    return set(rows.scalars())


def rooms_left_over(connection: Connection, bot: int) -> list[int]:
    """The rooms in which an earlier run left something unsettled."""
    # Of the bot's number a sum is made, or SQLite goes by the primary key: through every tombstone.
    rooms = connection.execute(
        select(Inbox.room_id).where(Inbox.done_at.is_(None), Inbox.bot_id + 0 == bot).distinct()
    )
    return list(rooms.scalars())


def last_receipt(connection: Connection, bot: int) -> int:
    """The latest place in a lane that something unsettled has; 0 if nothing is left."""
    latest = select(func.max(Inbox.received_at)).where(
        Inbox.done_at.is_(None), Inbox.bot_id + 0 == bot
    )
    return connection.execute(latest).scalar() or 0


def begin_again(connection: Connection, bot: int, update_id: int) -> int:
    """Count one more attempt at an update that an earlier run left; how many that makes.

    Committed before the attempt, so that an update which kills the process is found out.
    """
    counted = connection.execute(
        update(Inbox)
        .where(Inbox.bot_id == bot, Inbox.update_id == update_id)
        .values(starts=Inbox.starts + 1)
        .returning(Inbox.starts)
    )
    return counted.scalar() or 0


def forget_tombstones(connection: Connection, now: int) -> int:
    """Delete one chunk of tombstones older than 48 hours; returns how many went."""
    old = connection.execute(
        select(Inbox.bot_id, Inbox.update_id)
        .where(Inbox.done_at < now - TOMBSTONE_AGE)
        .limit(CHUNK)
    ).all()
    if old:
        keys = [(bot, update_id) for bot, update_id in old]
        connection.execute(delete(Inbox).where(tuple_(Inbox.bot_id, Inbox.update_id).in_(keys)))
    return len(old)
