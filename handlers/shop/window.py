"""`/shop`: what there is to be had; each thing has a button, and buying is confirmed."""

from bot.core.actions import Button, Buttons, Edit
from bot.core.errors import UserError
from bot.core.period import MONTH, period
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from handlers.shop import order
from services import points, roster, shop
from services.shop import Item, Order, Refused
from services.shop.beside import relay_is_on

LABEL = 14
"""Characters of a name on a button: two of them stand side by side on a phone."""


async def show(unit: Unit) -> None:
    """What there is, and what whoever asks has."""
    text, buttons = await _window(unit)
    unit.reply(text, buttons=buttons, stay=Stay.LONG)


async def press_item(unit: Unit) -> None:
    """Somebody would like something: its price, and whether they mean it."""
    found = await _shown(unit)
    if found is None:
        return
    have = await _balance(unit)
    confirm = Button(text=unit.say("button-confirm"), data=f"shop_buy:{unit.args}", only=unit.actor)
    back = Button(text=unit.say("button-back"), data="shop_back", only=unit.actor)
    unit.answer()
    text = unit.say("shop-confirm", item=found.title, price=found.price, have=have)
    await _edit(unit, text, ((confirm, back),))


async def press_back(unit: Unit) -> None:
    """Back to all there is."""
    unit.answer()
    await _edit(unit, *await _window(unit))


async def press_buy(unit: Unit) -> None:
    """They mean it. What stands below another price than the one that holds is not bought."""
    _require_points(unit)
    number, version = _bargain(unit)
    key = f"{unit.facts.chat_id}:{unit.facts.message_id}"
    try:
        bought = await buy(unit, number, version, key)
    except Refused as refused:
        unit.answer(refusal(unit, refused), alert=True)
        if refused.order is None:
            await _edit(unit, *await _window(unit))
        return
    unit.answer()
    await _edit(unit, taken(unit, bought), ())


async def redeem(unit: Unit) -> None:
    """`/redeem ITEM`: buy it, for what it costs now.

    Raises:
        UserError: there is no such thing, or they cannot have it.
    """
    unit.identify()
    _require_points(unit)
    name = unit.args
    if not name:
        raise UserError(unit.say("shop-usage-redeem"))
    found: Item | None = await unit.run(lambda c: shop.find(c, unit.room.id, name))
    if found is None:
        raise UserError(unit.say("shop-unknown", item=" ".join(name.split())[:32]))
    try:
        key = f"{unit.facts.chat_id}:{unit.facts.message_id}"
        bought = await buy(unit, found.id, found.version, key)
    except Refused as refused:
        raise UserError(refusal(unit, refused)) from None
    unit.reply(taken(unit, bought), stay=Stay.LONG)


async def buy(unit: Unit, item: int, version: int, key: str) -> Order:
    """Buy something as it was shown to whoever wrote or pressed, and have it handed over.

    Raises:
        Refused: nothing was bought.
        UserError: nothing is sold to them at all.
    """
    person, room = unit.actor, unit.room.id
    if not person:
        raise UserError(unit.say("shop-nameless"))
    if not await unit.run(lambda c: roster.not_gone(c, room, [person])):
        raise UserError(unit.say("shop-left"))
    month = period(MONTH, unit.now, unit.values.get("zone", "UTC")).since
    bought: Order = await unit.run(
        lambda c: shop.buy(
            c,
            room=room,
            item=item,
            version=version,
            person=person,
            key=key,
            relay=relay_is_on(unit.values),
            month=month,
            at=unit.now,
            update_id=unit.facts.update_id,
        )
    )
    await order.tell_again(unit, bought.id)
    return bought


def taken(unit: Unit, bought: Order) -> str:
    """What somebody hears who bought something."""
    return unit.say("shop-bought", item=bought.title, price=bought.price, number=str(bought.id))


def refusal(unit: Unit, refused: Refused) -> str:
    """Why nothing was bought."""
    match refused.why:
        case "short" | "limit" | "month" as why:
            return unit.say(f"shop-no-{why}", n=refused.n)
        case "before" if refused.order is not None:
            return unit.say("shop-no-before", number=str(refused.order.id))
        case why:
            return unit.say(f"shop-no-{why}")


def _bargain(unit: Unit) -> tuple[int, int]:
    """Number and version of what a button stands for."""
    number, _, version = unit.args.partition(":")
    return int(number), int(version)


async def _shown(unit: Unit) -> Item | None:
    """The thing of a button, as it was shown then. If it is another one by now, that is said, and
    the message shows what there is."""
    _require_points(unit)
    number, version = _bargain(unit)
    found = {one.id: one for one in await _items(unit)}.get(number)
    if found is not None and found.version == version:
        return found
    unit.answer(unit.say("shop-no-gone" if found is None else "shop-no-changed"), alert=True)
    await _edit(unit, *await _window(unit))
    return None


async def _window(unit: Unit) -> tuple[str, Buttons]:
    items = await _items(unit)
    if not items:
        return unit.say("shop-empty"), ()
    lines = [unit.say("shop-head"), *(line(unit, one) for one in items)]
    if not unit.actor:
        return "\n".join(lines), ()  # nobody in particular: their buttons would be everybody's
    lines.append(unit.say("shop-have", have=await _balance(unit)))
    buttons = [
        Button(
            text=f"{short(one.title)} · {one.price}",
            data=f"shop_item:{one.id}:{one.version}",
            only=unit.actor,
        )
        for one in items
        if one.stock != 0
    ]
    return "\n".join(lines), tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def line(unit: Unit, item: Item) -> str:
    """Something that is to be had, in a line."""
    parts = [unit.say("shop-line", item=item.title, price=item.price)]
    if item.stock is not None:
        parts.append(unit.say("shop-left-over", n=item.stock))
    if item.per_person:
        parts.append(unit.say("shop-per-person", n=item.per_person))
    if item.per_month:
        parts.append(unit.say("shop-per-month", n=item.per_month))
    return Html(" · ".join(parts))


def short(name: str) -> str:
    """A name as it fits on a button."""
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


async def _items(unit: Unit) -> list[Item]:
    found: list[Item] = await unit.run(lambda c: shop.offered(c, unit.room.id))
    return [one for one in found if not (one.worth and relay_is_on(unit.values))]


async def _balance(unit: Unit) -> int:
    room, person = unit.room.id, unit.actor
    found: int = await unit.run(lambda c: points.balance(c, room, points.member(person)))
    return found


def _require_points(unit: Unit) -> None:
    """Raises:
    UserError: the shop, or points, are switched off.
    """
    if not unit.values["shop.enabled"] or not unit.values.get("points.enabled", True):
        raise UserError(unit.say("shop-closed"))


async def _edit(unit: Unit, text: str, buttons: Buttons) -> None:
    facts = unit.facts
    unit.do(
        Edit(
            room=unit.room.id,
            message=facts.message_id,
            text=text,
            buttons=buttons,
            priority="reply",
        )
    )
    await unit.stay(facts.chat_id, facts.message_id, Stay.LONG)
