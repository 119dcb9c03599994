"""A script is played on a stage, and told as a transcript: `louzhang rehearse --script TOUR.toml`.

Besides steps a script has notes (`note = {zh, en}`) and expectations: `expect` is a piece of text
that has to be readable in `chat`, `gone` one that must not be.
"""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from bot.core import texts
from bot.core.texts import LANGUAGES
from rehearsal.press import Press
from rehearsal.stage.find import Misstep, chat_of
from rehearsal.stage.journal import Step
from rehearsal.stage.stage import Stage
from rehearsal.stage.step import perform, spoken
from rehearsal.stage.watch import Line, Watcher

ANSWER = 5.0
"""Real seconds for an answer to a press, and for an expectation to come true."""

_STYLES = {"said": "", "edited": "italic", "gone": "red", "whispered": "yellow", "status": "red"}
_COLOURS = ("cyan", "magenta", "blue", "bright_red", "bright_cyan", "bright_magenta")


class Unmet(Exception):
    """What a script expected did not come."""


def load(path: Path) -> list[dict[str, Any]]:
    """The steps of a script.

    Raises:
        ValueError: it is no script; the message names the mistake.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None
    steps = told.get("step")
    if not isinstance(steps, list) or not all(isinstance(one, dict) for one in steps):
        raise ValueError(f"{path}: steps are needed, each headed by [[step]]")
    for number, one in enumerate(steps, 1):
        for language in LANGUAGES:
            if mistake := _mistake(spoken(one, language)):
                raise ValueError(f"{path}: step {number}: {mistake}")
    return steps


def _mistake(step: dict[str, Any]) -> str:
    own = ("note", "expect", "gone", "chat")
    if wrong := next((key for key in own if not isinstance(step.get(key, ""), str)), ""):
        return f"{wrong} is a text, or one in each language"
    return "" if step.keys() & {"do", "note", "expect", "gone"} else "it does nothing"


async def play(stage: Stage, steps: list[dict[str, Any]], console: Console) -> None:
    """Play a script, and tell what happens.

    Raises:
        Unmet: an expectation did not come true.
        Misstep: a step cannot be done.
    """
    watcher = Watcher(stage)
    for number, one in enumerate(steps, 1):
        step = spoken(one, stage.language)
        if note := step.pop("note", ""):
            console.print(f"\n[bold]{escape(note)}[/bold]")
        wanted: Step = {key: step.pop(key) for key in ("expect", "gone") if key in step}
        if "do" in step:
            await _do(stage, step, number, console)
            await stage.settle()
            for line in watcher.look():
                _tell(line, console, stage.language)
        if wanted:
            await _expect(stage, wanted, step.get("chat", "club"), number)


async def _do(stage: Stage, step: dict[str, Any], number: int, console: Console) -> None:
    try:
        result = await perform(stage, step)
    except Misstep as error:
        raise Misstep(f"step {number}: {error}") from None
    if step["do"] == "wait":
        asked = step.get("until") or f"+{step['seconds']} s"
        console.print(f"[dim]⏱ {escape(str(asked))}[/dim]")
    if isinstance(result, Press):
        pressed = escape(f"👆 {result.person.first_name}: [{step['button']}]")
        console.print(f"[dim]{pressed}[/dim]")
        try:
            async with asyncio.timeout(ANSWER):
                answer = await result.answer
        except TimeoutError:
            raise Unmet(f"step {number}: the bot does not answer") from None
        if answer.text:
            console.print(f"[yellow]💬 {escape(answer.text)}[/yellow]")


async def _expect(stage: Stage, step: dict[str, Any], chat: str, number: int) -> None:
    try:
        place = chat_of(stage, chat)
    except Misstep as error:
        raise Misstep(f"step {number}: {error}") from None
    wanted, unwanted = step.get("expect"), step.get("gone")

    def is_so() -> bool:
        whispers = [one.text for one in place.ephemeral.values() if not one.deleted]
        here = place.find(wanted) or any(wanted in text for text in whispers) if wanted else True
        return bool(here) and not (unwanted and place.find(unwanted))

    try:
        await stage.telegram.until(is_so, ANSWER)
    except TimeoutError:
        said = f"expected {wanted!r}" if wanted else f"{unwanted!r} is still there"
        raise Unmet(f"step {number}: {said}") from None


def _tell(line: Line, console: Console, language: str) -> None:
    colour = "green" if line.bot else _COLOURS[sum(map(ord, line.who)) % len(_COLOURS)]
    who = f"[{colour}]{'👮 ' if line.bot else ''}{escape(line.who)}[/{colour}]"
    style = _STYLES.get(line.kind, "")
    told = escape(line.text.replace("\n", "\n    "))
    where = f"[dim]{escape(line.chat)}[/dim]"
    if line.kind == "gone":
        console.print(f"{where} {who} [red]🗑 [strike]{told}[/strike][/red]")
        return
    if line.kind == "status":
        said = texts.find(language, f"page-status-{line.text}") or line.text
        console.print(f"{where} {who} [red]→ {escape(said)}[/red]")
        return
    mark = {"edited": "✎ ", "whispered": "👁 "}.get(line.kind, "")
    console.print(
        f"{where} {who} {mark}[{style}]{told}[/{style}]" if style else f"{where} {who} {mark}{told}"
    )
    for row in line.buttons:
        console.print("    " + " ".join(f"[reverse] {escape(label)} [/reverse]" for label in row))
