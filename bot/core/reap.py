"""What is made of talk in bulk: what features declare as `harvests`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bot.core.feature import Feature, Harvest
from bot.core.incoming import Facts
from bot.core.settings import Values

Reapers = tuple[tuple[Harvest, Callable[[Facts], Any | None]], ...]
"""What is made of talk with some settings, and what says of a message whether there is any."""


class Reaping:
    """The harvests of all features; what a group has of them is kept with its settings."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._features = features
        self._make = self._choose

    def of(
        self, rooms: Iterable[int], values_of: Callable[[int], Values | None]
    ) -> dict[int, Reapers]:
        """What is made of talk in some rooms, of those where anything is."""
        return {
            room: found
            for room in rooms
            if (values := values_of(room)) is not None and (found := values.derive(self._make))
        }

    def _choose(self, values: Values) -> Reapers:
        on = [feature for feature in self._features if feature.is_on(values)]
        return tuple(
            (harvest, make)
            for feature in on
            for harvest in feature.harvests
            if (make := harvest.choose(values)) is not None
        )


def reap(
    said: Iterable[Facts], reapers: Mapping[int, Reapers]
) -> dict[Harvest, list[tuple[Facts, Any]]]:
    """What there is to be had of messages."""
    reaped: dict[Harvest, list[tuple[Facts, Any]]] = {}
    for facts in said:
        for harvest, make in reapers.get(facts.room, ()):
            if (made := make(facts)) is not None:
                reaped.setdefault(harvest, []).append((facts, made))
    return reaped
