"""What has to be known of somebody who came in, read at once."""

from msgspec import Struct
from sqlalchemy import BigInteger, Connection, bindparam, select

from models.member import Member, People
from models.raid import Raid
from services import raid

_ROOM, _PERSON = (bindparam(name, type_=BigInteger) for name in ("room", "person"))
_READ = select(
    select(Member.approved_by)
    .where(Member.room_id == _ROOM, Member.user_id == _PERSON)
    .scalar_subquery(),
    select(People.started).where(People.user_id == _PERSON).scalar_subquery(),
    select(Raid.state).where(Raid.room_id == _ROOM).scalar_subquery(),
)


class Newcomer(Struct, frozen=True, gc=False):
    """Whether an administrator approved them, they once started the bot, a raid goes on."""

    approved: bool
    started: bool
    raided: bool


def read(connection: Connection, room: int, person: int) -> Newcomer:
    """What is known of somebody who came into a room."""
    by, started, state = connection.execute(_READ, {"room": room, "person": person}).one()
    return Newcomer(by is not None, started == 1, state == raid.ON)
