"""Somebody is about to pay, and has paid. Both are decided in the lane of the group."""

from dataclasses import dataclass
from typing import Any

from bot.core import daily, phrase
from bot.core.actions import Agree, Count, Refund, Send
from bot.core.gate import Applicant
from bot.core.incoming import Facts
from bot.core.texts import Html, unmarked
from bot.core.unit import Unit
from services import entry, roster
from services.entry import book as door
from services.entry import seats
from services.entry.book import OPEN
from services.entry.flow import enter
from services.paid import book, money, term
from services.paid.book import Bill, Payment
from services.paid.term import Term

from .gate import was_admitted

ASKED, COUNTED = "paid.checkout", "paid.counted"
"""The group decides about a payment, due at once; the members were counted for that."""

ARRIVED = "paid.arrived"
"""The deadline, due at once, at which the group hears of a payment."""

IN_TIME = 9
"""Seconds after which an answer is worth nothing."""

HOLD = 15 * 60
"""Seconds for which a seat is kept for somebody who is paying."""

EVER = 2**40


def pays(facts: Facts) -> bool:
    """Whether Stars have arrived."""
    return "successful_payment" in (facts.raw or {}).get("message", {})


async def see_checkout(unit: Unit) -> None:
    """Somebody is about to pay: the group that sent the invoice decides."""
    query: dict[str, Any] = (unit.facts.raw or {}).get("pre_checkout_query", {})
    payload = str(query.get("invoice_payload", ""))
    bill: Bill | None = await unit.run(lambda c: book.bill(c, payload))
    if bill is None:
        _refuse(unit, str(query["id"]), "paid-refused-old")
        return
    number = str(query["id"])
    data = {
        "query": number,
        "by": unit.actor,
        "amount": query.get("total_amount"),
        "currency": query.get("currency"),
        "payload": payload,
        "at": unit.now,
        "language": unit.language,
    }
    await unit.tell(bill.room, ASKED, number, data=data)


def _refuse(unit: Unit, query: str, key: str) -> None:
    text = unmarked(unit.say(key, group=unit.room.title[:64])) if key else ""
    unit.do(Agree(room=unit.room.id, query=query, refusal=text[:250]))


async def decide(unit: Unit) -> None:
    """In the lane of the group: may they pay? Where seats are counted, one is kept for them."""
    data = unit.data
    if unit.now - data["at"] > IN_TIME:
        return
    with money.speaking(unit, data["language"]):
        asked = await _understand(unit, data)
        refusal = await _judge(unit, data, asked)
        if not refusal and asked.applicant is not None and unit.values["entry.seats"]:
            counting = {**data, "counted": unit.now}
            count = Count(room=unit.room.id)
            unit.do(count, then=COUNTED, then_data=counting, expires_at=data["at"] + IN_TIME)
            return
        _refuse(unit, data["query"], refusal)


async def counted(unit: Unit) -> None:
    """The members were counted: a seat is kept for who pays, or there is none."""
    data, fate = unit.data, unit.fate
    if unit.now - data["at"] > IN_TIME:
        return
    members = fate.result if fate and fate.state == "done" else None
    with money.speaking(unit, data["language"]):
        asked = await _understand(unit, data)
        refusal = await _judge(unit, data, asked)
        one = asked.applicant
        if not refusal and one is not None:
            left = await seats.free(unit, members, counted_at=data["counted"], asking=one.id)
            if members is None:
                refusal = "paid-later"
            elif left is not None and left <= 0:
                refusal = "paid-refused-full"
            else:
                await seats.keep(unit, one, unit.now + HOLD)
        _refuse(unit, data["query"], refusal)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is about to pay, and where they stand: `open` if the gate is."""

    bill: Bill | None
    applicant: Applicant | None = None
    open: bool = False
    status: str = ""
    known: bool = False


async def _understand(unit: Unit, data: dict[str, Any]) -> Asked:
    room = unit.room.id
    bill: Bill | None = await unit.run(lambda c: book.bill(c, data["payload"]))
    if bill is None or bill.room != room:
        return Asked(None)
    if bill.application:
        one = await unit.run(lambda c: door.get(c, bill.application))
        if one is None or one.ended_at is not None:
            return Asked(bill)
        pending = (await enter(unit, one)).open if one.state == OPEN else []
        return Asked(bill, one, any(leaf.gate == "paid" for leaf in pending))
    status = await unit.run(lambda c: book.status(c, room, bill.person))
    found = await unit.run(lambda c: term.find(c, room, bill.person))
    return Asked(bill, status=status, known=found is not None)


async def _judge(unit: Unit, data: dict[str, Any], asked: Asked) -> str:
    """Why somebody may not pay: the name of a text, empty if they may."""
    bill = asked.bill
    if bill is None or data["currency"] != "XTR" or data["amount"] != bill.amount:
        return "paid-refused-old"
    if bill.person != data["by"]:
        return "paid-refused-foreign"
    if not money.is_offered(unit):
        return "paid-refused-off"
    if (bill.amount, bill.term) != (unit.values["entry.price"], unit.values["entry.term"]):
        return "paid-refused-changed"
    if not bill.application:
        return "" if may_renew(asked.status, known=asked.known) else "paid-refused-over"
    if asked.applicant is None:
        return "paid-refused-over"
    return "" if asked.open else "paid-refused-done"


def may_renew(status: str, *, known: bool) -> bool:
    """Whether somebody who stands so in a group may pay for more: members, and who had a term."""
    return status != "kicked" and (known or status in roster.PRESENT)


async def see_paid(unit: Unit) -> None:
    """Stars arrived: the group that sent the invoice hears of it, whatever happens meanwhile."""
    message = (unit.facts.raw or {})["message"]
    paid, person = message["successful_payment"], unit.facts.person
    payload, charge = str(paid["invoice_payload"]), str(paid["telegram_payment_charge_id"])
    bill: Bill | None = await unit.run(lambda c: book.bill(c, payload))
    if person is None or paid.get("currency") != "XTR":
        return
    # Whoever pays here can be written to from now on.
    await unit.run(lambda c: roster.note_person(c, unit.facts, started=True))
    data = {
        "charge": charge,
        "by": person.id,
        "name": person.name[:128],
        "amount": paid["total_amount"],
        "payload": payload,
        "chat": unit.room.chat_id,
        "language": unit.language,
    }
    room = bill.room if bill is not None else unit.room.id
    await unit.tell(room, ARRIVED, charge, data=data)


async def arrived(unit: Unit) -> None:
    """In the lane of the group: a payment is recorded once, and gives what it was made for."""
    data = unit.data
    bill: Bill | None = await unit.run(lambda c: book.bill(c, data["payload"]))
    if bill is None or not unit.room.is_group:
        # Nobody knows any more what it was for.
        unit.do(Refund(room=unit.room.id, person=data["by"], charge=data["charge"]))
        _say(unit, data, unit.say("paid-back-unknown", amount=data["amount"]))
        return
    payment: Payment | None = await unit.run(
        lambda c: book.record(
            c,
            now=unit.now,
            charge_id=data["charge"],
            room_id=unit.room.id,
            user_id=data["by"],
            name=data["name"],
            application_id=bill.application,
            amount=data["amount"],
            term=bill.term,
        )
    )
    if payment is None:
        return
    one: Applicant | None = None
    if bill.application:
        one = await unit.run(lambda c: door.get(c, bill.application))
        gone = one is None or (
            one.ended_at is not None and not await unit.run(lambda c: was_admitted(c, one))
        )
        if gone:
            await money.give_back(unit, payment, "late", language=data["language"])
            return
    given = await money.credit(unit, payment)
    if given is None:
        return
    with money.speaking(unit, data["language"]):
        _say(unit, data, _receipt(unit, payment, given))
    if one is not None and one.ended_at is None:
        await seats.keep(unit, one, EVER)
        await entry.pass_gate(unit, one, "paid")


def _receipt(unit: Unit, payment: Payment, given: Term) -> str:
    day = phrase.date(given.until, unit.language, daily.zone_of(unit.values))
    group = unit.room.title[:64]
    return unit.say("paid-received", amount=payment.amount, group=group, day=Html(day))


def _say(unit: Unit, data: dict[str, Any], text: str) -> None:
    unit.do(Send(room=unit.room.id, to=data["chat"], text=text, if_unknown="again_once"))
