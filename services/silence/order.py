"""`/mute all` and `/unmute all`: silence by order."""

from bot.core import duration
from bot.core.errors import Lacking, UserError
from bot.core.unit import Stay, Unit
from services.silence.keep import OVER, Wish, wish

RIGHT = "can_restrict_members"
EVERYBODY = ("all", "全员", "全体", "所有人")
SHORTEST, LONGEST = 10, 365 * duration.DAY
"""Seconds for which a group may be kept silent."""


def is_everybody(args: str) -> bool:
    """Whether what was typed behind `/mute` means everybody and nobody in particular."""
    word, _, rest = args.strip().partition(" ")
    return word.lower() in EVERYBODY and (not rest.strip() or duration.parse(rest) is not None)


async def mute_all(unit: Unit, term: str) -> None:
    """Keep everybody but administrators from writing: for a term, or until somebody ends it.

    Raises:
        Lacking: a helper may not.
        UserError: the term is none, or the bot has not the right it takes.
    """
    if unit.delegated:
        raise Lacking(RIGHT)
    seconds = duration.parse(term) if term.strip() else 0
    if seconds is None or (term.strip() and not SHORTEST <= seconds <= LONGEST):
        raise UserError(unit.say("silence-usage"))
    unit.require_own(RIGHT)
    await wish(unit, Wish(ordered=True))
    key = str(unit.room.id)
    if seconds:
        await unit.later(OVER, key, due_at=unit.now + seconds)
        typed = duration.show(seconds)
        term = unit.say(f"term-{typed[-1]}", n=int(typed[:-1]))
        unit.reply(unit.say("silence-for", term=term), stay=Stay.NOTICE)
        return
    await unit.cancel(OVER, key)
    unit.reply(unit.say("silence-on"), stay=Stay.NOTICE)


async def let_all_speak(unit: Unit) -> None:
    """Let everybody write again, by night, too.

    Raises:
        Lacking: a helper may not.
        UserError: nobody was kept from it.
    """
    if unit.delegated:
        raise Lacking(RIGHT)
    unit.require_own(RIGHT)
    was = await wish(unit, Wish(ordered=False, night=False))
    await unit.cancel(OVER, str(unit.room.id))
    if was is None or not (was.wanted or was.earlier is not None):
        raise UserError(unit.say("silence-none"))
    unit.reply(unit.say("silence-off"), stay=Stay.NOTICE)
