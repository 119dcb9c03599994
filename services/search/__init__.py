"""Searching the archive of a room."""

from services.search.find import Page, Stretch, find, matches, weight
from services.search.query import Query, Unclear, read

__all__ = ["Page", "Query", "Stretch", "Unclear", "find", "matches", "read", "weight"]
