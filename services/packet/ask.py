"""How an envelope is asked for, and the four Chinese sentences that say the same.

`TOTAL SHARES [equal] [to @x] [word X] [for checked-in] [expires 2h] [wish]`

Options stand in any order behind SHARES, the wish is what is left. Whom `to` means is not read
here: that takes the people of a group.
"""

import re
from collections.abc import Callable

from msgspec import Struct, structs

from bot.core import duration
from bot.core.errors import UserError
from bot.core.feature import aimed
from bot.core.incoming import Facts
from services.points import amount

MOST_SHARES = 100
MOST_TOTAL = 10**9
LONGEST_WISH = 100
LONGEST_WORD = 32
SOONEST, LATEST = 10, 7 * duration.DAY
"""Seconds an envelope stays open."""

_EQUAL = frozenset(("equal", "普通", "平分"))
_TO = frozenset(("to", "给"))
_WORD = frozenset(("word", "口令"))
_EXPIRES = frozenset(("expires", "限时"))
_CHECKED = ("for checked-in", "签到可领", "已签到可领")
_QUOTED = re.compile(r'["“”「『](.+?)["“”」』](?:\s+|$)')


class Unclear(Exception):
    """What was typed asks for no envelope; `why` names what is wrong: a text `packet-ask-WHY`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Wanted(Struct, frozen=True, kw_only=True):
    """What somebody asked for. `shares` None: not said. `rest` is what is not read yet: the wish
    in the end, or what follows `to` while `aims`. `expires` 0: as the group has it."""

    total: int
    shares: int | None = None
    equal: bool = False
    aims: bool = False
    word: str = ""
    checked: bool = False
    expires: int = 0
    rest: str = ""

    @property
    def mode(self) -> str:
        """How the points are divided."""
        return "equal" if self.equal else "lucky"


def amounts(text: str) -> Wanted:
    """TOTAL and SHARES; the options are all in `rest`.

    Raises:
        Unclear: there is no total, or one of them is no number that can be.
    """
    first, _, rest = text.strip().partition(" ")
    if not first:
        raise Unclear("usage")
    total = _number(first, "total", MOST_TOTAL)
    second, _, after = rest.strip().partition(" ")
    if second.lstrip("+-") and amount.looks_like_one(second.lstrip("+-")[0]):
        shares = _number(second, "shares", MOST_SHARES)
        return Wanted(total=total, shares=shares, rest=after.strip())
    return Wanted(total=total, rest=rest.strip())


def options(wanted: Wanted, *, names: Callable[[str], bool]) -> Wanted:
    """Read options up to the wish, or to what follows a `to` where `names` says that it names one.

    Raises:
        Unclear: an option lacks what it needs.
    """
    while wanted.rest:
        rest = wanted.rest
        first, _, after = rest.partition(" ")
        word, after = first.lower(), after.strip()
        checked = next((one for one in _CHECKED if (rest.lower() + " ").startswith(one + " ")), "")
        if word in _EQUAL:
            wanted = structs.replace(wanted, equal=True, rest=after)
        elif checked:
            wanted = structs.replace(wanted, checked=True, rest=rest[len(checked) :].strip())
        elif word in _EXPIRES:
            wanted = _expiring(wanted, after)
        elif word in _WORD:
            wanted = _worded(wanted, after)
        elif word in _TO and names(after):
            return structs.replace(wanted, aims=True, rest=after)
        else:
            break
    return wanted


def wish(text: str) -> str:
    """A wish on one line, not too long."""
    return " ".join(text.split())[:LONGEST_WISH]


def nearest(total: int, shares: int) -> list[int]:
    """The totals next to one that divide into equal shares, the lower one first if there is one."""
    low = total // shares * shares
    return [one for one in (low, low + shares) if one]


def as_equal(rest: str) -> str:
    """`100 5 祝福语` of 普通红包, as the command has it."""
    return _behind_shares(rest, "equal")


def as_word(rest: str) -> str:
    """`100 5 芝麻开门` of 口令红包: all that is left is the word."""
    total, shares, word = (*rest.split(None, 2), "", "", "")[:3]
    quoted = word.strip().strip('"“”「」『』')
    return f'{total} {shares} word "{quoted}"' if quoted else rest


def as_given(rest: str) -> str:
    """`100 @x 祝福语` of 专属红包; without anybody, the one that is replied to."""
    total, _, after = rest.partition(" ")
    return f"{total} to {after.strip()}".strip()


def says_how_many(_facts: Facts, rest: str) -> bool:
    """Whether a sentence is complete: points and shares."""
    total, shares = (*rest.split(None, 2), "", "")[:2]
    return _is_number(total) and _is_number(shares)


def says_to_whom(facts: Facts, rest: str) -> bool:
    """Whether one is that gives somebody all: points, and who, or in reply to them."""
    total, _, after = rest.partition(" ")
    return _is_number(total) and aimed(facts, after)


def _is_number(text: str) -> bool:
    return text.isdecimal()


def _number(text: str, what: str, most: int) -> int:
    try:
        return amount.read(text, most=most)
    except UserError:
        raise Unclear(what) from None


def _behind_shares(rest: str, option: str) -> str:
    total, shares, after = (*rest.split(None, 2), "", "", "")[:3]
    return f"{total} {shares} {option} {after}".strip()


def _expiring(wanted: Wanted, after: str) -> Wanted:
    first, _, rest = after.partition(" ")
    seconds = duration.parse(first)
    if seconds is None or not SOONEST <= seconds <= LATEST:
        raise Unclear("expires")
    return structs.replace(wanted, expires=seconds, rest=rest.strip())


def _worded(wanted: Wanted, after: str) -> Wanted:
    if quoted := _QUOTED.match(after):
        word, rest = quoted[1], after[quoted.end() :]
    else:
        word, _, rest = after.partition(" ")
    word = " ".join(word.split())
    if not word or len(word) > LONGEST_WORD or word[0] in "/!／！#＃":
        raise Unclear("word")
    return structs.replace(wanted, word=word, rest=rest.strip())
