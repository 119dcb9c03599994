"""Cached reads of chats and members."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from telegram import Bot, ChatMember, ChatMemberAdministrator
from telegram.error import TelegramError

from bot.core.clock import Clock
from bot.core.directory import TRUST
from bot.core.role import CHANGE, OWNER, Admin, Admins
from bot.core.room import Room
from bot.telegram.error import Meaning, understand

log = structlog.get_logger(__name__)

LINK_TRUST = 3600.0
"""Seconds for which it is believed whether a group has a linked channel."""

FRESH = 1.0
"""Seconds for which a list counts as read anew: who is refused a hundred times a second, and asks
on, costs the room no hundred calls."""

CACHED = 4096
PRESENT = ("creator", "administrator", "member")


class _Fill:
    """A read that is under way; stale, as soon as its room is forgotten meanwhile."""

    stale = False


class TelegramDirectory:
    """Answers from memory; `warm` fills it. A fill begun before a `forget` is dropped."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._admins: OrderedDict[int, tuple[float, Admins]] = OrderedDict()
        self._linked: OrderedDict[int, tuple[float, int]] = OrderedDict()
        self._members: OrderedDict[tuple[int, int], tuple[float, bool]] = OrderedDict()
        self._fills: dict[int, list[_Fill]] = {}

    def admins(self, room: int) -> Admins | None:
        """The administrators, if they were read within the last minute."""
        return self._read_within(TRUST, room)

    def _read_within(self, seconds: float, room: int) -> Admins | None:
        read = self._admins.get(room)
        if read is None or self._clock.monotonic() - read[0] > seconds:
            return None
        return read[1]

    def member(self, room: int, person: int) -> bool | None:
        """Whether somebody is a member; None if that has to be asked."""
        now = self._clock.monotonic()
        linked = self._linked.get(room)
        if linked is None or now - linked[0] > LINK_TRUST:
            return None
        if not linked[1]:
            return True
        known = self._members.get((room, person))
        if known is None or now - known[0] > TRUST:
            return None
        return known[1]

    def forget(self, room: int, person: int = 0) -> None:
        """Drop what is known of a room, or of one person there."""
        for fill in self._fills.get(room, ()):
            fill.stale = True
        if person:
            self._members.pop((room, person), None)
        else:
            self._admins.pop(room, None)
            self._linked.pop(room, None)

    async def warm(self, room: Room, *, person: int = 0, anew: bool = False) -> None:
        """Read what is missing.

        Raises:
            ConnectionError: Telegram cannot be reached.
        """
        with self._filling(room.id) as fill:
            await self._warm(room, fill, person=person, anew=anew)

    @contextmanager
    def _filling(self, room: int) -> Iterator[_Fill]:
        fill = _Fill()
        self._fills.setdefault(room, []).append(fill)
        try:
            yield fill
        finally:
            self._fills[room].remove(fill)
            if not self._fills[room]:
                del self._fills[room]

    async def _warm(self, room: Room, fill: _Fill, *, person: int, anew: bool) -> None:
        try:
            if self._read_within(FRESH if anew else TRUST, room.id) is None:
                admins = await self._read_admins(room.chat_id)
                self._put(fill, self._admins, room.id, admins)
                if channel := await self._read_link(room, fill):
                    admins = Admins(admins.by_id, linked=channel)
                    self._put(fill, self._admins, room.id, admins)
            if not person or self.member(room.id, person) is not None:
                return
            if not await self._read_link(room, fill):
                return
            member = await self._bot.get_chat_member(room.chat_id, person)
            is_member = member.status in PRESENT or getattr(member, "is_member", False)
            self._put(fill, self._members, (room.id, person), is_member)
        except TelegramError as error:
            self._fall_back(room, person, error)

    async def _read_link(self, room: Room, fill: _Fill) -> int:
        """The linked channel, 0 for none; believed for an hour."""
        linked = self._linked.get(room.id)
        if linked is not None and self._clock.monotonic() - linked[0] <= LINK_TRUST:
            return linked[1]
        chat = await self._bot.get_chat(room.chat_id)
        channel = chat.linked_chat_id or 0
        self._put(fill, self._linked, room.id, channel)
        return channel

    async def _read_admins(self, chat: int) -> Admins:
        listed = await self._bot.get_chat_administrators(chat)
        return Admins({member.user.id: _admin(member) for member in listed})

    def _fall_back(self, room: Room, person: int, error: TelegramError) -> None:
        """Nobody is known to be an administrator of a chat that does not let us look."""
        trouble = understand(error)
        if trouble.meaning in (Meaning.LOST, Meaning.UNREACHED, Meaning.WAIT):
            raise ConnectionError(f"Telegram out of reach: {trouble.text}") from error
        log.info("chat does not let us look", room=room.id, said=trouble.text)
        fill = _Fill()
        if self.admins(room.id) is None:
            self._put(fill, self._admins, room.id, Admins({}))
        self._put(fill, self._linked, room.id, 0)
        if person:
            self._put(fill, self._members, (room.id, person), True)

    def _put(self, fill: _Fill, cache: OrderedDict[Any, Any], key: Any, value: Any) -> None:
        if fill.stale:
            return
        cache[key] = (self._clock.monotonic(), value)
        cache.move_to_end(key)
        while len(cache) > CACHED:
            cache.popitem(last=False)


def _admin(member: ChatMember) -> Admin:
    rights = OWNER
    if isinstance(member, ChatMemberAdministrator):
        rights = frozenset(
            name
            for name, value in member.to_dict().items()
            if name.startswith("can_") and value is True
        )
        if member.can_promote_members:
            rights |= {"owner", CHANGE}
    return Admin(
        id=member.user.id,
        rights=rights,
        anonymous=bool(getattr(member, "is_anonymous", False)),
        is_bot=member.user.is_bot,
        name=member.user.full_name,
        status=member.status,
        title=getattr(member, "custom_title", None) or "",
    )
