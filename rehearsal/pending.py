"""An answer that is still to come."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Generic, TypeVar

T = TypeVar("T")


class Pending(Generic[T]):
    """Somebody waits for it: `await` it, at most `patience` real seconds."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._given: T | None = None
        self._event = asyncio.Event()

    @property
    def given(self) -> T | None:
        """The answer if there is one already."""
        return self._given

    def give(self, answer: T) -> None:
        """Answer."""
        self._given = answer
        self._event.set()

    async def _wait(self) -> T:
        async with asyncio.timeout(self._patience):
            await self._event.wait()
        if self._given is None:
            raise RuntimeError("woken without an answer")
        return self._given

    def __await__(self) -> Generator[object, None, T]:
        return self._wait().__await__()
