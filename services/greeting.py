"""Welcomes: who came and is to be greeted, together with whoever comes right after.

All functions run inside a transaction.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select, update

from bot.core.deadline import set_each_unless
from bot.core.incoming import Facts
from bot.core.room import ABSENT
from bot.core.sql import bulk_upsert, inserting
from bot.core.unit import HUSH
from models.greeting import Greeting
from services.roster import PRESENT
from services.template import Somebody

GATHER: Final = 5
"""Seconds for which others are waited for after somebody came."""

LONGEST: Final = 60
"""Seconds that the first of them waits at most."""

NAMED: Final = 50
"""People who are kept by name; the others are counted."""

_WAIT = bulk_upsert(
    Greeting,
    ("room_id", "waiting", "since", "chat_id", "message_id"),
    keys=("room_id",),
    replace=("waiting", "since"),
)


REMEMBERED: Final = 2_000
"""Others who are told apart; of those beyond nobody knows who comes a second time."""


class Waiting(Struct, frozen=True, omit_defaults=True):
    """Who came by name, how many more, and who of them is known."""

    people: tuple[Somebody, ...] = ()
    more: int = 0
    others: tuple[int, ...] = ()


_decode = msgspec.json.Decoder(Waiting).decode
NOBODY: Final = Waiting()


def came(facts: Facts) -> bool:
    """Whether somebody who is no bot came in."""
    return facts.content in PRESENT and facts.text in ABSENT and _is_person(facts)


def left(facts: Facts) -> bool:
    """Whether somebody who is no bot went by themselves; who was silent, such as at the door, goes
    without a word."""
    spoke = facts.text in PRESENT and facts.text != "restricted"
    gone = facts.content == "left" and spoke and _is_person(facts)
    return gone and bool(facts.person and facts.actor and facts.person.id == facts.actor.id)


def _is_person(facts: Facts) -> bool:
    return facts.person is not None and not facts.person.is_bot


def wait(connection: Connection, *, room: int, one: Somebody, now: int) -> int:
    """Somebody came; when they are greeted, together with who else came."""
    row = _find(connection, room)
    waiting = _decode(row.waiting) if row and row.since else NOBODY
    since = row.since if row and row.since else now
    waiting = gathered(waiting, one)
    kept = msgspec.json.encode(waiting).decode()
    _WAIT(connection, [(room, kept, since, 0, 0)])
    return min(now + GATHER, since + LONGEST)


def gathered(waiting: Waiting, one: Somebody) -> Waiting:
    """Who waits when somebody came, each of them once."""
    people, others = waiting.people, waiting.others
    if one.id in others or any(known.id == one.id for known in people):
        return waiting
    if len(people) < NAMED:
        return Waiting((*people, one), waiting.more, others)
    return Waiting(people, waiting.more + 1, (*others, one.id)[:REMEMBERED])


def take(connection: Connection, room: int) -> Waiting:
    """Who waits to be greeted; nobody does any more."""
    row = _find(connection, room)
    if row is None or not row.since:
        return NOBODY
    nobody = msgspec.json.encode(NOBODY).decode()
    connection.execute(
        update(Greeting).where(Greeting.room_id == room).values(waiting=nobody, since=0)
    )
    return _decode(row.waiting)


def fresh(
    connection: Connection, *, room: int, people: Sequence[int], seconds: int, now: int
) -> set[int]:
    """Those of some people who were not welcomed for so long; from now on they were."""
    keys = {f"{room}:welcome:{one}": one for one in people}
    due = now + seconds
    found = set_each_unless(connection, kind=HUSH, keys=list(keys), room=room, due_at=due, at=now)
    return {keys[key] for key in found}


def said(connection: Connection, *, room: int, chat: int, message: int) -> tuple[int, int]:
    """A welcome stands as a message now; the (chat, message) of the one before, 0 for none."""
    row = _find(connection, room)
    values = {"chat_id": chat, "message_id": message}
    nobody = msgspec.json.encode(NOBODY).decode()
    statement = inserting(connection, Greeting).values(
        room_id=room, waiting=nobody, since=0, **values
    )
    connection.execute(statement.on_conflict_do_update(index_elements=["room_id"], set_=values))
    return (row.chat_id, row.message_id) if row else (0, 0)


def _find(connection: Connection, room: int) -> Any:
    columns = (Greeting.waiting, Greeting.since, Greeting.chat_id, Greeting.message_id)
    return connection.execute(select(*columns).where(Greeting.room_id == room)).first()
