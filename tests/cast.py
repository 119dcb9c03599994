"""A small house whose features do well, refuse, crash and wait."""

from typing import Any

from kit import ADMIN, Machine, chatter, rows_of, until, verdict_of
from sqlalchemy import insert

from bot.core.actions import Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Screener, Stage, Watcher
from bot.core.incoming import Facts
from bot.core.store import Store
from bot.core.unit import Unit
from models.deadline import Meta
from models.inbox import Inbox, Quarantine

LARGE = 2**63 - 1


async def crash(_unit: Unit) -> None:
    raise ZeroDivisionError("a\0b\ud83d")


async def refuse(_unit: Unit) -> None:
    raise UserError("no")


async def mark(unit: Unit) -> None:
    await unit.session.execute(insert(Meta).values(key=unit.args, value="1"))
    unit.reply(unit.args)


def boom(facts: Facts, _values: Any) -> None:
    if "BOOM" in facts.text:
        raise ZeroDivisionError("in a screener")


def boom_wants(facts: Facts) -> bool:
    if "BANG" in facts.text:
        raise ZeroDivisionError("in a watcher")
    return False


FEATURE = Feature(
    name="test",
    commands=(
        Command(name="crash", handle=crash),
        Command(name="no", handle=refuse),
        Command(name="mark", handle=mark),
        Command(name="slow", handle=mark, right="can_restrict_members"),
    ),
    screeners=(
        verdict_of("SPAM"),
        Screener(stage=Stage.GATE, read=boom, rule=lambda *_: None),
    ),
    watchers=(Watcher(kinds=("message",), wants=boom_wants, handle=crash),),
)


def slow(number: int, word: str, **more: Any) -> bytes:
    """A command that waits for Telegram, and then leaves a mark."""
    return chatter(number, f"/slow {word}", person=ADMIN, **more)


def marks(machine: Machine) -> list[str]:
    """The marks in the order in which they were made."""
    return [action.text for action in machine.basket.actions if isinstance(action, Send)]


async def stuck(machine: Machine) -> None:
    """Wait until a turn waits for Telegram."""
    await until(lambda: machine.directory.warmed)


async def settled(store: Store) -> dict[int, bool]:
    rows = await rows_of(store, Inbox.update_id, Inbox.done_at, Inbox.payload)
    assert all((done is None) == (payload is not None) for _, done, payload in rows)
    return {number: done is not None for number, done, _ in rows}


async def quarantined(store: Store) -> list[tuple[str, str]]:
    return await rows_of(store, Quarantine.kind, Quarantine.reference)
