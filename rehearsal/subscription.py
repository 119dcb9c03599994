"""Subscriptions to what the bot offers: begun, renewed by the clock, cancelled, taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearsal.charge import take
from rehearsal.error import Refused
from rehearsal.invoice import Invoice
from rehearsal.till import Charge, Subscription

if TYPE_CHECKING:
    from rehearsal.customer import Customer


def begin(person: Customer, invoice: Invoice) -> Charge:
    """Pay for the first period; the next ones are paid by themselves."""
    made = Subscription(person, invoice, person.world.now() + invoice.period)
    charge = take(person, invoice, made, first=True)
    _watch(made)
    return charge


def _watch(one: Subscription) -> None:
    one.person.world.agenda.at(one.ends, lambda: _renew(one))


def _renew(one: Subscription) -> None:
    if one.cancelled:
        one.over = True
    elif one.person.deactivated or one.person.stars < one.invoice.amount:
        one.over = True
        _tell(one, "failed")
    else:
        one.ends += one.invoice.period
        take(one.person, one.invoice, one)
        _watch(one)


def _tell(one: Subscription, state: str) -> None:
    body = {
        "user": one.person.to_json(),
        "invoice_payload": one.invoice.payload,
        "state": state,
    }
    one.person.world.queue.put("subscription", body)


def of(person: Customer, charge_id: str | None) -> Subscription:
    """The subscription one of whose payments that was, or the only one that still runs."""
    charges = person.world.till.charges.values()
    found = {
        charge.subscription
        for charge in charges
        if charge.person is person and charge_id in (None, charge.id) and charge.subscription
    }
    running = [one for one in found if not one.over]
    if len(running) != 1:
        raise Refused(f"{len(running)} such subscriptions")
    return running[0]


def cancel(one: Subscription) -> None:
    """Its owner wants no renewal; it stays good until its end."""
    if not one.cancelled:
        one.cancelled = True
        _tell(one, "canceled")


def resume(one: Subscription) -> None:
    """Its owner wants it renewed after all, unless the bot is against it."""
    if one.barred:
        raise Refused("the bot cancelled this subscription")
    if one.cancelled:
        one.cancelled = False
        _tell(one, "active")
