"""Taking back what was moved with a case: by transfers the other way, as far as it is there."""

from typing import Any

from sqlalchemy import Connection, select

from models.ledger import Entry, Transfer
from services.points.ledger import Short, move, owner_of


def take_back(
    connection: Connection, *, room: int, case: int, by: int | None, now: int
) -> tuple[int, int]:
    """Reverse all transfers of a case: points that moved back, and points that were spent."""
    back = missing = 0
    for number, amount in connection.execute(
        select(Transfer.id, Transfer.amount)
        .where(Transfer.case_id == case, Transfer.room_id == room)
        .order_by(Transfer.id.desc())
    ).all():
        rows = connection.execute(
            select(Entry.side, Entry.account_id).where(Entry.transfer_id == number)
        )
        sides = {row.side: row.account_id for row in rows}
        payer, payee = owner_of(connection, sides[-1]), owner_of(connection, sides[1])
        if payer == payee:
            continue  # both were erased
        values: dict[str, Any] = {"room": room, "reason": "undo", "at": now, "by": by}
        values["reference"] = f"transfer:{number}"
        there = amount
        try:
            move(connection, source=payee, target=payer, amount=amount, **values)
        except Short as short:
            there = short.balance
            if there:
                move(connection, source=payee, target=payer, amount=there, **values)
        back, missing = back + there, missing + amount - there
    return back, missing
