"""Carriers that are signals of their own, whatever they carry."""

from collections.abc import Callable
from typing import Final

from services.ads.reading import Hit

_HITS: Final[dict[str, Hit]] = {
    "button url": Hit("button", "carrier", "button", "a button with a link", 2),
    "via bot": Hit("via bot", "carrier", "via bot", "sent by way of a bot", 1),
    "forward channel": Hit("forward", "place", "forward", "forwarded from a channel", 1),
    "external reply": Hit("foreign quote", "place", "quote", "a message of another chat", 1),
    "story": Hit("story", "place", "story", "somebody's story", 1),
    "giveaway": Hit("giveaway", "place", "giveaway", "a giveaway of channels", 2),
    "contact phone": Hit("contact card", "place", "contact card", "a contact card", 2),
}


weigh_carrier: Final[Callable[[str], Hit | None]] = _HITS.get
"""Return the hit of a carrier that ordinary messages seldom have."""
