"""Patterns: many RE2 expressions tried in one pass, and located only when they match."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import re2

MEMORY: Final = 64 << 20

OWNERS_MEMORY: Final = 16 << 20
OWNERS_EACH: Final = 512 << 10
OWNERS_STEPS: Final = 200_000
r"""Bytes that all patterns of a group may take, and one of them, and instructions of all together.
RE2 matches in linear time, but a pattern of ten characters (`\pL{999}`) compiles for a second and
takes 160 MB: everybody would wait for it. 2,000 ordinary ones have 70,000."""


class Patterns:
    """Compiled RE2 expressions. Raises ValueError that names a bad one and says why.

    Those that `owners` of groups wrote match in any case, and have to be of moderate size.
    """

    def __init__(self, patterns: Iterable[str], *, owners: bool = False) -> None:
        each = _options(OWNERS_EACH if owners else MEMORY, any_case=owners)
        self._set = re2.Set.SearchSet(
            _options(OWNERS_MEMORY if owners else MEMORY, any_case=owners)
        )
        self._each: list[Any] = []
        steps = 0
        for pattern in patterns:
            try:
                self._each.append(re2.compile(pattern, each))
                self._set.Add(pattern)
            except re2.error as error:
                raise ValueError(f"{pattern[:60]}: {_explain(error)}") from error
            steps += self._each[-1].programsize
            if owners and steps > OWNERS_STEPS:
                raise ValueError("the patterns are too large together")
        try:
            self._set.Compile()
        except re2.error as error:
            raise ValueError("the patterns are too large together") from error

    def match(self, text: str) -> list[int]:
        """Return the indexes of the expressions that match somewhere in `text`."""
        return self._set.Match(text.encode()) or []

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the index of each expression that matches, with where it first does.

        Those that match only nothing are left out.
        """
        written = text.encode()
        for index in self._set.Match(written) or ():
            found = self._each[index].search(written)
            if found is None:
                continue
            start, end = found.span()
            if start < end:
                # RE2 counts bytes. It is called with them: its own conversion costs far more.
                if len(written) > len(text):
                    size = len(written[start:end].decode())
                    start = len(written[:start].decode())
                    end = start + size
                yield index, start, end


def _options(memory: int, *, any_case: bool) -> Any:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not any_case
    options.never_capture = True
    options.max_mem = memory
    return options


def _explain(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
