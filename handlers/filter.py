"""Keyword replies: `/filter WORD REPLY`, and the bot answers whoever says the word."""

from collections.abc import Callable, Sequence
from functools import partial

from bot.core import phrase
from bot.core.duration import MINUTE
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Watcher
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.settings import Values
from bot.core.unit import Unit
from services import snippet, template
from services.snippet import FILTER, LONGEST, MOST, keywords
from services.snippet.written import words_of

AT_ONCE = 20
"""Words of one command."""

AGAIN = MINUTE
"""Seconds in which the same word is answered once."""


async def add(unit: Unit) -> None:
    """Have something answered to one word or several."""
    words, rest = words_of(template.own(unit.facts).rich)
    named = _folded(words)
    if not named or len(named) > AT_ONCE:
        raise UserError(unit.say("filter-usage"))
    if any(len(name) > LONGEST for name in named):
        raise UserError(unit.say("filter-long", most=LONGEST))
    given = template.bring(unit.facts, rest)
    if not given.rich.text and not given.media:
        raise UserError(unit.say("filter-usage"))
    source = template.accepted(unit, given)
    room = unit.room.id
    if await unit.run(lambda c: snippet.count(c, room=room, kind=FILTER)) >= MOST[FILTER]:
        raise UserError(unit.say("filter-many", most=MOST[FILTER]))
    await unit.run(
        lambda c: snippet.put(
            c,
            room=room,
            kind=FILTER,
            named=list(named.items()),
            source=source,
            media=given.media,
            file=given.file,
            now=unit.now,
        )
    )
    unit.forget_settings()
    unit.reply(unit.say("filter-set", words=_quoted(unit, list(named.values()))))


async def stop(unit: Unit) -> None:
    """Answer nothing to a word any more."""
    named = _folded(words_of(template.own(unit.facts).rich)[0])
    if not named:
        raise UserError(unit.say("filter-stop-usage"))
    gone = [shown for name, shown in named.items() if await _clear(unit, name)]
    if not gone:
        raise UserError(unit.say("filter-none-such", words=_quoted(unit, list(named.values()))))
    unit.forget_settings()
    unit.reply(unit.say("filter-stopped", words=_quoted(unit, gone)))


async def _clear(unit: Unit, name: str) -> bool:
    done: bool = await unit.run(
        lambda c: snippet.clear(c, room=unit.room.id, kind=FILTER, name=name)
    )
    return done


async def _lines(unit: Unit, _args: str) -> Sequence[str]:
    words = await unit.run(lambda c: snippet.listed(c, room=unit.room.id, kind=FILTER))
    return [unit.say("filter-line", word=word) for word in words]


PAGES = Pager("filter_page", _lines, right=CHANGE)


async def show(unit: Unit) -> None:
    """`/filters`: every word that is answered."""
    await PAGES.show(unit, empty=unit.say("filter-none"))


def choose(values: Values) -> Callable[[Facts], bool] | None:
    """Messages that hold one of the group's words; None where it has none."""
    known = values.derive(keywords)
    if known is None:
        return None

    def wants(facts: Facts) -> bool:
        return snippet.is_said(facts) and known.any_in(facts.text)

    return wants


async def answer(unit: Unit) -> None:
    """Somebody said a word: the first in their message that was not answered just now."""
    known = unit.values.derive(keywords)
    if known is None or unit.gone or not unit.room.is_group:
        return
    room = unit.room.id
    for name in known.find(unit.facts.text):
        found = await unit.run(partial(snippet.find, room=room, kind=FILTER, name=name))
        if found is not None and await unit.once(f"filter:{name}", AGAIN):
            template.post_for(unit, found.source, media=found.media, file=found.file)
            return


def _folded(words: Sequence[str]) -> dict[str, str]:
    """Words as they are compared, with how they were typed."""
    return {name: " ".join(word.split()) for word in words if (name := snippet.fold(word))}


def _quoted(unit: Unit, words: Sequence[str]) -> str:
    return phrase.listing(words, unit.language)


FEATURE = Feature(
    name="filters",
    key="rules",
    settings=(toggle("filters.enabled", True),),
    commands=(
        Command(name="filter", handle=add, right=CHANGE, where="group"),
        Command(name="stop", handle=stop, right=CHANGE, where="group"),
        Command(name="filters", handle=show, right=CHANGE, where="group"),
    ),
    presses=(PAGES.press,),
    watchers=(Watcher(kinds=("message",), handle=answer, choose=choose),),
    recall=lambda connection, rooms: snippet.recall(connection, rooms, FILTER),
)
