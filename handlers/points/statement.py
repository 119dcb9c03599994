"""`/statement`: every point of one's own, and what it came from."""

from functools import partial

from bot.core import daily, phrase, sheet, texts
from bot.core.actions import Button, Edit, SendFile
from bot.core.errors import UserError
from bot.core.manner import Pager, whisper
from bot.core.texts import Html
from bot.core.unit import Unit
from services import person as people
from services import rooms, roster
from services.points import statement
from services.points.statement import Line

SHORT, MOST, FILE = 10, 500, 50_000
"""Entries in the group, on pages, and in a file at most."""

HEAD = ("group", "at", "amount", "balance", "reason", "with", "note", "transfer")


async def show(unit: Unit) -> None:
    """The newest entries by the private ways; in private all of them, or as a file (`csv`)."""
    own = unit.identify() if unit.room.is_group else unit.actor
    if not own:
        raise UserError(unit.say("people-nameless"))
    if unit.room.is_group:
        room = unit.room.id
        more = Button(text=unit.say("points-all"), url=unit.link("statement", str(room)))
        await whisper(unit, lambda: _short(unit, room, own), buttons=((more,),))
        return
    groups: list[tuple[int, str]] = await unit.run(lambda c: people.groups_of(c, own))
    if unit.args.strip().lower() == "csv":
        await _send_file(unit, groups)
    elif len(groups) == 1:
        await PAGES.show(unit, str(groups[0][0]), empty=unit.say("points-nothing"))
    elif groups:
        rows = tuple(
            (Button(text=title[:40] or str(room), data=f"points_of:{room}"),)
            for room, title in groups
        )
        unit.reply(unit.say("points-which"), buttons=rows)
    else:
        unit.reply(unit.say("people-nowhere"))


async def choose(unit: Unit) -> None:
    """A group was chosen, in private."""
    room = _number(unit.args)
    if unit.room.is_group or not room:
        unit.stale()
        return
    unit.answer()
    text = "\n".join((await _lines(unit, str(room)))[: SHORT + 1]) or unit.say("points-nothing")
    more = Button(text=unit.say("points-all"), url=unit.link("statement", str(room)))
    unit.do(
        Edit(
            room=unit.room.id,
            message=unit.facts.message_id,
            text=text,
            buttons=((more,),),
            priority="reply",
        )
    )


async def open_link(unit: Unit) -> None:
    """The link below the short form: all entries of that group."""
    if not _number(unit.args):
        raise UserError(unit.say("points-nothing"))
    await PAGES.show(unit, unit.args, empty=unit.say("points-nothing"))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else 0


async def _short(unit: Unit, room: int, own: int) -> str:
    found = (await _lines(unit, str(room), own))[: SHORT + 1]
    return "\n".join(found) or unit.say("points-nothing")


async def _lines(unit: Unit, args: str, own: int = 0) -> list[str]:
    """The balance, and then the entries, the newest first."""
    room, person = _number(args), own or unit.actor
    found: list[Line] = await unit.run(
        lambda c: statement.lines(c, room=room, person=person, limit=MOST)
    )
    if not found:
        return []
    names = await _names(unit, found)
    zone = await _zone(unit, room)
    held = found[0].balance
    head = unit.say("points-balance", n=held, shown=str(held))
    return [head, *(_line(unit, one, names, zone) for one in found)]


def _line(unit: Unit, one: Line, names: dict[int, str], zone: str) -> str:
    day, time = phrase.stamp(one.at, zone)[5:16].split("T")
    said = unit.say(
        "points-line",
        n=_signed(one.amount),
        why=Html(_why(unit, one, names)),
        at=f"{day} {time}",
        left=str(one.balance),
    )
    return said + ("\n" + unit.say("points-note", note=one.note[:200]) if one.note else "")


def _why(unit: Unit, one: Line, names: dict[int, str]) -> str:
    """The reason in words, with who was on the other side of it."""
    key = f"reason-{one.reason}"
    way = f"{key}-{'in' if one.amount > 0 else 'out'}"
    name = " ".join(names.get(one.other or 0, "").split())[:32]
    if name and way in texts.catalogue(unit.language).variables:
        return unit.say(way, name=name)
    return texts.find(unit.language, key) or one.reason


def _signed(amount: int) -> str:
    return f"+{amount}" if amount > 0 else f"−{-amount}"


async def _names(unit: Unit, found: list[Line]) -> dict[int, str]:
    others = sorted({one.other for one in found if one.other})
    names: dict[int, str] = await unit.run(lambda c: roster.names(c, others))
    return names


async def _zone(unit: Unit, room: int) -> str:
    """The zone of the group whose entries they are."""
    if room == unit.room.id:
        return daily.zone_of(unit.values)
    stored, username, language = await unit.run(lambda c: rooms.settings_of(c, room))
    return daily.zone_of(unit.house.values(stored, username, language))


async def _send_file(unit: Unit, groups: list[tuple[int, str]]) -> None:
    """All of it as a table."""
    own, rows = unit.actor, []
    for room, title in groups:
        found: list[Line] = await unit.run(
            partial(statement.lines, room=room, person=own, limit=FILE)
        )
        names, zone = await _names(unit, found), await _zone(unit, room)
        rows += [
            (
                title,
                phrase.stamp(one.at, zone),
                one.amount,
                one.balance,
                one.reason,
                names.get(one.other or 0, one.account),
                one.note,
                one.transfer,
            )
            for one in found
        ]
    unit.do(
        SendFile(
            room=unit.room.id,
            name="points.csv",
            content="\ufeff" + sheet.write(HEAD, rows),
            text=unit.say("points-file"),
        ),
        expires_at=unit.now + 300,
    )


PAGES = Pager("points_page", _lines)
