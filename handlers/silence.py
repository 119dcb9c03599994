"""Silence: `/mute all`, and what it takes until everybody may write again."""

from bot.core import duration
from bot.core.actions import Send
from bot.core.feature import Command, Feature, Later, Word
from bot.core.incoming import Facts
from bot.core.unit import Stay, Unit
from services import silence
from services.silence import LOOKED, OVER, SHUT, Wish
from services.silence.order import RIGHT


def _is_term(_facts: Facts, rest: str) -> bool:
    """Nothing behind the word, or how long it is to be."""
    return not rest or duration.parse(rest) is not None


async def mute_all(unit: Unit) -> None:
    """`/muteall [2h]`, which `/mute all` does, too."""
    await silence.mute_all(unit, unit.args)


async def looked(unit: Unit) -> None:
    """What everybody may do is known, or will not be told."""
    fate = unit.fate
    if fate is None or fate.state != "done" or fate.result is None:
        await silence.give_up(unit)
        return
    await silence.note(unit, fate.result["can"])


async def shut(unit: Unit) -> None:
    """Telegram did as it was told, or did not: then the group hears what is missing."""
    if unit.fate is None or unit.fate.state == "done":
        return
    which = "shut" if unit.data["shut"] else "open"
    if unit.data["shut"]:
        await silence.forget(unit)
    right = unit.say(f"right-{RIGHT}")
    unit.do(
        Send(
            room=unit.room.id,
            text=unit.say(f"silence-refused-{which}", right=right),
            stay=Stay.NOTICE.seconds(unit.values),
        )
    )


async def over(unit: Unit) -> None:
    """The time of an ordered silence is over."""
    await silence.wish(unit, Wish(ordered=False))


FEATURE = Feature(
    name="silence",
    key="rules",
    commands=(
        Command(
            name="muteall",
            handle=mute_all,
            right=RIGHT,
            where="group",
            words=(Word(texts=("全员禁言",), complete=_is_term),),
        ),
        Command(
            name="unmuteall",
            handle=silence.let_all_speak,
            right=RIGHT,
            where="group",
            words=(Word(texts=("解除全员禁言",)),),
        ),
    ),
    deadlines=(Later(name=OVER, handle=over),),
    continuations=(Later(name=LOOKED, handle=looked), Later(name=SHUT, handle=shut)),
)
