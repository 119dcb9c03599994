"""Envelopes as they are written down. All functions run inside a transaction of the caller."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from models.ledger import Account as Holder
from models.packet import Packet as Row
from models.packet import PacketClaim, PacketGuest
from services.packet.packet import Packet, Share

_COLUMNS = tuple(getattr(Row, name) for name in Packet.__struct_fields__)


def find(connection: Connection, room: int, number: int, *, locked: bool = False) -> Packet | None:
    """An envelope of a room; `locked`, nobody else changes it before the transaction ends."""
    query = select(*_COLUMNS).where(Row.id == number, Row.room_id == room)
    row = connection.execute(query.with_for_update() if locked else query).first()
    return Packet(**row._mapping) if row else None


def room_of(connection: Connection, number: int) -> int | None:
    """The room an envelope is in."""
    return connection.execute(select(Row.room_id).where(Row.id == number)).scalar()


def open_in(connection: Connection, room: int) -> list[Packet]:
    """The envelopes of a room that are open, the oldest first."""
    rows = connection.execute(
        select(*_COLUMNS).where(Row.room_id == room, Row.state == "open").order_by(Row.id)
    )
    return [Packet(**row._mapping) for row in rows]


def shares_of(connection: Connection, number: int) -> list[Share]:
    """The shares of an envelope that were claimed, in order. Who was erased meanwhile is nobody."""
    rows = connection.execute(
        select(PacketClaim.position, Holder.user_id, PacketClaim.amount, PacketClaim.at)
        .join(Holder, Holder.id == PacketClaim.account_id)
        .where(PacketClaim.packet_id == number)
        .order_by(PacketClaim.position)
    )
    return [Share(row.position, row.user_id or 0, row.amount, row.at) for row in rows]


def sender_of(connection: Connection, packet: Packet) -> int:
    """Who sent an envelope; 0: nobody who is named, or who is erased."""
    sender = select(Row.sender_id).where(Row.id == packet.id)
    return connection.execute(sender).scalar() or 0


def share_of(connection: Connection, number: int, person: int) -> int | None:
    """What somebody has of an envelope; None if they have nothing."""
    return connection.execute(
        select(PacketClaim.amount).where(
            PacketClaim.packet_id == number, PacketClaim.user_id == person
        )
    ).scalar()


def guests_of(connection: Connection, number: int) -> set[int]:
    """For whom an open envelope is, where it is not for everybody."""
    rows = connection.execute(select(PacketGuest.user_id).where(PacketGuest.packet_id == number))
    return set(rows.scalars())


def sent_since(connection: Connection, *, room: int, person: int, since: int) -> tuple[int, int]:
    """How many envelopes somebody has sent in a room since an instant, and of how many points."""
    row = connection.execute(
        select(func.count(), func.coalesce(func.sum(Row.total), 0)).where(
            Row.room_id == room,
            Row.sender_id == person,
            Row.opened_at >= since,
            Row.kind == "member",
        )
    ).one()
    return row[0], int(row[1])


def words_of(connection: Connection, rooms: Sequence[int]) -> dict[int, dict[str, int]]:
    """The words of open envelopes, by room: each opens the oldest that has it."""
    rows = connection.execute(
        select(Row.room_id, Row.word, Row.id)
        .where(Row.room_id.in_(rooms), Row.state == "open", Row.word != "")
        .order_by(Row.id.desc())
    )
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.room_id, {})[row.word] = row.id
    return found


def first_shares(connection: Connection, room: int, limit: int) -> list[tuple[int, int, int]]:
    """The first share that was claimed, S and n of a room's newest closed lucky envelopes."""
    rows = connection.execute(
        select(PacketClaim.amount, Row.total, Row.shares)
        .join(PacketClaim, (PacketClaim.packet_id == Row.id) & (PacketClaim.position == 1))
        .where(*_lucky(room))
        .order_by(Row.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def luckiest(connection: Connection, room: int, limit: int) -> list[tuple[int, int]]:
    """The place of the luckiest (from 0) and n of a room's newest envelopes that were emptied."""
    rows = connection.execute(
        select(func.coalesce(Row.luckiest, 1) - 1, Row.shares)
        .where(*_lucky(room), Row.state == "empty")
        .order_by(Row.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


def _lucky(room: int) -> tuple[Any, ...]:
    """Lucky envelopes where there was something to be drawn."""
    return (
        Row.room_id == room,
        Row.state != "open",
        Row.mode == "lucky",
        Row.shares > 1,
        Row.total > Row.shares,
    )
