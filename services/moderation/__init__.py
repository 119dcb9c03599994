"""The one path of enforcement: whatever is done to somebody becomes a case here, nowhere else."""

from services.moderation.court import Accusation, accuse, try_all
from services.moderation.docket import CARD, LIFT_CHANNEL
from services.moderation.record import TROUBLE, File, find, newest, note_trouble, settle

__all__ = [
    "CARD",
    "LIFT_CHANNEL",
    "TROUBLE",
    "Accusation",
    "File",
    "accuse",
    "find",
    "newest",
    "note_trouble",
    "settle",
    "try_all",
]
