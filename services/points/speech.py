"""Points for speaking: little, less and less, and none for what is no talk.

The first HALVED messages of a day that count are paid in full, those up to MOST by half, the rest
not at all; of one minute one counts. Half of an odd number is a point less and a point more in
turns, so that half of 1 is a point for every second message.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import BigInteger, Connection, Text, select

from bot.core.incoming import Facts
from bot.core.period import LATEST
from bot.core.role import STAND_INS
from bot.core.room import GROUPS
from bot.core.sql import among, bulk_upsert, pair_among
from models.ledger import Entry, Transfer
from models.room import Address
from models.speech import SpeechDay as Row
from services.points.account import TREASURY, member
from services.points.ledger import Short, move, owner_of

LEAST, PAUSE, HALVED, MOST = 5, 60, 20, 40
REASON, BACK = "speech", "speech-back"

_PASTED = re.compile(r"\s*[#＃]\s*(接龙|自我介绍|intro|group\s*note)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*[0-9０-９]{1,3}\s*[.．、)）]", re.MULTILINE)
_SIGNS = "/!／！"

_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", "day", "counted", "last_at"),
    keys=("room_id", "user_id"),
    replace=("day", "counted", "last_at"),
)
_DAYS = select(Row.room_id, Row.user_id, Row.day, Row.counted, Row.last_at).where(
    pair_among(Row.room_id, Row.user_id, "pairs")
)
_PAID = (
    select(Transfer.room_id, Transfer.amount, Transfer.reference, Entry.account_id)
    .join(Entry, (Entry.transfer_id == Transfer.id) & (Entry.side == 1))
    .where(
        Transfer.room_id.in_(
            select(Address.room_id).where(among(Address.chat_id, "chats", BigInteger))
        ),
        Transfer.reason == REASON,
        among(Transfer.reference, "references", Text),
    )
)


class Terms(Struct, frozen=True, gc=False):
    """What a room pays for a message; its days begin so many minutes after midnight, in a zone."""

    amount: int
    zone: str
    begin: int = 0


class Said(Struct, gc=False):
    """How much somebody has said on a day that counted."""

    day: int = 0
    counted: int = 0
    last_at: int = 0


def counts(facts: Facts) -> bool:
    """Whether a message is talk of somebody's own, worth the name."""
    person, text = facts.person, facts.text
    if (
        person is None
        or person.is_bot
        or person.id <= 0
        or person.id in STAND_INS
        or facts.sender_chat is not None
        or facts.kind != "message"
        or facts.chat_type not in GROUPS
        or facts.edited
        or facts.forwarded
        or facts.automatic_forward
        or len(text) < LEAST
        or text.lstrip()[:1] in _SIGNS
    ):
        return False
    if facts.raw is not None and facts.raw.get("message", {}).get("via_bot"):
        return False
    if _PASTED.match(text) or len(_NUMBERED.findall(text)) > 1:
        return False
    return sum(one.isalnum() for one in text) >= LEAST


def pays(amount: int, number: int) -> int:
    """What the message pays that is the `number`-th of a day, from 1 on."""
    if number <= HALVED:
        return amount
    if number > MOST:
        return 0
    half = number - HALVED
    return amount * half // 2 - amount * (half - 1) // 2


def day_of(at: int, terms: Terms) -> int:
    """The day an instant belongs to."""
    there = datetime.fromtimestamp(min(at, LATEST), ZoneInfo(terms.zone)).replace(tzinfo=None)
    return (there - timedelta(minutes=terms.begin)).toordinal()


def hear(said: Said, at: int, terms: Terms) -> int:
    """Count what somebody says at an instant; what it pays."""
    day = day_of(at, terms)
    if day < said.day or (said.last_at and at < said.last_at + PAUSE):
        return 0
    if day > said.day:
        said.day, said.counted = day, 0
    if said.counted >= MOST:
        return 0
    said.counted += 1
    said.last_at = at
    return pays(terms.amount, said.counted)


def pay(connection: Connection, heard: Sequence[tuple[Facts, Terms]], now: int) -> None:
    """Pay for messages, each once."""
    wanted = sorted({(facts.room, facts.person.id) for facts, _ in heard if facts.person})
    rows = connection.execute(_DAYS, {"pairs": wanted})
    known = {(row.room_id, row.user_id): Said(row.day, row.counted, row.last_at) for row in rows}
    for facts, terms in sorted(heard, key=lambda one: (one[0].room, one[0].at, one[0].message_id)):
        if facts.person is None:
            continue
        who = (facts.room, facts.person.id)
        amount = hear(known.setdefault(who, Said()), facts.at, terms)
        if amount:
            move(
                connection,
                room=facts.room,
                source=TREASURY,
                target=member(facts.person.id),
                amount=amount,
                reason=REASON,
                reference=_reference(facts.chat_id, facts.message_id),
                at=now,
                update_id=facts.update_id,
            )
    _PUT(
        connection,
        [(*who, one.day, one.counted, one.last_at) for who, one in sorted(known.items())],
    )


def give_back(connection: Connection, messages: Iterable[tuple[int, int]], now: int) -> None:
    """What messages (chat, message) were paid that the bot takes away, as far as it is there."""
    asked = sorted(set(messages))
    if not asked:
        return
    chats = sorted({chat for chat, _ in asked})
    references = [_reference(*one) for one in asked]
    rows = connection.execute(_PAID, {"chats": chats, "references": references}).all()
    for row in rows:
        owner = owner_of(connection, row.account_id)
        if owner.kind != "member":
            continue
        values = {"reason": BACK, "reference": row.reference, "at": now, "room": row.room_id}
        try:
            move(connection, source=owner, target=TREASURY, amount=row.amount, **values)
        except Short as short:
            if short.balance:
                move(connection, source=owner, target=TREASURY, amount=short.balance, **values)


def _reference(chat: int, message: int) -> str:
    return f"message:{chat}:{message}"
