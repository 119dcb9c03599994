"""Counters: what somebody wrote of late, kept in memory and by the time of the messages.

A message is looked at more than once before it is decided about: asking again gives the same
answer and changes nothing. Whoever was silent the longest is forgotten when there are too many.
"""

from collections import OrderedDict
from typing import TypeAlias

from bot.core.incoming import Facts
from services import archive

MOST_KEPT = 2000
"""People, or texts, that one counter remembers."""

MOST_EACH = 256
"""Messages of one of them: more than any limit that can be set."""

LATE = 60
"""Seconds within which a message may be looked at again."""

Key: TypeAlias = tuple[object, ...]


def who(facts: Facts) -> tuple[int, int]:
    """Whose message it is: the room, and the author there."""
    return facts.room, archive.author_of(facts)


def part_of(facts: Facts) -> str | int:
    """What counts as one: the message, or the album it is a part of."""
    return facts.media_group or facts.message_id


class Window:
    """How many messages came within so many seconds, by key; an album is one."""

    __slots__ = ("_kept", "_seconds")

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._kept: OrderedDict[Key, dict[str | int, tuple[int, int]]] = OrderedDict()

    def count(self, key: Key, facts: Facts) -> int:
        """How many there are up to this message, itself included."""
        said = self._kept.setdefault(key, {})
        self._kept.move_to_end(key)
        own = said.setdefault(part_of(facts), (facts.at, facts.message_id))
        while len(said) > MOST_EACH:
            del said[min(said, key=lambda part: said[part])]
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        since = facts.at - self._seconds
        oldest = since - max(self._seconds, LATE)
        if next(iter(said.values()))[0] <= oldest:
            # More than the window is kept: one may be asked about again when later ones came.
            self._kept[key] = said = {p: one for p, one in said.items() if one[0] > oldest}
        return sum(since < at and (at, number) <= own for at, number in said.values())

    def __len__(self) -> int:
        return len(self._kept)


class Spacing:
    """At most one message in so many seconds, by key; an album is one."""

    __slots__ = ("_kept", "_seconds")

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._kept: OrderedDict[Key, dict[str | int, int]] = OrderedDict()

    def wait(self, key: Key, facts: Facts) -> int:
        """Seconds by which a message came too early; 0 for one that may stay."""
        passed = self._kept.setdefault(key, {})
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        part = part_of(facts)
        if part in passed:
            return 0
        last = max(passed.values(), default=None)
        if last is not None and (left := self._seconds - (facts.at - last)) > 0:
            return left
        passed[part] = facts.at
        if len(passed) > 8:
            del passed[min(passed, key=lambda one: passed[one])]
        return 0

    def __len__(self) -> int:
        return len(self._kept)
