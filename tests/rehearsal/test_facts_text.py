"""What Telegram is known to do with texts and their lengths, one test for each fact."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, BotCommand
from telegram.error import BadRequest

from rehearsal import Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("#爬楼20170201201", ["#爬楼20170201201"]),
        ("#爬楼20170201201#", []),
        ("#a·b_1", ["#a·b_1"]),
        ("#" + "1" * 256 + "a", []),
        ("7#a", []),
        ("#a#b", []),
        ("＃a", []),
        ("#a-b #c① #d🙂", ["#a", "#c", "#d"]),
    ],
)
async def test_hashtags(bot: Bot, club: Chat, text: str, live: list[str]) -> None:
    """Letters, digits, `_` and `·`, a letter among them, nothing alive directly beside."""
    sent = await bot.send_message(club.id, text)
    assert club.history[sent.message_id].entity("hashtag") == live


async def test_links_to_messages(tg: Telegram, club: Chat, ann: Person) -> None:
    """`t.me/c/<id without -100>/<message>`, in supergroups and channels only."""
    message = ann.says(club, "here")
    assert message.link == f"https://t.me/c/{str(club.id).removeprefix('-100')}/{message.id}"
    group = tg.group("Friends", ann)
    with pytest.raises(LookupError):
        _ = ann.says(group, "here").link


async def test_a_broken_inline_keyboard_is_not_taken_for_another_markup(
    tg: Telegram, bot: Bot, club: Chat
) -> None:
    """Fields that are left over after reading are found, at any depth."""
    broken = {"reply_markup": {"inline_keyboard": [[{"text": "a", "callbackdata": "b"}]]}}
    with pytest.raises(BadRequest, match="unknown field"):
        await bot.send_message(club.id, "x", api_kwargs=broken)
    tg.violations.clear()


@pytest.mark.parametrize("text", ["[1]", '{"a": 1}'])
async def test_text_that_begins_like_json_is_text(bot: Bot, club: Chat, text: str) -> None:
    """Only parameters that are objects are decoded."""
    assert (await bot.send_message(club.id, text)).text == text


@pytest.mark.parametrize(
    ("good", "bad"),
    [("🙂" * 2048, "🙂" * 2048 + "x"), (f"<b>{'x' * 4096}</b>", f"<b>{'x' * 4097}</b>")],
)
async def test_texts_have_4096_units_after_parsing(
    tg: Telegram, bot: Bot, club: Chat, good: str, bad: str
) -> None:
    """Lengths count UTF-16 units, without the markup."""
    assert await bot.send_message(club.id, good, parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(club.id, bad, parse_mode="HTML")
    tg.violations.clear()


LONGEST: list[tuple[str, Callable[[Bot, Chat, Person, int], Awaitable[Any]], int]] = [
    ("caption", lambda bot, club, eve, n: bot.send_photo(club.id, b"x", caption="x" * n), 1024),
    (
        "callback data",
        lambda bot, club, eve, n: bot.send_message(
            club.id,
            "x",
            api_kwargs={
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * n}]]}
            },
        ),
        64,
    ),
    ("tag", lambda bot, club, eve, n: bot.set_chat_member_tag(club.id, eve.id, "x" * n), 16),
    (
        "commands",
        lambda bot, club, eve, n: bot.set_my_commands(
            [BotCommand(f"c{number}", "x") for number in range(n)]
        ),
        100,
    ),
    (
        "command",
        lambda bot, club, eve, n: bot.set_my_commands([BotCommand("c" * n, "x")]),
        32,
    ),
]


@pytest.mark.parametrize(("name", "act", "most"), LONGEST)
async def test_other_lengths(
    tg: Telegram, bot: Bot, club: Chat, eve: Person, name: str, act: Any, most: int
) -> None:
    """Up to its limit each is taken, and not beyond."""
    assert await act(bot, club, eve, most)
    with pytest.raises(BadRequest):
        await act(bot, club, eve, most + 1)
    tg.violations.clear()


async def test_answers_and_titles_have_limits_too(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    """A callback answer has 200 characters, an administrator's title 16."""
    await bot.promote_chat_member(club.id, eve.id, can_pin_messages=True)
    assert await bot.set_chat_administrator_custom_title(club.id, eve.id, "x" * 16)
    with pytest.raises(BadRequest, match="0-16"):
        await bot.set_chat_administrator_custom_title(club.id, eve.id, "x" * 17)
    with pytest.raises(BadRequest, match="0-200"):
        await bot.answer_callback_query("1", "x" * 201)
    tg.violations.clear()


async def test_start_payloads(eve: Person) -> None:
    """Up to 64 of `[A-Za-z0-9_-]`."""
    assert eve.starts_bot("aZ9_-" * 12).text == "/start " + "aZ9_-" * 12
    for bad in ("x" * 65, "a b", "爬"):
        with pytest.raises(Refused, match="START_PARAM_INVALID"):
            eve.starts_bot(bad)
