"""Before an act on a person is repeated: is its reason still there?"""

import asyncio

from sqlalchemy import Connection, func, select
from telegram import Bot
from telegram.error import TelegramError

from bot.core import outbox
from bot.core.actions import MEMBER_ACTIONS, REVERSALS, Ban, Kick, Mute, Restrict, Unban, Unmute
from bot.core.clock import Clock
from bot.core.outbox import Fate, Parcel
from bot.core.room import ABSENT, Room
from bot.core.store import Store
from bot.telegram.error import Meaning, understand
from models.inbox import Inbox
from models.member import Member
from models.room import Room as Row

AGAIN = 1.0
"""Seconds until Telegram is asked again."""

SOON = 0.05
"""Seconds until the inbox is looked at again."""

_WANTED = {
    Kick: ("left", "kicked"),
    Ban: ("kicked",),
    Mute: ("restricted",),
    Restrict: ("restricted",),
    Unban: ("left", "member", "restricted", "administrator", "creator"),
    Unmute: ("member", "administrator", "creator"),
}


class Recheck:
    """Looks again at the case, the member updates since, and where needed at Telegram."""

    def __init__(self, bot: Bot, store: Store, clock: Clock) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self.caught_up = asyncio.Event()

    async def look(self, parcel: Parcel) -> Fate | None:
        """The fate of an action that must not be repeated; None if it is to be done again."""
        await self.caught_up.wait()
        action = parcel.action
        assert isinstance(action, MEMBER_ACTIONS)
        await self._let_settle(action.room)

        def read(connection: Connection) -> tuple[bool, int, str, int, int, Room | None]:
            since = parcel.created_at
            stands = True
            # What takes a case back has its reason in the decision, not in what the case is about.
            if parcel.case is not None and not isinstance(action, REVERSALS):
                since = outbox.reason_at(connection, parcel.case) or since
                stands = outbox.in_force(connection, parcel.case)
            member = connection.execute(
                select(Member.status, Member.changed_at, Member.joined_at).where(
                    Member.room_id == action.room, Member.user_id == action.person
                )
            ).first()
            row = connection.execute(
                select(Row.id, Row.chat_id, Row.type).where(Row.id == action.room)
            ).first()
            status, changed = (member.status, member.changed_at or 0) if member else ("", 0)
            joined = (member.joined_at or 0) if member else 0
            return stands, since, status, changed, joined, Room(*row) if row else None

        stands, since, status, changed, joined, room = await self._store.read(read)
        if not stands or room is None:
            return Fate(state="expired", result="the case does not stand any more")
        # Dates are whole seconds: the change our own first attempt made may bear the same one.
        if changed >= since and status in _WANTED[type(action)]:
            return Fate(state="done")
        # So may that of what we did right after it: whoever is out since is not muted once more.
        out = isinstance(action, (Mute, Restrict)) and status in ABSENT and changed >= since
        # Whoever was muted meanwhile, by the door or us, and has not come anew is to go still.
        muted = isinstance(action, (Kick, Ban)) and status == "restricted" and joined <= since
        if (changed > since or out) and not muted:
            return Fate(state="expired", result=f"the person is {status} since")
        if isinstance(action, Kick) and not await self._is_present(room, action.person):
            return Fate(state="done")
        return None

    async def _let_settle(self, room: int) -> None:
        """Wait for what a room's lane has still to do: it may be that the person came back."""
        waiting = select(func.min(Inbox.received_at), func.max(Inbox.received_at)).where(
            Inbox.bot_id == self._bot.id, Inbox.room_id == room, Inbox.done_at.is_(None)
        )
        first, newest = await self._store.read(lambda c: c.execute(waiting).one())
        while first is not None and first <= newest:
            await self._clock.sleep(SOON)
            first, _ = await self._store.read(lambda c: c.execute(waiting).one())

    async def _is_present(self, room: Room, person: int) -> bool:
        """Whether a person is in a chat now; asked until Telegram says so or refuses to."""
        while True:
            try:
                member = await self._bot.get_chat_member(room.chat_id, person)
            except TelegramError as error:
                trouble = understand(error)
                if trouble.meaning is Meaning.ALREADY:
                    return False
                if trouble.meaning is Meaning.REFUSED:
                    return True
                await self._clock.sleep(max(trouble.seconds, AGAIN))
            else:
                return member.status not in ("left", "kicked")
