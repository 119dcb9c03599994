"""The whole of a simulated Telegram, as a test or the rehearsal opens it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from rehearsal.call import Call
from rehearsal.chat import Chat, Topic
from rehearsal.clock import Clock, RealClock
from rehearsal.fault import Faults
from rehearsal.forum import open_topic
from rehearsal.member import Member
from rehearsal.migration import upgrade
from rehearsal.person import Person
from rehearsal.server import Server
from rehearsal.user import Json, User
from rehearsal.validation import Violation, ViolationError
from rehearsal.world import World

TOKEN = "7123456789:AAExampleExampleExampleExampleExam"
STEP = 0.05
PATIENCE = 60.0
"""Seconds that a wait may last: only what fails waits so long, on however slow a machine."""


class Telegram:
    """A Bot API server on loopback with one bot, and the people and chats around it.

    Entering the context starts the server; leaving it stops it and raises `ViolationError` if
    the bot made a request that the Bot API does not describe. `validate=False` leaves the
    comparison (and aiogram) out. The same `seed` gives the same ids. `world` is one to
    go on in, instead of an empty one.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        token: str = TOKEN,
        username: str = "louzhang_bot",
        validate: bool = True,
        seed: int = 1,
        world: World | None = None,
    ) -> None:
        self.clock = clock or RealClock()
        self.token = token
        self.world = world or World(self.clock, token, username, seed)
        self.bot: User = self.world.bot
        self.server = Server(self.world, validate=validate)
        self.server.on_call = self._wake
        self._woken = asyncio.Event()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        if kind is None and self.server.crashes:
            raise ExceptionGroup("the rehearsal's server crashed", self.server.crashes)
        if kind is None and self.violations:
            raise ViolationError(self.violations)

    async def start(self, port: int = 0) -> None:
        """Listen, on a free port unless one is given."""
        await self.server.start(port)

    async def stop(self) -> None:
        """Listen no more; whoever polls gets an empty answer."""
        await self.server.stop()
        await self.world.agenda.close()

    # -- the server ---------------------------------------------------------------------

    @property
    def base_url(self) -> str:
        """Where the server listens, without the `/bot` part."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def faults(self) -> Faults:
        """What shall go wrong."""
        return self.server.faults

    @property
    def violations(self) -> list[Violation]:
        """Requests that break the Bot API's contract, so far."""
        return self.server.violations

    @property
    def missing(self) -> set[str]:
        """Methods (in lower case) that this server answers with 404, as an older one would."""
        return self.server.missing

    @property
    def latency(self) -> float:
        """Real seconds that every call takes longer."""
        return self.server.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.server.latency = seconds

    @property
    def calls(self) -> list[Call]:
        """Every call but the polls, in the order of their effects."""
        return self.world.calls

    @property
    def polls(self) -> list[Call]:
        """Every getUpdates."""
        return self.server.polls

    @property
    def updates(self) -> list[Json]:
        """Every update that was queued for the bot, delivered or not."""
        return [json.loads(raw) for raw in self.world.queue.log]

    @property
    def polling(self) -> bool:
        """Whether a poll is open now."""
        return self.server.poller.waiting > 0

    def calls_of(self, *methods: str) -> list[Call]:
        """The calls of these methods."""
        wanted = {method.lower() for method in methods}
        return [call for call in self.calls if call.method.lower() in wanted]

    # -- people and places --------------------------------------------------------------

    def person(
        self,
        first_name: str,
        username: str | None = None,
        *,
        last_name: str | None = None,
        language: str | None = "en",
        premium: bool = False,
        is_bot: bool = False,
        user_id: int | None = None,
        bio: str = "",
        started: bool = False,
    ) -> Person:
        """A new account; `started` if its owner has talked to the bot before."""
        number = user_id or self.world.new_user_id()
        account = User(number, first_name, last_name, username, language, premium, is_bot)
        private = Chat(self.world, number, "private")
        person = Person(self.world, private, account)
        person.bio, person.started = bio, started
        private.memberships[self.bot.id] = Member(self.bot, "member", present=True)
        private.memberships[number] = Member(person, "member", present=True)
        self.world.users[number] = person
        return person

    def people(self, *names: str) -> list[Person]:
        """Several new accounts."""
        return [self.person(name) for name in names]

    def group(self, title: str, owner: Person) -> Chat:
        """A basic group."""
        return self._chat("group", title, owner)

    def supergroup(
        self,
        title: str,
        owner: Person,
        *,
        username: str | None = None,
        forum: bool = False,
        linked: Chat | None = None,
        members: Iterable[Person] = (),
    ) -> Chat:
        """A supergroup, maybe a forum, maybe the discussion group of the channel `linked`."""
        chat = self._chat("supergroup", title, owner, username=username, forum=forum)
        if linked is not None:
            chat.linked, linked.linked = linked, chat
        for person in members:
            self.seat(person, chat)
        return chat

    def channel(self, title: str, owner: Person, *, username: str | None = None) -> Chat:
        """A channel."""
        return self._chat("channel", title, owner, username=username)

    def _chat(
        self,
        kind: str,
        title: str,
        owner: Person,
        *,
        username: str | None = None,
        forum: bool = False,
    ) -> Chat:
        number = self.world.new_chat_id(kind)
        chat = Chat(self.world, number, kind, title, username=username, forum=forum)
        chat.owner = owner
        chat.memberships[owner.id] = Member(owner, "creator", present=True)
        return chat

    def seat(self, person: Person, chat: Chat) -> None:
        """Make somebody a member without anybody noticing: they were there before the bot."""
        chat.memberships[person.id] = Member(person, "member", present=True)

    def topic(self, chat: Chat, name: str, by: User | None = None) -> Topic:
        """Open a topic in a forum."""
        return open_topic(chat, name, by or chat.owner)

    def upgrade(self, group: Chat) -> Chat:
        """Turn a basic group into a supergroup, which has a new id."""
        return upgrade(group)

    # -- waiting ------------------------------------------------------------------------

    def _wake(self) -> None:
        self._woken.set()

    async def until(self, condition: Callable[[], object], timeout: float = PATIENCE) -> None:
        """Wait in real time until something is the case; looks again after every call."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        while not condition():
            left = end - loop.time()
            if left <= 0:
                raise TimeoutError(f"not within {timeout} s; last calls: {self._recent()}")
            await self._nap(min(left, STEP))

    async def idle(self, quiet: float = 0.1, timeout: float = PATIENCE) -> None:
        """Wait until every update is confirmed and no call was made for `quiet` seconds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        still = loop.time() + quiet
        while (now := loop.time()) < still:
            if now > end:
                raise TimeoutError(f"never idle; last calls: {self._recent()}")
            seen = len(self.calls)
            await self._nap(STEP / 5)
            if len(self.world.queue) or self.server.in_flight or len(self.calls) != seen:
                still = loop.time() + quiet

    def _recent(self) -> list[str]:
        return [f"{call.method} {call.error or 'ok'}" for call in self.calls[-5:]]

    async def _nap(self, seconds: float) -> None:
        self._woken.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return
