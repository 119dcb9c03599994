"""The house in which stages follow each other: one at a time, and everybody sees the same."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import AsyncIterator
from importlib.resources import files
from types import TracebackType
from typing import Any, Self

from rehearsal.stage import Stage
from rehearsal.stage.journal import Step
from rehearsal.stage.step import perform, spoken

STILL = 15.0
"""Seconds after which a browser is told that we are still here."""

BEGIN = "begin"
"""The situation with which everything begins."""


class Theatre:
    """Holds the stage that is on now. `turn` is held while something is done on it."""

    def __init__(self, language: str, *, validate: bool = True) -> None:
        self.language = language
        self.turn = asyncio.Lock()
        self._validate = validate
        self._stage: Stage | None = None
        self._ready = asyncio.Event()
        self._number = 0
        self._watchers: set[asyncio.Event] = set()
        self._closed = False

    @property
    def stage(self) -> Stage:
        """The stage that is on."""
        assert self._stage is not None
        return self._stage

    async def __aenter__(self) -> Self:
        return self

    async def begin(self) -> None:
        """Raise the curtain for the first time."""
        await self._raise(self.language, scene_of(BEGIN)["step"])

    async def ready(self) -> Stage:
        """The stage that is on, waited for if there is none yet."""
        await self._ready.wait()
        return self.stage

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close_doors()
        if self._stage is not None:
            await self._stage.close()

    def close_doors(self) -> None:
        """Let everybody who watches go."""
        self._closed = True
        self._change()

    async def play(self, name: str, language: str) -> None:
        """Begin anew with a situation, in a language.

        Raises:
            LookupError: there is no such situation.
        """
        steps = scene_of(name)["step"]
        async with self.turn:
            spoken = language if language in ("zh", "en") else self.stage.language
            await self._raise(spoken, steps)

    async def replay(self, language: str, steps: list[Step]) -> None:
        """Begin anew with what was done once.

        Raises:
            Misstep: a step cannot be done; those before it are.
        """
        async with self.turn:
            await self._raise(language, steps)

    async def _raise(self, language: str, steps: list[Step]) -> None:
        stage, before = Stage(language, validate=self._validate), self._stage
        await stage.open()
        self._stage = stage
        if before is not None:
            await before.close()
        try:
            for one in steps:
                await perform(stage, spoken(one, language))
                await stage.settle()
        finally:
            stage.changed = self._change
            self._ready.set()
            self._change()

    def scenes(self, language: str) -> list[dict[str, str]]:
        """The situations there are, by name and title."""
        return [
            {"name": name, "title": scene_of(name)["title"][language]} for name in scene_names()
        ]

    def _change(self) -> None:
        self._number += 1
        for event in self._watchers:
            event.set()

    async def changes(self) -> AsyncIterator[int]:
        """A number for each change, 0 where there was none for a while."""
        event = asyncio.Event()
        self._watchers.add(event)
        try:
            while not self._closed:
                try:
                    async with asyncio.timeout(STILL):
                        await event.wait()
                except TimeoutError:
                    yield 0
                    continue
                event.clear()
                yield self._number
                await asyncio.sleep(0.05)
        finally:
            self._watchers.discard(event)


def scene_names() -> list[str]:
    """The names of all situations, the first one first."""
    names = [
        file.name.removesuffix(".toml")
        for file in files("rehearsal.stage").joinpath("scenes").iterdir()
        if file.name.endswith(".toml")
    ]
    return sorted(names, key=lambda name: (name != BEGIN, name))


def scene_of(name: str) -> dict[str, Any]:
    """A situation: `title` by language, and its steps.

    Raises:
        LookupError: there is none of that name.
    """
    if name not in scene_names():
        raise LookupError(name)
    text = files("rehearsal.stage").joinpath("scenes", f"{name}.toml").read_text("utf-8")
    return {"step": []} | tomllib.loads(text)


def ad_in(language: str) -> str:
    """The ad somebody posts in the situation of that name."""
    text: str = scene_of("ad")["step"][-1]["text"][language]
    return text
