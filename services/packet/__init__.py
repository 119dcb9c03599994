"""Red envelopes: drawn from a committed seed, paid out of escrow, checked by anybody.

`draw` says what is in one, `law` what that is worth, `ask` how one is asked for; `book` and
`change` are the rows, `claim` says who may have a share, `board` is the message, and `life` puts it
together in a unit.

Another game opens one by `start(unit, Terms(…))`, with a `kind` of its own, and declares the
deadline that `Terms.after` names: it falls due once, with `{"packet": ID}`, when the envelope is
closed, emptied or expired; `find` and `shares_of` then say what came of it, and `Packet.draw` who
is best or worst by the committed order. Its button is everybody's, unless `Terms.guests` names
those for whom it is. `finish` closes one before its time.
"""

from services.packet.book import find, shares_of
from services.packet.claim import Claim
from services.packet.draw import Draw, draw
from services.packet.life import finish, start, take
from services.packet.packet import Packet, Share, Terms

__all__ = [
    "Claim",
    "Draw",
    "Packet",
    "Share",
    "Terms",
    "draw",
    "find",
    "finish",
    "shares_of",
    "start",
    "take",
]
