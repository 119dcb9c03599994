"""Savepoints: several things in one transaction, each of which can be undone alone."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core.errors import is_outage


class Savepoints:
    """An open transaction. `say` hands the driver a statement, past all that SQLAlchemy does
    around one: a savepoint is set and released for every unit, and costs more than it does.

    `session` is for whoever wants one: of its own savepoint inside, and emptied afterwards.
    """

    def __init__(self, connection: AsyncConnection, say: Callable[[str], Awaitable[Any]]) -> None:
        self.connection = connection
        self.session = AsyncSession(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        self._say = say

    async def attempt(self, work: Callable[[], Awaitable[None]]) -> Exception | None:
        """Do something in a savepoint; what went wrong with it, which is undone then.

        Raises what the database says of the transaction, for that is wrong with all of it.
        """
        failed: Exception | None = None
        await self._say("SAVEPOINT joined")
        try:
            await work()
            if self.session.in_transaction():
                await self.session.commit()
        except Exception as error:
            if is_outage(error):
                raise
            failed = error
            if self.session.in_transaction():
                await self.session.rollback()
            await self._say("ROLLBACK TO SAVEPOINT joined")
        await self._say("RELEASE SAVEPOINT joined")
        self.session.expunge_all()
        return failed
