"""One run: a traffic, a Bot API, a database and a bot that has settled in."""

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import database
from benchmarks.process import Bot, Failed, running
from benchmarks.server import Server, serve
from benchmarks.traffic import Traffic

SETTING = "/set ads.policy delete"


@dataclass
class Arena:
    """What a part needs to measure a bot."""

    bot: Bot
    server: Server
    traffic: Traffic
    database: str

    def _progress(self) -> str:
        feed, api = self.server.feed, self.server.api
        given, all_calls = len(feed.payloads), sum(api.calls.values())
        return (
            f"{feed.confirmed} of {given} confirmed, {api.missing} not deleted, {all_calls} calls"
        )

    async def polled(self) -> None:
        """The bot has polled for the first time."""
        await self.bot.until(self.server.feed.polled.wait(), "the first poll", lambda: None)

    async def settled(self, stop: int) -> None:
        """Everything before `stop` is confirmed and every advertisement in it deleted."""
        ads = [key for key, position in self.traffic.ads.items() if position < stop]
        self.server.api.expect(ads if self.bot.name != "bare" else [])
        fact = asyncio.gather(
            self.server.feed.wait_confirmed(stop), self.server.api.all_deleted.wait()
        )
        await self.bot.until(fact, f"the first {stop} updates", self._progress)

    async def archived(self, count: int) -> None:
        """At least `count` messages are in the database."""
        kept = 0

        async def enough() -> None:
            nonlocal kept
            while (kept := await database.rows(self.database, "messages")) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.5)

        await self.bot.until(enough(), f"{count} archived messages", lambda: kept)

    async def quiet(self) -> None:
        """The bot has made no call for a second (its cards, menus and answers are out)."""

        api = self.server.api

        async def silence() -> None:
            loop = asyncio.get_running_loop()
            while (rest := api.last_call + 1.0 - loop.time()) > 0:  # noqa: ASYNC110
                await asyncio.sleep(rest)

        await self.bot.until(silence(), "a second without calls", self._progress)

    def check(self) -> None:
        """Raise Failed unless the advertisements, and nothing else, were deleted."""
        deleted, traffic = self.server.api.deleted.keys(), self.traffic
        missed = len(traffic.ads.keys() - deleted)
        wrong = (deleted & traffic.judged) - traffic.ads.keys()
        if missed or wrong:
            numbers = {f'"message_id":{number},' for _, number in list(wrong)[:3]}
            texts = [payload.decode() for payload in traffic.payloads] if wrong else []
            examples = [text for text in texts if any(number in text for number in numbers)][:3]
            raise Failed(f"{missed} ads left, {len(wrong)} other messages deleted: {examples}")


def settle_in(traffic: Traffic, chatter: int = 1000) -> int:
    """Add to the traffic what comes before a measurement; returns where that begins."""
    for group in traffic.groups:
        traffic.arrive(group)
        traffic.command(group, SETTING)
    traffic.mixed(chatter, one_in=5)
    return len(traffic.payloads)


@asynccontextmanager
async def arena(
    name: str,
    kind: str,
    traffic: Traffic,
    *,
    start: int = 0,
    round_trip: float = 0.0,
    like: str = "",
) -> AsyncIterator[Arena]:
    """A bot that has dealt with the first `start` updates; afterwards its deeds are checked.

    Its database is empty, or a copy of the kept one called `like`.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        async with (
            database.temporary(kind, folder, like=like) as url,
            serve(round_trip=round_trip) as server,
        ):
            server.feed.load(traffic.first, traffic.payloads)
            async with running(name, folder=folder, api=server.url, database=url) as bot:
                place = Arena(bot, server, traffic, url)
                await place.polled()
                if start:
                    server.feed.release(start)
                    await place.settled(start)
                await place.quiet()
                gc.collect()
                gc.disable()
                try:
                    yield place
                finally:
                    gc.enable()
            if name != "bare":
                place.check()
                kept = await database.rows(url, "messages")
                expected = len(traffic.judged) - len(traffic.ads)
                if kept < expected:
                    raise Failed(f"{name} archived {kept} of {expected} messages")
