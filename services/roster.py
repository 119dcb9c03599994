"""Who is in a room, and how they stand there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, select, text, update

from bot.core.feature import Record, Standing
from bot.core.incoming import Facts, Person
from bot.core.period import WEEK, Period
from bot.core.role import Admin
from bot.core.room import ABSENT, GROUPS
from bot.core.room import Room as Known
from bot.core.sql import bulk_upsert, inserting, pair_among
from models.case import Case
from models.member import Member, People
from models.room import Room

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
        Case.until,
    )
    .where(
        pair_among(Case.room_id, Case.subject_id, "pairs"),
        Case.at > bindparam("since"),
    )
    .order_by(Case.id)
)
_CHANGE = bulk_upsert(
    Member,
    ("room_id", "user_id", "status", "restriction", "changed_at", "joined_at", "seen_at"),
    keys=("room_id", "user_id"),
    compute=lambda new: {
        "status": new.status,
        "restriction": new.restriction,
        "changed_at": new.changed_at,
        "joined_at": func.coalesce(new.joined_at, Member.joined_at),
    },
    only=lambda new: Member.changed_at.is_(None) | (Member.changed_at <= new.changed_at),
    returning=("user_id",),
)
_ADMINS = bulk_upsert(
    Member,
    ("room_id", "user_id", "status", "changed_at"),
    keys=("room_id", "user_id"),
    replace=("status", "changed_at"),
)
_NAME = ("first_name", "last_name", "username", "seen_at", "bot")
_SEEN = bulk_upsert(People, ("user_id", *_NAME), keys=("user_id",), replace=_NAME)
_STARTED = bulk_upsert(
    People, ("user_id", *_NAME, "started"), keys=("user_id",), replace=(*_NAME, "started")
)


def standings(
    connection: Connection,
    who: Iterable[tuple[int, int]],
    now: int,
    rooms: Mapping[int, Known],
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
        record = Record(row.id, row.rule, row.band, row.at, row.last_hit_at, row.state, row.until)
        found.setdefault((row.room_id, row.subject_id), []).append(record)
    return found


def note_change(connection: Connection, facts: Facts) -> None:
    """Write down what a member update says. An older one than the last known changes nothing."""
    person = facts.person
    if person is None:
        return
    came = facts.content in PRESENT and facts.text not in PRESENT
    joined = facts.at if came else None
    left = restriction_of(facts)
    row = (facts.room, person.id, facts.content, left, facts.at, joined, facts.at)
    if _CHANGE.one(connection, row) is not None:
        note_person(connection, facts)


def restriction_of(facts: Facts) -> str:
    """What a member update leaves to somebody, and until when; empty for everything."""
    if facts.content != "restricted":
        return ""
    now = ((facts.raw or {}).get("chat_member") or {}).get("new_chat_member") or {}
    can = sorted(name for name, value in now.items() if name.startswith("can_") and value is True)
    until = now.get("until_date", 0)
    return msgspec.json.encode({"can": can, "until": until}).decode()


def note_admins(connection: Connection, *, room: int, admins: Sequence[Admin], at: int) -> None:
    """Remember who administers a room."""
    if admins:
        _ADMINS(connection, [(room, admin.id, admin.status, at) for admin in admins])


def note_found(connection: Connection, *, room: int, person: int, status: str, at: int) -> None:
    """Write down what Telegram said of somebody who was asked for; what is known stays."""
    row = {"room_id": room, "user_id": person, "status": status, "changed_at": at}
    statement = inserting(connection, Member).values(**row)
    connection.execute(statement.on_conflict_do_nothing())


def administered(connection: Connection, person: int, limit: int) -> list[tuple[int, str]]:
    """Groups with the bot that somebody was seen to administer: (room, title), newest first."""
    rows = connection.execute(
        select(Room.id, Room.title)
        .join(Member, Member.room_id == Room.id)
        .where(
            Member.user_id == person,
            Member.status.in_(("administrator", "creator")),
            Room.bot_status.not_in(ABSENT),
            Room.type.in_(GROUPS),
        )
        .order_by(Room.id.desc())
        .limit(limit)
    )
    return [(row.id, row.title) for row in rows]


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
        int(person.is_bot),
    )
    if started:
        _STARTED(connection, [(*row, 1)])
    else:
        _SEEN(connection, [row])


def find_person(connection: Connection, username: str, room: int) -> int | None:
    """The account last seen in a room under a username (without @)."""
    # Not joined: SQLite would begin with the members, and go through 200,000 of them.
    here = select(Member.user_id).where(Member.room_id == room, Member.user_id == People.user_id)
    return connection.execute(
        select(People.user_id)
        .where(
            People.username == username.lower(),
            text("username <> ''"),  # in these words, or the partial index is not used
            here.exists(),
        )
        .order_by(People.seen_at.desc())
        .limit(1)
    ).scalar()


def status(connection: Connection, room: int, person: int) -> str:
    """Telegram's word for somebody's place in a room; empty if it is not known."""
    found = connection.execute(
        select(Member.status).where(Member.room_id == room, Member.user_id == person)
    ).scalar()
    return found or ""


def present(connection: Connection, room: int, people: Sequence[int]) -> set[int]:
    """Those of some people who are in a room, as far as is known."""
    rows = connection.execute(
        select(Member.user_id).where(
            Member.room_id == room, Member.user_id.in_(people), Member.status.in_(PRESENT)
        )
    )
    return set(rows.scalars())


def scores(room: int, when: Period) -> Select[Any]:
    """Who said how much in a week or a month, from some messages on: see the indexes."""
    week = when.name == WEEK
    number, count = getattr(Member, when.name), getattr(Member, f"{when.name}_messages")
    # In these words, or the partial index is not used.
    least = text("week_messages >= 5" if week else "month_messages >= 10")
    scores: Select[Any] = select(Member.user_id.label("person"), count.label("amount"))
    return scores.where(Member.room_id == room, number == when.number, least)


def not_gone(connection: Connection, room: int, people: Sequence[int]) -> set[int]:
    """Those of some people who were seen in a room, and not seen to go: also who was there before
    the bot, of whose place Telegram says nothing."""
    rows = connection.execute(
        select(Member.user_id).where(
            Member.room_id == room, Member.user_id.in_(people), Member.status.not_in(ABSENT)
        )
    )
    return set(rows.scalars())


def is_known(connection: Connection, room: int, person: int) -> bool:
    """Whether somebody was ever seen in a room, there still or not."""
    row = select(Member.user_id).where(Member.room_id == room, Member.user_id == person)
    return connection.execute(row).first() is not None


def count_present(connection: Connection, room: int) -> int:
    """How many people are known to be in a room, those included of whom only words were seen."""
    rows = select(func.count()).where(Member.room_id == room, Member.status.not_in(ABSENT))
    return connection.execute(rows).scalar_one()


def usernames(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    """The usernames of some people, of those who have one."""
    rows = connection.execute(
        select(People.user_id, People.username).where(
            People.user_id.in_(people), People.username != ""
        )
    )
    return {row.user_id: row.username for row in rows}


def names(connection: Connection, people: Sequence[int]) -> dict[int, str]:
    """What some people were called when they were last seen."""
    rows = connection.execute(
        select(People.user_id, People.first_name, People.last_name).where(
            People.user_id.in_(sorted(set(people)))
        )
    )
    return {row.user_id: f"{row.first_name} {row.last_name}".strip() for row in rows}


def person(connection: Connection, number: int) -> Person | None:
    """An account as it was last seen; None if it never was."""
    row = connection.execute(
        select(People.first_name, People.last_name, People.username).where(People.user_id == number)
    ).first()
    return Person(number, row.first_name, row.last_name, row.username) if row else None


def is_bot(connection: Connection, number: int) -> bool:
    """Whether an account is a bot's, as far as is known."""
    bot = connection.execute(select(People.bot).where(People.user_id == number)).scalar()
    return bool(bot)


def started(connection: Connection, people: Sequence[int]) -> set[int]:
    """Those of some people who once started the bot."""
    rows = connection.execute(
        select(People.user_id).where(People.user_id.in_(people), People.started == 1)
    )
    return set(rows.scalars())


def note_unreachable(connection: Connection, person: int) -> None:
    """Somebody does not let the bot write to them any more, until they start it again."""
    connection.execute(update(People).where(People.user_id == person).values(started=0))
