"""Somebody pays: the bot is asked, and has ten seconds to agree."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearsal import subscription
from rehearsal.charge import take
from rehearsal.error import Refused, bad_request
from rehearsal.invoice import STARS, Invoice
from rehearsal.message import Message
from rehearsal.pending import Pending
from rehearsal.press import TOO_OLD
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.customer import Customer
    from rehearsal.world import World

TERM = 10.0
PATIENCE = 15.0
LATE = "BOT_PRECHECKOUT_TIMEOUT"
POOR = "BALANCE_TOO_LOW"


@dataclass(frozen=True)
class Outcome:
    """What came of it: the id of the charge, or else why nothing was paid."""

    charge: str | None = None
    refusal: str | None = None

    @property
    def paid(self) -> bool:
        """Whether the stars are gone."""
        return self.charge is not None


class Checkout:
    """One attempt to pay; `await` it for the outcome."""

    def __init__(self, person: Customer, invoice: Invoice) -> None:
        world = person.world
        self.id = world.new_token()
        self.person = person
        self.invoice = invoice
        self.ends = world.clock.now() + TERM
        self.outcome: Pending[Outcome] = Pending(PATIENCE)
        world.till.checkouts[self.id] = self
        world.queue.put("pre_checkout_query", self.to_json())
        world.agenda.at(self.ends, self._lapse)

    def _lapse(self) -> None:
        if self.outcome.given is None:
            self.outcome.give(Outcome(refusal=LATE))

    def __await__(self) -> Generator[object, None, Outcome]:
        return self.outcome.__await__()

    def to_json(self) -> Json:
        """The question as a `PreCheckoutQuery`."""
        return {
            "id": self.id,
            "from": self.person.to_json(),
            "currency": STARS,
            "total_amount": self.invoice.amount,
            "invoice_payload": self.invoice.payload,
        }


def offered(world: World, source: Message | str) -> Invoice:
    """What is to be paid in a message or behind a link."""
    if isinstance(source, str):
        found = world.till.invoices.get(source)
    else:
        found = None if source.deleted else source.invoice
        copied = isinstance(source, Message) and "forward_origin" in source.content
        if found is not None and copied and found.start_parameter:
            raise Refused("a forwarded copy of this invoice only leads to the bot")
    if found is None:
        raise Refused("there is nothing to pay")
    return found


def begin(person: Customer, source: Message | str) -> Checkout:
    """Press Pay and confirm."""
    invoice = offered(person.world, source)
    if person.stars < invoice.amount:
        raise Refused(POOR)
    return Checkout(person, invoice)


def settle(world: World, query_id: str, refusal: str | None) -> None:
    """Agree to a payment, or (in words for the person) not."""
    checkout = world.till.checkouts.pop(query_id, None)
    if checkout is None or world.clock.now() >= checkout.ends:
        raise bad_request(TOO_OLD)
    person, invoice = checkout.person, checkout.invoice
    if refusal is None and person.stars < invoice.amount:
        refusal = POOR
    if refusal is not None:
        checkout.outcome.give(Outcome(refusal=refusal))
        return
    charge = subscription.begin(person, invoice) if invoice.period else take(person, invoice)
    checkout.outcome.give(Outcome(charge.id))
