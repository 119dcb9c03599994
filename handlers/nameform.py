"""The form of a name card, in private, where no group's settings hold."""

from bot.core.feature import Feature, Later, Press
from services.naming import follow, form

FEATURE = Feature(
    name="nameform",
    key="rules",
    part_of="naming",
    presses=(
        Press(name=form.GROUP, handle=form.press_group),
        Press(name=form.PRESS, handle=form.pressed),
    ),
    questions=(Later(name=form.QUESTION, handle=form.answered),),
    links=(Later(name=follow.FORM, handle=form.open_link),),
)
