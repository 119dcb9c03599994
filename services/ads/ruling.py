"""From a reading to a verdict: bands, the owner's policy, trust and repetition."""

import msgspec

from bot.core import duration
from bot.core.feature import Record, Standing
from bot.core.incoming import Facts
from bot.core.settings import Values
from bot.core.verdict import FOREVER, Reason, Sanction, Verdict
from services.ads.band import Band, Shape, band
from services.ads.judge import judge
from services.ads.policy import STANDARD, Policy
from services.ads.reading import Reading
from services.ads.setting import policy_of
from services.trust import is_trusted

RULE = "ads"
SWEEP = 600
"""Seconds back from which everything goes with somebody who is removed."""

AGAIN = duration.DAY
"""Seconds within which a trusted person's second certain ad mutes them."""

REPEAT = 30 * duration.DAY
_WORST = Shape(new=True, photoless=True)


def read(facts: Facts, values: Values) -> Reading | None:
    """What there is to be said about a message; None if no standing could make it suspicious."""
    reading = judge(facts.pieces, values.derive(_policy))
    if not reading.findings:
        return None
    if band(reading, values["ads.level"], shape=_WORST) is Band.NONE:
        return None
    return reading


def rule(
    facts: Facts, reading: Reading, standing: Standing, values: Values, now: int
) -> Verdict | None:
    """What is to be done about it. Nobody who is trusted is removed by the machine.

    Windows and trust go by when it was said, however late it reached us.
    """
    at = facts.at
    trusted = is_trusted(standing, values, at)
    shape = Shape(new=standing.substance == 0)
    found = band(reading, values["ads.level"], trusted=trusted, shape=shape)
    if found is Band.NONE:
        return None
    reason = Reason(RULE, found.name.lower(), msgspec.json.encode(reading.findings).decode())
    if found is Band.SUSPICIOUS:
        return Verdict(report=True, reasons=(reason,))
    if found is Band.LIKELY:
        return Verdict(delete=True, report=True, reasons=(reason,))
    if trusted:
        again = any(one.at > at - AGAIN for one in _certain(standing))
        return Verdict(
            delete=True,
            report=True,
            sanction=Sanction.MUTE if again else Sanction.NONE,
            term=FOREVER if again else 0,
            reasons=(reason,),
        )
    policy = values["ads.policy"]
    if policy not in ("report", "delete") and values["ads.repeat"] and _repeats(standing, at):
        policy = values["ads.repeat"]
    return _apply(policy, reason)


def _policy(values: Values) -> Policy:
    policy = policy_of(values)
    return STANDARD if policy == STANDARD else policy


def _certain(standing: Standing) -> list[Record]:
    return [
        one
        for one in standing.records
        if one.rule == RULE and one.band == "certain" and one.state != "dismissed"
    ]


def _repeats(standing: Standing, at: int) -> bool:
    """Whether this is a new ad after one that was dealt with, and not a further hit of that."""
    came = standing.joined_at or 0
    return any(
        at - REPEAT < one.at and (one.at < came or one.last_hit_at <= at - SWEEP)
        for one in _certain(standing)
    )


def _apply(policy: str, reason: Reason) -> Verdict:
    word, _, term = policy.partition(" ")
    seconds = duration.parse(term) if term else None
    if word == "report":
        return Verdict(report=True, reasons=(reason,))
    sanction = {"kick": Sanction.KICK, "ban": Sanction.BAN, "mute": Sanction.MUTE}.get(word)
    if sanction is None:
        return Verdict(delete=True, reasons=(reason,))
    return Verdict(
        delete=True,
        sanction=sanction,
        term=0 if sanction is Sanction.KICK else seconds or FOREVER,
        sweep=SWEEP,
        reasons=(reason,),
    )
