"""Money comes in, and goes back, inside the lane of the group it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.core import room as rooms
from bot.core.actions import Bill as SendBill
from bot.core.actions import Refund
from bot.core.unit import Unit
from services.paid import book, term
from services.paid.book import COUNTED, NEW, RETURNING, STUCK, Bill, Payment
from services.paid.term import Term

DUE = "paid.due"
"""The deadline at which something happens to a term."""

REFUNDED = "paid.refunded"
"""The continuation: Telegram gave something back, or did not."""

PREVIEW = "paid.preview"
"""The deadline, due at once, at which administrators see who would be removed."""

TITLE, TEXT = 32, 255
"""Characters that an invoice's title and text hold."""


@contextmanager
def speaking(unit: Unit, language: str) -> Iterator[None]:
    """Speak somebody's own language."""
    before, unit.language = unit.language, language or unit.language
    try:
        yield
    finally:
        unit.language = before


async def language_of(unit: Unit, person: int) -> str:
    """The language that somebody chose in private; the group's, if they never did."""
    there = await unit.run(lambda c: rooms.find(c, [person]))
    return (there[person].language if person in there else "") or unit.group_language


def is_offered(unit: Unit) -> bool:
    """Whether somebody can pay here: the operator takes payments, and there is a price."""
    return unit.house.sells(unit.room.chat_id) and bool(unit.values["entry.price"])


async def bill(
    unit: Unit, *, person: int, to: int, title: str, text: str, application: int = 0
) -> Bill:
    """Send somebody an invoice at today's price."""
    amount, seconds = unit.values["entry.price"], unit.values["entry.term"]
    offered: Bill = await unit.run(
        lambda c: book.offer(
            c,
            room=unit.room.id,
            person=person,
            application=application,
            amount=amount,
            term=seconds,
            now=unit.now,
        )
    )
    unit.do(
        SendBill(
            room=unit.room.id,
            to=to,
            title=_cut(title, TITLE),
            text=_cut(text, TEXT),
            payload=offered.payload,
            amount=amount,
        )
    )
    return offered


async def credit(unit: Unit, payment: Payment) -> Term | None:
    """Give the term that was paid for, once; None if that was done before, or it goes back."""
    if not await unit.run(lambda c: book.move(c, payment.id, NEW, to=COUNTED)):
        return None
    return await extend(unit, payment.person, payment.name, payment.term)


async def extend(unit: Unit, person: int, name: str, seconds: int) -> Term:
    """Give somebody a term, or a longer one."""
    room = unit.room.id
    before: Term | None = await unit.run(lambda c: term.find(c, room, person))
    given: Term = await unit.run(
        lambda c: term.extend(c, room=room, person=person, name=name, seconds=seconds, now=unit.now)
    )
    await schedule(unit, given)
    await _look_again(unit, before)
    return given


async def give_back(
    unit: Unit, payment: Payment, why: str, *, by: int = 0, language: str = ""
) -> bool:
    """Give Stars back, and take the term that they bought; False if that was done before.

    `why` is the end of the name of the text that tells the person, in a language if it is known.
    """
    counted = await unit.run(lambda c: book.move(c, payment.id, COUNTED, to=RETURNING, by=by))
    if counted:
        await _take_away(unit, payment)
    elif not await unit.run(lambda c: book.move(c, payment.id, NEW, STUCK, to=RETURNING, by=by)):
        return False
    unit.do(
        Refund(room=unit.room.id, person=payment.person, charge=payment.charge),
        then=REFUNDED,
        then_data={"payment": payment.id, "why": why, "language": language},
    )
    return True


async def _take_away(unit: Unit, payment: Payment) -> None:
    room, person = unit.room.id, payment.person
    await unit.run(
        lambda c: term.shorten(c, room=room, person=person, seconds=payment.term, now=unit.now)
    )
    left: Term | None = await unit.run(lambda c: term.find(c, room, person))
    if left is not None and left.state == term.LIVE:
        await schedule(unit, left)


async def schedule(unit: Unit, one: Term) -> None:
    """Set the deadline of a term: when something happens next."""
    grace: int = unit.values["entry.grace"]
    due_at = max(term.next_at(one, grace), unit.now)
    waits = grace if one.told == term.OVER else 0
    data = {"person": one.person}
    await unit.later(DUE, one.key, due_at=due_at, data=data, term=waits)


async def drop(unit: Unit, person: int) -> bool:
    """Somebody may stay for ever; False if they could before."""
    room = unit.room.id
    before: Term | None = await unit.run(lambda c: term.find(c, room, person))
    if before is None:
        return False
    await unit.cancel(DUE, before.key)
    await unit.run(lambda c: term.drop(c, room, person))
    await _look_again(unit, before)
    return True


async def _look_again(unit: Unit, before: Term | None) -> None:
    """Administrators who are asked about somebody see that they need not be any more."""
    if before is not None and before.state == term.WAITING:
        await show_preview(unit)


async def show_preview(unit: Unit, *, anew: bool = False) -> None:
    """Have administrators shown who would be removed, in their lane's next turn."""
    room = unit.room.id
    data = {"case": room, "anew": anew}
    await unit.later(PREVIEW, f"terms:{room}", due_at=unit.now, data=data)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
