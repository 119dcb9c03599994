"""What a handler gets: one update, one transaction, and what is to leave after it."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core import deadline, texts
from bot.core.actions import Answer, AnyAction, Button, Send
from bot.core.errors import Lacking, Miss
from bot.core.incoming import Facts
from bot.core.outbox import Draft, Fate
from bot.core.role import ANONYMOUS, Admins
from bot.core.room import Room
from bot.core.settings import Values


class Unit:
    """One atomic unit: what is written and decided here happens together, or not at all.

    `facts` is empty for deadlines and continuations, `data` for updates; `fate` belongs to
    continuations, `features` are those of the house. Nothing in a unit waits for the network.
    """

    def __init__(
        self,
        *,
        session: AsyncSession,
        room: Room,
        values: Values,
        now: int,
        language: str,
        facts: Facts | None = None,
        args: str = "",
        data: Any = None,
        fate: Fate | None = None,
        admins: Admins | None = None,
        bot_id: int = 0,
        features: Sequence[Any] = (),
        anew: bool = False,
    ) -> None:
        self.session = session
        self.room = room
        self.values = values
        self.now = now
        self.language = language
        self.args = args
        self.data = data
        self.fate = fate
        self.bot_id = bot_id
        self.features = features
        self._facts = facts
        self._admins = admins
        self._anew = anew
        self.drafts: list[Draft] = []
        self.volatile: list[AnyAction] = []
        self.verdicts: list[tuple[str, str]] = []
        self.forgotten: set[int | None] = set()
        self.due = False

    @property
    def facts(self) -> Facts:
        """The update this unit is about."""
        if self._facts is None:
            raise Miss("this unit has no update")
        return self._facts

    @property
    def admins(self) -> Admins:
        """The administrators, if the declaration asked for them."""
        if self._admins is None:
            raise Miss("administrators were not asked for")
        return self._admins

    @property
    def rights(self) -> frozenset[str]:
        """The Telegram rights of whoever wrote or pressed."""
        person = self.facts.actor or self.facts.person
        if person is None:
            return frozenset()
        if person.id == ANONYMOUS and self.facts.sender_chat:
            is_here = self.facts.sender_chat.id == self.room.chat_id
            return self.admins.rights_of_anonymous() if is_here else frozenset()
        return self.admins.rights_of(person.id)

    def doubt(self) -> None:
        """Said before anybody is refused for missing rights: they are read anew, once.

        Raises:
            Lacking: they were not; the unit begins again with what Telegram says now.
        """
        if not self._anew:
            raise Lacking

    def forget_settings(self) -> None:
        """After the commit, read what is kept in memory of this room anew."""
        self.forgotten.add(None)

    def forget_rights(self, person: int = 0) -> None:
        """After the commit, ask Telegram anew who one person, or every administrator here, is."""
        self.forgotten.add(person)

    async def run(self, work: Callable[[Connection], Any]) -> Any:
        """Run a function of a connection inside this unit."""
        return await (await self.session.connection()).run_sync(work)

    def say(self, key: str, /, **fillings: object) -> str:
        """A text of the catalogue in this unit's language, its fillings escaped."""
        return texts.say(self.language, key, **fillings)

    def do(
        self,
        action: AnyAction,
        *,
        then: str | None = None,
        then_data: Any = None,
        case: int | None = None,
        expires_at: int | None = None,
    ) -> None:
        """Have something done after the commit; the continuation `then` gets its fate."""
        if isinstance(action, Answer):
            self.volatile.append(action)
            return
        self.drafts.append(
            Draft(action=action, case=case, expires_at=expires_at, then=then, then_data=then_data)
        )

    def reply(self, text: str, *, buttons: tuple[tuple[Button, ...], ...] = ()) -> None:
        """Answer in the chat (HTML), to the message itself."""
        facts = self._facts
        self.do(
            Send(
                room=self.room.id,
                text=text,
                thread=facts.thread_id if facts else 0,
                reply_to=facts.message_id if facts and facts.kind == "message" else 0,
                buttons=buttons,
            ),
            expires_at=self.now + 300,
        )

    async def later(
        self, kind: str, key: str, *, due_at: int, data: Any = None, term: int = 0
    ) -> None:
        """Set a deadline in this room."""
        await self.tell(self.room.id, kind, key, due_at=due_at, data=data, term=term)

    async def tell(
        self, room: int, kind: str, key: str, *, due_at: int = 0, data: Any = None, term: int = 0
    ) -> None:
        """Have `kind` handled in a room's own lane: now, or when it is due."""
        self.due = self.due or due_at <= self.now
        await self.run(
            lambda connection: deadline.set_deadline(
                connection,
                kind=kind,
                key=key,
                room=room,
                due_at=due_at or self.now,
                data=data,
                term=term,
            )
        )

    async def cancel(self, kind: str, key: str) -> bool:
        """Take a deadline back."""
        done: bool = await self.run(
            lambda connection: deadline.cancel_deadline(connection, kind=kind, key=key)
        )
        return done
