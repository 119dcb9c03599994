"""Raids: how many came when, when that is too many, and who came with them."""

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, delete, func, select, update

from bot.core.duration import DAY, MINUTE
from bot.core.errors import UserError
from bot.core.kinds import toggle
from bot.core.settings import Setting
from bot.core.sql import bulk_upsert
from bot.core.unit import Unit
from models.case import Case
from models.member import Member, People
from models.raid import Arrival, Raid

LEAST = 8
"""Joins a minute that are never a raid."""

TIMES = 5
"""Times the busiest minute of late that are one."""

LATELY = 7 * DAY
"""Seconds that count as of late."""

KNOWN = 100
"""Of those who came in a minute, so many are known by number: who came before it was a raid."""

QUIET = 10 * MINUTE
"""Seconds without a join after which a raid is over."""

RULE = "raid"
CHUNK = 500
ON, GROWTH, OVER = "on", "growth", "over"

_NUMBERS = func.length(Arrival.who) - func.length(func.replace(Arrival.who, " ", "")) + 1
"""How many are known of a minute; of none, that is one, too."""

_BEGIN = bulk_upsert(
    Raid,
    ("room_id", "began_at", "came", "state"),
    keys=("room_id",),
    replace=("began_at", "came", "state"),
)
_COUNT = bulk_upsert(
    Arrival,
    ("room_id", "minute", "came", "who"),
    keys=("room_id", "minute"),
    compute=lambda new: {
        "came": Arrival.came + 1,
        "who": case(
            (_NUMBERS < KNOWN, func.trim(Arrival.who.concat(" ").concat(new.who))),
            else_=Arrival.who,
        ),
    },
    returning=("came",),
)
_ONE_MORE = (
    update(Raid)
    .where(Raid.room_id == bindparam("room"), Raid.state.in_((ON, GROWTH)))
    .values(came=Raid.came + 1)
    .returning(Raid.began_at, Raid.came, Raid.state)
)


def _parse(text: str) -> int:
    word = text.strip().lower()
    if word in ("auto", "自动"):
        return 0
    if word.isascii() and word.isdigit() and 2 <= int(word[:9]) <= 10_000:
        return int(word)
    raise UserError("auto | 2 … 10000")


SETTINGS = (
    toggle("antiraid.enabled", True),
    toggle("antiraid.hold", False),
    Setting(
        key="antiraid.joins",
        default=0,
        parse=_parse,
        show=lambda value: str(value) if value else "auto",
        allowed="auto | 2 … 10000",
    ),
)


class State(Struct, frozen=True, gc=False):
    """A raid as it stands."""

    began_at: int
    came: int
    state: str


def find(connection: Connection, room: int) -> State | None:
    """The last raid on a room."""
    row = connection.execute(
        select(Raid.began_at, Raid.came, Raid.state).where(Raid.room_id == room)
    ).first()
    return State(*row) if row else None


async def is_on(unit: Unit) -> bool:
    """Whether a raid on the unit's room goes on; read once in a unit."""
    if RULE not in unit.noted:
        state: State | None = await unit.run(lambda c: find(c, unit.room.id))
        know(unit, on=state is not None and state.state == ON)
    return bool(unit.noted[RULE])


def know(unit: Unit, *, on: bool) -> None:
    """It was found out, or decided, whether a raid goes on."""
    unit.noted[RULE] = on


def count(connection: Connection, *, room: int, person: int, at: int) -> int:
    """Somebody joined; how many that are in this minute."""
    came: int = _COUNT.one(connection, (room, at // MINUTE, 1, str(person))).came
    return came


def limit(connection: Connection, *, room: int, at: int, chosen: int) -> int:
    """Joins a minute above which it is a raid; `chosen` by the group, 0 for what is usual here."""
    if chosen:
        return chosen
    minute = at // MINUTE
    busiest = connection.execute(
        select(func.max(Arrival.came)).where(
            Arrival.room_id == room,
            Arrival.minute.between((at - LATELY) // MINUTE, minute - 1),
        )
    ).scalar()
    return max(LEAST, TIMES * (busiest or 0))


def break_out(connection: Connection, *, room: int, at: int, came: int) -> list[int]:
    """A raid begins; who came in this minute already."""
    _BEGIN(connection, [(room, at, came, ON)])
    who = connection.execute(
        select(Arrival.who).where(Arrival.room_id == room, Arrival.minute == at // MINUTE)
    ).scalar()
    return [int(one) for one in (who or "").split()]


def one_more(connection: Connection, room: int) -> State | None:
    """Somebody came while it goes on, be it growth: how it stands now; None if it does not."""
    row = connection.execute(_ONE_MORE, {"room": room}).first()
    return State(*row) if row else None


def become(connection: Connection, *, room: int, was: tuple[str, ...], state: str) -> State | None:
    """Change how a raid is seen, if it is in one of some states; None if it is not.

    The minutes of one that was no growth are no measure of what is usual here.
    """
    hit = connection.execute(
        update(Raid).where(Raid.room_id == room, Raid.state.in_(was)).values(state=state)
    )
    if hit.rowcount != 1:
        return None
    found = find(connection, room)
    if found is not None and state == OVER and was == (ON,):
        connection.execute(
            delete(Arrival).where(
                Arrival.room_id == room, Arrival.minute >= found.began_at // MINUTE
            )
        )
    return found


def held_by(connection: Connection, *, room: int, key: str) -> bool:
    """Whether there is a case under a key already."""
    found = connection.execute(select(Case.id).where(Case.room_id == room, Case.key == key))
    return found.first() is not None


def key_of(began: int, person: int | str) -> str:
    """The key of the case by which somebody is kept from writing."""
    return f"raid:{began}:{person}"


def held(connection: Connection, *, room: int, since: int, limit: int) -> list[int]:
    """Cases of those who came with a raid and are kept from writing still, the oldest first.

    They go by the raid's own number: when it began is said by Telegram's clock, when they were
    held by ours.
    """
    return list(
        connection.execute(
            select(Case.id)
            .where(
                Case.room_id == room,
                Case.key.startswith(key_of(since, "")),
                Case.state == "in force",
            )
            .order_by(Case.id)
            .limit(limit)
        ).scalars()
    )


def comers(
    connection: Connection, *, room: int, since: int, after: int, limit: int
) -> list[tuple[int, str]]:
    """Who joined since an instant and is there still: number and name, by number above `after`.

    Goes through the members of the room, so that it is asked only when somebody says so.
    """
    rows = connection.execute(
        select(Member.user_id, People.first_name, People.last_name)
        .outerjoin(People, People.user_id == Member.user_id)
        .where(
            Member.room_id == room,
            Member.user_id > after,
            Member.joined_at >= since,
            Member.status.in_(("member", "restricted")),
            Member.approved_by.is_(None),
        )
        .order_by(Member.user_id)
        .limit(limit)
    )
    return [(row.user_id, f"{row.first_name or ''} {row.last_name or ''}".strip()) for row in rows]


def forget(connection: Connection, now: int) -> int:
    """Delete counts that are no measure any more; how many."""
    old = (
        select(Arrival.room_id, Arrival.minute)
        .where(Arrival.minute < (now - LATELY) // MINUTE)
        .limit(CHUNK)
    )
    gone = 0
    for room, minute in connection.execute(old).all():
        connection.execute(delete(Arrival).where(Arrival.room_id == room, Arrival.minute == minute))
        gone += 1
    return gone
