"""Kinds of settings: what may be typed for them, what is kept, how it is shown again."""

import re
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo, available_timezones

from bot.core import duration
from bot.core.errors import UserError
from bot.core.settings import Setting, Unfit

MOST_WORDS = 50_000
"""Entries of a list."""

ZONES = (
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
)
"""Zones that a panel offers; every other one can be typed."""

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:：]([0-5][0-9])")
_ON = frozenset(("on", "yes", "true", "1", "开", "开启", "是"))
_OFF = frozenset(("off", "no", "false", "0", "关", "关闭", "否"))


def toggle(key: str, default: bool, *, topical: bool = False) -> Setting:
    """On or off."""

    def parse(text: str) -> bool:
        word = text.strip().lower()
        if word not in _ON | _OFF:
            raise UserError("on | off")
        return word in _ON

    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=lambda value: {True: "on", False: "off"}[value],
        allowed="on | off",
        options=(True, False),
        closed=True,
        topical=topical,
        worded=True,
    )


def choice(key: str, *values: str, default: str | None = None, topical: bool = False) -> Setting:
    """One of a few words; the first is the default."""

    def parse(text: str) -> str:
        word = text.strip().lower()
        if word not in values:
            raise UserError(" | ".join(values))
        return word

    return Setting(
        key=key,
        default=default or values[0],
        parse=parse,
        show=str,
        allowed=" | ".join(values),
        options=values,
        closed=True,
        topical=topical,
        worded=True,
    )


def number(key: str, default: int, least: int, most: int, *, topical: bool = False) -> Setting:
    """A whole number within bounds, in digits."""
    allowed = f"{least} … {most}"

    def parse(text: str) -> int:
        written = text.strip()
        if not re.fullmatch(r"[+-]?[0-9]{1,19}", written):
            raise UserError(allowed)
        value = int(written)
        if not least <= value <= most:
            raise UserError(allowed)
        return value

    return Setting(
        key=key, default=default, parse=parse, show=str, allowed=allowed, topical=topical
    )


def span(
    key: str,
    default: int,
    least: int,
    most: int,
    *,
    off: bool = False,
    topical: bool = False,
) -> Setting:
    """A duration in seconds, typed as `30s 4m 3h 6d 5w`; with `off`, 0 is written so."""
    allowed = f"{duration.show(least)} … {duration.show(most)}" + (" | off" if off else "")

    def parse(text: str) -> int:
        if off and text.strip().lower() in _OFF:
            return 0
        seconds = duration.parse(text)
        if seconds is None or not least <= seconds <= most:
            raise UserError(allowed)
        return seconds

    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=lambda value: "off" if off and value == 0 else duration.show(value),
        allowed=allowed,
        topical=topical,
    )


def clock(key: str, default: int) -> Setting:
    """A time of day, kept in minutes after midnight, typed as `04:00`."""

    def parse(text: str) -> int:
        found = _CLOCK.fullmatch(text.strip())
        if found is None:
            raise UserError("00:00 … 23:59")
        return int(found[1]) * 60 + int(found[2])

    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=lambda value: f"{value // 60:02}:{value % 60:02}",
        allowed="00:00 … 23:59",
    )


def prose(key: str, longest: int, *, default: str = "") -> Setting:
    """A text of up to `longest` characters, lines kept; `off` empties it."""
    allowed = f"≤ {longest} | off"

    def parse(text: str) -> str:
        written = text.strip()
        if written.lower() == "off":
            return ""
        if len(written) > longest:
            raise Unfit("value-long", most=longest)
        return written

    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=lambda value: value or "off",
        allowed=allowed,
    )


def words(
    key: str,
    *,
    default: Sequence[str] = (),
    check: Callable[[str], str] = str.strip,
    most: int = MOST_WORDS,
    topical: bool = False,
    about: str = "",
) -> Setting:
    """A list, separated by commas (either width), lines or `|`; `off` empties it.

    `check` returns an entry as it is kept, or raises `UserError`; `most` entries are kept.
    """

    def parse(text: str) -> list[str]:
        if text.strip().lower() == "off":
            return []
        for separator in "，、|｜\n":
            text = text.replace(separator, ",")
        kept = dict.fromkeys(check(entry) for entry in text.split(",") if entry.strip())
        if len(kept) > most:
            raise Unfit("value-many", most=most)
        return list(kept)

    return Setting(
        key=key,
        default=list(default),
        parse=parse,
        show=lambda value: ", ".join(value) or "off",
        allowed="a, b, c | off",
        topical=topical,
        about=about,
    )


def zone(key: str, default: str, *, by_language: Mapping[str, str] | None = None) -> Setting:
    """A time zone by its name in the tz database, in any case; `UTC+8` is understood, too."""
    names = {name.lower(): name for name in available_timezones() if "/" in name or name == "UTC"}
    allowed = "Asia/Shanghai, Europe/Berlin, UTC, UTC+8 …"

    def parse(text: str) -> str:
        word = text.strip().lower().replace(" ", "_")
        if word in names:
            return names[word]
        shifted = re.fullmatch(r"(?:utc|gmt)([+-])([0-9]{1,2})", word)
        if shifted is not None:
            # The tz database counts these the other way round.
            turned = "-" if shifted[1] == "+" else "+"
            name = names.get(f"etc/gmt{turned}{int(shifted[2])}")
            if name is not None:
                return name
        raise UserError(allowed)

    ZoneInfo(default)
    return Setting(
        key=key,
        default=default,
        parse=parse,
        show=show_zone,
        allowed=allowed,
        options=ZONES,
        by_language=by_language or {},
    )


def show_zone(name: str) -> str:
    """A zone as people type it: the tz database says `Etc/GMT-8` to what everybody calls UTC+8."""
    shifted = re.fullmatch(r"Etc/GMT([+-])([0-9]{1,2})", name)
    if shifted is None:
        return name
    return f"UTC{'-' if shifted[1] == '+' else '+'}{shifted[2]}"


def chat(key: str) -> Setting:
    """Another chat, by its number; 0 for none."""
    allowed = "-1001234567890 | off"

    def parse(text: str) -> int:
        word = text.strip().lower()
        if word == "off":
            return 0
        try:
            chat_id = int(word)
        except ValueError:
            raise UserError(allowed) from None
        if not -(2**52) < chat_id < 0:
            raise UserError(allowed)
        return chat_id

    return Setting(
        key=key,
        default=0,
        parse=parse,
        show=lambda value: str(value) if value else "off",
        allowed=allowed,
        is_chat=True,
    )
