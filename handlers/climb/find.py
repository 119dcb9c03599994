"""A query as typed, with the names in it, and what it finds."""

from msgspec import Struct, structs

from bot.core import daily
from bot.core.errors import UserError
from bot.core.unit import Unit
from services import archive, roster, search
from services.archive import Coverage
from services.search import Page, Query, Stretch, Unclear

MISSING = 2_000
"""Messages that the index may lack and are taken up before a search."""

_SELF = ("me", "我", "self")


class Found(Struct, frozen=True):
    """What was looked for, as typed and as read, and a page of what was found. `missing`: how many
    messages are not in the index yet."""

    shown: str
    query: Query
    page: Page
    names: dict[int, str]
    coverage: Coverage
    missing: int


async def checked(unit: Unit, typed: str, person: int) -> tuple[Query, Stretch | None]:
    """A query that can be asked in this group.

    Raises:
        UserError: it cannot be read, or names somebody or something unknown.
    """
    try:
        query = search.read(typed, now=unit.now, zone=daily.zone_of(unit.values))
    except Unclear as unclear:
        raise UserError(unit.say(unclear.why, what=unclear.what[:40])) from None
    authors = []
    for name in query.people:
        number = person if name in _SELF else await _known(unit, name)
        if not number:
            raise UserError(unit.say("climb-unclear-from", what=name[:40]))
        authors.append(number)
    within = await _stretch(unit, query.within) if query.within else None
    return structs.replace(query, authors=tuple(authors)), within


async def search_in(
    unit: Unit, typed: str, person: int, *, limit: int, after: int = 0
) -> Found | str:
    """A page of what is found in this group; in words, if it cannot be asked any more."""
    try:
        query, within = await checked(unit, typed, person)
    except UserError as error:
        return error.text
    room, now, keep = unit.room.id, unit.now, unit.values[archive.KEY]
    missing, page = 0, Page(())
    if keep != archive.OFF:
        missing = await unit.run(lambda c: archive.catch_up(c, now, MISSING))
        page = await unit.run(
            lambda c: search.find(c, query, room=room, after=after, limit=limit, within=within)
        )
    people = [one.author for one in page.hits]
    names = await unit.run(lambda c: roster.names(c, people))
    coverage = await unit.run(lambda c: archive.coverage(c, room=room, now=now, keep=keep))
    return Found(" ".join(typed.split())[:60], query, page, names, coverage, missing)


async def _known(unit: Unit, name: str) -> int:
    if name.isascii() and name.lstrip("-").isdigit():
        return int(name) if len(name) <= 16 else 0
    found: int | None = await unit.run(lambda c: roster.find_person(c, name, unit.room.id))
    return found or 0


async def _stretch(unit: Unit, code: str) -> Stretch:
    for feature in unit.house.features:
        if feature.stretch and feature.is_on(unit.values):
            found = await feature.stretch(unit, code)
            if isinstance(found, Stretch):
                return found
    raise UserError(unit.say("climb-unclear-in", what=code[:40]))
