"""The form of an introduction, in private, where no group's settings hold."""

from bot.core.feature import Feature, Later, Press, Watcher
from services.intro import form

FEATURE = Feature(
    name="introform",
    key="rules",
    part_of="intro",
    presses=(
        Press(name="intro_group", handle=form.press_group),
        Press(name="intro_form", handle=form.pressed),
    ),
    watchers=(
        Watcher(kinds=("message",), handle=form.see_photo, wants=form.pictured, private=True),
    ),
    questions=(Later(name=form.QUESTION, handle=form.answered),),
    links=(Later(name=form.LINK, handle=form.open_link),),
)
