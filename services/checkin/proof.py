"""Proofs that are asked of those who punch in. All functions run inside a transaction."""

from sqlalchemy import Connection, delete

from bot.core.sql import bulk_upsert
from models.checkin import ProofAsked

TERM = 600
"""Seconds within which a proof is to follow."""

SHORTEST = 5
"""Characters that say something."""

_ASK = bulk_upsert(
    ProofAsked,
    ("room_id", "user_id", "until"),
    keys=("room_id", "user_id"),
    replace=("until",),
)


def ask(connection: Connection, room: int, person: int, at: int) -> None:
    """Somebody is asked for a proof from an instant on."""
    _ASK(connection, [(room, person, at + TERM)])


def take(connection: Connection, room: int, person: int, at: int) -> bool:
    """Whether somebody was asked for one that is in time; they are not any more."""
    until = connection.execute(
        delete(ProofAsked)
        .where(ProofAsked.room_id == room, ProofAsked.user_id == person)
        .returning(ProofAsked.until)
    ).scalar()
    return until is not None and at <= until


def says_something(text: str) -> bool:
    """Whether a text can be a proof."""
    return sum(sign.isalnum() for sign in text) >= SHORTEST
