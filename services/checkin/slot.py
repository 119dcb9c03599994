"""Slots: up to three times of day at which one signs in. Pure; times are minutes after midnight."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.core.errors import UserError
from bot.core.settings import Setting, Unfit
from services.checkin.calendar import Calendar

MOST = 3
_DAY = 1440
_HOURS = re.compile(
    r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])\s*[-–—~～至到]\s*([01]?[0-9]|2[0-3])[:：]([0-5][0-9])"
)
ALLOWED = "05:00-07:30, 21:00-23:00 | off"


class Slot(Struct, frozen=True, order=True):
    """From one time until before another, which may be after midnight."""

    begins: int
    ends: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.ends - self.begins) % _DAY

    def holds(self, minute: int) -> bool:
        """Whether a time is in it."""
        return (minute - self.begins) % _DAY < self.minutes

    def cut_by(self, minute: int) -> bool:
        """Whether a time is inside, so that it would end one day and begin the next."""
        return 0 < (minute - self.begins) % _DAY < self.minutes

    @property
    def shown(self) -> str:
        """As people write it."""
        return f"{_clock(self.begins)}-{_clock(self.ends)}"

    def window(self, calendar: Calendar, day: int) -> tuple[int, int]:
        """Its first instant on a day, and the first after it."""
        begins = calendar.at(day, self.begins)
        if self.ends == calendar.starts:
            return begins, calendar.begins(day + 1)
        return begins, max(begins, calendar.at(day, self.ends))


def slots_of(kept: Sequence[Sequence[int]]) -> list[Slot]:
    """Slots as the setting keeps them."""
    return [Slot(begins, ends) for begins, ends in kept]


def find(slots: Sequence[Slot], minute: int) -> int | None:
    """The number of the slot that holds a time; without any slots it is always the first."""
    if not slots:
        return 0
    return next((number for number, one in enumerate(slots) if one.holds(minute)), None)


def setting(key: str) -> Setting:
    """Up to three slots, or `off` for the whole day."""

    def parse(text: str) -> list[list[int]]:
        if text.strip().lower() in ("off", "关", "关闭"):
            return []
        parts = [one.strip() for one in re.split(r"[,，、;；|\n]", text) if one.strip()]
        found = [_HOURS.fullmatch(one) for one in parts]
        if not found or len(found) > MOST or None in found:
            raise UserError(ALLOWED)
        slots = sorted(
            Slot(int(one[1]) * 60 + int(one[2]), int(one[3]) * 60 + int(one[4]))
            for one in found
            if one
        )
        if any(one.minutes == 0 for one in slots):
            raise UserError(ALLOWED)
        for number, one in enumerate(slots):
            if any(one.holds(other.begins) for other in slots[:number] + slots[number + 1 :]):
                raise Unfit("checkin-slots-overlap")
        return [[one.begins, one.ends] for one in slots]

    return Setting(
        key=key,
        default=[],
        parse=parse,
        show=lambda value: ", ".join(one.shown for one in slots_of(value)) or "off",
        allowed=ALLOWED,
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
