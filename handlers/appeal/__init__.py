"""Appeals: whoever something was done to may ask that it be looked at once more."""

from bot.core import phrase
from bot.core.duration import DAY, HOUR
from bot.core.feature import Command, Feature, Later, Press, Word, with_text
from bot.core.kinds import number, span
from bot.core.unit import Unit
from handlers.appeal.card import AGAIN, HOW, show
from handlers.appeal.decide import (
    DECIDE,
    REASON,
    command,
    decide,
    give_reason,
    press,
    press_why,
    remind,
    told,
)
from handlers.appeal.file import FILE, TEXT, appeal, ask_why, file
from handlers.appeal.finish import TOLD
from handlers.appeal.jury import DRAW, SUMMONED, VOTE, draw, press_vote, summoned, vote
from services.appeal import DUE


def sentences(unit: Unit) -> list[str]:
    """Who decides about appeals, and by when."""
    within = phrase.span(unit.values["appeal.within"], unit.language)
    if jury := unit.values["appeal.jury"]:
        return [unit.say("rules-appeal-jury", n=jury, within=within)]
    return [unit.say("rules-appeal", within=within)]


def _press(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await press(unit, how)

    return Press(name=f"appeal_{how}", handle=handle)


def _press_why(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await press_why(unit, how)

    return Press(name=f"appeal_{how}-why", handle=handle)


def _vote(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await press_vote(unit, how)

    return Press(name=f"jury_{how}", handle=handle)


FEATURE = Feature(
    name="appeal",
    key="rules",
    settings=(
        number("appeal.jury", 0, 0, 9),
        span("appeal.within", DAY, HOUR, 14 * DAY),
    ),
    commands=(
        Command(
            name="appeal",
            handle=appeal,
            where="private",
            menu={"private": 5},
            words=(Word(texts=("申诉",), complete=with_text),),
        ),
        Command(name="uphold", handle=command, admin=True, where="group"),
        Command(name="reverse", handle=command, admin=True, where="group"),
    ),
    presses=(
        *(_press(how) for how in HOW),
        *(_press_why(how) for how in HOW),
        *(_vote(how) for how in HOW),
    ),
    deadlines=(
        Later(name=FILE, handle=file),
        Later(name=AGAIN, handle=show, admins=True),
        Later(name=DECIDE, handle=decide, admins=True),
        Later(name=VOTE, handle=vote, admins=True),
        Later(name=DUE, handle=remind, admins=True),
    ),
    continuations=(
        Later(name=TOLD, handle=told),
        Later(name=DRAW, handle=draw, admins=True),
        Later(name=SUMMONED, handle=summoned, admins=True),
    ),
    questions=(Later(name=TEXT, handle=appeal), Later(name=REASON, handle=give_reason)),
    links=(Later(name="appeal", handle=ask_why),),
    rules=sentences,
)
