"""Stars change hands, and the private chat says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearsal import event
from rehearsal.error import bad_request
from rehearsal.invoice import STARS, Invoice
from rehearsal.till import Charge, Subscription
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.customer import Customer
    from rehearsal.world import World


def _told(charge: Charge) -> Json:
    return {
        "currency": STARS,
        "total_amount": charge.invoice.amount,
        "invoice_payload": charge.invoice.payload,
        "telegram_payment_charge_id": charge.id,
    }


def take(
    person: Customer,
    invoice: Invoice,
    subscription: Subscription | None = None,
    *,
    first: bool = False,
) -> Charge:
    """Take the stars for an offer; whether there are enough was asked before."""
    world = person.world
    number = f"stx{world.rng.getrandbits(240):060x}"
    charge = world.till.charges[number] = Charge(number, person, invoice, subscription)
    world.till.record(charge, world.now())
    paid = _told(charge)
    paid["provider_payment_charge_id"] = f"{person.id}_{len(world.till.charges)}"
    if subscription is not None:
        paid |= {"subscription_expiration_date": subscription.ends, "is_recurring": True}
        if first:
            paid["is_first_recurring"] = True
    person.started = True
    event.service(person.private, person, successful_payment=paid)
    return charge


def give_back(world: World, charge: Charge) -> None:
    """Refund a payment, once; a subscription goes on until somebody cancels it."""
    if charge.refunded:
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    if world.till.balance < charge.invoice.amount:
        raise bad_request("BALANCE_TOO_LOW")
    charge.refunded = True
    world.till.record(charge, world.now(), back=True)
    event.service(charge.person.private, charge.person, refunded_payment=_told(charge))
