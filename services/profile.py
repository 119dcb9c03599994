"""What applicants show of themselves, asked of Telegram so seldom that a crowd costs nothing."""

from typing import Any

from sqlalchemy import Connection

from bot.core import deadline
from bot.core.actions import Profile
from bot.core.gate import Applicant, Visit
from bot.core.unit import Unit
from services.entry import book, inquire

TURN, SPENT = "profile.turn", "profile.spent"
"""Deadlines: somebody's turn has come; a question of the last minute counts no more."""

SHOWN = ("photo", "bio")
"""Gates that one answer of Telegram decides."""

MOST = 20
"""Profiles of a room's applicants that are asked for in a minute; the others wait."""

MINUTE = 60


async def ask(unit: Unit, visit: Visit) -> dict[str, Any]:
    """Have a profile asked for, now or when it is its turn, unless that is under way already;
    what the gate remembers of it: `asked` is the instant at which it is asked."""
    one = visit.applicant
    known = await unit.run(lambda c: book.steps(c, one.id))
    waiting = [known[name] for name in SHOWN if name in known and known[name].state == book.OPEN]
    under_way = [step.data.get("asked", 0) for step in waiting]
    if latest := max(under_way, default=0):
        return {"asked": latest}
    wait = await unit.run(lambda c: _spend(c, unit.room.id, one, unit.now))
    if wait:
        data = {"application": one.id, "gate": visit.leaf.key}
        await unit.later(TURN, str(one.id), due_at=unit.now + wait, data=data)
    else:
        await inquire(unit, visit, Profile(room=unit.room.id, person=one.user_id))
    return {"asked": unit.now + wait}


def _spend(connection: Connection, room: int, one: Applicant, now: int) -> int:
    """Take one of the questions of this minute; seconds to wait if they are used up."""
    if deadline.pending(connection, kind=SPENT, room=room, at=now) >= MOST:
        before = deadline.pending(connection, kind=TURN, room=room, at=now)
        return MINUTE * (1 + before // MOST)
    key = f"{one.id}:{now}"
    deadline.set_deadline(connection, kind=SPENT, key=key, room=room, due_at=now + MINUTE)
    return 0
