"""What is wrong with an introduction, and in which words its author hears so."""

from collections.abc import Sequence

from msgspec import Struct

from bot.core import phrase
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Unit
from services.intro import book
from services.intro.field import SYNONYMS, find, unmarked
from services.intro.similar import body


class Fault(Struct, frozen=True, gc=False):
    """What an introduction lacks: fields, characters (how many it has), a photo; or it is
    somebody else's, or an ad."""

    missing: tuple[str, ...] = ()
    short: int = -1
    photo: bool = False
    copied: bool = False
    ad: bool = False

    def __bool__(self) -> bool:
        return self != Fault()


def judge(text: str, *, photo: bool, values: Values) -> Fault:
    """What it lacks by itself. Its length counts without the mark and without blanks."""
    fields = values["intro.fields"]
    found = find(text, fields)
    length = len("".join(unmarked(text).split()))
    return Fault(
        missing=tuple(one for one in fields if one not in found),
        short=length if length < values["intro.min_length"] else -1,
        photo=values["intro.photo"] == "required" and not photo,
    )


async def examine(unit: Unit, person: int, text: str, *, photo: bool) -> Fault:
    """What it lacks, and if it lacks nothing, whether it is somebody else's."""
    fault = judge(text, photo=photo, values=unit.values)
    if fault:
        return fault
    said = body(text, unit.values["intro.fields"])
    copied = await unit.run(lambda c: book.copied(c, unit.room.id, person, said))
    return Fault(copied=bool(copied))


def label(unit: Unit, field: str) -> str:
    """A field as it is asked for."""
    return (
        unit.say(f"intro-field-{field}")
        if field in SYNONYMS
        else unit.say("intro-field", name=field)
    )


def labels(unit: Unit, fields: Sequence[str]) -> Html:
    """Some fields, as one would say them."""
    return Html(phrase.listing([Html(label(unit, one)) for one in fields], unit.language))


def form(unit: Unit, fields: Sequence[str]) -> Html:
    """The fields as lines to be filled in."""
    colon = unit.say("intro-colon")
    return Html("\n".join(f"{label(unit, one)}{colon}" for one in fields))


def reasons(unit: Unit, fault: Fault) -> list[str]:
    """A fault in words (HTML)."""
    lines = []
    if fault.missing:
        lines.append(unit.say("intro-missing", fields=labels(unit, fault.missing)))
    if fault.short >= 0:
        least = unit.values["intro.min_length"]
        lines.append(unit.say("intro-short", least=least, n=fault.short))
    if fault.photo:
        lines.append(unit.say("intro-wants-photo"))
    if fault.copied:
        lines.append(unit.say("intro-copied"))
    if fault.ad:
        lines.append(unit.say("intro-ad"))
    return lines
