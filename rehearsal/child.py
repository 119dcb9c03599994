"""The bot's own process in a rehearsal: `python -m rehearsal.child`, told by one line of JSON.

It ends when the line to its parent is cut, so that nothing is left behind whatever dies.
"""

import asyncio
import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from bot import log
from bot.app import Warden
from bot.config import Config
from rehearsal.stage.time import FollowingClock


async def play(told: dict[str, Any]) -> None:
    """Run the bot until standard input ends."""
    config = Config.model_validate(told["config"])
    log.setup(level=config.log.level, form=config.log.format, secrets=config.secrets())
    clock = FollowingClock(Path(told["clock"]))
    loop = asyncio.get_running_loop()
    line = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(line), sys.stdin)
    working = loop.create_task(_work(config, clock), name="work")
    cut = loop.create_task(line.read(), name="cut")
    await asyncio.wait({working, cut}, return_when=asyncio.FIRST_COMPLETED)
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


async def _work(config: Config, clock: FollowingClock) -> None:
    async with Warden(config, clock) as warden:
        await warden.failed


if __name__ == "__main__":
    asyncio.run(play(json.loads(sys.stdin.readline())))
