"""The founding questions: what brings people together, whose need is answered, and why here."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, delete, select, tuple_

from bot.core.duration import DAY
from bot.core.sql import inserting
from models.founding import FoundingDraft as Row

KINDS: Final[Mapping[str, str]] = {
    "relationship": "circle",
    "interest": "open",
    "learning": "learning",
    "fans": "fans",
}
"""What brings people together, and the preset that is for such a group."""

STEPS: Final = ("kind", "need", "why", "look")
"""What is asked one after the other; at the last one all of it is looked at."""

LONGEST: Final = 200
"""Characters of an answer."""

KEPT: Final = 7 * DAY
"""Seconds for which answers wait for the next one."""

CHUNK = 500


class Draft(Struct, frozen=True):
    """How far somebody is, and what they answered; an empty answer was left out."""

    step: str = "kind"
    kind: str = ""
    need: str = ""
    why: str = ""

    def beside(self, by: int) -> str:
        """The step so many further on; the first or last one beyond the ends."""
        place = STEPS.index(self.step) + by
        return STEPS[max(0, min(place, len(STEPS) - 1))]


def get(connection: Connection, *, room: int, person: int, now: int) -> Draft | None:
    """What somebody answered about a room; None if they have not begun, or long ago."""
    row = connection.execute(
        select(Row.step, Row.kind, Row.need, Row.why).where(
            Row.room_id == room, Row.user_id == person, Row.at > now - KEPT
        )
    ).first()
    return Draft(*row) if row else None


def put(connection: Connection, *, room: int, person: int, draft: Draft, now: int) -> None:
    """Keep how far somebody is."""
    values = {"step": draft.step, "kind": draft.kind, "need": draft.need, "why": draft.why}
    row = inserting(connection, Row).values(room_id=room, user_id=person, at=now, **values)
    connection.execute(
        row.on_conflict_do_update(index_elements=["room_id", "user_id"], set_={**values, "at": now})
    )


def drop(connection: Connection, *, room: int, person: int) -> None:
    """It is over."""
    connection.execute(delete(Row).where(Row.room_id == room, Row.user_id == person))


def forget(connection: Connection, now: int) -> int:
    """Delete answers with which nobody went on; how many."""
    old = select(Row.room_id, Row.user_id).where(Row.at <= now - KEPT).limit(CHUNK)
    return connection.execute(delete(Row).where(tuple_(Row.room_id, Row.user_id).in_(old))).rowcount
