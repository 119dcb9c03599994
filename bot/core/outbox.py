"""Actions between the decision and Telegram. All functions run inside a transaction."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs
from sqlalchemy import Connection, bindparam, delete, select, text, update

from bot.core import deadline
from bot.core.actions import AnyAction
from bot.core.sql import among, bulk_insert, reserve_ids
from models.case import Case
from models.outbox import Outbox

CLOSED_AGE = 48 * 3600
"""Seconds a finished row stays."""

CHUNK = 500

GONE = "tidy.gone"
"""The deadline of a message that does not stay; its data is the message."""

_POST = bulk_insert(
    Outbox,
    (
        "id",
        "room_id",
        "action",
        "state",
        "case_id",
        "then",
        "then_data",
        "created_at",
        "expires_at",
    ),
)
_POST_ONE = bulk_insert(Outbox, _POST.columns[1:], returning=("id",))
_DONE = (
    update(Outbox).where(among(Outbox.id, "ids")).values(state="done", closed_at=bindparam("now"))
)

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(AnyAction).decode


class Draft(Struct, frozen=True, gc=False, kw_only=True):
    """An action that a unit decided on. `then` names the continuation that gets its fate."""

    action: AnyAction
    case: int | None = None
    expires_at: int | None = None
    then: str | None = None
    then_data: Any = None


class Parcel(Struct, gc=False, kw_only=True):
    """An action on its way, stored under `id` (0: volatile, not stored at all).

    `attempts` counts calls that may have been made; `uncertain`: the last of them may have had
    its effect, and must not be made again without thought.
    """

    id: int
    action: AnyAction
    case: int | None = None
    expires_at: int | None = None
    created_at: int = 0
    then: str | None = None
    then_data: Any = None
    attempts: int = 0
    uncertain: bool = False

    def is_late(self, now: float) -> bool:
        """Whether it is of no use any more."""
        return self.expires_at is not None and now >= self.expires_at


class Fate(Struct, frozen=True, gc=False, kw_only=True):
    """How an action ended: done, refused, unknown or expired; `result` is Telegram's answer."""

    state: str
    result: Any = None


DONE = Fate(state="done")


def post(connection: Connection, drafts: Sequence[Draft], now: int) -> list[Parcel]:
    """Store drafts, and return them as parcels to be sent after the commit."""
    if not drafts:
        return []
    rows = [
        (
            draft.action.room,
            _encode(draft.action).decode(),
            "new",
            draft.case,
            draft.then,
            None if draft.then_data is None else _encode(draft.then_data).decode(),
            now,
            draft.expires_at,
        )
        for draft in drafts
    ]
    if len(rows) == 1:
        ids = [_POST_ONE.one(connection, rows[0]).id]
    else:
        ids = reserve_ids(connection, Outbox, len(drafts))
        _POST(connection, [(number, *row) for number, row in zip(ids, rows, strict=True)])
    return [
        Parcel(
            id=number,
            action=draft.action,
            case=draft.case,
            expires_at=draft.expires_at,
            created_at=now,
            then=draft.then,
            then_data=draft.then_data,
        )
        for number, draft in zip(ids, drafts, strict=True)
    ]


def load_open(connection: Connection, after: int, limit: int) -> tuple[list[Parcel], list[int]]:
    """Unfinished rows with ids above `after`, and the ids of those that cannot be read any more.

    A row found `sending` may have had its effect: its parcel is uncertain. The row knows the room;
    the action names the one it was decided in, which may have been absorbed since.
    """
    # The states are written out: for parameters, SQLite does not use the partial index.
    rows = connection.execute(
        select(Outbox)
        .with_only_columns(*Outbox.__table__.columns)
        .where(text("state IN ('new', 'sending')"), Outbox.id > after)
        .order_by(Outbox.id)
        .limit(limit)
    )
    parcels: list[Parcel] = []
    broken: list[int] = []
    for row in rows:
        try:
            action = _decode(row.action)
        except msgspec.DecodeError:
            broken.append(row.id)
            continue
        if action.room != row.room_id:
            action = structs.replace(action, room=row.room_id)
        parcels.append(
            Parcel(
                id=row.id,
                action=action,
                case=row.case_id,
                expires_at=row.expires_at,
                created_at=row.created_at,
                then=row.then,
                then_data=None if row.then_data is None else msgspec.json.decode(row.then_data),
                attempts=1,
                uncertain=row.state == "sending",
            )
        )
    return parcels, broken


def mark_sending(connection: Connection, ids: Sequence[int]) -> None:
    """Say, before the call is made, that it may have been made."""
    connection.execute(
        update(Outbox).where(Outbox.id.in_(ids), Outbox.state == "new").values(state="sending")
    )


def mark_new(connection: Connection, ids: Sequence[int]) -> None:
    """Say that the call was not made: it had been announced, and never reached Telegram."""
    connection.execute(
        update(Outbox).where(Outbox.id.in_(ids), Outbox.state == "sending").values(state="new")
    )


def rewrite(connection: Connection, number: int, action: AnyAction) -> None:
    """Store another form of an action that is under way."""
    connection.execute(
        update(Outbox).where(Outbox.id == number).values(action=_encode(action).decode())
    )


def close(connection: Connection, fates: Sequence[tuple[int, Fate]], now: int) -> None:
    """Write down how actions ended."""
    done = [number for number, fate in fates if fate.state == "done" and fate.result is None]
    if done:
        connection.execute(_DONE, {"ids": done, "now": now})
    for number, fate in fates:
        if fate.state != "done" or fate.result is not None:
            connection.execute(
                update(Outbox)
                .where(Outbox.id == number)
                .values(
                    state=fate.state,
                    closed_at=now,
                    result=None if fate.result is None else _encode(fate.result).decode(),
                )
            )


def finish(connection: Connection, ended: Sequence[tuple[Parcel, Fate]], now: int) -> None:
    """Write down how actions ended that nobody waits for, and when what was sent goes again."""
    close(
        connection,
        [(parcel.id, DONE if fate.state == "done" else fate) for parcel, fate in ended],
        now,
    )
    for parcel, fate in ended:
        tidy(connection, parcel, fate, now)


def tidy(connection: Connection, parcel: Parcel, fate: Fate, now: int) -> None:
    """Have a message that was sent deleted when its time is over; what is secret is not kept."""
    if getattr(parcel.action, "secret", False):
        rewrite(connection, parcel.id, structs.replace(parcel.action, text=""))
    stay, sent = getattr(parcel.action, "stay", 0), fate.result
    if stay and fate.state == "done" and isinstance(sent, dict):
        deadline.set_deadline(
            connection,
            kind=GONE,
            key=f"{sent['chat']}:{sent['message']}",
            room=parcel.action.room,
            due_at=now + stay,
            data=sent,
        )


def is_open(connection: Connection, number: int) -> bool:
    """Whether a row still waits for its fate."""
    state = connection.execute(select(Outbox.state).where(Outbox.id == number)).scalar()
    return state in ("new", "sending")


def open_among(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Which of some rows are there, and wait for their fate."""
    rows = connection.execute(
        select(Outbox.id).where(among(Outbox.id, "ids"), Outbox.state.in_(("new", "sending"))),
        {"ids": list(numbers)},
    )
    return set(rows.scalars())


def in_force(connection: Connection, case: int) -> bool:
    """Whether the case an action belongs to still stands."""
    state = connection.execute(select(Case.state).where(Case.id == case)).scalar()
    return state in ("in force", "reported")


def reason_at(connection: Connection, case: int) -> int | None:
    """When the last thing was said that a machine's case is about, by Telegram's clock.

    Empty for a case that a person decided.
    """
    return connection.execute(
        select(Case.last_hit_at).where(Case.id == case, Case.decided_by.is_(None))
    ).scalar()


def forget_closed(connection: Connection, now: int) -> int:
    """Delete rows that ended more than 48 hours ago, of the oldest chunk; the newest always stays.

    Returns how many went.
    """
    newest = connection.execute(select(Outbox.id).order_by(Outbox.id.desc()).limit(1)).scalar()
    oldest = connection.execute(
        select(Outbox.id, Outbox.closed_at)
        .where(Outbox.state.not_in(("new", "sending")))
        .order_by(Outbox.id)
        .limit(CHUNK)
    )
    old = [row.id for row in oldest if row.closed_at < now - CLOSED_AGE and row.id != newest]
    if old:
        connection.execute(delete(Outbox).where(among(Outbox.id, "ids")), {"ids": old})
    return len(old)
