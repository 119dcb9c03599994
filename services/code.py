"""Invite codes: made, read as people type them, used, and given back."""

import re
import secrets
import unicodedata
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from bot.core.duration import DAY
from bot.core.sql import inserting, reserve_ids
from models.code import CarriedCode, CodeUse
from models.code import Code as Row

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""What codes are made of: nothing that looks like something else, and no words with U."""

GROUP, GROUPS = 4, 5
"""Twenty letters are 98 random bits, 78 of which the hint does not show."""

SHORTEST, LONGEST = 16, 32
"""Letters of what may be somebody's try at a code."""

KEPT = 90 * DAY
"""Seconds for which it is remembered who came by a code that is over."""

CHUNK = 500

_LINK = re.compile(r"code_([A-Za-z0-9_-]+)")
_BETWEEN = re.compile(r"[\s\-_‐‑‒–—―－·.]+")
_SHAPE = re.compile(r"[A-Z0-9]+")


class Code(Struct, frozen=True, kw_only=True):
    """A code as it is listed; `for_user` and `for_name` say whom alone it lets in."""

    hint: str
    uses: int
    used: int
    for_user: int
    for_name: str
    made_by: int | None
    expires_at: int


def make() -> str:
    """A new code, with at least one digit and one letter."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(GROUP * GROUPS))
        if not drawn.isalpha() and not drawn.isdigit():
            return "-".join(drawn[at : at + GROUP] for at in range(0, len(drawn), GROUP))


def read(text: str) -> str:
    """The letters and digits of a code or of a whole link, in whatever way they were typed; empty
    if the text can be neither."""
    plain = unicodedata.normalize("NFKC", text)
    if found := _LINK.search(plain):
        plain = found[1]
    letters = _BETWEEN.sub("", plain).upper()
    fits = SHORTEST <= len(letters) <= LONGEST and _SHAPE.fullmatch(letters)
    return letters if fits and not letters.isalpha() else ""


def digest_of(letters: str) -> str:
    """What is kept of a code: SHA-256 of what `read` makes of it."""
    return sha256(letters.encode()).hexdigest()


def create(
    connection: Connection,
    *,
    room: int,
    code: str,
    uses: int,
    for_user: int,
    for_name: str,
    by: int | None,
    now: int,
    until: int,
) -> bool:
    """Keep what is to be known of a new code; False if another live one begins like it."""
    hint = code[:GROUP]
    if connection.execute(select(Row.id).where(*_live(room, now), Row.hint == hint)).first():
        return False
    (number,) = reserve_ids(connection, Row, 1)
    connection.execute(
        insert(Row).values(
            id=number,
            room_id=room,
            digest=digest_of(read(code)),
            hint=hint,
            uses=uses,
            used=0,
            for_user=for_user,
            for_name=for_name,
            made_by=by,
            made_at=now,
            expires_at=until,
        )
    )
    return True


def room_of(connection: Connection, letters: str) -> int | None:
    """The room a code leads to, whether it is still good or not."""
    return connection.execute(select(Row.room_id).where(Row.digest == digest_of(letters))).scalar()


def _live(room: int, now: int) -> tuple[ColumnElement[bool], ...]:
    return (Row.room_id == room, Row.expires_at > now)


def _good(room: int, person: int, username: str, now: int) -> tuple[ColumnElement[bool], ...]:
    """Codes of a room that let a person in now."""
    named = (Row.for_name == "") | (Row.for_name == username.lower())
    return (*_live(room, now), Row.used < Row.uses, Row.for_user.in_((0, person)), named)


def take(
    connection: Connection,
    *,
    room: int,
    letters: str,
    person: int,
    username: str,
    application: int,
    now: int,
) -> str:
    """Use a code for an application: its hint, or empty if it does not let this person in."""
    where = (Row.digest == digest_of(letters), *_good(room, person, username, now))
    return _take(connection, where, application, now)


def take_carried(
    connection: Connection,
    *,
    room: int,
    person: int,
    username: str,
    application: int,
    now: int,
) -> str:
    """Use the code that somebody brought before they applied, if it is still good."""
    number = connection.execute(
        delete(CarriedCode)
        .where(CarriedCode.room_id == room, CarriedCode.user_id == person)
        .returning(CarriedCode.code_id)
    ).scalar()
    if number is None:
        return ""
    where = (Row.id == number, *_good(room, person, username, now))
    return _take(connection, where, application, now)


def _take(
    connection: Connection, where: tuple[ColumnElement[bool], ...], application: int, now: int
) -> str:
    taken = connection.execute(
        update(Row).where(*where).values(used=Row.used + 1).returning(Row.id, Row.hint)
    ).first()
    if taken is None:
        return ""
    connection.execute(insert(CodeUse).values(code_id=taken.id, application_id=application, at=now))
    return str(taken.hint)


def give_back(connection: Connection, application: int) -> None:
    """An application was not let in: what it used may be used by somebody else."""
    codes = connection.execute(
        delete(CodeUse).where(CodeUse.application_id == application).returning(CodeUse.code_id)
    ).scalars()
    for number in codes.all():
        connection.execute(update(Row).where(Row.id == number).values(used=Row.used - 1))


def carry(
    connection: Connection, *, room: int, letters: str, person: int, username: str, now: int
) -> bool:
    """Remember a code for somebody who has not applied yet; False if it does not let them in."""
    where = (Row.digest == digest_of(letters), *_good(room, person, username, now))
    number = connection.execute(select(Row.id).where(*where)).scalar()
    if number is None:
        return False
    values = {"code_id": number, "at": now}
    row = inserting(connection, CarriedCode).values(room_id=room, user_id=person, **values)
    connection.execute(
        row.on_conflict_do_update(index_elements=["room_id", "user_id"], set_=values)
    )
    return True


def good(connection: Connection, room: int, now: int) -> list[Code]:
    """The codes of a room that still let somebody in, the newest first."""
    rows = connection.execute(
        select(*(getattr(Row, name) for name in Code.__struct_fields__))
        .where(*_live(room, now), Row.used < Row.uses)
        .order_by(Row.id.desc())
        .limit(CHUNK)
    )
    return [Code(**dict(row._mapping)) for row in rows]


def revoke(connection: Connection, *, room: int, word: str, now: int) -> int:
    """Let nobody in any more by the codes with a hint, or by a code; how many those were."""
    hint, letters = _BETWEEN.sub("", word).upper(), read(word)
    which = Row.digest == digest_of(letters) if letters else Row.hint == hint
    hit = connection.execute(update(Row).where(*_live(room, now), which).values(expires_at=now))
    return hit.rowcount


def forget(connection: Connection, now: int) -> int:
    """Forget codes that are long over; how many."""
    old = select(Row.id).where(Row.expires_at < now - KEPT).limit(CHUNK)
    return connection.execute(delete(Row).where(Row.id.in_(old))).rowcount


def live(connection: Connection, room: int, now: int) -> int:
    """How many codes of a room still let somebody in."""
    return connection.execute(
        select(func.count()).where(*_live(room, now), Row.used < Row.uses)
    ).scalar_one()
