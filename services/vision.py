"""What a group says of itself, as one card: motto, mission, vision and values."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from bot.core import texts
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import template
from services.pledge import Charter
from services.template import COUNT, Somebody, compile_template

GAPS = 8
"""Units that the empty lines between the parts of a card take at most."""


def around(unit: Unit, charter: Charter) -> tuple[str, str]:
    """What stands above and below the vision, as HTML.

    A vision that is all there is has no heading: it says what it is.
    """
    above, below = [], []
    if charter.motto:
        above.append(unit.say("vision-motto", motto=charter.motto))
    if charter.mission:
        above.append(unit.say("vision-mission", text=charter.mission))
    if charter.text and (charter.mission or charter.values):
        above.append(unit.say("vision-vision"))
    if charter.values:
        lines = [unit.say("vision-value", value=one) for one in charter.values]
        below.append(unit.say("vision-values", values=Html("\n".join(lines))))
    return "\n\n".join(above), "\n\n".join(below)


def written(unit: Unit, charter: Charter, people: Sequence[Somebody]) -> str:
    """The whole card as HTML, the vision filled in for somebody; empty if there is nothing."""
    above, below = around(unit, charter)
    card = "\n".join(filter(None, (above, fill(unit, charter.text, people))))
    return "\n\n".join(filter(None, (card, below)))


def fill(unit: Unit, source: str, people: Sequence[Somebody]) -> str:
    """A template as HTML inside of a text that does not wait for the number of members."""
    return compile_template(source).fill(template.fillings(unit, people)).replace(COUNT, "…")


def post(
    unit: Unit,
    charter: Charter,
    people: Sequence[Somebody],
    *,
    last: str = "",
    to: int = 0,
    reply_to: int = 0,
    stay: Stay = Stay.EVER,
) -> None:
    """Say the card in a message of its own, with a `last` line; in two where it is too long."""
    above, below = around(unit, charter)
    made = compile_template(charter.text)
    where: dict[str, Any] = {"to": to, "reply_to": reply_to, "stay": stay}
    if made.size + texts.size(texts.unmarked(above + below + last)) + GAPS > template.TEXT:
        template.post(unit, made, people, **where)
        made = compile_template("")
        above, below = around(unit, structs.replace(charter, text=""))
    tail = "\n\n".join(filter(None, (below, last)))
    if above or tail or not made.is_empty:
        template.post(unit, made, people, head=above, tail=tail, **where)
