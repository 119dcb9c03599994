"""Envelopes are opened, claimed and closed.

All functions run inside a transaction that somebody else opened; instants are seconds since 1970.
Points of an open envelope lie on the account `escrow("packet:ID")` and nowhere else.
"""

from typing import Any

from sqlalchemy import Connection, delete, insert, update

from models.packet import Packet as Row
from models.packet import PacketClaim, PacketGuest
from services import points
from services.packet.book import find
from services.packet.draw import draw, promise
from services.packet.packet import Packet, Share, Terms
from services.points import escrow

SENT, CLAIMED, REST = "packet", "claim", "refund"
"""Reasons in the ledger."""


def open_packet(
    connection: Connection,
    *,
    room: int,
    terms: Terms,
    seed: bytes,
    now: int,
    update_id: int | None = None,
) -> Packet:
    """Take the points and open an envelope.

    Raises:
        Short: the source has less. Nothing is written, unless somebody else spends at this very
            moment: whoever catches it takes the transaction back.
        ValueError: what cannot be divided so, see `draw`.
    """
    draw(seed=seed, total=terms.total, shares=terms.shares, mode=terms.mode)
    held = points.balance(connection, room, terms.source)
    if terms.source != points.TREASURY and held < terms.total:
        raise points.Short(held)
    values: dict[str, Any] = {
        "room_id": room,
        "kind": terms.kind,
        "mode": terms.mode,
        "total": terms.total,
        "shares": terms.shares,
        "sender_id": terms.sender or None,
        "account_id": points.number_of(connection, room, terms.source),
        "seed": seed.hex(),
        "promise": "",
        "wish": terms.wish,
        "word": terms.word,
        "guests": len(terms.guests),
        "checked": int(terms.checked),
        "state": "open",
        "taken": 0,
        "opened_at": now,
        "expires_at": terms.expires_at,
        "after": terms.after,
        "thread_id": terms.thread,
        "chat_id": 0,
        "message_id": 0,
        "shown_at": now,
    }
    number: int = connection.execute(insert(Row).values(**values).returning(Row.id)).scalar_one()
    made = promise(
        seed=seed, number=number, total=terms.total, shares=terms.shares, mode=terms.mode
    )
    connection.execute(update(Row).where(Row.id == number).values(promise=made))
    for guest in terms.guests:
        connection.execute(
            insert(PacketGuest).values(packet_id=number, user_id=guest, room_id=room)
        )
    points.move(
        connection,
        room=room,
        source=terms.source,
        target=escrow(f"packet:{number}"),
        amount=terms.total,
        reason=SENT,
        reference=f"packet:{number}",
        at=now,
        update_id=update_id,
    )
    found = find(connection, room, number)
    assert found is not None
    return found


def hand_out(
    connection: Connection, packet: Packet, *, person: int, now: int, update_id: int | None = None
) -> Share:
    """Give somebody the next share of an envelope that was found `locked`, open, with one left."""
    position = packet.taken + 1
    amount = packet.draw.shares[packet.taken]
    theirs = points.member(person)
    points.move(
        connection,
        room=packet.room_id,
        source=packet.escrow,
        target=theirs,
        amount=amount,
        reason=CLAIMED,
        reference=f"packet:{packet.id}:{position}",
        at=now,
        update_id=update_id,
    )
    connection.execute(
        insert(PacketClaim).values(
            packet_id=packet.id,
            position=position,
            room_id=packet.room_id,
            user_id=person,
            account_id=points.number_of(connection, packet.room_id, theirs),
            amount=amount,
            at=now,
        )
    )
    connection.execute(update(Row).where(Row.id == packet.id).values(taken=position))
    return Share(position, person, amount, now)


def close(connection: Connection, *, room: int, number: int, now: int) -> Packet | None:
    """Close an envelope, `empty` or else `expired`, and give back what is left of it.

    It goes to whose account it came from, to `retired` if that person was erased meanwhile. None:
    it was closed before, and nothing happens.
    """
    packet = find(connection, room, number, locked=True)
    if packet is None or not packet.is_open:
        return None
    drawn = packet.mode == "lucky" and packet.shares > 1
    best = packet.draw.best(packet.taken) if drawn else None
    connection.execute(
        update(Row)
        .where(Row.id == number, Row.state == "open")
        .values(
            state="empty" if packet.taken == packet.shares else "expired",
            closed_at=now,
            luckiest=None if best is None else best + 1,
        )
    )
    connection.execute(delete(PacketGuest).where(PacketGuest.packet_id == number))
    rest = points.balance(connection, room, packet.escrow)
    if rest:
        points.move(
            connection,
            room=room,
            source=packet.escrow,
            target=points.owner_of(connection, packet.account_id),
            amount=rest,
            reason=REST,
            reference=f"packet:{number}",
            at=now,
        )
    return find(connection, room, number)


def note_message(connection: Connection, *, number: int, chat: int, message: int) -> None:
    """Where the message of an envelope is."""
    connection.execute(update(Row).where(Row.id == number).values(chat_id=chat, message_id=message))


def note_shown(connection: Connection, *, number: int, at: int) -> None:
    """Its message was written just now."""
    connection.execute(update(Row).where(Row.id == number).values(shown_at=at))
