"""Looking a code up, whatever its spelling."""

from msgspec import Struct
from sqlalchemy import Connection, select

from bot.core.actions import Buttons
from bot.core.room import ABSENT
from bot.core.unit import Stay, Unit
from models.member import Member
from models.stair import Stair as Row
from services.stair import book, code, shown
from services.stair.book import Stair
from services.stair.serial import GONE
from services.stair.talk import LAST

ROOMS = 5
"""Groups in which a code is looked up for somebody in private."""


class Stretch(Struct, frozen=True, gc=False, kw_only=True):
    """The messages that belong to a code: of a chat, from one to another, in a topic."""

    chat: int
    first: int
    last: int
    thread: int | None = None


def is_code(text: str) -> bool:
    """Whether a text is written as a code is."""
    return code.read(text) is not None


def look_up(connection: Connection, room: int, text: str) -> Stair | tuple[Stair, ...] | None:
    """The code of a room that a text means, or those it may mean, newest first; None: none."""
    wanted = code.read(text)
    found = book.asked(connection, room, wanted) if wanted is not None else []
    return found[0] if len(found) == 1 else tuple(found) or None


def stretch_of(connection: Connection, room: int, text: str) -> Stretch | None:
    """The messages that belong to the code that a text means; None where it is not clear.

    Of a message with a code, that alone and what follows it up to its own message; of a talk, all
    of it.
    """
    one = look_up(connection, room, text)
    if not isinstance(one, Stair) or not one.begins[1]:
        return None
    chat, first = one.begins
    if one.state == book.OPEN:
        last = LAST
    else:
        last = max(first, one.last_id or (one.post_id if one.post_chat == chat else first))
    return Stretch(chat=chat, first=first, last=last, thread=one.thread_id)


def rooms_with(connection: Connection, person: int, text: str) -> list[int]:
    """Groups that somebody was seen in, and that have a code a text may mean."""
    wanted = code.read(text)
    if wanted is None:
        return []
    query = (
        select(Row.room_id)
        .join(Member, Member.room_id == Row.room_id)
        .where(Member.user_id == person, Member.status.not_in(ABSENT), Row.state != GONE)
        .distinct()
    )
    if wanted.day:
        query = query.where(Row.day == wanted.day)
    if wanted.date:
        query = query.where(Row.day % 10_000 == wanted.date)
    if wanted.serial:
        query = query.where(Row.serial == wanted.serial)
    return list(connection.execute(query.order_by(Row.room_id.desc()).limit(ROOMS)).scalars())


async def worded(unit: Unit, text: str) -> tuple[str, Buttons] | None:
    """What is answered to a text that is written as a code is; None if it means none here."""
    room = unit.room.id
    found = await unit.run(lambda c: look_up(c, room, text))
    if isinstance(found, Stair):
        return await shown.card(unit, found)
    if found:
        head = unit.say("stair-several", tags=shown.families(found))
        return "\n".join([head, *[await shown.line(unit, one) for one in found]]), ()
    return None


async def show(unit: Unit, text: str) -> bool:
    """Answer in a group with the card of a code, or the codes to choose among; False if none."""
    made = await worded(unit, text)
    if made is not None:
        unit.reply(made[0], buttons=made[1], stay=Stay.LONG)
    return made is not None
