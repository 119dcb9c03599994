"""Climbing stairs: searching what was said, in the group and in private."""

from bot.core.feature import Command, Feature, Later, Press, Word, with_text
from bot.core.kinds import toggle
from handlers.climb import ask, turn

FEATURE = Feature(
    name="climb",
    key="memory",
    settings=(toggle("climb.enabled", True),),
    commands=(
        Command(
            name="climb",
            handle=ask.command,
            aliases=("search",),
            menu={"member": 7},
            words=(Word(texts=("爬楼", "爬樓"), complete=with_text),),
        ),
    ),
    presses=(Press(name="climb", handle=turn.press),),
    links=(Later(name=turn.LINK, handle=turn.open_link),),
    deadlines=(Later(name=turn.DUE, handle=turn.look),),
    continuations=(
        Later(name=ask.LOOKED, handle=ask.looked),
        Later(name=turn.LOOKED, handle=turn.looked),
    ),
)
