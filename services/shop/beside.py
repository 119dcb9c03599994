"""The shop beside the relay of envelopes: what is worth money and what is a game for points
exclude each other, so that no game is played for things of value."""

from bot.core.errors import UserError
from bot.core.settings import Values
from bot.core.unit import Unit
from services.shop.item import goods

RELAY = "relay.enabled"


def relay_is_on(values: Values) -> bool:
    """Whether a group has the relay."""
    return values.get(RELAY, False)


async def refuse_beside_goods(unit: Unit, value: bool) -> None:
    """The `check` of a switch that a group cannot have whose shop offers goods worth money.

    Raises:
        UserError: it is such a group.
    """
    if value and await unit.run(lambda c: goods(c, unit.room.id)):
        raise UserError(unit.say("shop-beside-goods"))
