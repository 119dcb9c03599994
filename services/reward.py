"""What people earn by doing something for a group."""

from bot.core.unit import Unit
from services import points


async def reward(unit: Unit, person: int, what: str, reference: str) -> int:
    """Pay somebody for something once; how many points that were, 0 where it pays none.

    The setting `WHAT.reward` says how many. `reference` makes it this one time: it is never paid
    again, not even to somebody who was erased meanwhile, of whom the ledger keeps an alias only.
    """
    amount: int = unit.values.get(f"{what}.reward", 0)
    if not amount or not unit.values.get("points.enabled", False):
        return 0
    room, now, alias = unit.room.id, unit.now, unit.house.seal.alias(f"{what} {reference}")
    moved = await unit.run(
        lambda c: points.move(
            c,
            room=room,
            source=points.TREASURY,
            target=points.member(person),
            amount=amount,
            reason=what,
            reference=alias,
            at=now,
        )
    )
    return amount if moved is not None else 0
