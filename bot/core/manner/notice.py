"""One message per matter: told once, then edited in place."""

from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from bot.core.actions import Buttons, Edit, Send
from bot.core.sql import bulk_upsert
from bot.core.unit import Stay, Unit
from models.manner import Notice

POSTED, EDITED = "manner.posted", "manner.edited"
"""Continuations."""

OLDEST = 30 * 86_400
"""Seconds after which a matter's message is forgotten: it is too far up to be of use."""

CHUNK = 500
"""Rows that are forgotten at once."""

_PUT = bulk_upsert(
    Notice,
    ("room_id", "matter", "chat_id", "message_id", "wanted", "turn", "at"),
    keys=("room_id", "matter"),
    replace=("chat_id", "message_id", "wanted", "turn", "at"),
)


async def notice(
    unit: Unit,
    matter: str,
    text: str,
    *,
    buttons: Buttons = (),
    stay: Stay = Stay.EVER,
    anew: bool = False,
) -> None:
    """Tell a matter in the group: in its message, if there is one, else in a new one.

    `anew` posts another one at the end of the chat and lets go of the old one, which loses its
    buttons.
    """
    content = {"text": text, "buttons": buttons, "stay": stay.value}
    row = await unit.run(lambda connection: _find(connection, unit.room.id, matter))
    turn = row.turn + 1 if row else 1
    known = row is not None and row.chat_id == unit.room.chat_id and row.at > unit.now - OLDEST
    if known and row.message_id and anew:
        shown = unit.say("notice-below")
        unit.do(Edit(room=unit.room.id, message=row.message_id, text=shown))
        known = False
    if not known:
        await _post(unit, matter, content, turn)
    elif row.message_id:
        await unit.run(lambda connection: _count(connection, unit.room.id, matter, turn))
        unit.do(
            Edit(room=unit.room.id, message=row.message_id, text=text, buttons=buttons),
            then=EDITED,
            then_data={"matter": matter, "turn": turn, "content": content},
        )
    else:
        wanted = msgspec.json.encode(content).decode()
        await unit.run(lambda connection: _count(connection, unit.room.id, matter, turn, wanted))


async def _post(unit: Unit, matter: str, content: dict[str, Any], turn: int) -> None:
    room, stay = unit.room, Stay(content["stay"])
    facts = unit.facts if unit.has_facts else None
    await unit.run(lambda c: _PUT(c, [(room.id, matter, room.chat_id, 0, None, turn, unit.now)]))
    unit.do(
        Send(
            room=room.id,
            text=content["text"],
            thread=facts.thread_id if facts else 0,
            buttons=content["buttons"],
            if_unknown="again_once",
            priority="notice",
            stay=stay.seconds(unit.values),
        ),
        then=POSTED,
        then_data={"matter": matter},
    )


async def posted(unit: Unit) -> None:
    """A matter's message was sent, or was not; meanwhile it may be out of date."""
    matter, fate = unit.data["matter"], unit.fate
    row = await unit.run(lambda connection: _find(connection, unit.room.id, matter))
    if row is None or row.message_id:
        return
    if fate is None or fate.state != "done":
        await unit.run(lambda connection: forget(connection, unit.room.id, matter))
        return
    sent = fate.result
    values = (unit.room.id, matter, sent["chat"], sent["message"], None, row.turn, unit.now)
    await unit.run(lambda connection: _PUT(connection, [values]))
    if row.wanted is not None:
        wanted = msgspec.json.decode(row.wanted)
        await notice(
            unit, matter, wanted["text"], buttons=buttons_of(wanted), stay=Stay(wanted["stay"])
        )


async def edited(unit: Unit) -> None:
    """A matter's message was edited; if it is gone, another one takes its place.

    What was told before the last time is of no interest any more.
    """
    matter, content = unit.data["matter"], unit.data["content"]
    if unit.fate is None or unit.fate.state != "refused":
        return
    row = await unit.run(lambda connection: _find(connection, unit.room.id, matter))
    if row is not None and row.turn == unit.data["turn"]:
        await _post(unit, matter, {**content, "buttons": buttons_of(content)}, row.turn)


def buttons_of(content: Any) -> Buttons:
    """The buttons of a content that was stored."""
    return msgspec.convert(content["buttons"], Buttons)


def forget(connection: Connection, room: int, matter: str) -> None:
    """A matter is closed: what comes next of it is a new message."""
    connection.execute(delete(Notice).where(Notice.room_id == room, Notice.matter == matter))


def forget_old(connection: Connection, now: int) -> int:
    """Forget messages that are too far up to be of use; how many."""
    old = connection.execute(
        select(Notice.room_id, Notice.matter).where(Notice.at < now - OLDEST).limit(CHUNK)
    ).all()
    for room, matter in old:
        forget(connection, room, matter)
    return len(old)


def _find(connection: Connection, room: int, matter: str) -> Any:
    columns = (Notice.chat_id, Notice.message_id, Notice.wanted, Notice.turn, Notice.at)
    return connection.execute(
        select(*columns).where(Notice.room_id == room, Notice.matter == matter)
    ).first()


def _count(
    connection: Connection, room: int, matter: str, turn: int, wanted: str | None = None
) -> None:
    connection.execute(
        update(Notice)
        .where(Notice.room_id == room, Notice.matter == matter)
        .values(turn=turn, wanted=wanted)
    )
