"""Weighing: hits become findings whose weights add up, each group up to its cap."""

from collections.abc import Iterable
from typing import Final

from services.ads.reading import NOTHING, Finding, Group, Hit, Reading

CAPS: Final[dict[Group, int]] = {
    "blocked": 100,
    "offer": 8,
    "place": 4,
    "disguise": 4,
    "carrier": 2,
    "hint": 1,
}
COMMON: Final = 2
COMMON_WORDS: Final = 3
"""Words of at most two points are everybody's: all of them together count three."""
OFFER: Final = 4
TOGETHER: Final = 5
SOFTLY: Final = 3
HALF_TOGETHER: Final = 2
IN_NAME: Final = 2
SOFT: Final = frozenset({"name", "call"})
"""Places that ordinary talk has, too: a mentioned name, \"write me\"."""
_NAMES: Final = frozenset({"display name", "new member", "sender tag", "sender chat"})


def weigh(hits: Iterable[tuple[str, Hit]]) -> Reading:
    """Return the reading of all hits of a message, given with their carriers.

    A key counts once, with its best weight. An offer (4 points) together with a place
    adds 5 (3 to a soft place): that is what makes an ad, neither of them alone does.
    """
    best: dict[tuple[Group, str], tuple[str, Hit]] = {}
    named, firm = None, False
    for pair in hits:
        carrier, hit = pair
        group = hit.group
        known = best.get((group, hit.key))
        if known is None or known[1].weight < hit.weight:
            best[group, hit.key] = pair
        if group == "place" and hit.signal not in SOFT:
            firm = True
        if carrier in _NAMES and _is_specific(hit):
            named = Finding("offer in a name", carrier, hit.evidence, IN_NAME)
    ranked = sorted(best.values(), key=_weight, reverse=True)
    findings, left = _cap(ranked)
    if not findings:
        return NOTHING
    offered = CAPS["offer"] - left["offer"] >= OFFER
    reachable = left["place"] < CAPS["place"]
    if named is not None:
        findings.append(named)
    if reachable:
        for carrier, hit in ranked:
            if _is_specific(hit):
                full = TOGETHER if firm else SOFTLY
                weight = full if offered else HALF_TOGETHER
                findings.append(Finding("offer with a contact", carrier, hit.evidence, weight))
                break
    score = 0
    for finding in findings:
        score += finding.weight
    return Reading(
        tuple(findings),
        score,
        offered=offered,
        reachable=reachable,
        blocked=left["blocked"] < CAPS["blocked"],
    )


def _weight(pair: tuple[str, Hit]) -> int:
    return pair[1].weight


def _cap(ranked: list[tuple[str, Hit]]) -> tuple[list[Finding], dict[Group, int]]:
    """Return the findings that still add something, and what is left of each cap."""
    left = dict(CAPS)
    common = COMMON_WORDS
    findings = []
    for carrier, hit in ranked:
        group = hit.group
        weight = min(hit.weight, left[group])
        if group == "offer" and hit.weight <= COMMON:
            weight = min(weight, common)
            common -= weight
        if weight > 0:
            left[group] -= weight
            findings.append(Finding(hit.signal, carrier, hit.evidence, weight))
    return findings, left


def _is_specific(hit: Hit) -> bool:
    return hit.group == "offer" and hit.weight > COMMON
