"""What is known of chats and members without asking, and for how long it may be trusted."""

from typing import Protocol

from bot.core.role import Admins
from bot.core.room import Room

TRUST = 60
"""Seconds for which rights and membership may be believed after they were read."""


class Directory(Protocol):
    """Cached reads. `warm` asks Telegram for what is missing and is never called inside a unit."""

    def admins(self, room: int) -> Admins | None:
        """The administrators, if they were read within the last minute."""

    def member(self, room: int, person: int) -> bool | None:
        """Whether somebody is a member; None if that has to be asked. Only a group with a linked
        channel has to be asked: elsewhere only members can write."""

    async def warm(self, room: Room, *, person: int = 0, anew: bool = False) -> None:
        """Read the administrators, and where it matters the membership of a person."""

    def forget(self, room: int, person: int = 0) -> None:
        """Drop what is known of a room, or of one person there."""
