"""Pledges: what a group asks its people to sign, and which version of it somebody signed."""

from hashlib import sha256

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, and_, func, insert, select, update

from bot.core.settings import Values
from bot.core.sql import inserting
from models.entry import Signature
from models.member import Member, People
from models.pledge import PledgeVersion
from models.room import Setting

KEYS = ("vision.motto", "vision.mission", "vision.text", "vision.values", "rules.text")
"""The settings that are signed."""

INSIDE = ("member", "restricted", "administrator", "creator", "")
"""Who can be expected to sign; the last are those who only ever wrote."""


class Charter(Struct, frozen=True):
    """The texts that are signed: `text` (the vision) and `rules` are templates."""

    text: str = ""
    rules: str = ""
    mission: str = ""
    values: tuple[str, ...] = ()
    motto: str = ""

    @property
    def version(self) -> str:
        """Another one whenever a letter changes; of vision and rules alone, as it always was."""
        signed = [self.text, self.rules]
        if self.mission or self.values or self.motto:
            signed += [self.mission, "\n".join(self.values), self.motto]
        return sha256("\0".join(signed).encode()).hexdigest()[:16]

    @property
    def has_vision(self) -> bool:
        """Whether it says anything besides the rules."""
        return bool(self.motto or self.mission or self.text or self.values)


class Version(Struct, frozen=True, gc=False):
    """A version, by its `number` in the room; `charter` is None where its texts were not kept."""

    number: int
    version: str
    at: int
    signed: int
    charter: Charter | None = None


def charter_of(values: Values) -> Charter:
    """What a group has to be signed now."""
    return Charter(
        text=values.get("vision.text", ""),
        rules=values.get("rules.text", ""),
        mission=values.get("vision.mission", ""),
        values=tuple(values.get("vision.values", [])),
        motto=values.get("vision.motto", ""),
    )


def version_of(values: Values) -> str:
    """The version of what is signed now."""
    return charter_of(values).version


def keep(connection: Connection, *, room: int, charter: Charter, now: int) -> None:
    """Keep the texts of the version that holds, so that it is known later what was signed."""
    where = (PledgeVersion.room_id == room, PledgeVersion.version == charter.version)
    known = connection.execute(select(PledgeVersion.body).where(*where)).scalar()
    body = msgspec.json.encode(charter).decode()
    if known is None:
        number, at = _next(connection, room, now)
        connection.execute(
            insert(PledgeVersion).values(
                room_id=room, version=charter.version, number=number, at=at, body=body
            )
        )
    elif not known:
        connection.execute(update(PledgeVersion).where(*where).values(body=body))


def _next(connection: Connection, room: int, now: int) -> tuple[int, int]:
    """The number of a new version, and since when it holds: since the last of its settings was
    changed; a setting that was taken back left no trace of when."""
    number, newest = connection.execute(
        select(
            func.coalesce(func.max(PledgeVersion.number), 0),
            func.coalesce(func.max(PledgeVersion.at), 0),
        ).where(PledgeVersion.room_id == room)
    ).one()
    changed = connection.execute(
        select(func.max(Setting.changed_at)).where(
            Setting.room_id == room, Setting.topic_id == 0, Setting.key.in_(KEYS)
        )
    ).scalar()
    return number + 1, changed if changed and changed > newest else now


def sign(connection: Connection, *, room: int, person: int, charter: Charter, now: int) -> None:
    """Somebody signs what holds; the first time counts."""
    keep(connection, room=room, charter=charter, now=now)
    row = inserting(connection, Signature).values(
        room_id=room, user_id=person, version=charter.version, at=now
    )
    connection.execute(row.on_conflict_do_nothing())


def signed(connection: Connection, *, room: int, person: int, version: str) -> int | None:
    """When somebody signed a version; None if they did not."""
    return connection.execute(
        select(Signature.at).where(
            Signature.room_id == room, Signature.user_id == person, Signature.version == version
        )
    ).scalar()


def versions(connection: Connection, room: int, number: int = 0) -> list[Version]:
    """The versions of a room, newest first; the one of a number, if it is given."""
    many = (
        select(func.count())
        .where(Signature.room_id == room, Signature.version == PledgeVersion.version)
        .scalar_subquery()
    )
    row = PledgeVersion
    query = select(row.number, row.version, row.at, many, row.body).where(row.room_id == room)
    if number:
        query = query.where(row.number == number)
    return [
        Version(found.number, found.version, found.at, found[3], _read(found.body))
        for found in connection.execute(query.order_by(row.number.desc()))
    ]


def current(connection: Connection, room: int, version: str) -> Version | None:
    """A version that was kept, by its hash."""
    number = connection.execute(
        select(PledgeVersion.number).where(
            PledgeVersion.room_id == room, PledgeVersion.version == version
        )
    ).scalar()
    return versions(connection, room, number)[0] if number else None


def _read(body: str) -> Charter | None:
    return msgspec.json.decode(body, type=Charter) if body else None


def signed_by(connection: Connection, room: int, person: int) -> list[tuple[int, str, int]]:
    """What somebody signed, newest first: number, version, and when."""
    rows = connection.execute(
        select(PledgeVersion.number, PledgeVersion.version, Signature.at)
        .join(
            Signature,
            and_(
                Signature.room_id == PledgeVersion.room_id,
                Signature.version == PledgeVersion.version,
            ),
        )
        .where(Signature.room_id == room, Signature.user_id == person)
        .order_by(PledgeVersion.number.desc())
    )
    return [(row.number, row.version, row.at) for row in rows]


def tally(connection: Connection, room: int, version: str) -> tuple[int, int]:
    """How many people are known to be in a room, bots aside, and how many of them signed."""
    theirs = and_(
        Signature.room_id == Member.room_id,
        Signature.user_id == Member.user_id,
        Signature.version == version,
    )
    seen, done = connection.execute(
        select(func.count(), func.count(Signature.user_id))
        .select_from(Member)
        .join(People, People.user_id == Member.user_id)
        .outerjoin(Signature, theirs)
        .where(Member.room_id == room, Member.status.in_(INSIDE), People.bot == 0)
    ).one()
    return seen, done
