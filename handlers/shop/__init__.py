"""The shop: things for points, kept, handed over and paid back by administrators."""

from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press
from bot.core.kinds import toggle
from bot.core.role import CHANGE
from bot.core.unit import Unit
from handlers.shop import keep, order, window

_KEEPING = {
    "add": keep.add,
    "上架": keep.add,
    "edit": keep.edit,
    "修改": keep.edit,
    "remove": keep.remove,
    "下架": keep.remove,
}
_SETTLING = {"done": "done", "发货": "done", "refund": "refund", "退款": "refund"}


async def command(unit: Unit) -> None:
    """`/shop`, and what is done to it."""
    word, _, rest = unit.args.strip().partition(" ")
    word, rest = word.lower(), rest.strip()
    if not word:
        await window.show(unit)
    elif word in ("orders", "订单"):
        await order.listing(unit)
    elif word in _KEEPING:
        unit.require(CHANGE)
        await _KEEPING[word](unit, rest)
    elif word in _SETTLING:
        unit.require(CHANGE)
        await order.settle(unit, _SETTLING[word], rest)
    else:
        raise UserError(unit.say("shop-usage"))


def sentences(unit: Unit) -> list[str]:
    """That there is one."""
    return [unit.say("rules-shop")]


def _press(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await order.press(unit, how)

    return Press(name=f"shop_{how}", handle=handle)


FEATURE = Feature(
    name="shop",
    key="benefits",
    settings=(toggle("shop.enabled", False),),
    commands=(
        Command(name="shop", handle=command, lists=True, where="group"),
        Command(name="redeem", handle=window.redeem, lists=True, where="group"),
    ),
    presses=(
        Press(name="shop_item", handle=window.press_item),
        Press(name="shop_back", handle=window.press_back),
        Press(name="shop_buy", handle=window.press_buy),
        *(_press(how) for how in order.HOW),
        order.WAITING.press,
    ),
    deadlines=(
        Later(name=order.AGAIN, handle=order.show, admins=True),
        Later(name=order.DECIDE, handle=order.decide, admins=True),
    ),
    rules=sentences,
)
