"""The desk: what waits for a decision is laid before people who may take it.

The ways, in order: the log chat; administrators who once started the bot; one line in the group
that calls some of them. Each message in which a matter is told is known, and edited when it
changes.
"""

from functools import partial
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from bot.core import phrase
from bot.core.actions import Buttons, Edit, Send
from bot.core.role import Admin
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from models.desk import Card
from services import roster
from services.moderation import File
from services.moderation.complaint import REPORT

SHOWN = "desk.shown"
"""The continuation of every card."""

RIGHT = "can_restrict_members"
"""What it takes to be asked."""

CALLED = 3
"""Administrators whom one line in the group calls."""

KEPT = 60 * 86_400
"""Seconds after which nobody remembers where a card is."""

PART = 1900
"""Characters of what somebody wrote that fit into one message, with their name, however wide."""

CHUNK = 500
GROUP, ON_ITS_WAY, CLOSED = 0, 0, -1

CATEGORIES = ("ads", "rules", "manual", "reports", "appeals", "settings", "door", "shop")
"""What the log is told of."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A matter in words. `line` is for the group, where `text` is not shown.

    What is not `open` any more is told only where it was told before.
    """

    text: str
    line: str
    open: bool
    buttons: Buttons = ()
    line_buttons: Buttons = ()


def log_of(values: Values, category: str) -> int:
    """The chat that is told of such things; 0 for none."""
    chat: int = values.get("log.chat", 0)
    return chat if category in values.get("log.what", CATEGORIES) else 0


def category_of(case: File) -> str:
    """What kind of thing a case is."""
    if case.rule in ("ads", REPORT):
        return "ads" if case.rule == "ads" else "reports"
    return "manual" if case.rule == "manual" else "rules"


def parts(text: str) -> list[str]:
    """What somebody wrote, in pieces of which each fits into a message."""
    return [text[at : at + PART] for at in range(0, len(text), PART)]


def deciders(unit: Unit, right: str = RIGHT) -> list[Admin]:
    """Administrators who may decide, the owner first."""
    return [admin for admin in unit.admins.people() if right in admin.rights]


def called(unit: Unit, admins: list[Admin]) -> Html:
    """Some administrators by name, so that they hear of it.

    Who hides as an anonymous administrator is not named in front of everybody.
    """
    named = [admin for admin in admins if not admin.anonymous][:CALLED]
    names = [Html(unit.say("case-admin", person=str(admin.id), name=admin.name)) for admin in named]
    return Html(phrase.listing(names, unit.language) if names else unit.say("case-admins"))


async def show(
    unit: Unit,
    matter: str,
    again: str,
    sheet: Sheet,
    *,
    category: str,
    anew: bool = False,
    right: str = RIGHT,
) -> None:
    """Tell a matter: where it is told already, else by the first way that is open.

    A matter is called `KIND:CASE`. The deadline `again`, with it as key and the case as data, shows
    it once more where a way turned out to be closed; `anew` tells it in new messages and lets go
    of the old ones. It is for those who have the `right`.
    """
    known = await unit.run(lambda c: _places(c, unit.room.id, matter))
    if anew:
        for place in known:
            if place.message_id > 0:
                below = unit.say("notice-below")
                message, chat = place.message_id, place.chat_id
                unit.do(Edit(room=unit.room.id, to=chat, message=message, text=below))
        await unit.run(lambda c: _forget(c, unit.room.id, matter))
        known = []
    live = [place for place in known if place.message_id != CLOSED]
    if not live and sheet.open:
        tried = {place.place for place in known}
        for place in await _choose(unit, category, right, tried, bool(sheet.line)):
            await _post(unit, matter, again, sheet, place)
    for place in live:
        if place.message_id == ON_ITS_WAY:
            await unit.run(
                partial(_mark, room=unit.room.id, matter=matter, place=place.place, stale=1)
            )
            continue
        await _edit(unit, matter, again, sheet, place)


async def _choose(unit: Unit, category: str, right: str, tried: set[int], line: bool) -> list[int]:
    log = log_of(unit.values, category)
    if log and log not in tried:
        return [log]
    people = [admin.id for admin in deciders(unit, right)]
    ready = await unit.run(lambda c: roster.started(c, people))
    if left := sorted(ready - tried):
        return left
    return [GROUP] if line and GROUP not in tried else []


async def _post(unit: Unit, matter: str, again: str, sheet: Sheet, place: int) -> None:
    room, now = unit.room.id, unit.now
    await unit.run(lambda c: _note(c, room, matter, place, now))
    unit.do(
        Send(
            room=room,
            to=place,
            text=sheet.text if place else sheet.line,
            buttons=sheet.buttons if place else sheet.line_buttons,
            priority="notice",
            if_unknown="again_once",
        ),
        then=SHOWN,
        then_data={"matter": matter, "place": place, "again": again},
    )


async def _edit(unit: Unit, matter: str, again: str, sheet: Sheet, card: Any) -> None:
    unit.do(
        Edit(
            room=unit.room.id,
            to=card.chat_id,
            message=card.message_id,
            text=sheet.text if card.place else sheet.line,
            buttons=sheet.buttons if card.place else sheet.line_buttons,
        ),
        then=SHOWN,
        then_data={
            "matter": matter,
            "place": card.place,
            "again": again,
            "message": card.message_id,
        },
    )
    if not card.place and not sheet.open:
        await unit.stay(card.chat_id, card.message_id, Stay.NOTICE)


async def shown(unit: Unit) -> None:
    """A card got where it was to go, or the next way is taken."""
    fate, data, room = unit.fate, unit.data, unit.room.id
    matter, place = data["matter"], data["place"]
    found = await unit.run(lambda c: _places(c, room, matter))
    card = next((one for one in found if one.place == place), None)
    if fate is None or card is None or card.message_id != data.get("message", ON_ITS_WAY):
        return
    edited = "message" in data
    if fate.state == "done" or (edited and fate.state != "refused"):
        if edited:
            return
        sent = fate.result
        await unit.run(lambda c: _arrived(c, room, matter, place, sent["chat"], sent["message"]))
        if not card.stale:
            return
    elif edited:
        # It is gone, or stayed behind when its chat moved: the same way is open still.
        await unit.run(lambda c: _forget(c, room, matter, place))
    else:
        if place > 0 and fate.state == "refused":
            await unit.run(lambda c: roster.note_unreachable(c, place))
        await unit.run(lambda c: _mark(c, room, matter, place, message_id=CLOSED))
    number = int(matter.partition(":")[2])
    await unit.later(data["again"], matter, due_at=unit.now, data={"case": number})


async def refer(unit: Unit, room: int, kind: str, **asked: object) -> None:
    """Hand a press over to the room it is about, which decides whether they may."""
    facts = unit.facts
    who = facts.actor or facts.person
    data = {
        "by": unit.actor,
        "name": who.name if who else "",
        "query": unit.query,
        "chat": facts.chat_id,
        "message": facts.message_id,
        **asked,
    }
    await unit.tell(room, kind, f"{room}:{facts.update_id}", data=data)


def places(connection: Connection, room: int, matter: str) -> list[int]:
    """Where a matter is told, or about to be: log chat or people; 0 is the group itself."""
    found = _places(connection, room, matter)
    return [one.place for one in found if one.message_id != CLOSED]


def forget(connection: Connection, now: int) -> int:
    """Forget where some old cards are; how many."""
    old = connection.execute(
        select(Card.room_id, Card.matter).where(Card.at < now - KEPT).limit(CHUNK)
    ).all()
    for room, matter in old:
        _forget(connection, room, matter)
    return len(old)


def _places(connection: Connection, room: int, matter: str) -> list[Any]:
    columns = (Card.place, Card.chat_id, Card.message_id, Card.stale)
    where = (Card.room_id == room, Card.matter == matter)
    return list(connection.execute(select(*columns).where(*where).order_by(Card.place)).all())


def _note(connection: Connection, room: int, matter: str, place: int, now: int) -> None:
    connection.execute(
        insert(Card).values(
            room_id=room,
            matter=matter,
            place=place,
            chat_id=0,
            message_id=ON_ITS_WAY,
            stale=0,
            at=now,
        )
    )


def _arrived(
    connection: Connection, room: int, matter: str, place: int, chat: int, message: int
) -> None:
    _mark(connection, room, matter, place, chat_id=chat, message_id=message, stale=0)


def _mark(connection: Connection, room: int, matter: str, place: int, **values: int) -> None:
    connection.execute(
        update(Card)
        .where(Card.room_id == room, Card.matter == matter, Card.place == place)
        .values(**values)
    )


def _forget(connection: Connection, room: int, matter: str, place: int | None = None) -> None:
    statement = delete(Card).where(Card.room_id == room, Card.matter == matter)
    connection.execute(statement if place is None else statement.where(Card.place == place))
