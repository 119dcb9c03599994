"""The gate `endorse`: an article of the owner's is read, and agreed to below its link."""

import re

from bot.core.actions import Button
from bot.core.errors import UserError
from bot.core.feature import Feature
from bot.core.gate import PASSED, Gate, Prompt, Result, Said, Visit
from bot.core.settings import Setting
from bot.core.unit import Unit

_LINK = re.compile(r"https?://[^\s<>\"']{4,500}")
_OFF = frozenset(("", "off", "关", "关闭"))


def _parse(text: str) -> str:
    word = text.strip()
    if word.lower() in _OFF:
        return ""
    if not _LINK.fullmatch(word):
        raise UserError("https://… | off")
    return word


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """The link, and 赞同 under it."""
    link = unit.values["entry.article"]
    if not link:
        agree = Button(text=unit.say("endorse-agree"), data=visit.press("y"))
        return Prompt(text=unit.say("endorse-none"), buttons=((agree,),))
    read = Button(text=unit.say("endorse-read"), url=link)
    agree = Button(text=unit.say("endorse-agree"), data=visit.press("y"))
    return Prompt(text=unit.say("endorse-asks"), buttons=((read,), (agree,)))


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """Agreed."""
    return PASSED if said.word == "y" else Result()


async def ready(unit: Unit) -> str:
    """It wants an article."""
    return "" if unit.values["entry.article"] else unit.say("endorse-lacks")


FEATURE = Feature(
    name="endorse",
    key="threshold",
    part_of="entry",
    settings=(
        Setting(
            key="entry.article",
            default="",
            parse=_parse,
            show=lambda value: value or "off",
            allowed="https://… | off",
        ),
    ),
    gates=(Gate(name="endorse", ask=ask, hear=hear, ready=ready),),
)
