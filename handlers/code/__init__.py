"""The gate `code`: an invite code is typed in private, or brought by a link."""

from bot.core.feature import Command, Feature, Later
from bot.core.gate import Gate
from handlers.code import bring, door
from handlers.code.make import LIST, RIGHT, command, show
from services import code

FEATURE = Feature(
    name="code",
    key="threshold",
    part_of="entry",
    commands=(
        Command(name="code", handle=command, right=RIGHT, where="group"),
        Command(name="codes", handle=show, right=RIGHT, where="group"),
    ),
    presses=(LIST.press,),
    links=(Later(name=bring.LINK, handle=bring.open_link),),
    hearing=bring.hear,
    deadlines=(Later(name=bring.BROUGHT, handle=bring.brought, admins=True),),
    continuations=(Later(name=bring.SHOWN, handle=bring.shown),),
    chores=(code.forget,),
    gates=(
        Gate(
            name="code",
            ask=door.ask,
            hear=door.hear,
            look=door.look,
            over=door.over,
            ready=door.ready,
            typed=True,
        ),
    ),
)
