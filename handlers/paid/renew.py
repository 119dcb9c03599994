"""`/renew`: a member pays for more, by an invoice in the private chat."""

from functools import partial

from bot.core import phrase
from bot.core import room as rooms
from bot.core.actions import Answer, Button, Buttons, Send
from bot.core.manner import whisper
from bot.core.texts import unmarked
from bot.core.unit import Unit
from services import desk
from services.paid import book, money, term
from services.paid.book import Bill
from services.paid.term import Term

from .checkout import may_renew

LINK = "renew"
"""The deep link that leads to an invoice; behind it the number of the room."""

ASKED = "paid.renew"
"""The deadline, due at once, at which a group hears that somebody wants to pay for more."""

AGAIN = 10
"""Seconds within which no second invoice is sent."""


def button(unit: Unit) -> Buttons:
    """What leads from a group to the invoice; nothing where nobody can pay."""
    if not money.is_offered(unit):
        return ()
    url = unit.link(LINK, str(unit.room.id))
    return ((Button(text=unit.say("paid-renew"), url=url),),)


async def renew(unit: Unit) -> None:
    """In the group the way to the invoice; in private the invoice, of whichever group it is."""
    if unit.room.is_group:
        offered = money.is_offered(unit)
        key = "paid-renew-here" if offered else "paid-renew-not"
        say = partial(unit.say, key, group=unit.room.title[:64])
        await whisper(unit, say, buttons=button(unit))
        return
    mine: list[Term] = await unit.run(lambda c: term.of(c, unit.actor))
    if not mine:
        unit.reply(unit.say("paid-renew-nothing"))
    elif len(mine) == 1:
        await _refer(unit, mine[0].room)
    else:
        shown = [one.room for one in mine[:20]]
        names = await unit.run(lambda c: book.titles(c, shown))
        rows = tuple(
            (Button(text=names[room][:40] or str(room), data=f"paid_renew:{room}"),)
            for room in shown
        )
        unit.reply(unit.say("paid-renew-which"), buttons=rows)


async def press(unit: Unit) -> None:
    """A group was chosen, or the button below a reminder was pressed."""
    if not unit.args.isdecimal() or len(unit.args) > 15:
        unit.stale()
        return
    await _refer(unit, int(unit.args))


async def open_link(unit: Unit) -> None:
    """Somebody followed the way to the invoice."""
    known = unit.args.isdecimal() and len(unit.args) <= 15
    if not known or await unit.run(lambda c: rooms.get(c, int(unit.args))) is None:
        unit.reply(unit.say("paid-renew-nothing"))
        return
    await _refer(unit, int(unit.args))


async def _refer(unit: Unit, room: int) -> None:
    await desk.refer(unit, room, ASKED, language=unit.language)


async def asked(unit: Unit) -> None:
    """In the lane of the group: a member gets an invoice, or hears why not."""
    data, room = unit.data, unit.room.id
    person = data["by"]
    status = await unit.run(lambda c: book.status(c, room, person))
    known = await unit.run(lambda c: term.find(c, room, person)) is not None
    group = unit.room.title[:64]
    with money.speaking(unit, data["language"]):
        if query := data["query"]:
            unit.do(Answer(room=room, query=query))
        if not may_renew(status, known=known):
            _say(unit, person, unit.say("paid-renew-nothing"))
        elif not money.is_offered(unit):
            _say(unit, person, unit.say("paid-renew-not", group=group))
        elif not await _was_sent(unit, person):
            seconds = phrase.span(unit.values["entry.term"], unit.language)
            text = unmarked(unit.say("paid-bill", group=group, term=seconds))
            title = unmarked(unit.say("paid-bill-title"))
            await money.bill(unit, person=person, to=person, title=title, text=text)


def _say(unit: Unit, person: int, text: str) -> None:
    unit.do(Send(room=unit.room.id, to=person, text=text), expires_at=unit.now + 300)


async def _was_sent(unit: Unit, person: int) -> bool:
    """Whether the invoice was sent this very moment."""
    last: Bill | None = await unit.run(lambda c: book.last_bill(c, unit.room.id, person))
    if last is None or last.at <= unit.now - AGAIN:
        return False
    return (last.amount, last.term) == (unit.values["entry.price"], unit.values["entry.term"])
