"""Hits in words: a line in the group, a passage with its neighbours in private."""

from bot.core import daily, phrase
from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.climb.find import Found
from services import archive
from services.archive import Said
from services.archive.words import canonical

LINE, PASSAGE, NEIGHBOUR = 50, 240, 60
"""Characters of a hit in the group, in private, and of what stands beside it."""

_KINDS = ("photo", "video", "voice", "file")
_YEAR = 300 * 86_400


def line(unit: Unit, found: Found, one: Said) -> str:
    """A hit as one line."""
    return unit.say(
        "climb-hit", head=Html(_head(unit, found, one)), text=_text(unit, found, one, LINE)
    )


def passage(unit: Unit, found: Found, said: list[Said], hit: Said) -> str:
    """A hit among its neighbours, which are given with it, ascending."""
    lines = []
    for one in said:
        if one.message == hit.message:
            head = Html(_head(unit, found, one))
            lines.append(unit.say("climb-hit", head=head, text=_text(unit, found, one, PASSAGE)))
        else:
            name = _name(unit, found, one)
            text = _text(unit, found, one, NEIGHBOUR)
            lines.append(unit.say("climb-beside", name=name, text=text))
    return "\n".join(lines)


def below(unit: Unit, found: Found) -> list[str]:
    """From when the archive is complete, what is missing, and whether the index is behind."""
    language, zone = unit.language, daily.zone_of(unit.values)
    lines = []
    if found.coverage.since is None:
        lines.append(unit.say("climb-empty"))
    else:
        lines.append(unit.say("climb-since", day=phrase.date(found.coverage.since, language, zone)))
    for since, until in found.coverage.holes[-2:]:
        first, last = (phrase.date_time(one, language, zone) for one in (since, until))
        lines.append(unit.say("climb-hole", since=first, until=last))
    if found.missing:
        lines.append(unit.say("climb-behind", n=found.missing))
    return lines


def _head(unit: Unit, found: Found, one: Said) -> str:
    """When and who, leading to the message where a message has an address."""
    zone = daily.zone_of(unit.values)
    stamp = phrase.stamp(one.at, zone)
    day = stamp[:10] if unit.now - one.at > _YEAR else stamp[5:10]
    when = f"{day} {stamp[11:16]}"
    link = archive.link_to(one.chat, one.message)
    name = _name(unit, found, one)
    if link:
        return unit.say("climb-head", link=link, when=when, name=name)
    return unit.say("climb-head-plain", when=when, name=name)


def _name(unit: Unit, found: Found, one: Said) -> str:
    if one.author < 0:
        return unit.say("climb-channel")
    return (found.names.get(one.author) or str(one.author))[:24]


def _text(unit: Unit, found: Found, one: Said, longest: int) -> str:
    """What it says, around the first word that was looked for."""
    label = next((kind for kind in _KINDS if kind in one.kinds), "")
    marks = [unit.say(f"climb-kind-{label}", name=one.file[:40])] if label else []
    text = " ".join(one.text.split())
    if not text and one.extra:
        text = " ".join(one.words.split())
    return " ".join([*marks, _cut(text, found, longest)]).strip()


def _cut(text: str, found: Found, longest: int) -> str:
    if len(text) <= longest:
        return text
    start = max(0, _place(text, found) - longest // 3)
    start = min(start, len(text) - longest)
    cut = text[start : start + longest].strip()
    return f"{'…' * (start > 0)}{cut}{'…' * (start + longest < len(text))}"


def _place(text: str, found: Found) -> int:
    """Where the first word that was looked for stands, as near as can be told."""
    folded = "".join(_folded(letter) for letter in text)
    places = [
        folded.find(run) for needle in found.query.needles for run in needle.form.split(" ")[:1]
    ]
    return min((place for place in places if place >= 0), default=0)


def _folded(letter: str) -> str:
    form = canonical(letter)
    return form if len(form) == 1 else letter
