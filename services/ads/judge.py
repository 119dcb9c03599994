"""The judgement: from the pieces of a message to a reading of it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.core.incoming import Piece
from services.ads.carrier import weigh_carrier
from services.ads.fold import fold
from services.ads.owner import BLOCKED, find_blocked, is_allowed, is_blocked_place
from services.ads.policy import STANDARD, Policy
from services.ads.reading import NOTHING, Hit, Reading
from services.ads.signals import SIGNALS
from services.ads.view import look
from services.ads.weigh import weigh

_MAX_CACHED: Final = 256


def judge(pieces: Sequence[Piece], policy: Policy = STANDARD) -> Reading:
    """Read all pieces of one message together: an offer here and a contact there add up.

    Returns the shared NOTHING if nothing was found. Never raises, whatever the text.
    """
    hits: list[tuple[str, Hit]] = []
    guarded = policy is not STANDARD and policy.has_blocks
    for piece in pieces:
        carrier, text, kind = piece.carrier, piece.text, piece.kind
        if kind == "words" or len(text) > _MAX_CACHED:
            found = _read(text, kind)
        else:
            found = _read_name(text, kind)
        if found:
            hits += [(carrier, hit) for hit in found]
        if guarded:
            blocked = find_blocked(text, policy)
            if blocked is not None:
                hits.append((carrier, blocked))
        if (weighty := weigh_carrier(carrier)) is not None:
            hits.append((carrier, weighty))
    if not hits:
        return NOTHING
    if policy is not STANDARD:
        hits = _apply(hits, policy, _excuse(pieces, policy))
    return weigh(hits)


def _read(text: str, kind: str) -> tuple[Hit, ...]:
    view = look(text, kind)
    if view is None:
        return ()
    hits: list[Hit] = []
    for signal in SIGNALS:
        hits += signal(view)
    return tuple(hits)


_read_name = lru_cache(maxsize=8_192)(_read)
"""Names and links come again and again."""


def _excuse(pieces: Sequence[Piece], policy: Policy) -> frozenset[str]:
    """Return the carriers that show an allowed channel: its posts, stories, giveaways."""
    if not policy.allowed:
        return frozenset()
    return frozenset(
        [
            piece.carrier
            for piece in pieces
            if piece.text.startswith("@") and fold(piece.text) in policy.allowed
        ]
    )


def _apply(
    hits: list[tuple[str, Hit]], policy: Policy, excused: frozenset[str]
) -> list[tuple[str, Hit]]:
    applied = []
    for carrier, hit in hits:
        if policy.blocked_places and is_blocked_place(hit, policy):
            blocked = Hit("blocked", "blocked", "blocked", hit.evidence, BLOCKED)
            applied.append((carrier, blocked))
        elif carrier in excused and hit.group in ("place", "carrier"):
            continue
        elif not (policy.allowed and is_allowed(hit, policy)):
            applied.append((carrier, hit))
    return applied
