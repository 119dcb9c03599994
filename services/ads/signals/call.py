"""Calls to talk elsewhere: write me in private, look at my profile, press here."""

from collections.abc import Iterator

from services.ads.excerpt import excerpt
from services.ads.reading import Group, Hit
from services.ads.view import CALL, View


def find_calls(view: View) -> Iterator[Hit]:
    """Yield the calls in a text; weak ones are only hints."""
    forms = view.forms
    for match in view.words + view.hidden:
        word = match.word
        if word.topic == CALL:
            evidence = excerpt(forms.original, forms.joined, match.start, match.end)
            group: Group = "place" if word.points > 1 else "hint"
            yield Hit("call", group, "call", evidence, word.points)
