"""The till: whoever wants to pay hears in time."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import BadRequest

from bot.core.task import Tasks
from bot.telegram.till import PATIENCE, Till
from rehearsal.clock import ManualClock


def checkout(query: str = "q", language: str = "en") -> bytes:
    person = {"id": 7, "is_bot": False, "first_name": "Cem", "language_code": language}
    asked: dict[str, Any] = {"id": query, "from": person, "currency": "XTR", "total_amount": 50}
    return json.dumps({"update_id": 1, "pre_checkout_query": asked}).encode()


class Counter(Bot):
    """A bot that remembers what it answered, and may fail."""

    def __init__(self, *, fails: bool = False) -> None:
        super().__init__("1:x")
        self.__dict__["answers"] = []
        self.__dict__["fails"] = fails

    async def answer_pre_checkout_query(self, *args: Any, **how: Any) -> bool:
        self.answers.append((args[0], how["ok"], how["error_message"]))
        if self.fails:
            raise BadRequest("query is too old")
        return True


class Shop:
    def __init__(self, *, fails: bool = False) -> None:
        self.clock, self.tasks = ManualClock(), Tasks()
        self.bot = Counter(fails=fails)
        self.received: list[int] = []
        self.till = Till(
            bot=self.bot,
            clock=self.clock,
            tasks=self.tasks,
            receive=self.receive,
            language="en",
        )

    async def receive(self, payloads: Sequence[bytes]) -> None:
        self.received.append(len(payloads))

    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(0)
        await self.clock.elapse(seconds)


LATER = "This cannot be decided just now. You have paid nothing: please try again in a moment."


async def test_who_gets_no_answer_is_put_off_once_before_the_ten_seconds() -> None:
    shop = Shop()
    for _ in range(3):
        await shop.till.receive([b'{"update_id":2}', checkout()])
        await shop.wait(1)
    await shop.wait(PATIENCE - 3.1)
    assert shop.bot.answers == []
    await shop.wait(1)
    assert shop.bot.answers == [("q", False, LATER)]
    assert shop.received == [2, 2, 2]
    await shop.wait(20)
    shop.till.glance([checkout()])
    await shop.wait(20)
    assert len(shop.bot.answers) == 1


async def test_who_has_an_answer_gets_no_second_one() -> None:
    shop = Shop()
    shop.till.glance([checkout()])
    await shop.wait(1)
    shop.till.agreed("q")
    shop.till.agreed("another")
    await shop.wait(20)
    assert shop.bot.answers == []


async def test_each_hears_it_in_their_language_whatever_telegram_says() -> None:
    shop = Shop(fails=True)
    shop.till.glance([checkout("a", "zh-hans"), checkout("b", "en")])
    await shop.wait(20)
    assert [(query, said.startswith("现在")) for query, _, said in shop.bot.answers] == [
        ("a", True),
        ("b", False),
    ]


async def test_what_only_looks_like_a_payment_is_passed_on() -> None:
    shop = Shop()
    text = json.dumps({"update_id": 3, "message": {"text": '"pre_checkout_query"'}}).encode()
    odd = b'{"update_id":4,"pre_checkout_query":{"id":5}}'
    await shop.till.receive([text, odd, b'"pre_checkout_query"'])
    await shop.wait(20)
    assert (shop.bot.answers, shop.received) == ([], [3])


async def test_what_was_long_ago_is_forgotten() -> None:
    shop = Shop()
    shop.till.glance([checkout()])
    await shop.wait(400)
    shop.till.glance([checkout("another")])
    assert list(shop.till._seen) == ["another"]
    await shop.tasks.cancel()
