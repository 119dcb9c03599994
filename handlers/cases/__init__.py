"""Cases: told to the admins, decided by a button, looked up by everybody concerned."""

from bot.core import audit
from bot.core.actions import UnbanChannel
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press
from bot.core.kinds import chat, span, words
from bot.core.quarantine import QUARANTINED
from bot.core.unit import Unit
from handlers.cases.book import LINES, show_audit, tell_settings
from handlers.cases.card import BUTTONS, RIGHT
from handlers.cases.decide import DECIDE, decide, press
from handlers.cases.file import FILE, file_went
from handlers.cases.look import PAGES, show_cases, why
from handlers.cases.tell import (
    UNTOLD,
    tell,
    tell_quarantine,
    tell_trouble,
    untold,
)
from services import desk
from services.moderation import CARD, LIFT_CHANNEL, TROUBLE, evidence


async def lift_channel(unit: Unit) -> None:
    """A channel's ban has ended."""
    unit.do(UnbanChannel(room=unit.room.id, channel=unit.data["channel"]))


def _category(entry: str) -> str:
    """What the log may be told of."""
    word = entry.strip().lower()
    if word not in desk.CATEGORIES:
        raise UserError(" | ".join(desk.CATEGORIES))
    return word


def _press(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await press(unit, how)

    return Press(name=f"case_{how}", handle=handle)


FEATURE = Feature(
    name="cases",
    key="rules",
    settings=(
        chat("log.chat"),
        words("log.what", default=desk.CATEGORIES, check=_category, most=len(desk.CATEGORIES)),
        span(evidence.KEY, evidence.USUAL, DAY, 366 * DAY),
    ),
    commands=(
        Command(name="cases", handle=show_cases, right=RIGHT, where="group"),
        Command(name="why", handle=why, aliases=("case",), lists=True),
        Command(name="audit", handle=show_audit, right=RIGHT, where="group"),
    ),
    presses=(*(_press(how) for how in BUTTONS), PAGES.press, LINES.press),
    deadlines=(
        Later(name=CARD, handle=tell, admins=True),
        Later(name=DECIDE, handle=decide, admins=True),
        Later(name=TROUBLE, handle=tell_trouble),
        Later(name=QUARANTINED, handle=tell_quarantine),
        Later(name=LIFT_CHANNEL, handle=lift_channel),
        Later(name=audit.LOGGED, handle=tell_settings),
    ),
    links=(Later(name="why", handle=why),),
    continuations=(
        Later(name=UNTOLD, handle=untold, admins=True),
        Later(name=FILE, handle=file_went),
        Later(name=desk.SHOWN, handle=desk.shown),
    ),
    chores=(evidence.expire, audit.forget, desk.forget),
)
