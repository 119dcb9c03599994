"""A case that somebody else than the machine wants decided: nothing is done to anybody yet."""

from msgspec import Struct
from sqlalchemy import Connection, insert, select

from bot.core.sql import reserve_ids
from models.case import Case, CaseMessage
from services import archive
from services.moderation.decide import ASKED

REPORT = "report"
"""The rule of a case that was reported."""


class Complaint(Struct, frozen=True, gc=False, kw_only=True):
    """A message (of `chat`) that somebody complains about, and its author."""

    chat: int
    message: int
    person: int
    name: str
    text: str


def complain(
    connection: Connection, complaint: Complaint, *, room: int, now: int
) -> tuple[int, str]:
    """The case of a message, which is made if there is none, and the state it is in."""
    at = (complaint.chat, complaint.message)
    known = archive.cases_of(connection, [at]).get(at)
    if known is not None:
        state = connection.execute(select(Case.state).where(Case.id == known)).scalar_one()
        return known, str(state)
    (number,) = reserve_ids(connection, Case, 1)
    connection.execute(
        insert(Case).values(
            id=number,
            room_id=room,
            key=f"r:{complaint.chat}:{complaint.message}",
            subject_id=complaint.person,
            rule=REPORT,
            band="suspicious",
            act="none",
            until=None,
            deleted=0,
            state=ASKED,
            decided_by=None,
            at=now,
            last_hit_at=now,
            hits=1,
            evidence="[]",
            text=complaint.text,
            name=complaint.name,
            note="",
            via="human",
            reason="",
            strikes=0,
        )
    )
    row = {"chat_id": complaint.chat, "message_id": complaint.message, "case_id": number}
    connection.execute(insert(CaseMessage).values(**row))
    return number, ASKED
