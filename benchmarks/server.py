"""The load generator: a loopback Bot API in this process, on a core of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from benchmarks.botapi import BotApi
from benchmarks.feed import Feed
from benchmarks.wire import Connection


@dataclass(frozen=True)
class Server:
    """A running Bot API: its address, its update queue and its record of calls."""

    url: str
    feed: Feed
    api: BotApi
    round_trip: float


@asynccontextmanager
async def serve(*, round_trip: float = 0.0, member_count: int = 49) -> AsyncIterator[Server]:
    """Serve on a free port; every call takes `round_trip` seconds more, half of it each way.

    Groups report 49 members: in one of 50 and more, whoever was there before the bot is trusted,
    and their advertisements meet other measures than the policy.
    """
    loop = asyncio.get_running_loop()
    feed = Feed(loop)
    api = BotApi(loop, feed, member_count=member_count)
    listener = await loop.create_server(
        lambda: Connection(loop, api.handle, round_trip / 2), "127.0.0.1", 0, backlog=1024
    )
    port = listener.sockets[0].getsockname()[1]
    try:
        yield Server(f"http://127.0.0.1:{port}", feed, api, round_trip)
    finally:
        listener.close()
