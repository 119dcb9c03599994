"""Whole stories: a real bot over HTTP, in this process and in another."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from telegram import ChatPermissions, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from rehearsal import Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("I am human", callback_data="human")]])


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    change = update.chat_member
    assert change is not None
    if (change.old_chat_member.status, change.new_chat_member.status) == ("left", "member"):
        person = change.new_chat_member.user
        await change.chat.restrict_member(person.id, ChatPermissions.no_permissions())
        await change.chat.send_message(f"Welcome, {person.first_name}", reply_markup=KEYS)


async def admit(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    await query.message.chat.restrict_member(query.from_user.id, ChatPermissions.all_permissions())
    await query.answer("Come in")


async def judge(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    if message is not None and "casino" in (message.text or ""):
        await message.delete()


@pytest.fixture
async def warden(tg: Telegram) -> AsyncIterator[None]:
    """A small PTB bot that polls."""
    app = Application.builder().token(tg.token).base_url(f"{tg.base_url}/bot").build()
    app.add_handler(ChatMemberHandler(greet, ChatMemberHandler.CHAT_MEMBER))
    app.add_handler(CallbackQueryHandler(admit))
    app.add_handler(MessageHandler(filters.TEXT, judge))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        await tg.until(lambda: tg.polling)
        yield
        await app.updater.stop()
        await app.stop()


@pytest.mark.usefixtures("warden")
async def test_newcomer_is_muted_until_they_press_and_ads_go(
    tg: Telegram, club: Chat, ann: Person
) -> None:
    zoe = tg.person("Zoe")
    zoe.joins(club, link=ann.invites(club))
    await tg.until(lambda: club.find("Welcome, Zoe"))
    with pytest.raises(Refused):
        zoe.says(club, "hello")
    card = club.find("Welcome, Zoe")
    assert card is not None
    answer = await zoe.presses(card, "I am human").answer
    assert answer.text == "Come in"
    ad = zoe.says(club, "casino!")
    await tg.until(lambda: ad.deleted)
    fine = zoe.says(club, "sorry")
    await tg.idle()
    assert club.last is fine
    assert [call.method for call in tg.calls_of("restrictChatMember", "deleteMessage")] == [
        "restrictChatMember",
        "restrictChatMember",
        "deleteMessage",
    ]


CHILD = """
import sys, urllib.request
print(urllib.request.urlopen(sys.argv[1] + "/getUpdates?timeout=5").read().decode(), flush=True)
sys.stdin.read()
"""


async def test_unconfirmed_updates_survive_a_killed_process(
    tg: Telegram, club: Chat, eve: Person
) -> None:
    eve.says(club, "hello")
    answers = []
    for _ in range(2):
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            CHILD,
            f"{tg.base_url}/bot{tg.token}",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert child.stdout is not None
        answers.append(await child.stdout.readline())
        child.kill()
        await child.wait()
    assert answers[0] == answers[1]
    assert b'"text":"hello"' in answers[0]
