"""What an applicant reads of the group where they are not asked to sign it."""

from collections.abc import Sequence

from msgspec import structs

from bot.core.demand import Leaf
from bot.core.gate import Applicant
from bot.core.texts import size
from bot.core.unit import Unit
from services import pledge, vision
from services.template import TEXT, Somebody

PLEDGE = "pledge"
"""The gate that shows all of it."""

LONGEST = 1500
"""Characters (with their markup) that stand on the card; of more, the vision is left out."""

GAPS = 16
"""Units that empty lines of a card take at most."""


def at_door(unit: Unit, leaves: Sequence[Leaf], one: Applicant, taken: int) -> str:
    """Motto, mission, vision and values as HTML, for the end of a card of which so much is taken.

    Nothing, if the pledge is asked, which shows them; and nothing that would not fit.
    """
    charter = pledge.charter_of(unit.values)
    if not charter.has_vision or any(leaf.gate == PLEDGE for leaf in leaves):
        return ""
    people = [Somebody(one.user_id, one.name, "", one.username)]
    for shown in (charter, structs.replace(charter, text="")):
        text = vision.written(unit, shown, people)
        if size(text) <= min(LONGEST, TEXT - GAPS - taken):
            return text
    return ""
