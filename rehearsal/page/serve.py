"""`louzhang rehearse`: the page on this machine, until somebody ends it."""

from __future__ import annotations

import asyncio
import secrets
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.web.listener import Listener
from rehearsal.page.guard import Guard
from rehearsal.page.site import Site
from rehearsal.page.theatre import Theatre

PORT = 8080
"""Where the page is unless somebody is there already."""


async def serve(language: str, port: int | None, say: Callable[[str], None]) -> int:
    """Serve the page on 127.0.0.1 behind a random path; `say` gets its address.

    Raises:
        OSError: the port is taken.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    secret = secrets.token_urlsafe(16)
    async with Theatre(language) as theatre:
        guarded = Guard(Site(theatre).app, secret)
        async with AsyncExitStack() as stack:
            listener = await _listen(stack, guarded, port)
            say(f"http://127.0.0.1:{listener.port}/{secret}/")
            beginning = loop.create_task(theatre.begin(), name="begin")
            stopped = loop.create_task(stop.wait(), name="stop")
            done, _ = await asyncio.wait({beginning, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if beginning in done:
                beginning.result()
                await stopped
            else:
                beginning.cancel()
                await asyncio.gather(beginning, return_exceptions=True)
            theatre.close_doors()
    return 0


async def _listen(stack: AsyncExitStack, application: Guard, port: int | None) -> Listener:
    """Listen at a port; where none was asked for, at the usual one or any other."""
    for number in (PORT, 0) if port is None else (port,):
        try:
            return await stack.enter_async_context(Listener(application, "127.0.0.1", number))
        except OSError:
            if port is not None or not number:
                raise
    raise AssertionError
