"""A simulated Telegram whose updates and answers are read by two other implementations."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.types import Update as AiogramUpdate
from pydantic import TypeAdapter
from telegram import Bot, LabeledPrice, Update

from rehearsal import ManualClock, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person
from rehearsal.update import DEFAULT_KINDS, ON_REQUEST
from rehearsal.validation import leftovers, models


def check_update(update: dict[str, Any]) -> None:
    """aiogram and PTB must both understand it, and aiogram know every field."""
    read = AiogramUpdate.model_validate(update)
    assert list(leftovers(update, read)) == []
    assert Update.de_json(update, None).update_id == update["update_id"]


def check_result(method: str, result: Any) -> None:
    """The answer must be what aiogram says the method returns."""
    kind = models()[method.lower()].__returning__  # type: ignore[attr-defined]
    read = TypeAdapter(kind).validate_python(result)
    assert list(leftovers(result, read)) == []


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def tg(clock: ManualClock) -> AsyncIterator[Telegram]:
    async with Telegram(clock) as telegram:
        telegram.world.queue.allow([*DEFAULT_KINDS, *ON_REQUEST])
        yield telegram
    for update in telegram.updates:
        check_update(update)
    for call in telegram.calls:
        if call.ok:
            check_result(call.method, call.result)


@pytest.fixture
def ann(tg: Telegram) -> Person:
    return tg.person("Ann", username="ann")


@pytest.fixture
def eve(tg: Telegram) -> Person:
    return tg.person("Eve")


@pytest.fixture
def club(tg: Telegram, ann: Person, eve: Person) -> Chat:
    """A supergroup of Ann's with Eve in it and the bot as administrator; nothing pending."""
    chat = tg.supergroup("Book club", ann, members=[eve])
    chat.add_bot()
    tg.world.queue.clear()
    return chat


@pytest.fixture
def ticket() -> dict[str, Any]:
    """An offer for 50 stars, as the methods that make invoices take it."""
    return {
        "title": "Ticket",
        "description": "One seat",
        "payload": "seat:7",
        "currency": "XTR",
        "prices": [LabeledPrice("Seat", 50)],
    }


@pytest.fixture
async def bot(tg: Telegram) -> AsyncIterator[Bot]:
    """PTB's own client, over HTTP."""
    base = tg.base_url
    async with Bot(tg.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as found:
        yield found
