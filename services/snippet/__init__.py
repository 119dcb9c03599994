"""Keyword replies and notes: what a group has the bot say to a word, or when asked by name."""

from services.snippet.keyword import LONGEST, Keywords, fold, is_said, keywords
from services.snippet.store import (
    FILTER,
    MOST,
    NOTE,
    Snippet,
    clear,
    count,
    find,
    listed,
    put,
    recall,
)

__all__ = [
    "FILTER",
    "LONGEST",
    "MOST",
    "NOTE",
    "Keywords",
    "Snippet",
    "clear",
    "count",
    "find",
    "fold",
    "is_said",
    "keywords",
    "listed",
    "put",
    "recall",
]
