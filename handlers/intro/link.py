"""The way into the private form: its link, and the button that others may show."""

from bot.core.actions import Button
from bot.core.unit import Unit
from services.intro import accept


def button(unit: Unit) -> Button:
    """“Introduce yourself”, which opens the form in private; in the lane of the group."""
    return accept.button(unit)[0][0]
