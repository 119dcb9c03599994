"""Telling the admins: of cases, of what Telegram refused, of what could not be handled."""

from bot.core import duration
from bot.core.unit import Stay, Unit
from handlers.cases.card import card, find, keyboard, send
from services import desk, roster
from services.moderation import File

UNTOLD = "cases.untold"


async def tell(unit: Unit) -> None:
    """Tell the admins of a case: the log chat, else admins who started the bot, else one line."""
    case = await find(unit, unit.data["case"])
    if case is None:
        return
    asks = bool(unit.data["asks"]) and case.state == "reported"
    if log := desk.log_of(unit.values, desk.category_of(case)):
        await _hand_card(unit, case, to=log, asks=asks)
    elif asks:
        await _ask(unit, case)


async def _ask(unit: Unit, case: File) -> None:
    """Ask the admins who started the bot; if there are none, call some in the group."""
    deciders = desk.deciders(unit)
    ready = await _started(unit)
    for admin in deciders:
        if admin.id in ready:
            await _hand_card(unit, case, to=admin.id, asks=True)
    if ready or case.band == "suspicious":
        return
    text = unit.say("case-call", number=str(case.id), admins=desk.called(unit, deciders))
    send(unit, text, buttons=keyboard(unit, case))


async def _started(unit: Unit) -> set[int]:
    """Admins who may decide and to whom the bot may write."""
    deciders = [admin.id for admin in desk.deciders(unit)]
    found: set[int] = await unit.run(lambda connection: roster.started(connection, deciders))
    return found


async def _hand_card(unit: Unit, case: File, *, to: int, asks: bool) -> None:
    buttons = keyboard(unit, case) if asks else ()
    data = {"case": case.id, "asks": asks, "to": to}
    send(unit, await card(unit, case), to=to, buttons=buttons, then=UNTOLD, then_data=data)


async def untold(unit: Unit) -> None:
    """A card did not reach whom it was for: the next way is taken."""
    to, asks = unit.data["to"], unit.data["asks"]
    case = await find(unit, unit.data["case"])
    if unit.fate is None or unit.fate.state != "refused":
        return
    if to > 0:
        await unit.run(lambda connection: roster.note_unreachable(connection, to))
    if case is None or not asks or case.state != "reported":
        return
    if to < 0 or not await _started(unit):
        await _ask(unit, case)


async def tell_trouble(unit: Unit) -> None:
    """Say what could not be done, at most once an hour."""
    if not await unit.once("trouble", duration.HOUR):
        return
    text = unit.say(
        "case-trouble", number=str(unit.data["case"]), said=unit.data["said"].rstrip(".")
    )
    send(unit, text, to=unit.values["log.chat"], stay=Stay.NOTICE)


async def tell_quarantine(unit: Unit) -> None:
    """Say that something could not be handled, at most once an hour."""
    if not unit.room.is_group or not await unit.once("quarantine", duration.HOUR):
        return
    send(unit, unit.say("case-quarantine"), to=unit.values["log.chat"], stay=Stay.NOTICE)
