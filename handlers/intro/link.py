"""The way into the private form: its link, and the button that others may show."""

from bot.core.actions import Button
from bot.core.unit import Unit
from services.intro.form import LINK


def button(unit: Unit) -> Button:
    """“Introduce yourself”, which opens the form in private; in the lane of the group."""
    return Button(text=unit.say("intro-button"), url=unit.link(LINK, str(unit.room.id)))
