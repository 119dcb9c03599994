"""`/shop add`, `edit` and `remove`: what administrators put into the shop."""

from bot.core import audit
from bot.core.errors import UserError
from bot.core.unit import Unit
from handlers.shop.window import line
from services import shop
from services.shop import Item, typed
from services.shop.beside import relay_is_on
from services.shop.typed import Wrong


async def add(unit: Unit, rest: str) -> None:
    """`/shop add NAME PRICE [stock=10] [limit=1] [month=1] [worth]`."""
    try:
        item = typed.read_new(rest)
    except Wrong as wrong:
        raise UserError(_wrong(unit, wrong, "add")) from None
    _beside_relay(unit, item)
    room, now = unit.room.id, unit.now
    if why := await unit.run(lambda c: shop.add(c, room=room, item=item, now=now)):
        raise UserError(unit.say(f"shop-keep-{why}", n=shop.MOST))
    await _note(unit, f"/shop add {rest}")
    unit.reply(unit.say("shop-added", line=line(unit, item)))


async def edit(unit: Unit, rest: str) -> None:
    """`/shop edit NAME [price=…] [stock=…] [limit=…] [month=…] [worth=…] [name=…]`."""
    try:
        name, options = typed.split(rest)
        before = await _find(unit, name)
        after = typed.read_change(before, options)
    except Wrong as wrong:
        raise UserError(_wrong(unit, wrong, "edit")) from None
    _beside_relay(unit, after)
    room = unit.room.id
    if why := await unit.run(lambda c: shop.change(c, room=room, before=before, after=after)):
        raise UserError(unit.say(f"shop-keep-{why}", n=shop.MOST))
    await _note(unit, f"/shop edit {rest}")
    unit.reply(unit.say("shop-changed", line=line(unit, after)))


async def remove(unit: Unit, rest: str) -> None:
    """`/shop remove NAME`: its orders stay."""
    found = await _find(unit, rest)
    await unit.run(lambda c: shop.remove(c, unit.room.id, found.id))
    await _note(unit, f"/shop remove {rest}")
    unit.reply(unit.say("shop-removed", item=found.title))


async def _find(unit: Unit, name: str) -> Item:
    if not name:
        raise Wrong("usage")
    found: Item | None = await unit.run(lambda c: shop.find(c, unit.room.id, name))
    if found is None:
        raise UserError(unit.say("shop-unknown", item=name[:32]))
    return found


async def _note(unit: Unit, said: str) -> None:
    room, now, by = unit.room.id, unit.now, unit.actor or None
    await unit.run(lambda c: audit.note(c, room=room, at=now, by=by, what="set", said=said))


def _beside_relay(unit: Unit, item: Item) -> None:
    if item.worth and relay_is_on(unit.values):
        raise UserError(unit.say("shop-keep-relay"))


def _wrong(unit: Unit, wrong: Wrong, what: str) -> str:
    match str(wrong):
        case "usage":
            return unit.say(f"shop-usage-{what}")
        case "name":
            return unit.say("shop-wrong-name", most=typed.LONGEST)
        case "count":
            return unit.say("shop-wrong-count", most=typed.LARGEST)
        case why:
            return unit.say(f"shop-wrong-{why}")
