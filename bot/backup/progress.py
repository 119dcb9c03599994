"""How far it is, for somebody who watches; and a stop that leaves nothing half done."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from rich.console import Console
from rich.progress import Progress

from bot.core.errors import UserError


@contextmanager
def progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A function that is told the rows done and the rows in all, and draws them on a terminal.

    It raises UserError after SIGINT or SIGTERM.
    """
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    with ExitStack() as stack:
        # Not the loop's handlers: the work may keep the loop from running.
        for sign in (signal.SIGINT, signal.SIGTERM):
            stack.callback(signal.signal, sign, signal.signal(sign, stop))
        bar: Progress | None = None
        console = Console(stderr=True)
        if console.is_terminal:
            bar = stack.enter_context(Progress(console=console, transient=True))
        task = bar.add_task(name, total=None) if bar else None

        def tick(done: int, total: int) -> None:
            if stopped:
                raise UserError("stopped: nothing has changed")
            if bar is not None and task is not None:
                bar.update(task, completed=done, total=total)

        yield tick
