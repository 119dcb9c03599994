"""Personal data: what is stored and why, as a file, and erased."""

from bot.core.feature import Command, Feature, Later, Press
from handlers.privacy.data import GATHER, gather, mydata
from handlers.privacy.forget import AGAIN, ERASE, again, confirmed, erase, forgetme
from handlers.privacy.show import show
from services import privacy

FEATURE = Feature(
    name="privacy",
    commands=(
        Command(name="privacy", handle=show),
        Command(name="mydata", handle=mydata, menu={"private": 4}),
        Command(name="forgetme", handle=forgetme),
    ),
    presses=(Press(name="forget", handle=confirmed),),
    deadlines=(
        Later(name=GATHER, handle=gather),
        Later(name=ERASE, handle=erase),
        Later(name=AGAIN, handle=again),
    ),
    links=(Later(name="mydata", handle=mydata), Later(name="forgetme", handle=forgetme)),
    chores=(privacy.forget_parts,),
)
