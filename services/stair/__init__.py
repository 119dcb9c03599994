"""Climbing stairs: codes by which a conversation is found again."""

from services.stair.book import Stair
from services.stair.issue import give, reserve, stands
from services.stair.look import Stretch, is_code, look_up, show, stretch_of

__all__ = [
    "Stair",
    "Stretch",
    "give",
    "is_code",
    "look_up",
    "reserve",
    "show",
    "stands",
    "stretch_of",
]
