"""Manners: how the bot talks to people without being a nuisance."""

from bot.core.manner.notice import notice
from bot.core.manner.page import Pager
from bot.core.manner.private import whisper

__all__ = ["Pager", "notice", "whisper"]
