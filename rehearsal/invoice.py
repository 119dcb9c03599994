"""What is offered for Telegram Stars, and the rules of such an offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearsal.error import Violated
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.call import Params

STARS = "XTR"
MONTH = 2_592_000
"""The only period of a subscription, in seconds."""
DEAREST = 10_000


@dataclass(frozen=True)
class Invoice:
    """An offer, which any number of people may pay; `period` makes it a subscription."""

    title: str
    description: str
    payload: str
    amount: int
    period: int = 0
    start_parameter: str = ""

    def to_json(self) -> Json:
        """The offer as an `Invoice` object."""
        return {
            "title": self.title,
            "description": self.description,
            "start_parameter": self.start_parameter,
            "currency": STARS,
            "total_amount": self.amount,
        }

    def button(self) -> Json:
        """The keyboard that Telegram puts under it."""
        return {"inline_keyboard": [[{"text": f"Pay ⭐️{self.amount}", "pay": True}]]}


def read(params: Params) -> Invoice:
    """The offer a request describes; only Telegram Stars are simulated."""
    if params.text("currency") != STARS:
        raise Violated("CURRENCY_INVALID")
    prices = params.listing("prices")
    tips = params.integer("max_tip_amount") or params.listing("suggested_tip_amounts")
    if len(prices) != 1 or params.text("provider_token") or tips:
        raise Violated("STARS_INVOICE_INVALID")
    amount = int(prices[0]["amount"])
    if not 1 <= amount <= DEAREST:
        raise Violated("CURRENCY_TOTAL_AMOUNT_INVALID")
    if not 1 <= len(params.text("payload").encode()) <= 128:
        raise Violated("INVOICE_PAYLOAD_INVALID")
    period = params.integer("subscription_period")
    if period not in (None, MONTH):
        raise Violated("SUBSCRIPTION_PERIOD_INVALID")
    return Invoice(
        params.text("title"),
        params.text("description"),
        params.text("payload"),
        amount,
        period or 0,
        params.text("start_parameter"),
    )
