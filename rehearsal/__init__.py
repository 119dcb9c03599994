"""A simulated Telegram: a Bot API server on loopback, the people who write there, and faults.

async with Telegram(ManualClock()) as tg:      # a bot connects to tg.base_url with tg.token
    ann, eve = tg.people("Ann", "Eve")
    club = tg.supergroup("Book club", owner=ann)
    club.add_bot()
    eve.joins(club, link=ann.invites(club))
    ad = eve.says(club, "casino!")
    await tg.until(lambda: ad.deleted)
    tg.faults.order(method="deleteMessages", kind="429", retry_after=5)
"""

from rehearsal.clock import ManualClock, RealClock
from rehearsal.error import Refused
from rehearsal.telegram import Telegram
from rehearsal.validation import ViolationError

__all__ = ["ManualClock", "RealClock", "Refused", "Telegram", "ViolationError"]
