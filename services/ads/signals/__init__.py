"""Signals: one pure function each, from the view of a text to what it found there."""

from collections.abc import Callable, Iterator
from typing import Final

from services.ads.reading import Hit
from services.ads.signals.call import find_calls
from services.ads.signals.contact import find_contacts
from services.ads.signals.disguise import find_disguises
from services.ads.signals.learnt import find_learnt
from services.ads.signals.link import find_links
from services.ads.signals.mention import find_mentions
from services.ads.signals.offer import find_offers
from services.ads.view import View

SIGNALS: Final[tuple[Callable[[View], Iterator[Hit]], ...]] = (
    find_offers,
    find_calls,
    find_contacts,
    find_links,
    find_mentions,
    find_disguises,
    find_learnt,
)
"""All signals that look into a text. A new one is a function in this tuple."""

__all__ = ["SIGNALS"]
