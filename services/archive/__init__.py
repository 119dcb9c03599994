"""The archive: what was said and by whom, written in bulk, read back by those who look for it."""

from services.archive.change import blank, erase, hide, mark_deleted
from services.archive.chats import FOREVER, KEY, OFF, USUAL, keeps, of_room
from services.archive.coverage import Coverage, cover, coverage, note_hole
from services.archive.history import Brought, put_history
from services.archive.keep import follow, forget, forget_climbs, note_outages
from services.archive.pump import MOST, behind, catch_up, pump
from services.archive.read import (
    album_of,
    around,
    cases_of,
    find,
    in_thread,
    number_at,
    read_since,
    recent_of,
    since,
    stretch,
)
from services.archive.said import Said, extras, link_to
from services.archive.write import SUBSTANCE, author_of, is_substance, write

__all__ = [
    "FOREVER",
    "KEY",
    "MOST",
    "OFF",
    "SUBSTANCE",
    "USUAL",
    "Brought",
    "Coverage",
    "Said",
    "album_of",
    "around",
    "author_of",
    "behind",
    "blank",
    "cases_of",
    "catch_up",
    "cover",
    "coverage",
    "erase",
    "extras",
    "find",
    "follow",
    "forget",
    "forget_climbs",
    "hide",
    "in_thread",
    "is_substance",
    "keeps",
    "link_to",
    "mark_deleted",
    "note_hole",
    "note_outages",
    "number_at",
    "of_room",
    "pump",
    "put_history",
    "read_since",
    "recent_of",
    "since",
    "stretch",
    "write",
]
