"""Evidence expires: what was written, seen and said goes; number, rule, person and end stay."""

from sqlalchemy import ColumnElement, Connection, select, update

from models.appeal import Appeal
from models.case import Case
from models.report import Report
from models.room import Setting

KEY = "privacy.evidence"
"""The setting that says for how long it is kept."""

USUAL = 90 * 86_400
CHUNK = 500


def expire(connection: Connection, now: int) -> int:
    """Wipe one chunk of what was kept for long enough; how many cases that were."""
    mine = select(Setting.room_id).where(Setting.key == KEY, Setting.topic_id == 0)
    found = _old(connection, now - USUAL, Case.room_id.not_in(mine))
    for value in connection.execute(mine.with_only_columns(Setting.value).distinct()).scalars():
        rooms = mine.where(Setting.value == value)
        found += _old(connection, now - _seconds(value), Case.room_id.in_(rooms))
    numbers = found[:CHUNK]
    if numbers:
        wiped = {"text": "", "evidence": "", "name": "", "reason": "", "note": ""}
        connection.execute(update(Case).where(Case.id.in_(numbers)).values(**wiped))
        gone = {"name": "", "reason": ""}
        connection.execute(update(Report).where(Report.case_id.in_(numbers)).values(**gone))
        text = {"text": "", "reason": ""}
        connection.execute(update(Appeal).where(Appeal.case_id.in_(numbers)).values(**text))
    return len(numbers)


def _seconds(value: str) -> int:
    """A stored term; one that nobody could have typed is the usual one."""
    return int(value) if value.isascii() and value.isdigit() else USUAL


def _old(connection: Connection, before: int, where: ColumnElement[bool]) -> list[int]:
    rows = connection.execute(
        select(Case.id)
        .where(Case.evidence != "", Case.at < before, where)
        .order_by(Case.at)
        .limit(CHUNK)
    )
    return list(rows.scalars())
