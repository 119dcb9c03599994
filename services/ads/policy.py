"""Policy: what an owner decided about ads in one group."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

from services.ads.fold import fold
from services.ads.host import find_domain
from services.ads.lexicon import Lexicon, make_word
from services.ads.patterns import Patterns
from services.ads.skeleton import to_skeleton

Level = Literal["soft", "standard", "strict"]

MAX_PATTERN: Final = 500
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
_CHANNEL: Final = re.compile(r"(?:(?:https?://)?(?:t|telegram)\.me/|@)(\w+)/?")


@dataclass(frozen=True)
class Policy:
    """Settings of the judgement: cheap to build, and compiled once when first needed.

    `allow` and `block` hold domains (`example.org`), channels (`@name`, `t.me/name`) and
    words (whole, or `stem*`); `patterns` are RE2. Raises ValueError for a bad pattern.
    """

    level: Level = "standard"
    allow: frozenset[str] = frozenset()
    block: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.patterns:
            compile_patterns(self.patterns)

    @cached_property
    def allowed(self) -> frozenset[str]:
        """Domains, `@channels` and folded words, as the keys of hits spell them."""
        return frozenset(filter(None, map(_normalise, self.allow)))

    @cached_property
    def allows_words(self) -> bool:
        """Whether words are allowed, and not only domains and channels."""
        return not all(map(_is_place, self.allowed))

    @cached_property
    def blocked_places(self) -> frozenset[str]:
        """Blocked domains and `@channels`."""
        return frozenset(entry for entry in map(_normalise, self.block) if _is_place(entry))

    @cached_property
    def blocked_words(self) -> tuple[Lexicon, Lexicon] | None:
        """Blocked words as written, and as skeletons for disguised texts."""
        words = [
            make_word(entry, 0, "blocked")
            for entry in sorted(set(map(_normalise, self.block)))
            if entry.strip("* ") and not _is_found_as_place(entry)
        ]
        if not words:
            return None
        return Lexicon(words), Lexicon((w for w in words if len(w.text) > 2), to_skeleton)

    @property
    def has_blocks(self) -> bool:
        """Whether anything is blocked at all."""
        return bool(self.block or self.patterns)


STANDARD: Final = Policy()
"""The policy of a group whose owner changed nothing."""


@lru_cache(maxsize=512)
def compile_patterns(patterns: tuple[str, ...]) -> Patterns:
    """Return compiled patterns; raises ValueError that names the bad one and why."""
    for pattern in patterns:
        if not pattern or len(pattern) > MAX_PATTERN:
            raise ValueError(f"a pattern has 1 to {MAX_PATTERN} characters")
    return Patterns(patterns, owners=True)


def _normalise(entry: str) -> str:
    text = fold(entry)
    channel = _CHANNEL.fullmatch(text)
    if channel is not None:
        return f"@{channel[1]}"
    text = text.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return text.rstrip("/")


def _is_place(entry: str) -> bool:
    return entry.startswith("@") or _HOST.fullmatch(entry) is not None


def _is_found_as_place(entry: str) -> bool:
    """Whether links are seen to lead there: a host whose suffix nobody registers is but a word."""
    return entry.startswith("@") or (_is_place(entry) and bool(find_domain(entry)[0]))
