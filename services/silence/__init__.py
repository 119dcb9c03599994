"""Silence: a whole group is kept from writing, by an order or by night, and let write again.

Telegram is told what everybody may do, and what that was before is given back at the end; so
nobody's message has to be deleted, and nobody wonders where it went.
"""

from services.silence.keep import LOOKED, OVER, SHUT, Wish, forget, give_up, note, wish
from services.silence.order import is_everybody, let_all_speak, mute_all

__all__ = [
    "LOOKED",
    "OVER",
    "SHUT",
    "Wish",
    "forget",
    "give_up",
    "is_everybody",
    "let_all_speak",
    "mute_all",
    "note",
    "wish",
]
