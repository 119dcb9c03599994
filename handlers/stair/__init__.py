"""Climbing stairs: codes by which a conversation is found again."""

from collections.abc import Sequence

from bot.core.feature import Command, Feature, Follow, Later, Watcher, Word, with_text
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.manner import Pager
from bot.core.settings import Setting
from bot.core.unit import Unit
from handlers.stair import find, service, typed
from handlers.stair.command import command
from services.stair import book, code, end, index, is_code, issue, pin, shown
from services.stair.book import Stair


def prefix(key: str) -> Setting:
    """What stands before the digits: letters and digits, as Telegram's hashtags want it."""
    return Setting(
        key=key,
        default="爬楼",
        parse=code.check_prefix,
        show=str,
        allowed="爬楼, stairs …",
        by_language={"en": "stairs"},
    )


async def _lines(unit: Unit, words: str) -> Sequence[str]:
    found: list[Stair] = await unit.run(lambda c: book.listed(c, unit.room.id, words))
    if not found:
        return []
    head = unit.say("stairs-head", n=len(found), tags=shown.families(found))
    lines = [await shown.line(unit, one) for one in found]
    return [head, *lines]


LIST = Pager("stairs", _lines, size=10)


async def listing(unit: Unit) -> None:
    """`/stairs` browses, `/stairs WORDS` searches titles and tags."""
    words = " ".join(unit.args.split())[:64]
    await LIST.show(unit, words, empty=unit.say("stairs-none" if words else "stairs-empty"))


def _closes(_facts: Facts, rest: str) -> bool:
    """封楼 alone, or with a code."""
    return not rest or is_code(rest)


FEATURE = Feature(
    name="stairs",
    key="memory",
    settings=(
        toggle("stairs.enabled", True),
        prefix("stairs.prefix"),
        toggle("stairs.pin", True),
    ),
    commands=(
        Command(
            name="stair",
            handle=command,
            right=pin.RIGHT,
            power=pin.POWER,
            where="group",
            menu={"admin": 7},
            words=(
                Word(
                    texts=("开楼",),
                    name="stair.open",
                    complete=with_text,
                    args=lambda rest: f"open {rest}",
                ),
                Word(
                    texts=("封楼",),
                    name="stair.close",
                    complete=_closes,
                    args=lambda rest: f"close {rest}",
                ),
            ),
        ),
        Command(name="stairs", handle=listing, where="group"),
    ),
    presses=(LIST.press,),
    watchers=(
        Watcher(kinds=("message",), handle=typed.hear, wants=typed.wanted, admins=True),
        Watcher(kinds=("message",), handle=service.tidy, wants=service.is_pin),
        Watcher(kinds=("message",), handle=service.move, wants=service.has_moved, admins=True),
    ),
    deadlines=(
        Later(name=service.DOWN, handle=service.follow),
        Later(name=find.ASKED, handle=find.asked),
    ),
    continuations=(
        Later(name=find.LOOKED, handle=find.looked),
        Later(name=issue.POSTED, handle=issue.posted, admins=True),
        Later(name=issue.ERASED, handle=issue.erased),
        Later(name=index.POSTED, handle=index.posted, admins=True),
        Later(name=index.EDITED, handle=index.edited),
        Later(name=pin.DONE, handle=pin.done),
        Later(name=end.CARDED, handle=end.carded),
        Later(name=end.RENAMED, handle=end.renamed),
    ),
    follows=(Follow(keys=("stairs.pin",), handle=service.follow),),
    climbs=find.climbs,
    stretch=find.stretch,
)
