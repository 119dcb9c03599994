"""Telling the admins: of cases, of what Telegram refused, of what could not be handled."""

from bot.core import duration, phrase
from bot.core.deadline import is_set
from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.cases.card import RIGHT, card, find, keyboard, send
from services import roster
from services.moderation import File

UNTOLD = "cases.untold"
QUIET = "cases.quiet"
CALLED = 3
"""Admins whom one line in the group calls."""


async def tell(unit: Unit) -> None:
    """Tell the admins of a case: the log chat, else admins who started the bot, else one line."""
    case = await find(unit, unit.data["case"])
    if case is None:
        return
    asks = bool(unit.data["asks"]) and case.state == "reported"
    if log := unit.values["log.chat"]:
        await _hand_card(unit, case, to=log, asks=asks)
    elif asks:
        await _ask(unit, case)


async def _ask(unit: Unit, case: File) -> None:
    """Ask the admins who started the bot; if there are none, call some in the group."""
    deciders = [admin for admin in unit.admins.people() if RIGHT in admin.rights]
    ready = await _started(unit)
    for admin in deciders:
        if admin.id in ready:
            await _hand_card(unit, case, to=admin.id, asks=True)
    if ready or case.band == "suspicious":
        return
    # Who hides as an anonymous administrator is not named in front of everybody.
    called = [admin for admin in deciders if not admin.anonymous][:CALLED]
    names = phrase.listing(
        [Html(unit.say("case-admin", person=str(admin.id), name=admin.name)) for admin in called],
        unit.language,
    )
    text = unit.say("case-call", number=str(case.id), admins=names or unit.say("case-admins"))
    send(unit, text, buttons=keyboard(unit, case.id))


async def _started(unit: Unit) -> set[int]:
    """Admins who may decide and to whom the bot may write."""
    deciders = [admin.id for admin in unit.admins.people() if RIGHT in admin.rights]
    found: set[int] = await unit.run(lambda connection: roster.started(connection, deciders))
    return found


async def _hand_card(unit: Unit, case: File, *, to: int, asks: bool) -> None:
    buttons = keyboard(unit, case.id) if asks else ()
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
    key = str(unit.room.id)
    if await unit.run(lambda connection: is_set(connection, kind=QUIET, key=key)):
        return
    await unit.later(QUIET, key, due_at=unit.now + duration.HOUR)
    text = unit.say(
        "case-trouble", number=str(unit.data["case"]), said=unit.data["said"].rstrip(".")
    )
    send(unit, text, to=unit.values["log.chat"])


async def tell_quarantine(unit: Unit) -> None:
    """Say that something could not be handled, at most once an hour."""
    if not unit.room.is_group:
        return
    key = f"{unit.room.id}:quarantine"
    if await unit.run(lambda connection: is_set(connection, kind=QUIET, key=key)):
        return
    await unit.later(QUIET, key, due_at=unit.now + duration.HOUR)
    send(unit, unit.say("case-quarantine"), to=unit.values["log.chat"])


async def keep_quiet(unit: Unit) -> None:
    """The hour of silence is over: the next trouble may be told."""
