"""What a group decides about its door."""

import re
from collections.abc import Mapping
from datetime import date

from bot.core import demand as demands
from bot.core import phrase
from bot.core.demand import Both, Demand
from bot.core.duration import DAY, MINUTE
from bot.core.errors import UserError
from bot.core.gate import Applicant, Gate
from bot.core.kinds import number, span, toggle
from bot.core.settings import Setting, Unfit, Values
from bot.core.verdict import Sanction
from services.entry.explain import check, explain
from services.moderation.ladder import Step, parse_step, show_step

LONG = 7 * DAY
"""Seconds of the whole application where other people are waited for."""

_OFF = frozenset(("", "off", "none", "关", "关闭"))
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TURNED_AWAY = frozenset(("decline", "kick", "拒绝", "踢出"))


def settings(gates: Mapping[str, Gate]) -> tuple[Setting, ...]:
    """The settings of a door that has these gates."""
    takes = {name: gate.takes for name, gate in gates.items()}

    def parse(text: str) -> str:
        if text.strip().lower() in _OFF:
            return ""
        return demands.show(demands.parse(text, takes))

    return (
        toggle("entry.enabled", True),
        Setting(
            key="entry.require",
            default="",
            parse=parse,
            show=lambda value: value or "off",
            allowed=f"{', '.join(gates)} · and, or, ( ) · off",
            options=("", *(one for one in ("captcha", "pledge", "review") if one in gates)),
            explain=explain,
            check=check,
        ),
        span("entry.deadline", DAY, 5 * MINUTE, 30 * DAY),
        span("entry.retry", 10 * MINUTE, 0, 30 * DAY),
        number("entry.attempts", 3, 1, 20),
        Setting(
            key="entry.on_fail",
            default="decline",
            parse=_parse_end,
            show=str,
            allowed="decline | ban 1h | ban 30d | ban",
            options=("decline", "ban 1h", "ban 1d"),
            worded=True,
        ),
        number("entry.seats", 0, 0, 200_000),
        span("entry.claim", DAY, 10 * MINUTE, 7 * DAY),
        Setting(
            key="entry.until",
            default="",
            parse=_parse_day,
            show=lambda value: value or "off",
            allowed="2026-12-31 | off",
        ),
    )


def demand_of(values: Values, gates: Mapping[str, Gate]) -> Demand | None:
    """What a group asks of newcomers; None for nothing."""
    source = values.get("entry.require", "")
    if not source or not values.get("entry.enabled", False):
        return None
    return demands.parse(source, {name: gate.takes for name, gate in gates.items()})


def asked_of(one: Applicant, values: Values, gates: Mapping[str, Gate]) -> Demand:
    """What somebody is asked: as it was when they came, or where one of those gates is gone by
    now, what the group asks today; nothing, if that is nothing."""
    try:
        return demands.parse(one.demand, {name: gate.takes for name, gate in gates.items()})
    except Unfit:
        return demand_of(values, gates) or Both(())


def term_of(values: Values, demand: Demand, gates: Mapping[str, Gate]) -> int:
    """Seconds for the whole application: longer where people are waited for, unless the group
    has decided on a term."""
    chosen: int = values["entry.deadline"]
    if "entry.deadline" in values.changed:
        return chosen
    human = any(gates[leaf.gate].human for leaf in demands.leaves(demand))
    return max(chosen, LONG) if human else chosen


def is_closed(values: Values, now: int, zone: str) -> bool:
    """Whether the last day on which anybody may come in is over, by the group's own clock."""
    last: str = values["entry.until"]
    return bool(last) and phrase.stamp(now, zone)[:10] > last


def step_of(values: Values) -> Step:
    """What happens to an open joiner who fails; of a request, a ban follows the refusal."""
    written: str = values["entry.on_fail"]
    return (None if written == "decline" else parse_step(written)) or Step(Sanction.KICK)


def _parse_end(text: str) -> str:
    word = text.strip().lower()
    if word in _TURNED_AWAY:
        return "decline"
    step = parse_step(word)
    if step is None or step.act is not Sanction.BAN:
        raise UserError("decline | ban 1h | ban 30d | ban")
    return show_step(step)


def _parse_day(text: str) -> str:
    word = text.strip().lower()
    if word in _OFF:
        return ""
    found = _DATE.fullmatch(word)
    try:
        if found is None:
            raise ValueError
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        raise UserError("2026-12-31 | off") from None
