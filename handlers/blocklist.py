"""The blocklist: words and patterns that are not said here."""

from bot.core.alter import alter
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Screener, Stage
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.unit import Unit
from services.speech import entry
from services.speech.blocklist import RULE, SETTINGS, WORDS, read, rule
from services.speech.entry import Entry
from services.speech.word import consequence, place

MOST_SHOWN = 1000
"""Entries that one can page through, the newest."""

_QUOTES = "\"“”'"


async def add(unit: Unit) -> None:
    """`/addblocklist`: an entry a line, or with commas between them."""
    topic, typed = _typed(unit)
    present = unit.values.at(topic)[WORDS]
    if pattern := entry.look_around(typed):
        raise UserError(unit.say("blocklist-look-around", pattern=pattern[:60]))
    added = _parse(unit, typed)
    whole = _parse(unit, "\n".join([*present, *(one.shown for one in added)]))
    await alter(unit, WORDS, [one.shown for one in whole], topic=topic, by=unit.actor)
    unit.reply(unit.say("blocklist-did", n=len(added), total=len(whole)))


async def remove(unit: Unit) -> None:
    """`/rmblocklist`: the same, taken off the list; what it brings need not be typed."""
    topic, typed = _typed(unit)
    gone = {one.named.casefold() for one in _parse(unit, typed)}
    present = _parse(unit, "\n".join(unit.values.at(topic)[WORDS]))
    left = [one.shown for one in present if one.named.casefold() not in gone]
    if len(left) == len(present):
        raise UserError(unit.say("blocklist-not"))
    await alter(unit, WORDS, left, topic=topic, by=unit.actor)
    unit.reply(unit.say("blocklist-undid", n=len(present) - len(left), total=len(left)))


async def show(unit: Unit) -> None:
    """The list, the newest entries first."""
    await PAGES.show(unit, str(unit.facts.thread_id), empty=unit.say("blocklist-none"))


def _typed(unit: Unit) -> tuple[int, str]:
    """The topic that is meant, and what was typed, without what Rose's users put around it."""
    topic, typed = place(unit, unit.args)
    if typed.startswith("(") and typed.endswith(")"):
        typed = typed[1:-1]
    lines = [line.strip() for line in typed.split("\n")]
    typed = "\n".join(_unquoted(line) for line in lines if line)
    if not typed:
        raise UserError(unit.say("blocklist-usage", name=unit.typed))
    return topic, typed


def _unquoted(line: str) -> str:
    """A line without the quotation marks around its words, where it begins with one."""
    if line[0] not in _QUOTES:
        return line
    words, _, does = line[1:].rpartition("{") if line.endswith("}") else (line[1:], "", "")
    words = words.strip().rstrip(_QUOTES)
    return f"{words} {{{does}" if does else words


def _parse(unit: Unit, typed: str) -> tuple[Entry, ...]:
    try:
        return entry.parse(typed)
    except UserError as error:
        raise UserError(unit.say("blocklist-wrong", reason=error.text[:200])) from None


async def _lines(unit: Unit, args: str) -> list[str]:
    topic = int(args) if args.isdecimal() else 0
    kept = unit.values.at(topic)[WORDS]
    shown = [unit.say("blocklist-line", entry=one) for one in reversed(kept[-MOST_SHOWN:])]
    if len(kept) > MOST_SHOWN:
        shown.append(unit.say("blocklist-more", n=len(kept) - MOST_SHOWN))
    return shown


PAGES = Pager("block_page", _lines, right=CHANGE)


def sentences(unit: Unit) -> list[str]:
    """That there is a list, and what it brings: not what is on it."""
    if not unit.values[WORDS]:
        return []
    return [unit.say(f"rules-{RULE}", then=consequence(unit, unit.values["blocklist.action"]))]


FEATURE = Feature(
    name="blocklist",
    key="rules",
    settings=SETTINGS,
    commands=(
        Command(
            name="addblocklist",
            handle=add,
            aliases=("addblacklist",),
            right=CHANGE,
            where="group",
            always=True,
        ),
        Command(
            name="rmblocklist",
            handle=remove,
            aliases=("rmblacklist", "unblocklist"),
            right=CHANGE,
            where="group",
            always=True,
        ),
        Command(
            name="blocklist",
            handle=show,
            aliases=("blacklist",),
            right=CHANGE,
            where="group",
            always=True,
        ),
    ),
    presses=(PAGES.press,),
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
    needs=("can_delete_messages", "can_restrict_members"),
    eager=True,
    rules=sentences,
)
