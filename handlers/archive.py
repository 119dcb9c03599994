"""The archive of a group: for how long what is said is kept, and what is written behind it."""

from typing import Any

from bot.core import duration, phrase
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.feature import Feature, Follow
from bot.core.manner import notice
from bot.core.settings import Setting
from bot.core.texts import Html
from bot.core.unit import Unit
from services import archive
from services.archive import FOREVER, KEY, OFF, USUAL

LEAST, MOST = 2 * DAY, 3_650 * DAY
"""Seconds for which messages can be kept. Less than two days would be less than albums, sweeps and
`/purge` look back upon."""

CHUNK = 100
"""Messages that the index takes up at once: few enough that a deletion does not wait for them."""

_FOREVER = ("forever", "永久", "always")
_OFF = ("off", "关", "关闭", "不留")


def parse_keep(text: str) -> int:
    """`30d`, `forever` or `off`."""
    word = text.strip().lower()
    if word in _FOREVER:
        return FOREVER
    if word in _OFF:
        return OFF
    seconds = duration.parse(text)
    if seconds is None or not LEAST <= seconds <= MOST:
        raise UserError(_allowed())
    return seconds


def show_keep(value: int) -> str:
    """The same, as it is typed."""
    words = {FOREVER: "forever", OFF: "off"}
    return words[value] if value in words else duration.show(value)


def _allowed() -> str:
    return f"{duration.show(LEAST)} … {duration.show(MOST)} | forever | off"


async def explain(unit: Unit, value: Any) -> str:
    """What will become of what was said."""
    return worded(unit, value)


def worded(unit: Unit, keep: int) -> str:
    """For how long messages are kept, in a sentence."""
    if keep == FOREVER:
        return unit.say("archive-forever")
    if keep == OFF:
        return unit.say("archive-off")
    return unit.say("archive-for", term=phrase.span(keep, unit.language))


async def follow(unit: Unit) -> None:
    """It was decided anew. Longer than before: everybody hears of it, once."""
    keep, room = unit.values[KEY], unit.room
    if not room.is_group:
        return
    before = await unit.run(
        lambda c: archive.follow(c, room=room.id, chat=room.chat_id, keep=keep, now=unit.now)
    )
    if _length(keep) > _length(before):
        await notice(unit, "archive", unit.say("archive-longer", how=Html(worded(unit, keep))))


def _length(keep: int) -> int:
    return MOST + 1 if keep == FOREVER else keep


def write_behind(connection: Any, now: int) -> int:
    """Take up a chunk of what was written; whether there is more."""
    return int(archive.pump(connection, now, CHUNK) == CHUNK)


def sentences(unit: Unit) -> list[str]:
    """What `/rules` says of it."""
    return [worded(unit, unit.values[KEY])]


FEATURE = Feature(
    name="archive",
    key="memory",
    settings=(
        Setting(
            key=KEY,
            default=USUAL,
            parse=parse_keep,
            show=show_keep,
            allowed=_allowed(),
            options=(USUAL, 365 * DAY, FOREVER, OFF),
            explain=explain,
        ),
    ),
    chores=(archive.forget, archive.forget_climbs, archive.note_outages),
    steady=(write_behind,),
    follows=(Follow(keys=(KEY,), handle=follow),),
    presets={"learning": {KEY: FOREVER}, "circle": {KEY: FOREVER}},
    rules=sentences,
)
