"""The gate `vouch`: a member answers for somebody who wants to come in."""

from bot.core.feature import Command, Feature, Later, Press
from bot.core.gate import Gate
from bot.core.kinds import number
from handlers.vouch import door, member

FEATURE = Feature(
    name="vouch",
    key="threshold",
    part_of="entry",
    settings=(number("vouch.quota", 2, 0, 100),),
    commands=(Command(name="vouch", handle=member.command, lists=True, where="group"),),
    presses=(Press(name="vouch", handle=member.press),),
    links=(Later(name=door.LINK, handle=member.open_link),),
    deadlines=(Later(name=member.ASKED, handle=member.asked, admins=True),),
    continuations=(Later(name=member.LOOKED, handle=member.looked, admins=True),),
    gates=(
        Gate(
            name=door.GATE,
            ask=door.ask,
            hear=door.hear,
            look=door.look,
            found=door.found,
            over=door.over,
            ready=door.ready,
            human=True,
        ),
    ),
)
