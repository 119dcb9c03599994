"""What a sign-in pays, and what its cards cost, through the ledger. Nothing names a person."""

from sqlalchemy import Connection

from services.points import SHOP, TREASURY, Short, balance, member, move

__all__ = ["Short", "buy", "has", "pay"]


def pay(
    connection: Connection,
    room: int,
    person: int,
    amount: int,
    *,
    reason: str,
    reference: str,
    at: int,
    update: int,
) -> int:
    """Pay somebody from the treasury, once; how many points that were."""
    if amount <= 0:
        return 0
    moved = move(
        connection,
        room=room,
        source=TREASURY,
        target=member(person),
        amount=amount,
        reason=reason,
        reference=reference,
        at=at,
        update_id=update,
    )
    return amount if moved is not None else 0


def buy(
    connection: Connection,
    room: int,
    person: int,
    price: int,
    *,
    reason: str,
    reference: str,
    at: int,
    update: int,
) -> None:
    """Have somebody pay the shop.

    Raises:
        Short: they have less than that; nothing is written.
    """
    if price > 0:
        move(
            connection,
            room=room,
            source=member(person),
            target=SHOP,
            amount=price,
            reason=reason,
            reference=reference,
            at=at,
            update_id=update,
        )


def has(connection: Connection, room: int, person: int) -> int:
    """How many points somebody has."""
    return balance(connection, room, member(person))
