"""The bot's stars: what is offered, what is being paid, and what was paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearsal.invoice import Invoice
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.checkout import Checkout
    from rehearsal.customer import Customer


@dataclass(eq=False)
class Subscription:
    """Somebody's standing order; `ends` is Unix time.

    `cancelled` means that it will not be renewed, `barred` that the bot cancelled it: then its
    owner can't take it up again.
    """

    person: Customer
    invoice: Invoice
    ends: int
    cancelled: bool = False
    barred: bool = False
    over: bool = False


@dataclass(eq=False)
class Charge:
    """One payment that was made."""

    id: str
    person: Customer
    invoice: Invoice
    subscription: Subscription | None = None
    refunded: bool = False


class Till:
    """Invoices by their links, payments under way and made by their ids."""

    def __init__(self) -> None:
        self.balance = 0
        self.invoices: dict[str, Invoice] = {}
        self.checkouts: dict[str, Checkout] = {}
        self.charges: dict[str, Charge] = {}
        self.transactions: list[Json] = []

    def charge_of(self, person_id: int, charge_id: str) -> Charge | None:
        """The payment with that id, if it is that person's."""
        found = self.charges.get(charge_id)
        return found if found is not None and found.person.id == person_id else None

    def record(self, charge: Charge, date: int, *, back: bool = False) -> None:
        """Move the stars of a payment, or (`back`) of its refund, and write that down."""
        invoice, person = charge.invoice, charge.person
        amount = -invoice.amount if back else invoice.amount
        person.stars -= amount
        self.balance += amount
        partner: Json = {
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": person.to_json(),
            "invoice_payload": invoice.payload,
        }
        if invoice.period:
            partner["subscription_period"] = invoice.period
        self.transactions.append(
            {
                "id": charge.id,
                "amount": invoice.amount,
                "date": date,
                "receiver" if back else "source": partner,
            }
        )
