"""The one path of enforcement: whatever is done to somebody becomes a case here, nowhere else."""

from services.moderation.act import Order, Outcome, carry_out
from services.moderation.complaint import Complaint, complain
from services.moderation.court import try_all
from services.moderation.decide import settle
from services.moderation.docket import CARD, LIFT_CHANNEL, STRUCK, UNBAN
from services.moderation.enforce import enforce, reverse, take_back, tell_log
from services.moderation.record import TROUBLE, File, about, find, newest, note, note_trouble
from services.moderation.restraint import RELEASE
from services.moderation.undo import LINK, Reversal, lift, undo
from services.moderation.undone import undone

__all__ = [
    "CARD",
    "LIFT_CHANNEL",
    "LINK",
    "RELEASE",
    "STRUCK",
    "TROUBLE",
    "UNBAN",
    "Complaint",
    "File",
    "Order",
    "Outcome",
    "Reversal",
    "about",
    "carry_out",
    "complain",
    "enforce",
    "find",
    "lift",
    "newest",
    "note",
    "note_trouble",
    "reverse",
    "settle",
    "take_back",
    "tell_log",
    "try_all",
    "undo",
    "undone",
]
