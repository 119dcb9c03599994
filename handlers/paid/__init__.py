"""Paid membership: the gate `paid`, terms and their end, renewals, refunds."""

from dataclasses import replace

from bot.core import demand as demands
from bot.core import phrase
from bot.core.duration import DAY, HOUR
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press, Watcher
from bot.core.kinds import number, span
from bot.core.settings import Setting
from bot.core.unit import Unit
from handlers.paid import checkout, end, look, refund, renew
from handlers.paid.gate import GATE
from services.entry.setting import demand_of
from services.paid import book, money

RIGHT = "can_restrict_members"
MOST = 100_000
_OFF = frozenset(("", "off", "0", "关", "关闭"))


def _price() -> Setting:
    """Stars; 0 for none, which is where a group begins."""
    plain = number("entry.price", 1, 1, MOST)
    allowed = f"{plain.allowed} | off"

    def parse(text: str) -> int:
        if text.strip().lower() in _OFF:
            return 0
        try:
            return int(plain.parse(text))
        except UserError:
            raise UserError(allowed) from None

    return replace(
        plain, default=0, allowed=allowed, parse=parse, show=lambda value: str(value or "off")
    )


def sentences(unit: Unit) -> list[str]:
    """What membership costs, and when it ends, where that is asked."""
    demand = demand_of(unit.values, unit.house.gates)
    asked = demand is not None and any(leaf.gate == "paid" for leaf in demands.leaves(demand))
    if not asked or not money.is_offered(unit):
        return []
    values = unit.values
    return [
        unit.say(
            "rules-paid",
            amount=values["entry.price"],
            term=phrase.span(values["entry.term"], unit.language),
            grace=phrase.span(values["entry.grace"], unit.language),
        )
    ]


FEATURE = Feature(
    name="paid",
    key="threshold",
    part_of="entry",
    settings=(
        _price(),
        span("entry.term", 730 * DAY, HOUR, 3650 * DAY),
        span("entry.grace", 3 * DAY, 0, 90 * DAY),
    ),
    commands=(
        Command(name="term", handle=look.set_term, right=RIGHT, where="group"),
        Command(name="terms", handle=look.terms, lists=True),
        Command(name="renew", handle=renew.renew),
        Command(name="paysupport", handle=look.support),
        Command(name="refund", handle=refund.refund, right=RIGHT, where="group"),
    ),
    presses=(
        Press(name="paid_renew", handle=renew.press),
        Press(name="paid_over", handle=end.press, lists=True),
        look.LIST.press,
    ),
    links=(Later(name=renew.LINK, handle=renew.open_link),),
    watchers=(
        Watcher(kinds=("pre_checkout_query",), handle=checkout.see_checkout),
        Watcher(kinds=("message",), handle=checkout.see_paid, wants=checkout.pays, private=True),
    ),
    deadlines=(
        Later(name=checkout.ASKED, handle=checkout.decide),
        Later(name=checkout.ARRIVED, handle=checkout.arrived, admins=True),
        Later(name=renew.ASKED, handle=renew.asked),
        Later(name=money.DUE, handle=end.due, admins=True),
        Later(name=money.PREVIEW, handle=end.preview, admins=True),
        Later(name=end.DECIDE, handle=end.decide, admins=True),
        Later(name=end.SWEEP, handle=end.sweep, admins=True),
        Later(name=refund.STUCK_CARD, handle=refund.show_stuck, admins=True),
    ),
    continuations=(
        Later(name=checkout.COUNTED, handle=checkout.counted),
        Later(name=end.REMINDED, handle=end.reminded),
        Later(name=money.REFUNDED, handle=refund.refunded),
    ),
    chores=(book.forget,),
    gates=(GATE,),
    rules=sentences,
)
