"""Impersonation: names that look like an administrator's."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from bot.core.role import Admin
from models.impersonation import AdminLook
from services.ads.fold import fold
from services.ads.skeleton import to_latin

SHORTEST = 2
"""Signs of a name that is compared: one alone says nothing."""

NOBODY = 0
"""Stands among the looks of a room whose administrators were looked at, few as they may be."""

_ALIKE = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o", "5": "s"})
"""What even a skeleton keeps apart, and nobody does at a glance."""


class Likeness(Struct, frozen=True):
    """Whom a name looks like. `disguised`: it is written otherwise, so that it is no chance."""

    admin: int
    name: str
    disguised: bool


@lru_cache(maxsize=4096)
def look_of(name: str) -> str:
    """What is left of a name at a glance: letters and digits, whatever alphabet they are from."""
    latin = to_latin(fold(name)).translate(_ALIKE)
    return "".join(sign for sign in latin if sign.isalnum())


def judge(name: str, admins: Iterable[Admin]) -> Likeness | None:
    """The administrator whom somebody's name looks like; the anonymous are nobody's model."""
    own = look_of(name)
    if len(own) < SHORTEST:
        return None
    for admin in admins:
        if admin.anonymous or admin.is_bot or look_of(admin.name) != own:
            continue
        same = " ".join(name.split()).casefold() == " ".join(admin.name.split()).casefold()
        return Likeness(admin.id, admin.name, disguised=not same)
    return None


def is_like(name: str, known: Iterable[str]) -> bool:
    """Whether a name looks like one of some others."""
    own = look_of(name)
    return len(own) >= SHORTEST and any(look_of(one) == own for one in known)


def looks_of(admins: Iterable[Admin]) -> dict[int, str]:
    """How the names of administrators look, by number; empty where there is too little of one."""
    found = {
        one.id: look if len(look := look_of(one.name)) >= SHORTEST and not one.anonymous else ""
        for one in admins
    }
    return {NOBODY: "", **found}


def recall(connection: Connection, rooms: Sequence[int]) -> Mapping[int, dict[int, str]]:
    """How the administrators' names of some rooms look, as far as they were looked at."""
    found: dict[int, dict[int, str]] = {}
    rows = connection.execute(
        select(AdminLook.room_id, AdminLook.user_id, AdminLook.look).where(
            AdminLook.room_id.in_(rooms)
        )
    )
    for room, person, look in rows:
        found.setdefault(room, {})[person] = look
    return found


def learn(connection: Connection, room: int, looks: Mapping[int, str]) -> None:
    """Keep how the administrators' names of a room look now."""
    connection.execute(delete(AdminLook).where(AdminLook.room_id == room))
    rows = [{"room_id": room, "user_id": one, "look": look} for one, look in looks.items()]
    connection.execute(insert(AdminLook), rows)
