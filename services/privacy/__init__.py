"""Personal data: what is stored of somebody, as a file, and gone. All of it follows from what the
tables declare (`models.base.Personal`)."""

from services.privacy.declared import matters, rooms_of
from services.privacy.erase import Cursor, Wish, erase_everywhere, erase_finished, erase_room
from services.privacy.file import Step, drop, forget_parts, gather, take_file
from services.privacy.inside import Marks, marks_of
from services.privacy.stay import OPEN, Stay, stays

__all__ = [
    "OPEN",
    "Cursor",
    "Marks",
    "Stay",
    "Step",
    "Wish",
    "drop",
    "erase_everywhere",
    "erase_finished",
    "erase_room",
    "forget_parts",
    "gather",
    "marks_of",
    "matters",
    "rooms_of",
    "stays",
    "take_file",
]
