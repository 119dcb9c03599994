"""The bot with one thing broken on purpose: `python -m tests.torture.planted BUG run …`.

The harness has to catch each of them, else it proves nothing. Nothing in the product knows of
this: a function is replaced before the bot's own main runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, delete

from bot.__main__ import main
from bot.core import inbox, outbox
from bot.core.outbox import Fate, Parcel
from bot.core.runtime import Runtime
from bot.telegram.deliver import Deliverer
from bot.telegram.recheck import Recheck
from models.inbox import Inbox


def confirm_first() -> None:
    """The offset moves before the updates are written down."""
    receive = Runtime.receive
    last: list[Any] = []

    async def later(self: Runtime, payloads: Sequence[bytes]) -> None:
        async def work() -> None:
            for earlier in before:
                await earlier
            await receive(self, payloads)

        before = last[-1:]
        last[:] = [self.tasks.start(work(), "receive")]

    Runtime.receive = later  # type: ignore[method-assign]


def no_tombstones() -> None:
    """What is settled is deleted."""
    insert = inbox.insert_new

    def forget(connection: Connection, bot: int, updates: Sequence[int], now: int) -> None:
        connection.execute(
            delete(Inbox).where(Inbox.bot_id == bot, Inbox.update_id.in_(list(updates)))
        )

    def insert_new(connection: Connection, bot: int, entries: Sequence[Any], now: int) -> set[int]:
        fresh = insert(connection, bot, entries, now)
        connection.execute(delete(Inbox).where(Inbox.done_at.is_not(None)))
        return fresh

    inbox.settle, inbox.insert_new = forget, insert_new


def no_reload() -> None:
    """What an earlier run left in the outbox stays there."""

    async def start(self: Deliverer) -> None:
        pass

    Deliverer.start = start  # type: ignore[method-assign]


def blind_repeat() -> None:
    """An act on a person is repeated without a second look."""

    async def look(self: Recheck, parcel: Parcel) -> Fate | None:
        return None

    Recheck.look = look  # type: ignore[method-assign]


def no_sending() -> None:
    """Nothing says that a message may have been sent."""

    def mark_sending(connection: Connection, ids: Sequence[int]) -> None:
        pass

    outbox.mark_sending = mark_sending


def done_before() -> None:
    """An action is written down as done before the call is made."""
    take = Deliverer.take

    def close_and_take(self: Deliverer, parcels: Sequence[Parcel]) -> None:
        async def work() -> None:
            fates = [(parcel.id, Fate(state="done")) for parcel in parcels if not parcel.then]
            await self._store.write(lambda connection: self._close(fates, connection))
            take(self, parcels)

        self._tasks.start(work(), "close and take")

    Deliverer.take = close_and_take  # type: ignore[method-assign]


BUGS: dict[str, Callable[[], None]] = {
    plant.__name__: plant
    for plant in (
        confirm_first,
        no_tombstones,
        no_reload,
        blind_repeat,
        no_sending,
        done_before,
    )
}

if __name__ == "__main__":
    BUGS[sys.argv.pop(1)]()
    main()
