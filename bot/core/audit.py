"""The book of decisions: who decided what, and when. Nothing in it is ever changed."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from bot.core.settings import Values
from bot.core.unit import Unit
from models.audit import Audit

LOGGED = "audit.logged"
"""The deadline, due at once, that tells the log of settings that were changed."""

KEPT = 365 * 86_400
"""Seconds for which a line is kept."""

LONGEST = 200
"""Characters that a line quotes."""

CHUNK = 500


def note(
    connection: Connection,
    *,
    room: int,
    at: int,
    by: int | None,
    what: str,
    person: int = 0,
    case: int | None = None,
    said: str = "",
) -> None:
    """Write down that somebody (`by`; empty for nobody in particular) decided something."""
    connection.execute(
        insert(Audit).values(
            room_id=room,
            at=at,
            by=by,
            what=what,
            person=person,
            case_id=case,
            said=said[:LONGEST],
        )
    )


async def note_settings(
    unit: Unit, changes: dict[tuple[int, str], Any], before: Values, *, by: int
) -> None:
    """Write down settings that were changed, by topic and key, and have the log told of them."""
    lines = [_line(unit, topic, key, value) for (topic, key), value in changes.items()]
    room, now = unit.room.id, unit.now

    def write(connection: Connection) -> None:
        for line in lines:
            note(connection, room=room, at=now, by=by or None, what="set", said=line)

    await unit.run(write)
    log: int = before.get("log.chat", 0)
    if lines and log:
        data = {"by": by, "lines": lines}
        await unit.later(LOGGED, f"{room}:{now}:{lines[0][:64]}", due_at=now, data=data)


def forget(connection: Connection, now: int) -> int:
    """Delete one chunk of lines that are too old; how many."""
    old = select(Audit.id).where(Audit.at < now - KEPT).order_by(Audit.at).limit(CHUNK)
    return connection.execute(delete(Audit).where(Audit.id.in_(old))).rowcount


def _line(unit: Unit, topic: int, key: str, value: Any) -> str:
    setting = unit.values.declared[key]
    shown = setting.show(setting.default if value is None else value)
    return f"{key} {shown}"[:LONGEST] if not topic else f"{key} @{topic} {shown}"[:LONGEST]
