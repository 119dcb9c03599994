"""Kill points, and the server that lets them happen: at a call, or a moment after something."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from aiohttp import web

from rehearsal import Telegram
from rehearsal.call import Call, Params
from rehearsal.server import Server

REMOVALS = ("unbanchatmember", "banchatmember")
CALLS = {
    "delete": ("deletemessage", "deletemessages"),
    "remove": REMOVALS,
    "send": ("sendmessage",),
    "look": ("getchatmember", "getchatadministrators", "getchat", "getchatmembercount"),
    "poll": ("getupdates",),
    "any": (),
}
WEIGHTS = {"delete": 20, "remove": 24, "poll": 26, "send": 8, "look": 4, "any": 4, "time": 14}
DEEPEST = {"delete": 5, "remove": 5, "poll": 12, "send": 2, "look": 2, "any": 20}
MOMENTS = ("lost", "blind", "held", "answered")
START = 1.6
"""Seconds a start takes, roughly."""


@dataclass(frozen=True)
class Point:
    """Where the process is killed.

    At a call (`nth` of its kind): `lost` before it has an effect, `blind` before the effect that
    comes all the same, `held` after the effect while the answer waits, `answered` a moment after
    the answer. At a time: `delay` seconds after the `nth` step of the crowd, or after the start.
    `boot` points are set before the process starts.
    """

    kind: str
    moment: str
    nth: int = 1
    delay: float = 0.0
    boot: bool = False

    def __str__(self) -> str:
        boot = "starting: " if self.boot else ""
        delay = f" {self.delay * 1000:.0f} ms" if self.delay else ""
        return f"{boot}{self.kind} {self.nth} {self.moment}{delay}"


def draw(random: Random) -> Point:
    """A kill point among those that fall while the bot works."""
    kind = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    if kind == "time":
        return Point("time", "passed", random.randrange(1, 40), random.uniform(0.0, 0.12))
    moment = random.choice(MOMENTS)
    delay = random.uniform(0.0, 0.06) if moment in ("held", "answered") else 0.0
    return Point(kind, moment, random.randint(1, DEEPEST[kind]), delay)


def draw_at_start(random: Random) -> Point:
    """A kill point among those that fall while the bot starts."""
    if random.random() < 0.4:
        return Point("start", "passed", 1, random.uniform(0.2, START), boot=True)
    kind, deepest = random.choice((("any", 6), ("poll", 2), ("look", 2), ("remove", 2)))
    moment = random.choice(MOMENTS)
    delay = random.uniform(0.0, 0.06) if moment in ("held", "answered") else 0.0
    return Point(kind, moment, random.randint(1, deepest), delay, boot=True)


class Trap:
    """One armed kill point at a time. `kill` must return when the process is dead."""

    def __init__(self) -> None:
        self.kill: Callable[[], Awaitable[None]] | None = None
        self.sprung = asyncio.Event()
        self._point: Point | None = None
        self._count = 0
        self._running: set[asyncio.Task[None]] = set()

    def arm(self, point: Point) -> None:
        """Wait for a kill point."""
        self._point, self._count = point, 0
        self.sprung.clear()
        if point.kind == "start":
            self._soon(point.delay)

    def step(self) -> None:
        """Something happened in the group."""
        point = self._point
        if point is not None and point.kind == "time":
            self._count += 1
            if self._count == point.nth:
                self._soon(point.delay)

    def hit(self, call: Call, *, batch: bool = False) -> Point | None:
        """The armed point, if this call is the one; `batch` for a poll that brings something."""
        point = self._point
        if point is None or point.kind not in CALLS:
            return None
        method, wanted = call.method.lower(), CALLS[point.kind]
        if method == "getupdates" and (point.kind != "poll" or batch == (point.moment == "lost")):
            return None
        if wanted and method not in wanted:
            return None
        self._count += 1
        return point if self._count == point.nth else None

    def _soon(self, delay: float) -> None:
        task = asyncio.create_task(self.spring(delay))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def spring(self, delay: float = 0.0) -> None:
        """Kill, unless that was done meanwhile."""
        if delay:
            await asyncio.sleep(delay)
        if self._point is not None and self.kill is not None:
            self._point = None
            await self.kill()
            self.sprung.set()

    def after_answer(self, point: Point) -> None:
        """Kill a moment after this."""
        self._soon(point.delay or 0.001)


class TrappedServer(Server):
    """A server that knows where in a call it is, and whom the bot put out."""

    def __init__(self, *given: Any, trap: Trap, **how: Any) -> None:
        super().__init__(*given, **how)
        self.trap = trap
        self.on_removed: Callable[[int], None] = lambda user: None
        self.removals: list[int] = []

    async def _perform(self, call: Call, params: Params) -> web.Response:
        point = self.trap.hit(call)
        if point is not None and point.moment in ("lost", "blind"):
            await self.trap.spring()
            if point.moment == "lost":
                return web.Response()
        response = await self._do(call, params)
        if point is not None and point.moment == "held":
            await self.trap.spring(point.delay)
        elif point is not None and point.moment == "answered":
            self.trap.after_answer(point)
        return response

    async def _do(self, call: Call, params: Params) -> web.Response:
        if call.method.lower() not in REMOVALS:
            return await super()._perform(call, params)
        chat = self.world.chats[params.number("chat_id")]
        user = self.world.users[params.number("user_id")]
        there = chat.member(user).present
        response = await super()._perform(call, params)
        if there and not chat.member(user).present:
            self.removals.append(user.id)
            self.on_removed(user.id)
        return response

    async def _poll(self, call: Call, params: Params) -> web.Response:
        response = await super()._poll(call, params)
        if response.body == b'{"ok":true,"result":[]}':
            return response
        point = self.trap.hit(call, batch=True)
        if point is not None and point.moment in ("blind", "held"):
            await self.trap.spring(point.delay)
        elif point is not None:
            self.trap.after_answer(point)
        return response


class TrappedTelegram(Telegram):
    """A simulated Telegram in which kill points can be set."""

    server: TrappedServer

    def __init__(self, *, validate: bool, seed: int) -> None:
        super().__init__(validate=validate, seed=seed)
        self.trap = Trap()
        self.server = TrappedServer(self.world, validate=validate, trap=self.trap)
        self.server.on_call = self._wake
