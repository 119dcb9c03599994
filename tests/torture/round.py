"""One round: the bot is killed some times while people talk, then everything is looked at."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from rehearsal.call import Call
from tests.torture.crowd import Crowd
from tests.torture.database import Database
from tests.torture.process import Bot
from tests.torture.trap import Point, TrappedTelegram, draw, draw_at_start
from tests.torture.verdict import judge

KILLS = 5
"""Kills in one round."""

AT_START = 0.2
"""The share of kills that fall while the bot starts."""

PATIENCE = 45.0
"""Seconds in which everything must come to rest after the last start."""

READY = 60.0
"""Seconds a start may take, on a busy machine."""

_PENDING = "SELECT coalesce(max(starts), -1) FROM inbox WHERE done_at IS NULL"
_OPEN = (
    "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL)"
    " + (SELECT count(*) FROM outbox WHERE state IN ('new', 'sending'))"
)


@dataclass
class Outcome:
    """How a round went: the kill points, those that had to be forced, and what was wrong."""

    seed: int
    points: list[str] = field(default_factory=list)
    forced: int = 0
    complaints: list[str] = field(default_factory=list)
    log: str = ""


class Round:
    """The parts of one round. `points` replaces what the seed would draw."""

    def __init__(
        self,
        *,
        seed: int,
        kills: int,
        bot: Bot,
        telegram: TrappedTelegram,
        database: Database,
        patience: float,
        points: Sequence[Point] = (),
    ) -> None:
        self.random = Random(f"{seed}: points")
        self.outcome = Outcome(seed)
        self._kills = kills
        self._bot = bot
        self._telegram = telegram
        self._trap = telegram.trap
        self._database = database
        self._patience = patience
        self._points = deque(points)
        self.crowd = Crowd(telegram, seed)
        telegram.server.on_removed = self.crowd.removed
        self.crowd.on_step = self._trap.step
        self._trap.kill = bot.kill

    async def play(self) -> Outcome:
        """Kill it as often as asked, let everything come to rest, and judge."""
        try:
            await self._bot.start()
            await self._ready(0)
            self.crowd.group.add_bot()
            while len(self.outcome.points) < self._kills:
                await self._kill_once()
            await self._come_to_rest()
            code = await self._bot.stop()
            if code != 0:
                self.outcome.complaints.append(f"process: ended with {code} when told to stop")
            self.outcome.complaints += await judge(self._telegram, self.crowd, self._database)
            self.outcome.complaints += [f"log: {line}" for line in self._bot.complaints()[:5]]
        finally:
            await self.crowd.close()
            await self._bot.end()
        return self.outcome

    async def _kill_once(self) -> None:
        """One stretch: people talk, the bot dies at a point, and is started again."""
        await self._until(self._is_fit, "old updates are settled")
        point = self._points.popleft() if self._points else draw(self.random)
        share = self.crowd.left // (self._kills - len(self.outcome.points) + 1)
        self._trap.arm(point)
        talking = asyncio.create_task(self.crowd.act(share))
        await self._wait_for(point, talking)
        if self.random.random() < 0.5:
            await asyncio.sleep(self.random.random())
        polls = await self._restart()
        await talking
        await self._ready(polls)

    async def _restart(self) -> int:
        """Start again, maybe to be killed on the way; the polls there were before."""
        more = len(self.outcome.points) < self._kills and not self._points
        if more and self.random.random() < AT_START:
            worn = (await self._database.rows(_PENDING, asleep=True))[0][0]
            if worn <= 0:
                point = draw_at_start(self.random)
                self._trap.arm(point)
                await self._bot.start()
                await self._wait_for(point, asyncio.create_task(self._ready(len(self._polls))))
        polls = len(self._polls)
        await self._bot.start()
        return polls

    @property
    def _polls(self) -> list[Call]:
        return self._telegram.polls

    async def _wait_for(self, point: Point, work: asyncio.Task[None]) -> None:
        """Wait until the trap has sprung; a while after the work is done, spring it."""
        sprung = asyncio.create_task(self._trap.sprung.wait())
        try:
            await asyncio.wait({sprung, work}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({sprung}, timeout=1.0)
            if not sprung.done():
                self.outcome.forced += 1
                await self._trap.spring()
                await sprung
        finally:
            sprung.cancel()
            if point.boot:
                work.cancel()
        if not self._bot.was_killed:
            raise RuntimeError(f"the bot ended by itself before {point}")
        self.outcome.points.append(str(point))

    async def _ready(self, polls: int) -> None:
        await self._until_true(lambda: len(self._polls) > polls, READY, "the first poll")

    async def _is_fit(self) -> bool:
        """A row that is found unsettled at a third start is given up, so that it must not be."""
        return bool((await self._database.rows(_PENDING))[0][0] < 2)

    async def _until(self, condition: Callable[[], Awaitable[bool]], what: str) -> None:
        for _ in range(int(READY / 0.1)):
            if await condition():
                return
            await asyncio.sleep(0.1)
        raise TimeoutError(f"{what}: not within {READY} s")

    async def _until_true(self, condition: Callable[[], bool], patience: float, what: str) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        while not condition():
            if not self._bot.runs:
                raise RuntimeError(f"the bot ended by itself, waiting for {what}")
            if loop.time() > end:
                raise TimeoutError(f"{what}: not within {patience} s")
            await asyncio.sleep(0.02)

    async def _come_to_rest(self) -> None:
        await self.crowd.act(self.crowd.left)
        try:
            await self._until_true(lambda: self.crowd.is_settled, self._patience, "every ad")
            await self.crowd.settle()
            await self._telegram.idle(0.3, self._patience)
            for _ in range(int(self._patience / 0.1)):
                if (await self._database.rows(_OPEN))[0][0] == 0:
                    return
                await asyncio.sleep(0.1)
            self.outcome.complaints.append("rest: something is still open in inbox or outbox")
        except TimeoutError as error:
            self.outcome.complaints.append(f"rest: {error}")


async def play(
    *,
    seed: int,
    database: Database,
    folder: Path,
    kills: int = KILLS,
    validate: bool = False,
    bug: str = "",
    patience: float = PATIENCE,
    points: Sequence[Point] = (),
) -> Outcome:
    """One round in a folder of its own; a bot that ends by itself is a complaint, too."""
    telegram = TrappedTelegram(validate=validate, seed=seed)
    await telegram.start()
    bot = Bot(folder, api=telegram.base_url, token=telegram.token, database=database.url, bug=bug)
    one = Round(
        seed=seed,
        kills=kills,
        bot=bot,
        telegram=telegram,
        database=database,
        patience=patience,
        points=points,
    )
    try:
        await one.play()
    except Exception as error:
        one.outcome.complaints.append(f"process: {type(error).__name__}: {error}")
    finally:
        await telegram.stop()
    one.outcome.complaints += [f"request: {problem}" for problem in telegram.violations]
    one.outcome.complaints += [
        f"server: {crash!r}"
        for crash in telegram.server.crashes
        if not isinstance(crash, ConnectionError)
    ]
    one.outcome.log = bot.log.read_text("utf-8", "replace")
    return one.outcome
