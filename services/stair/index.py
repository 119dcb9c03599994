"""The index: one message a month with all its codes, pinned; a following one where it is full.

Each has a row from before it is sent. What changes while it is on its way is seen by its turn, and
a message that somebody deleted is noticed when it is next edited, and posted anew.
"""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, delete, or_, select, update

from bot.core import phrase
from bot.core.actions import Edit, Pin, Send, Unpin
from bot.core.sql import bulk_upsert
from bot.core.texts import Html
from bot.core.unit import Unit
from models.stair import Stair as Code
from models.stair import StairIndex as Row
from services.stair import book, pin, shown
from services.stair.book import Stair
from services.stair.serial import GONE

POSTED, EDITED = "stairs.indexed", "stairs.index_edited"
"""Continuations."""

EARLIER: Final = 6
"""Earlier months to which a message leads."""

_PUT = bulk_upsert(
    Row,
    ("room_id", "month", "part", "chat_id", "message_id", "turn", "pinned"),
    keys=("room_id", "month", "part"),
    replace=("chat_id", "message_id", "turn", "pinned"),
)


class Page(Struct, frozen=True, gc=False):
    """One message of the index; `message` is 0 while it is on its way."""

    month: int
    part: int
    chat: int
    message: int
    turn: int
    pinned: int


_COLUMNS = (Row.month, Row.part, Row.chat_id, Row.message_id, Row.turn, Row.pinned)


def pages(connection: Connection, room: int) -> list[Page]:
    """The messages of a room's index, the newest first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(Row.room_id == room)
        .order_by(Row.month.desc(), Row.part.desc())
        .limit(100)
    )
    return [Page(*row) for row in rows]


def newest(connection: Connection, room: int) -> tuple[int, int] | None:
    """Month and part of the newest code of a room."""
    row = connection.execute(
        select(Code.month, Code.part)
        .where(Code.room_id == room, Code.state != GONE)
        .order_by(Code.month.desc(), Code.part.desc())
        .limit(1)
    ).first()
    return (row.month, row.part) if row else None


def _find(connection: Connection, room: int, month: int, part: int) -> Page | None:
    row = connection.execute(
        select(*_COLUMNS).where(Row.room_id == room, Row.month == month, Row.part == part)
    ).first()
    return Page(*row) if row else None


def _turn(connection: Connection, room: int, page: Page) -> None:
    connection.execute(
        update(Row)
        .where(Row.room_id == room, Row.month == page.month, Row.part == page.part)
        .values(turn=page.turn + 1)
    )


async def renew(unit: Unit, month: int, part: int, *, anew: bool = False) -> None:
    """Write a message of the index as it should be now; `anew` at the end of the chat."""
    room = unit.room.id
    page: Page | None = await unit.run(lambda c: _find(c, room, month, part))
    if page is None or (page.message and (anew or page.chat != unit.room.chat_id)):
        await _post(unit, month, part, page)
        return
    await unit.run(lambda c: _turn(c, room, page))
    if page.message:
        unit.do(
            Edit(room=room, message=page.message, text=await _text(unit, month, part)),
            then=EDITED,
            then_data={"month": month, "part": part, "turn": page.turn + 1},
        )


async def _post(unit: Unit, month: int, part: int, before: Page | None) -> None:
    room, chat = unit.room.id, unit.room.chat_id
    turn = before.turn + 1 if before else 1
    if before and before.pinned and before.chat == chat:
        unit.do(Unpin(room=room, chat=chat, message=before.message))
    await unit.run(lambda c: _PUT(c, [(room, month, part, chat, 0, turn, 0)]))
    unit.do(
        Send(
            room=room,
            text=await _text(unit, month, part),
            silent=True,
            if_unknown="again_once",
            priority="notice",
        ),
        then=POSTED,
        then_data={"month": month, "part": part, "turn": turn},
    )


async def posted(unit: Unit) -> None:
    """A message of the index is there, and goes to the top in place of the one before."""
    room, fate, data = unit.room.id, unit.fate, unit.data
    month, part = data["month"], data["part"]
    page: Page | None = await unit.run(lambda c: _find(c, room, month, part))
    if page is None or page.message:
        return
    if fate is None or fate.state != "done":
        await unit.run(lambda c: _forget(c, room, month, part))
        return
    sent = fate.result
    first = (await unit.run(lambda c: pages(c, room)))[0]
    top = (first.month, first.part) == (month, part)
    may = top and await pin.may(unit)
    row = (room, month, part, sent["chat"], sent["message"], page.turn, int(may))
    await unit.run(lambda c: _PUT(c, [row]))
    if may:
        await _unpin_others(unit, month, part)
        unit.do(
            Pin(room=room, chat=sent["chat"], message=sent["message"]),
            then=pin.DONE,
            expires_at=unit.now + pin.TERM,
        )
    if page.turn != data["turn"]:
        await renew(unit, month, part)


async def _unpin_others(unit: Unit, month: int, part: int) -> None:
    room, chat = unit.room.id, unit.room.chat_id
    for one in await unit.run(lambda c: pages(c, room)):
        other = (one.month, one.part) != (month, part)
        if one.pinned and other and one.chat == chat:
            unit.do(Unpin(room=room, chat=chat, message=one.message))
    await unit.run(lambda c: _unpinned(c, room, month, part))


def _unpinned(connection: Connection, room: int, month: int, part: int) -> None:
    """No message of the index is pinned but one."""
    others = or_(Row.month != month, Row.part != part)
    connection.execute(
        update(Row).where(Row.room_id == room, Row.pinned == 1, others).values(pinned=0)
    )


async def edited(unit: Unit) -> None:
    """A message of the index says what it should; if it is gone, another takes its place."""
    if unit.fate is None or unit.fate.state != "refused":
        return
    month, part = unit.data["month"], unit.data["part"]
    page = await unit.run(lambda c: _find(c, unit.room.id, month, part))
    if page is not None and page.turn == unit.data["turn"] and page.message:
        await _post(unit, month, part, None if page.chat != unit.room.chat_id else page)


def _forget(connection: Connection, room: int, month: int, part: int) -> None:
    connection.execute(delete(Row).where(Row.room_id == room, Row.month == month, Row.part == part))


def is_page(connection: Connection, room: int, chat: int, message: int) -> bool:
    """Whether a message is one of the index."""
    found = select(Row.part).where(
        Row.room_id == room, Row.chat_id == chat, Row.message_id == message
    )
    return connection.execute(found).first() is not None


async def _text(unit: Unit, month: int, part: int) -> str:
    room = unit.room.id
    found: list[Stair] = await unit.run(lambda c: book.in_part(c, room, month, part))
    head = unit.say("stair-index", month=_month(unit, month), tags=shown.families(found))
    if part > 1:
        head = unit.say("stair-index-part", head=Html(head), n=part)
    lines = [head, *[await shown.line(unit, one) for one in found]]
    if not found:
        lines.append(unit.say("stair-index-empty"))
    if found and not shown.link(unit, found[-1].begins):
        lines.append(unit.say("stair-index-nolink"))
    if earlier := await _earlier(unit, month, part):
        lines.append(earlier)
    return "\n".join(lines)


async def _earlier(unit: Unit, month: int, part: int) -> str:
    """Links to the messages before this one."""
    links: list[Any] = []
    for page in await unit.run(lambda c: pages(c, unit.room.id)):
        address = shown.link(unit, (page.chat, page.message))
        if (page.month, page.part) < (month, part) and address:
            name = _month(unit, page.month)
            name = name if page.part == 1 else f"{name} ({page.part})"
            links.append(f'<a href="{address}">{name}</a>')
    return unit.say("stair-index-earlier", links=Html(" · ".join(links[:EARLIER]))) if links else ""


def _month(unit: Unit, month: int) -> str:
    return phrase.month(month // 100, month % 100, unit.language)
