"""Of several mutes of a person, or several bans, the last one holds; the others wait behind it."""

from sqlalchemy import ColumnElement, Connection, or_, select, update

from models.case import Case

_WORD = "replaced"


def is_replaced() -> ColumnElement[bool]:
    """Whether a case gave way to a later one, whose number its state names."""
    return Case.state.startswith(f"{_WORD} ")


def _does(person: int, act: str) -> ColumnElement[bool]:
    """Whether a case does that: whatever is done to a channel bans it."""
    return Case.act == act if person > 0 else Case.act.in_(("mute", "kick", "ban"))


def replace(
    connection: Connection, *, room: int, person: int, act: str, case: int, now: int
) -> None:
    """A case does the same to somebody as earlier ones that last: those give way."""
    connection.execute(
        update(Case)
        .where(
            *_lasting(room, person, act, now),
            Case.state == "in force",
            Case.id != case,
        )
        .values(state=f"{_WORD} {case}")
    )


def revive(
    connection: Connection, *, room: int, person: int, act: str, case: int, now: int
) -> tuple[int, int] | None:
    """A case is taken back: the one that gave way to it is in force again, if it lasts.

    Its number and its end, 0 for never; None if there is none.
    """
    gave_way = Case.state == f"{_WORD} {case}"
    found = _newest(connection, *_lasting(room, person, act, now), gave_way)
    if found is not None:
        connection.execute(update(Case).where(Case.id == found[0]).values(state="in force"))
    return found


def another(
    connection: Connection, *, room: int, person: int, act: str, case: int, now: int
) -> tuple[int, int] | None:
    """Another case than this one that does the same to somebody now, the newest of them.

    Its number and its end, 0 for never; None if there is none.
    """
    others = (Case.state == "in force", Case.id != case)
    return _newest(connection, *_lasting(room, person, act, now), *others)


def _lasting(room: int, person: int, act: str, now: int) -> tuple[ColumnElement[bool], ...]:
    """Cases that do this to somebody, and whose time is not over."""
    return (
        Case.room_id == room,
        Case.subject_id == person,
        _does(person, act),
        or_(Case.until.is_(None), Case.until > now),
    )


def _newest(connection: Connection, *where: ColumnElement[bool]) -> tuple[int, int] | None:
    query = select(Case.id, Case.until).where(*where).order_by(Case.id.desc()).limit(1)
    found = connection.execute(query).first()
    return None if found is None else (found.id, found.until or 0)


def step_aside(connection: Connection, *, room: int, person: int, case: int, state: str) -> None:
    """A case that gave way itself is taken back: what gave way to it waits behind the later one."""
    if state.startswith(_WORD):
        connection.execute(
            update(Case)
            .where(
                Case.room_id == room,
                Case.subject_id == person,
                Case.state == f"{_WORD} {case}",
            )
            .values(state=state)
        )
