"""Orders: laid before administrators, who hand over what was bought or give the points back."""

from functools import partial

from bot.core import daily, phrase
from bot.core.actions import Answer, Button, Buttons, Send
from bot.core.errors import UserError
from bot.core.manner import Pager, whisper
from bot.core.role import CHANGE
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import desk, roster, shop
from services.desk import Sheet
from services.shop import DONE, OPEN, REFUNDED, Order
from services.shop.order import room_of

AGAIN = "shop.card"
"""The deadline, due at once, that shows the card of an order as it stands now."""

DECIDE = "shop.decide"
HOW = {"done": DONE, "refund": REFUNDED}
LISTED, OWN = 500, 10


async def tell_again(unit: Unit, number: int) -> None:
    """Have an order shown to administrators, as it stands now."""
    await unit.later(AGAIN, f"order:{number}", due_at=unit.now, data={"case": number})


async def show(unit: Unit) -> None:
    """Show the card of an order, or edit it where it is."""
    number = unit.data["case"]
    order: Order | None = await unit.run(lambda c: shop.look(c, unit.room.id, number))
    if order is None:
        return
    text = [unit.say("shop-card", number=str(number), group=unit.room.title[:64])]
    text.append(unit.say("shop-card-item", item=order.title, price=order.price))
    text += await _buyer(unit, order)
    if order.state == OPEN:
        line = unit.say(
            "shop-card-line",
            number=str(number),
            item=order.title,
            admins=desk.called(unit, desk.deciders(unit, CHANGE)),
        )
    else:
        text.append(unit.say("shop-card-closed", state=unit.say(f"shop-state-{order.state}")))
        line = unit.say(
            "shop-line-closed", number=str(number), state=unit.say(f"shop-state-{order.state}")
        )
    buttons = _buttons(unit, number) if order.state == OPEN else ()
    sheet = Sheet(
        text="\n".join(text),
        line=line,
        open=order.state == OPEN,
        buttons=buttons,
        line_buttons=buttons,
    )
    await desk.show(unit, f"order:{number}", AGAIN, sheet, category="shop", right=CHANGE)


async def _buyer(unit: Unit, order: Order) -> list[str]:
    person = order.user_id
    if person is None:
        return [unit.say("shop-card-erased")]
    name = await _name(unit, person)
    lines = [unit.say("shop-card-buyer", name=name, person=str(person))]
    if not await unit.run(lambda c: roster.not_gone(c, unit.room.id, [person])):
        lines.append(unit.say("shop-card-left"))
    return lines


def _buttons(unit: Unit, number: int) -> Buttons:
    return (
        tuple(
            Button(text=unit.say(f"shop-button-{how}"), data=f"shop_{how}:{number}") for how in HOW
        ),
    )


async def press(unit: Unit, how: str) -> None:
    """Somebody pressed below a card, wherever it is: the room of the order decides."""
    number = _number(unit.args)
    room = await unit.run(lambda c: room_of(c, number)) if number else None
    if room is None:
        unit.stale()
        return
    await desk.refer(unit, room, DECIDE, order=number, how=how)


async def decide(unit: Unit) -> None:
    """Settle an order as an administrator wishes, if they may."""
    asked = unit.data
    answer = partial(Answer, room=unit.room.id, query=asked["query"])
    if CHANGE not in unit.admins.rights_of(asked["by"]):
        unit.doubt()
        missing = unit.say("right-missing", right=unit.say(f"right-{CHANGE}"))
        unit.do(answer(text=missing, alert=True))
        return
    settled = await _settle(unit, asked["order"], asked["how"], asked["by"], of=(OPEN,))
    unit.do(answer(text=unit.say("case-done" if settled else "case-before")))


async def settle(unit: Unit, how: str, rest: str) -> None:
    """`/shop done 12`, `/shop refund 12`: what was handed over can come back, too.

    Raises:
        UserError: there is no such order, or that was done before.
    """
    number = _number(rest)
    found = await unit.run(lambda c: shop.look(c, unit.room.id, number)) if number else None
    if found is None:
        raise UserError(unit.say("shop-usage-order"))
    of = (OPEN, DONE) if how == "refund" else (OPEN,)
    if await _settle(unit, number, how, unit.actor or None, of=of) is None:
        raise UserError(unit.say("case-before"))
    unit.reply(unit.say("case-done"))


async def _settle(
    unit: Unit, number: int, how: str, by: int | None, *, of: tuple[str, ...]
) -> Order | None:
    room, now = unit.room.id, unit.now
    done: Order | None = await unit.run(
        lambda c: shop.settle(c, room=room, order=number, to=HOW[how], by=by, at=now, of=of)
    )
    await tell_again(unit, number)
    if done is not None and done.user_id is not None:
        await _tell(unit, done, done.user_id, how)
    return done


async def _tell(unit: Unit, order: Order, person: int, how: str) -> None:
    """Let the buyer know; of whoever left nobody speaks in the group."""

    def said() -> str:
        if how == "refund":
            return unit.say(
                "shop-told-refund", item=order.title, number=str(order.id), price=order.price
            )
        return unit.say("shop-told-done", item=order.title, number=str(order.id))

    if await unit.run(lambda c: roster.not_gone(c, unit.room.id, [person])):
        await whisper(unit, said, to=person, name=await _name(unit, person))
        return
    if await unit.run(lambda c: roster.started(c, [person])):
        text = unit.say("letter-from", group=unit.room.title[:64], text=Html(said()))
        unit.do(Send(room=unit.room.id, to=person, text=text, if_unknown="again_once"))


async def _name(unit: Unit, person: int) -> str:
    names = await unit.run(lambda c: roster.names(c, [person]))
    return " ".join(names.get(person, "").split())[:64] or str(person)


async def _waiting(unit: Unit, _args: str) -> list[str]:
    orders: list[Order] = await unit.run(lambda c: shop.opened(c, unit.room.id, LISTED))
    names = await unit.run(lambda c: roster.names(c, [one.user_id or 0 for one in orders]))
    zone = daily.zone_of(unit.values)
    return [
        unit.say(
            "shop-order",
            number=str(one.id),
            item=one.title,
            price=one.price,
            name=" ".join(names.get(one.user_id or 0, "").split())[:24] or unit.say("shop-nobody"),
            day=phrase.date(one.at, unit.language, zone),
        )
        for one in orders
    ]


WAITING = Pager("shop_orders", _waiting, right=CHANGE)


async def listing(unit: Unit) -> None:
    """`/shop orders`: to who keeps the shop what waits for them, to others what they bought."""
    if CHANGE in unit.rights:
        await WAITING.show(unit, empty=unit.say("shop-orders-none"))
        return
    person = unit.identify()
    orders = await unit.run(lambda c: shop.of_person(c, unit.room.id, person, OWN))
    zone = daily.zone_of(unit.values)
    lines = [
        unit.say(
            "shop-own",
            number=str(one.id),
            item=one.title,
            price=one.price,
            state=unit.say(f"shop-state-{one.state}"),
            day=phrase.date(one.at, unit.language, zone),
        )
        for one in orders
    ]
    unit.reply("\n".join(lines) or unit.say("shop-own-none"), stay=Stay.LONG)


def _number(text: str) -> int:
    plain = text.strip().lstrip("#＃")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 18 else 0
