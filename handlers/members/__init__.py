"""`/members`: how many are known, who has been silent for long, and their removal."""

from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press
from bot.core.unit import Unit
from handlers.members.count import COUNTED, ask_count, counted
from handlers.members.preview import PAGES, RIGHT, ask, preview
from handlers.members.removal import REMOVE, begin, remove, stop

_INACTIVE = frozenset(("inactive", "silent", "潜水", "不活跃"))


async def members(unit: Unit) -> None:
    """Alone how many are known; with `inactive 30d` who has been silent for so long.

    Raises:
        UserError: it is something else.
    """
    word, _, rest = unit.args.strip().partition(" ")
    if not word:
        ask_count(unit)
    elif word.lower() in _INACTIVE:
        await preview(unit, rest)
    else:
        raise UserError(unit.say("members-usage"))


FEATURE = Feature(
    name="members",
    key="rules",
    commands=(Command(name="members", handle=members, right=RIGHT, where="group"),),
    presses=(
        PAGES.press,
        Press(name="members_ask", handle=ask, right=RIGHT),
        Press(name="members_go", handle=begin, right=RIGHT),
        Press(name="members_stop", handle=stop, right=RIGHT),
    ),
    deadlines=(Later(name=REMOVE, handle=remove, admins=True),),
    continuations=(Later(name=COUNTED, handle=counted),),
    needs=(RIGHT,),
)
