"""Who is in a room, and how they stand there."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, select, text, update

from bot.core.feature import Record, Standing
from bot.core.incoming import Facts
from bot.core.room import Room
from bot.core.sql import bulk_upsert, pair_among
from models.case import Case
from models.member import Member, People

MEMORY = 30 * 86_400
"""Seconds for which earlier cases count."""

PRESENT = frozenset(("member", "administrator", "creator", "restricted"))

_MEMBERS = select(*Member.__table__.columns).where(
    pair_among(Member.room_id, Member.user_id, "pairs")
)
_RECORDS = (
    select(
        Case.room_id,
        Case.subject_id,
        Case.id,
        Case.rule,
        Case.band,
        Case.at,
        Case.last_hit_at,
        Case.state,
    )
    .where(
        pair_among(Case.room_id, Case.subject_id, "pairs"),
        Case.at > bindparam("since"),
    )
    .order_by(Case.id)
)
_CHANGE = bulk_upsert(
    Member,
    ("room_id", "user_id", "status", "changed_at", "joined_at", "seen_at"),
    keys=("room_id", "user_id"),
    compute=lambda new: {
        "status": new.status,
        "changed_at": new.changed_at,
        "joined_at": func.coalesce(new.joined_at, Member.joined_at),
    },
)
_NAME = ("first_name", "last_name", "username", "seen_at")
_SEEN = bulk_upsert(People, ("user_id", *_NAME), keys=("user_id",), replace=_NAME)
_STARTED = bulk_upsert(
    People, ("user_id", *_NAME, "started"), keys=("user_id",), replace=(*_NAME, "started")
)


def standings(
    connection: Connection,
    who: Iterable[tuple[int, int]],
    now: int,
    rooms: Mapping[int, Room],
) -> dict[tuple[int, int], Standing]:
    """How people (room, author) stand now, with their cases of the last 30 days."""
    wanted = sorted(set(who))
    asked = {"pairs": wanted}
    members = {(row.room_id, row.user_id): row for row in connection.execute(_MEMBERS, asked)}
    records = _records(connection, asked, now)
    found = {}
    for room, author in wanted:
        row, house = members.get((room, author)), rooms.get(room)
        found[room, author] = Standing(
            approved=bool(row and row.approved_by is not None),
            substance=row.substance if row else 0,
            days=row.days if row else 0,
            seen_at=row.seen_at if row else 0,
            joined_at=row.joined_at if row else None,
            changed_at=row.changed_at if row else None,
            status=row.status if row else "",
            room_since=house.bot_since if house else None,
            room_size=house.size_then if house else None,
            is_channel=author < 0,
            records=tuple(records.get((room, author), ())),
        )
    return found


def _records(
    connection: Connection, asked: Mapping[str, list[tuple[int, int]]], now: int
) -> dict[tuple[int, int], list[Record]]:
    found: dict[tuple[int, int], list[Record]] = {}
    rows = connection.execute(_RECORDS, {**asked, "since": now - MEMORY})
    for row in rows:
        record = Record(row.id, row.rule, row.band, row.at, row.last_hit_at, row.state)
        found.setdefault((row.room_id, row.subject_id), []).append(record)
    return found


def note_change(connection: Connection, facts: Facts) -> None:
    """Write down what a member update says. An older one than the last known changes nothing."""
    person = facts.person
    if person is None:
        return
    came = facts.content in PRESENT and facts.text not in PRESENT
    known = connection.execute(
        select(Member.changed_at).where(Member.room_id == facts.room, Member.user_id == person.id)
    ).scalar()
    if known is not None and known > facts.at:
        return
    joined = facts.at if came else None
    _CHANGE(connection, [(facts.room, person.id, facts.content, facts.at, joined, facts.at)])
    note_person(connection, facts)


def note_person(connection: Connection, facts: Facts, *, started: bool = False) -> None:
    """Remember the name an account shows, and whether it started the bot."""
    person = facts.person
    if person is None:
        return
    row = (
        person.id,
        person.first_name,
        person.last_name,
        person.username.lower(),
        facts.at,
    )
    if started:
        _STARTED(connection, [(*row, 1)])
    else:
        _SEEN(connection, [row])


def find_person(connection: Connection, username: str) -> int | None:
    """The account last seen under a username (without @)."""
    return connection.execute(
        select(People.user_id)
        .where(
            People.username == username.lower(),
            text("username <> ''"),  # in these words, or the partial index is not used
        )
        .order_by(People.seen_at.desc())
        .limit(1)
    ).scalar()


def started(connection: Connection, people: Sequence[int]) -> set[int]:
    """Those of some people who once started the bot."""
    rows = connection.execute(
        select(People.user_id).where(People.user_id.in_(people), People.started == 1)
    )
    return set(rows.scalars())


def note_unreachable(connection: Connection, person: int) -> None:
    """Somebody does not let the bot write to them any more, until they start it again."""
    connection.execute(update(People).where(People.user_id == person).values(started=0))
