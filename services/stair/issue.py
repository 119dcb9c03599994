"""Giving a code: its row first, then the message that carries it, then the index and the pin."""

from bot.core import daily
from bot.core.actions import Delete, Edit, Pin, Send, Unpin
from bot.core.errors import UserError
from bot.core.unit import Unit
from services.stair import book, index, pin, shown
from services.stair.book import CLOSED, OPEN, PLAIN, THERE, New, Stair
from services.stair.code import title_of
from services.stair.serial import GONE, Full

POSTED, ERASED = "stairs.posted", "stairs.erased"
"""Continuations of the message that carries a code."""


async def reserve(
    unit: Unit,
    *,
    title: str,
    message: int = 0,
    thread: int = 0,
    by: int | None = None,
    kind: str = PLAIN,
    digits: str = "",
    prefix: str = "",
) -> Stair | None:
    """Give a code to a message of this group, or to one that is still to be posted.

    Whoever calls this alone posts a message that carries `tags`, and says `stands` when it is
    there. `digits` are those that somebody typed: None if they are taken.

    Raises:
        UserError: the day has no number left.
    """
    at = unit.facts.at if unit.has_facts else unit.now
    new = New(
        room=unit.room.id,
        chat=unit.room.chat_id,
        title=title_of(title),
        prefix=prefix or unit.values["stairs.prefix"],
        kind=kind,
        state=OPEN if kind == book.TALK else THERE,
        message=message,
        thread=thread,
        by=by or None,
        digits=digits,
    )
    zone = daily.zone_of(unit.values)
    try:
        found: Stair | None = await unit.run(lambda c: book.put(c, new, at=at, zone=zone))
    except Full:
        raise UserError(unit.say("stair-full")) from None
    return found


async def give(
    unit: Unit,
    *,
    title: str,
    message: int = 0,
    thread: int = 0,
    by: int | None = None,
    kind: str = PLAIN,
    digits: str = "",
    prefix: str = "",
    reply_to: int = 0,
) -> Stair | None:
    """Give a code, and post it in reply to the message it is about; as `reserve` otherwise.

    `reply_to` is the message it answers where it is about none.
    """
    one = await reserve(
        unit,
        title=title,
        message=message,
        thread=thread,
        by=by,
        kind=kind,
        digits=digits,
        prefix=prefix,
    )
    if one is not None:
        post(unit, one, reply_to=message or reply_to)
    return one


def post(unit: Unit, one: Stair, *, reply_to: int) -> None:
    """Post the message that carries a code."""
    unit.do(
        Send(
            room=unit.room.id,
            text=shown.post(unit, one),
            thread=one.thread_id,
            reply_to=reply_to,
            if_unknown="again_once",
        ),
        then=POSTED,
        then_data={"id": one.id, "at": one.at},
    )


async def posted(unit: Unit) -> None:
    """The message that carries a code is there, or will not be."""
    fate, room, data = unit.fate, unit.room.id, unit.data
    one = await unit.run(lambda c: book.get(c, room, data["id"]))
    if one is None or one.at != data["at"]:
        return
    if fate is not None and fate.state == "done":
        await stands(unit, one, fate.result["chat"], fate.result["message"])
    elif one.state != GONE:
        await index.renew(unit, one.month, one.part)


async def stands(unit: Unit, one: Stair, chat: int, message: int) -> None:
    """A message carries a code now: it is pinned, and comes into the index.

    The unit knows the administrators.
    """
    room = unit.room.id
    if one.state == GONE:
        erase(unit, chat, message)
        return
    wanted = unit.values["stairs.pin"] and one.state != CLOSED
    pinned = wanted and await pin.may(unit)
    await unit.run(
        lambda c: book.change(c, room, one.id, post_chat=chat, post_id=message, pinned=int(pinned))
    )
    if pinned:
        unit.do(
            Pin(room=room, chat=chat, message=message),
            then=pin.DONE,
            expires_at=unit.now + pin.TERM,
        )
    await index.renew(unit, one.month, one.part)


def erase(unit: Unit, chat: int, message: int) -> None:
    """Take a message with a code away; if it cannot be, its tag goes."""
    unit.do(
        Delete(room=unit.room.id, chat=chat, message=message),
        then=ERASED,
        then_data={"chat": chat, "message": message},
    )


async def erased(unit: Unit) -> None:
    """It is away, or is too old for that."""
    chat, message = unit.data["chat"], unit.data["message"]
    if unit.fate is not None and unit.fate.state == "refused" and chat == unit.room.chat_id:
        unit.do(Unpin(room=unit.room.id, chat=chat, message=message))
        unit.do(Edit(room=unit.room.id, message=message, text=unit.say("stair-post-gone")))
