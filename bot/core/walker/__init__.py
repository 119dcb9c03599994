"""Walker: every text of a message that a person can read or press."""

from bot.core.walker.walk import walk

__all__ = ["walk"]
