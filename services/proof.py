"""What people inside proved at the door and have to keep to: looked at again, now and then."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from bot.core import demand as demands
from bot.core.actions import AnyAction, Count, Look
from bot.core.demand import Leaf
from bot.core.duration import DAY, WEEK
from bot.core.gate import Applicant
from bot.core.manner import notice
from bot.core.outbox import Fate
from bot.core.sql import bulk_upsert
from bot.core.unit import Stay, Unit
from models.proof import Proof as Row
from services import roster
from services.entry import book
from services.entry.setting import demand_of

CHECK, CHECKED = "proof.check", "proof.checked"
"""The deadline at which a proof is looked at again, and the continuation with what was seen."""

MONTH = 30 * DAY

_PUT = bulk_upsert(
    Row,
    ("room_id", "user_id", "gate", "chat", "at", "warned_at"),
    keys=("room_id", "user_id", "gate"),
    replace=("chat", "at", "warned_at"),
)


class Proof(Struct, frozen=True, kw_only=True):
    """What somebody proved by a gate, about a chat; `warned_at`: it does not hold any more."""

    user_id: int
    gate: str
    chat: str
    at: int
    warned_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vow:
    """How a kind of gate is looked at again: after `period` seconds, with `grace` to mend it.

    `ask` is what Telegram is asked of a room's proof; `holds` judges the answer to a leaf, None if
    it is none.
    """

    period: int
    grace: int
    ask: Callable[[int, Proof], AnyAction]
    holds: Callable[[Leaf, Fate], bool | None]


def judge_follows(leaf: Leaf, fate: Fate) -> bool | None:
    """Whether somebody is in a chat. A chat that never saw them is answered with nothing."""
    if fate.state != "done":
        return None
    return bool(fate.result and fate.result["inside"])


def judge_large(leaf: Leaf, fate: Fate) -> bool | None:
    """Whether a channel has as many subscribers as are asked for."""
    return fate.result >= leaf.least if fate.state == "done" else None


VOWS = {
    "member": Vow(
        period=WEEK,
        grace=DAY,
        ask=lambda room, one: Look(room=room, chat=one.chat, person=one.user_id),
        holds=judge_follows,
    ),
    "channel": Vow(
        period=MONTH,
        grace=WEEK,
        ask=lambda room, one: Count(room=room, chat=one.chat),
        holds=judge_large,
    ),
}
"""Gates whose proof is looked at again."""


def leaf_of(unit: Unit, gate: str) -> Leaf:
    """A leaf as a demand writes it."""
    takes = {name: gate.takes for name, gate in unit.house.gates.items()}
    found = demands.parse(gate, takes)
    assert isinstance(found, Leaf)
    return found


async def remember(unit: Unit, one: Applicant) -> None:
    """Somebody's application is over: if they came in, what they proved is looked at again."""
    ended = await unit.run(lambda c: book.get(c, one.id))
    if ended is None or ended.state != book.PASSED:
        return
    known = await unit.run(lambda c: book.steps(c, one.id))
    for gate, step in known.items():
        leaf = leaf_of(unit, gate)
        if step.state == book.PASSED and leaf.gate in VOWS:
            chat = step.data.get("chat") or leaf.chat
            row = (unit.room.id, one.user_id, gate, chat, unit.now, None)
            await unit.run(partial(_PUT, rows=[row]))
            await look_after(unit, one.user_id, gate, _spread(leaf, one.user_id))


def _spread(leaf: Leaf, person: int) -> int:
    """Seconds until the first look: one period, and up to a seventh more, by person."""
    period = VOWS[leaf.gate].period
    return period + person * 2_654_435_761 % (period // 7)


async def look_after(unit: Unit, person: int, gate: str, seconds: int, *, term: int = 0) -> None:
    """Look at a proof again after so many seconds; `term` of them somebody was given."""
    key, data = f"{unit.room.id}:{person}:{gate}", {"person": person, "gate": gate}
    await unit.later(CHECK, key, due_at=unit.now + seconds, data=data, term=term)


async def concerns(unit: Unit, one: Proof) -> bool:
    """Whether a proof still matters: it is asked for, and its giver is an ordinary member."""
    demand = demand_of(unit.values, unit.house.gates)
    if demand is None or one.gate not in {leaf.key for leaf in demands.leaves(demand)}:
        return False
    if one.user_id in unit.admins.by_id:
        return False
    room, person = unit.room, one.user_id
    if not await unit.run(lambda c: roster.present(c, room.id, [person])):
        return False
    standing = await unit.run(
        lambda c: roster.standings(c, [(room.id, person)], unit.now, {room.id: room})
    )
    return not standing[room.id, person].approved


async def lament(unit: Unit, leaf: Leaf) -> None:
    """Tell the administrators, at most once a day, that Telegram does not let a gate look."""
    if not await unit.once(f"lament:{leaf.key}", DAY):
        return
    before, unit.language = unit.language, unit.group_language
    if leaf.chat:
        text = unit.say("proof-blind-chat", chat=leaf.chat)
    else:
        text = unit.say("proof-blind-own")
    await notice(unit, "entry.blind", text, stay=Stay.LONG, anew=True)
    unit.language = before


def find(connection: Connection, room: int, person: int, gate: str) -> Proof | None:
    """What somebody proved by a gate."""
    row = connection.execute(
        select(Row.user_id, Row.gate, Row.chat, Row.at, Row.warned_at).where(
            *_is(room, person, gate)
        )
    ).first()
    return None if row is None else Proof(**row._mapping)


def warn(connection: Connection, room: int, person: int, gate: str, at: int | None) -> None:
    """Write down since when somebody knows that their proof does not hold; None: it holds."""
    connection.execute(update(Row).where(*_is(room, person, gate)).values(warned_at=at))


def drop(connection: Connection, room: int, person: int, gate: str) -> None:
    """Forget a proof that does not matter any more."""
    connection.execute(delete(Row).where(*_is(room, person, gate)))


def _is(room: int, person: int, gate: str) -> tuple[Any, ...]:
    return (Row.room_id == room, Row.user_id == person, Row.gate == gate)
