"""What a group decides about signing in."""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from bot.core.errors import UserError
from bot.core.kinds import choice, clock, number, toggle
from bot.core.settings import Setting, Unfit
from bot.core.unit import Unit
from services.checkin import duty, slot
from services.checkin.calendar import STARTS
from services.checkin.pay import HUNDRED

LARGEST = 1_000_000
"""Points that one of these figures may be."""

MOST_MILESTONES = 12
_MILESTONE = re.compile(r"([0-9]{1,5})\s*(?:[:：=]|\+|\s)\s*\+?([0-9]{1,7})")


def step(key: str, default: int) -> Setting:
    """Points with up to two decimals, kept in hundredths."""
    allowed = "0 … 100, 0.5"

    def parse(text: str) -> int:
        try:
            written = Decimal(text.strip()) if re.fullmatch(r"[0-9.]{1,8}", text.strip()) else None
        except InvalidOperation:
            written = None
        if written is None or not 0 <= written <= 100 or written * HUNDRED % 1:
            raise UserError(allowed)
        return int(written * HUNDRED)

    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=lambda value: f"{value / HUNDRED:.2f}".rstrip("0").rstrip("."),
        allowed=allowed,
    )


def milestones(key: str, default: list[list[int]]) -> Setting:
    """Lengths of a streak and the points they earn, as `7:20, 30:100`."""
    allowed = "7:20, 30:100 | off"

    def parse(text: str) -> list[list[int]]:
        if text.strip().lower() == "off":
            return []
        parts = [one.strip() for one in re.split(r"[,，、;；|\n]", text) if one.strip()]
        found = [_MILESTONE.fullmatch(one) for one in parts]
        if not found or None in found:
            raise UserError(allowed)
        if len(found) > MOST_MILESTONES:
            raise Unfit("value-many", most=MOST_MILESTONES)
        points = {int(one[1]): int(one[2]) for one in found if one}
        if min(points) < 2 or min(points.values()) < 1 or max(points.values()) > LARGEST:
            raise UserError(allowed)
        return [list(pair) for pair in sorted(points.items())]

    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=lambda value: ", ".join(f"{days}:{points}" for days, points in value) or "off",
        allowed=allowed,
    )


async def _uncut(unit: Unit, _value: object) -> None:
    """A slot may not be in two days at once.

    Raises:
        UserError: a day would begin inside of one.
    """
    starts = unit.values[STARTS]
    for one in slot.slots_of(unit.values["checkin.slots"]):
        if one.cut_by(starts):
            shown = unit.values.declared[STARTS].show(starts)
            raise UserError(unit.say("checkin-slot-cut", slot=one.shown, starts=shown))


def _checked(setting: Setting) -> Setting:
    return replace(setting, check=_uncut)


SETTINGS = (
    toggle("checkin.enabled", True),
    _checked(clock(STARTS, 240)),
    number("checkin.base", 5, 0, LARGEST),
    step("checkin.step", 50),
    number("checkin.step_days", 20, 0, 10_000),
    milestones("checkin.milestones", [[7, 20], [30, 100], [100, 300], [365, 1000]]),
    number("checkin.freeze_price", 30, 0, LARGEST),
    number("checkin.freeze_most", 2, 0, 30),
    number("checkin.makeup_price", 60, 0, LARGEST),
    number("checkin.makeup_days", 7, 0, 30),
    number("checkin.makeup_month", 2, 0, 31),
    _checked(slot.setting("checkin.slots")),
    choice("checkin.proof", "off", "text", "photo"),
    duty.setting("checkin.duty"),
    clock("checkin.remind_at", 21 * 60),
)
