"""What somebody typed who wants points to move: how many, and to or from whom."""

from msgspec import structs

from bot.core.errors import UserError
from bot.core.unit import Unit
from services.points import amount
from services.target import LONG, Target, aim, replied


async def read_order(unit: Unit, usage: str) -> tuple[int, Target]:
    """The amount and the target, whichever stands first; what else was typed is the target's
    `rest`.

    Raises:
        UserError: with the text `usage`, if one of them is missing or the amount is none.
    """
    try:
        found = await _amount_first(unit) or await _target_first(unit)
    except BadAmount:
        found = None
    if found is None:
        raise UserError(usage)
    return found


class BadAmount(Exception):
    """What stands where the amount should is none."""


async def _amount_first(unit: Unit) -> tuple[int, Target] | None:
    """`10 @bob thanks`, or `10 thanks` in reply; None where the first word is no amount."""
    typed = unit.args
    first, _, rest = typed.strip().partition(" ")
    if not _is_amount(first) or not (replied(unit.facts) or _may_name(rest)):
        return None
    unit.args = rest.strip()
    target = await aim(unit)
    unit.args = typed
    return (_read(first), target) if target else None


async def _target_first(unit: Unit) -> tuple[int, Target] | None:
    """`@bob 10 thanks`."""
    target = await aim(unit)
    if target is None:
        return None
    word, _, rest = target.rest.partition(" ")
    return _read(word), structs.replace(target, rest=rest.strip())


def _may_name(rest: str) -> bool:
    """Whether somebody may be named there: a short number alone is nobody's."""
    first = rest.strip().partition(" ")[0]
    return bool(first) and not (first.isdigit() and len(first) < LONG)


def _is_amount(word: str) -> bool:
    try:
        _read(word)
    except BadAmount:
        return False
    return True


def _read(word: str) -> int:
    try:
        return amount.read(word)
    except UserError:
        raise BadAmount(word) from None
