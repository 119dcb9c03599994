"""Cases: told to the admins, decided by a button, looked up by everybody concerned."""

from bot.core.actions import UnbanChannel
from bot.core.dispatch import QUARANTINED
from bot.core.feature import Command, Feature, Later, Press
from bot.core.kinds import chat
from bot.core.unit import Unit
from handlers.cases.card import BUTTONS, RIGHT
from handlers.cases.decide import DECIDE, decide, press
from handlers.cases.look import show_cases, why
from handlers.cases.tell import (
    QUIET,
    UNTOLD,
    keep_quiet,
    tell,
    tell_quarantine,
    tell_trouble,
    untold,
)
from services.moderation import CARD, LIFT_CHANNEL, TROUBLE


async def lift_channel(unit: Unit) -> None:
    """A channel's ban has ended."""
    unit.do(UnbanChannel(room=unit.room.id, channel=unit.data["channel"]))


def _press(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await press(unit, how)

    return Press(name=f"case_{how}", handle=handle)


FEATURE = Feature(
    name="cases",
    key="rules",
    settings=(chat("log.chat"),),
    commands=(
        Command(name="cases", handle=show_cases, right=RIGHT, where="group"),
        Command(name="why", handle=why, admin=True, menu=("private",)),
    ),
    presses=tuple(_press(how) for how in BUTTONS),
    deadlines=(
        Later(name=CARD, handle=tell, admins=True),
        Later(name=DECIDE, handle=decide, admins=True),
        Later(name=TROUBLE, handle=tell_trouble),
        Later(name=QUARANTINED, handle=tell_quarantine),
        Later(name=QUIET, handle=keep_quiet),
        Later(name=LIFT_CHANNEL, handle=lift_channel),
    ),
    continuations=(Later(name=UNTOLD, handle=untold, admins=True),),
)
