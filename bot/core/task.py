"""Tasks that somebody owns: started by the runtime, and ended with it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Tasks:
    """Running tasks. One that crashes is logged, and never silently gone."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run something beside everything else."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("task crashed", task=task.get_name(), exc_info=error)

    async def drain(self, seconds: float) -> bool:
        """Wait for all, and for what they start, to end by themselves; False if not in time."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._running:
            left = end - loop.time()
            if left <= 0:
                return False
            await asyncio.wait(self._running, timeout=left)
        return True

    async def cancel(self) -> None:
        """End all that still run."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
