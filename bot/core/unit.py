"""What a handler gets: one update, one transaction, and what is to leave after it."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.core import deadline, delegate, question, texts
from bot.core.actions import VOLATILE, Answer, AnyAction, Buttons, Delete, Send, Strip
from bot.core.errors import Lacking, Miss, Nameless, UserError
from bot.core.incoming import Facts
from bot.core.outbox import GONE, Draft, Fate
from bot.core.role import ANONYMOUS, Admins
from bot.core.room import Room
from bot.core.settings import Values

if TYPE_CHECKING:
    from bot.core.house import House

MINUTE = 60

HUSH = "manner.hush"
"""The deadline until which something is not done again."""


class Stay(Enum):
    """How long something the bot says in a group is left standing."""

    SHORT = "short"
    """Errors, usage lines, confirmations: `tidy.commands`."""

    LONG = "long"
    """What people read: ten minutes."""

    NOTICE = "notice"
    """Punishments: `tidy.notices`."""

    EVER = "ever"
    """Games, chains, cards, stairs, announcements, notes."""

    def seconds(self, values: Values) -> int:
        """That in seconds, 0 for ever."""
        if not values.get("tidy.enabled", False):
            return 0
        match self:
            case Stay.SHORT:
                return values.get("tidy.commands", 0)
            case Stay.LONG:
                return 10 * MINUTE
            case Stay.NOTICE:
                return values.get("tidy.notices", 0)
            case Stay.EVER:
                return 0


class Unit:
    """One atomic unit: what is written and decided here happens together, or not at all.

    `facts` is empty for deadlines and continuations, `data` for updates; `fate` belongs to
    continuations. `typed` is the name a command was called by. `language` is that of what is said
    here, `group_language` the room's own: they differ where one room speaks with somebody of
    another. `lacks` says what the server of Telegram is known not to be able to do. `gone`: the
    screeners had the message taken away; `taken`: it was meant for a watcher, and is no talk;
    `stays`: a command is left standing for what it says. `noted` is what services read once.
    """

    def __init__(
        self,
        *,
        session: AsyncSession,
        room: Room,
        values: Values,
        now: int,
        language: str,
        group_language: str = "",
        facts: Facts | None = None,
        args: str = "",
        typed: str = "",
        data: Any = None,
        fate: Fate | None = None,
        admins: Admins | None = None,
        bot_id: int = 0,
        house: "House | None" = None,
        lacks: Callable[[str], bool] = bool,
        anew: bool = False,
        connection: AsyncConnection | None = None,
    ) -> None:
        self.session = session
        self.room = room
        self.values = values
        self.now = now
        self.language = language
        self.group_language = group_language or language
        self.args = args
        self.typed = typed
        self.data = data
        self.fate = fate
        self.bot_id = bot_id
        self._house = house
        self.lacks = lacks
        self._facts = facts
        self._admins = admins
        self._anew = anew
        self._connection = connection
        self.drafts: list[Draft] = []
        self.volatile: list[AnyAction] = []
        self.verdicts: list[tuple[str, str]] = []
        self.forgotten: set[int | None] = set()
        self.due = False
        self.delegated = False
        self.gone = self.taken = self.stays = False
        self.noted: dict[str, Any] = {}

    @property
    def facts(self) -> Facts:
        """The update this unit is about."""
        if self._facts is None:
            raise Miss("this unit has no update")
        return self._facts

    @property
    def house(self) -> "House":
        """All features together."""
        if self._house is None:
            raise Miss("this unit has no house")
        return self._house

    @property
    def has_facts(self) -> bool:
        """Whether it is about an update."""
        return self._facts is not None

    @property
    def actor(self) -> int:
        """Who wrote or pressed; 0 for nobody, or for somebody without an account of their own."""
        if self._facts is None or self._facts.sender_chat:
            return 0
        person = self._facts.actor or self._facts.person
        return person.id if person else 0

    @property
    def query(self) -> str:
        """The number of the press this unit is about; empty if it is none."""
        raw = (self._facts.raw if self._facts else None) or {}
        return str(raw.get("callback_query", {}).get("id", ""))

    @property
    def admins(self) -> Admins:
        """The administrators, if the declaration asked for them."""
        if self._admins is None:
            raise Miss("administrators were not asked for")
        return self._admins

    @property
    def knows_admins(self) -> bool:
        """Whether the declaration asked for the administrators."""
        return self._admins is not None

    @property
    def rights(self) -> frozenset[str]:
        """The Telegram rights of whoever wrote or pressed."""
        person = self.facts.actor or self.facts.person
        if person is None:
            return frozenset()
        if self._is_anonymous:
            return self.admins.rights_of_anonymous()
        return self.admins.rights_of(person.id)

    @property
    def again(self) -> bool:
        """Whether this is the second attempt, with rights that were read anew."""
        return self._anew

    @property
    def is_admin(self) -> bool:
        """Whether whoever wrote or pressed is an administrator here, as far as is known."""
        return self._admins is not None and bool(self.rights)

    def require(self, right: str) -> None:
        """Go on only if whoever wrote or pressed has a right in this group.

        Raises:
            Lacking: they have not; they hear so after it was read anew.
        """
        if self.room.is_group and right not in self.rights:
            if right in self.rights_hidden:
                raise Nameless
            raise Lacking(right)

    async def powers(self) -> frozenset[str]:
        """What whoever wrote or pressed may do here as a helper."""
        if not self.actor:
            return frozenset()
        found: frozenset[str] = await self.run(
            lambda c: delegate.powers_of(c, self.room.id, self.actor)
        )
        return found

    async def delegate(self, power: str) -> bool:
        """Whether whoever wrote or pressed goes on by the power of a helper, which is noted."""
        self.delegated = bool(power) and power in await self.powers()
        return self.delegated

    def require_own(self, right: str) -> None:
        """Go on only if the bot itself has a right here, which is read anew before it says no.

        Raises:
            UserError: it has not.
        """
        if right not in self.admins.rights_of(self.bot_id):
            self.doubt()
            raise UserError(self.say("own-right-missing", right=self.say(f"right-{right}")))

    def doubt(self) -> None:
        """Said before anybody is refused for missing rights: they are read anew, once.

        Raises:
            Lacking: they were not; the unit begins again with what Telegram says now.
        """
        if not self._anew:
            raise Lacking

    def identify(self) -> int:
        """The account of whoever wrote, where it matters who that is.

        Raises:
            Nameless: an administrator wrote anonymously; a button asks who it is.
        """
        if self.rights_hidden:
            raise Nameless
        return self.actor

    @property
    def rights_hidden(self) -> frozenset[str]:
        """What at least one anonymous administrator may do, if one of them wrote this."""
        if not self._is_anonymous:
            return frozenset()
        return self.admins.rights_of_some_anonymous()

    @property
    def _is_anonymous(self) -> bool:
        """Whether an administrator of this very chat hides behind it."""
        person, sender = self.facts.actor or self.facts.person, self.facts.sender_chat
        hidden = person is not None and person.id == ANONYMOUS
        return hidden and sender is not None and sender.id == self.room.chat_id

    def become(self, facts: Facts, args: str, typed: str) -> None:
        """Go on with another update, as if it were the one this unit is about."""
        self._facts, self.args, self.typed = facts, args, typed

    def forget_settings(self) -> None:
        """After the commit, read what is kept in memory of this room anew."""
        self.forgotten.add(None)

    def forget_rights(self, person: int = 0) -> None:
        """After the commit, ask Telegram anew who one person, or every administrator here, is."""
        self.forgotten.add(person)

    async def run(self, work: Callable[[Connection], Any]) -> Any:
        """Run a function of a connection inside this unit."""
        self._connection = self._connection or await self.session.connection()
        return await self._connection.run_sync(work)

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
        if isinstance(action, VOLATILE):
            self.volatile.append(action)
            return
        self.drafts.append(
            Draft(action=action, case=case, expires_at=expires_at, then=then, then_data=then_data)
        )

    def reply(self, text: str, *, buttons: Buttons = (), stay: Stay = Stay.SHORT) -> None:
        """Answer in the chat (HTML), to the message itself; in groups it goes again by itself."""
        facts = self._facts
        self.do(
            Send(
                room=self.room.id,
                text=text,
                thread=facts.thread_id if facts else 0,
                reply_to=facts.message_id if facts and facts.kind == "message" else 0,
                buttons=buttons,
                stay=stay.seconds(self.values) if self.room.is_group else 0,
            ),
            expires_at=self.now + 300,
        )

    def answer(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the button that was pressed, in at most 200 characters without markup."""
        shown = texts.unmarked(text)
        shown = shown if len(shown) <= 200 else shown[:199] + "…"
        self.do(Answer(room=self.room.id, query=self.query, text=shown, alert=alert))

    def stale(self) -> None:
        """Say that the button pressed is out of date, and take it and its neighbours away."""
        self.answer(self.say("button-stale"))
        facts = self.facts
        self.do(Strip(room=self.room.id, chat=facts.chat_id, message=facts.message_id))

    def link(self, name: str, args: str = "") -> str:
        """An address that opens the private chat at one of the house's links.

        Raises:
            ValueError: a start parameter cannot hold it (64 of letters, digits, `_` and `-`), or
                there is no such link.
        """
        if name not in self.house.links:
            raise ValueError(f"no feature has the link {name!r}")
        payload = f"{name}_{args}" if args else name
        if len(payload) > 64 or not payload.replace("_", "").replace("-", "").isalnum():
            raise ValueError(f"no start parameter: {payload!r}")
        return f"https://t.me/{self.house.username}?start={payload}"

    async def ask(self, name: str, data: Any, *, term: int = 10 * MINUTE) -> None:
        """Wait in this private chat for what the person writes next: the question NAME gets it.

        `data` is handed to it; after `term` seconds it is too late. A newer question takes the
        place of an older one.
        """
        await self.run(
            lambda connection: question.put(
                connection,
                room=self.room.id,
                name=name,
                data=data,
                due_at=self.now + term,
                term=term,
                language=self.language,
            )
        )

    async def stay(self, chat: int, message: int, stay: Stay) -> None:
        """Leave a message standing for so long from now on, whatever was said before."""
        seconds = stay.seconds(self.values)
        key = f"{chat}:{message}"
        if not seconds:
            await self.cancel(GONE, key)
        else:
            data = {"chat": chat, "message": message}
            await self.later(GONE, key, due_at=self.now + seconds, data=data)

    def delete(self) -> None:
        """Delete the message this unit is about."""
        facts = self.facts
        self.do(Delete(room=self.room.id, chat=facts.chat_id, message=facts.message_id))

    async def once(self, matter: str, seconds: int) -> bool:
        """Whether something has not been done for so long; it counts as done from now on."""
        now, room, key = self.now, self.room.id, f"{self.room.id}:{matter}"
        first: bool = await self.run(
            lambda c: deadline.set_unless(
                c, kind=HUSH, key=key, room=room, due_at=now + seconds, at=now
            )
        )
        self.due = self.due or (first and seconds <= 0)
        return first

    async def later(
        self, kind: str, key: str, *, due_at: int, data: Any = None, term: int = 0
    ) -> None:
        """Set a deadline in this room; one of its kind and key, of whatever room, is replaced."""
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
