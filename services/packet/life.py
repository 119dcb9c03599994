"""The life of an envelope in a unit: opened and shown, claimed, closed.

What other games call: `start` opens one, `take` is a wish for a share, `finish` closes one before
its time. When it closes, the deadline that its terms name in `after` falls due.
"""

import secrets

from bot.core.actions import Edit, Send
from bot.core.unit import Unit
from services import roster
from services.packet import board, book, change, claim
from services.packet.claim import Claim
from services.packet.draw import SEED
from services.packet.packet import Packet, Terms

EXPIRE, SHOW = "packet.expire", "packet.show"
"""Deadlines."""

POSTED = "packet.posted"
"""The continuation of its message."""

PACE = 4
"""Whole seconds from one edit of its message to the next: never less than three of a real clock,
which these were cut from."""

TRIED = 300
"""Seconds within which its message has to be out; else it is closed again."""


async def start(unit: Unit, terms: Terms) -> Packet:
    """Take the points, open an envelope, and post its message.

    Raises:
        Short: the source has less; nothing is written.
        ValueError: such shares cannot be made.
    """
    seed, room, now = secrets.token_bytes(SEED), unit.room.id, unit.now
    update = unit.facts.update_id if unit.has_facts else None
    packet: Packet = await unit.run(
        lambda c: change.open_packet(
            c, room=room, terms=terms, seed=seed, now=now, update_id=update
        )
    )
    await unit.later(EXPIRE, str(packet.id), due_at=packet.expires_at, data=packet.id)
    if packet.word:
        unit.forget_settings()
    await post(unit, packet, expires_at=now + TRIED)
    return packet


async def take(unit: Unit, number: int, person: int, *, at: int, bot: bool = False) -> Claim:
    """Give somebody a share, if they may have it; what is over is closed on the way."""
    room, values, now = unit.room.id, unit.values, unit.now
    update = unit.facts.update_id if unit.has_facts else None
    found: Claim = await unit.run(
        lambda c: claim.claim(
            c,
            room=room,
            number=number,
            person=person,
            values=values,
            now=now,
            at=at,
            bot=bot,
            update_id=update,
        )
    )
    if found.closes and found.packet is not None:
        await _closed(unit, found.packet)
    elif found.outcome == "done" and found.packet is not None:
        await show(unit, found.packet)
    return found


async def finish(unit: Unit, number: int) -> Packet | None:
    """Close an envelope and give back what is left; None if that was done before."""
    room, now = unit.room.id, unit.now
    packet: Packet | None = await unit.run(
        lambda c: change.close(c, room=room, number=number, now=now)
    )
    if packet is not None:
        await _closed(unit, packet)
    return packet


async def _closed(unit: Unit, packet: Packet) -> None:
    """Whoever has to know it learns that an envelope was closed just now."""
    key = str(packet.id)
    await unit.cancel(EXPIRE, key)
    if packet.word:
        unit.forget_settings()
    if packet.after:
        await unit.tell(unit.room.id, packet.after, key, data={"packet": packet.id})
    await show(unit, packet)


async def show(unit: Unit, packet: Packet) -> None:
    """Write its message anew: now, or when the last time is long enough ago."""
    number, due_at = packet.id, packet.shown_at + PACE
    if due_at > unit.now:
        await unit.later(SHOW, str(number), due_at=due_at, data=number)
        return
    if packet.message_id and packet.chat_id != unit.room.chat_id:
        # The group became a supergroup: what was written before cannot be edited any more.
        await post(unit, packet)
        return
    if not packet.message_id:
        return
    await unit.cancel(SHOW, str(number))
    await unit.run(lambda c: change.note_shown(c, number=number, at=unit.now))
    text, buttons = await board.written(unit, packet)
    unit.do(Edit(room=unit.room.id, message=packet.message_id, text=text, buttons=buttons))


async def show_due(unit: Unit, number: int) -> None:
    """Its message was to be written anew by now."""
    packet = await unit.run(lambda c: book.find(c, unit.room.id, number))
    if packet is not None:
        await show(unit, packet)


async def posted(unit: Unit) -> None:
    """Its message was sent, so that it can be edited; or was not, and nobody can open it."""
    number, fate = unit.data["packet"], unit.fate
    packet = await unit.run(lambda c: book.find(c, unit.room.id, number))
    if packet is None or fate is None:
        return
    if fate.state == "done":
        sent = fate.result
        await note(unit, packet, sent["chat"], sent["message"])
    elif fate.state != "unknown" and packet.is_open and not packet.message_id:
        await finish(unit, number)


async def note(unit: Unit, packet: Packet, chat: int, message: int) -> None:
    """Where its message is; it is written anew if something has happened meanwhile."""
    if chat != unit.room.chat_id or (packet.chat_id == chat and packet.message_id):
        return
    number = packet.id
    await unit.run(lambda c: change.note_message(c, number=number, chat=chat, message=message))
    found = await unit.run(lambda c: book.find(c, unit.room.id, number))
    if found.taken or not found.is_open:
        await show(unit, found)


async def looked_up(unit: Unit, person: int) -> str:
    """What Telegram says of somebody who was never seen: `in`, `left`, `muted`, or nothing."""
    fate = unit.fate
    if fate is None or fate.state != "done":
        return ""
    status, room, at = fate.result["status"], unit.room.id, unit.now
    if not fate.result["inside"]:
        return "left"
    if status == "restricted":
        return "muted"
    await unit.run(lambda c: roster.note_found(c, room=room, person=person, status=status, at=at))
    return "in"


async def post(unit: Unit, packet: Packet, *, expires_at: int | None = None) -> None:
    """Post its message; the chat it is in is known from now on, and its number when it is sent."""
    room, number = unit.room, packet.id
    await unit.run(lambda c: change.note_message(c, number=number, chat=room.chat_id, message=0))
    await unit.run(lambda c: change.note_shown(c, number=number, at=unit.now))
    text, buttons = await board.written(unit, packet)
    unit.do(
        Send(
            room=room.id,
            text=text,
            thread=packet.thread_id,
            buttons=buttons,
            if_unknown="again_once",
        ),
        then=POSTED,
        then_data={"packet": number},
        expires_at=expires_at,
    )
