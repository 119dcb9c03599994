"""Quarantine: what could not be handled is kept for whoever mends it, and its lane goes on.

All functions run inside a transaction of the caller.
"""

from typing import Any

import msgspec
from sqlalchemy import Connection, insert

from bot.core import deadline, inbox, outbox
from bot.core.incoming import Facts
from bot.core.lane import Arrival, Due, Ended, Turn
from models.inbox import Quarantine

QUARANTINED = "runtime.quarantined"
"""The deadline, due at once, that tells a room's admins that something could not be handled."""


def put_away(connection: Connection, turn: Turn, *, bot: int, error: str, now: int) -> None:
    """Keep what a turn was about, settle it, and have the admins of its room told.

    Raises:
        Stolen: its update was settled already; nothing may be kept of this transaction.
    """
    match turn:
        case Arrival(facts=facts):
            keep_update(connection, facts, error, now)
            inbox.settle(connection, bot, [facts.update_id], now)
            room = facts.room
        case Due(deadline=due):
            if not deadline.claim(connection, due):
                return
            keep(connection, kind="deadline", reference=due.kind, error=error, now=now)
            if due.kind == QUARANTINED:
                return
            room = due.room
        case Ended(parcel=parcel, fate=fate):
            outbox.close(connection, [(parcel.id, fate)], now)
            keep(connection, kind="continuation", reference=str(parcel.then), error=error, now=now)
            room = parcel.action.room
    deadline.set_deadline(connection, kind=QUARANTINED, key=str(room), room=room, due_at=now)


def keep_update(connection: Connection, facts: Facts, error: str, now: int) -> None:
    """Keep an update, as Telegram sent it, without the phone number that somebody entrusted."""
    keep(
        connection,
        kind="update",
        reference=str(facts.update_id),
        room=facts.room,
        payload=discreet(facts.payload),
        error=error,
        now=now,
    )


def discreet(payload: bytes) -> bytes:
    """An update without the phone number of a contact that was shared in private.

    The message that is answered may hold one, too. What is no JSON stays as it is.
    """
    if b'"contact"' not in payload:
        return payload
    try:
        update: dict[str, Any] = msgspec.json.decode(payload)
        for part in ("message", "edited_message"):
            message = update.get(part) or {}
            if message.get("chat", {}).get("type") == "private":
                for one in (message, message.get("reply_to_message") or {}):
                    if "contact" in one:
                        one["contact"] |= {"phone_number": "", "vcard": ""}
    except (msgspec.DecodeError, AttributeError, TypeError):
        return payload
    return msgspec.json.encode(update)


def keep(
    connection: Connection,
    *,
    kind: str,
    reference: str,
    error: str,
    now: int,
    room: int | None = None,
    payload: bytes | None = None,
) -> None:
    """Keep something, in at most 4000 characters of what went wrong with it."""
    connection.execute(
        insert(Quarantine).values(
            kind=kind,
            reference=reference,
            room_id=room,
            payload=payload,
            error=error.replace("\0", "").encode(errors="replace").decode()[:4000],
            at=now,
        )
    )
