"""From an action to the call that does it."""

from collections.abc import Sequence
from typing import Any

import msgspec
from telegram import (
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.ext import ExtBot

from bot.core.actions import (
    Answer,
    AnyAction,
    Ban,
    BanChannel,
    Button,
    Count,
    Delete,
    Edit,
    Kick,
    Leave,
    Mute,
    Send,
    Unban,
    UnbanChannel,
    Unmute,
)
from bot.core.role import STAND_INS
from bot.core.room import Room
from bot.telegram.request import AiohttpRequest

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NOTHING = ChatPermissions.no_permissions()
_EVERYTHING = ChatPermissions.all_permissions()
SHORTEST, LONGEST = 35, 365 * 86_400
"""Seconds: nearer than 30 s or farther than 366 days Telegram understands as for ever."""


async def perform(bot: ExtBot[Any], action: AnyAction, room: Room, now: int) -> Any:
    """Make the call; the result in JSON's terms, None where nobody needs it.

    Raises:
        telegram.error.TelegramError: it was refused, or its answer never came.
    """
    chat = room.chat_id
    match action:
        case Send():
            sent = await bot.send_message(
                action.to or chat,
                action.text,
                parse_mode="HTML",
                message_thread_id=action.thread or None,
                reply_parameters=ReplyParameters(action.reply_to, allow_sending_without_reply=True)
                if action.reply_to
                else None,
                reply_markup=_keyboard(action.buttons),
                disable_notification=action.silent or None,
                link_preview_options=_NO_PREVIEW,
            )
            return {"message": sent.message_id, "chat": sent.chat_id}
        case Edit():
            await bot.edit_message_text(
                action.text,
                chat_id=action.to or chat,
                message_id=action.message,
                parse_mode="HTML",
                link_preview_options=_NO_PREVIEW,
                reply_markup=_keyboard(action.buttons),
            )
        case Delete():
            await bot.delete_message(action.chat, action.message)
        case Answer():
            await bot.answer_callback_query(
                action.query, action.text or None, show_alert=action.alert
            )
        case Leave():
            await bot.leave_chat(chat)
        case Count():
            return await bot.get_chat_member_count(chat)
        case BanChannel():
            await bot.ban_chat_sender_chat(chat, action.channel)
        case UnbanChannel():
            await bot.unban_chat_sender_chat(chat, action.channel)
        case Kick() | Ban() | Unban() | Mute() | Unmute():
            await _act_on(bot, action, room, now)
    return None


async def delete_many(bot: ExtBot[Any], chat: int, messages: Sequence[int]) -> None:
    """Delete up to 100 messages of a chat in one call; one undeletable fails it whole.

    By far the most frequent call, so it is made without the library's wrapping; whatever is not
    a plain yes is asked again through the library, which knows what the answer means.
    """
    request = bot.request
    if isinstance(request, AiohttpRequest):
        body = msgspec.json.encode({"chat_id": chat, "message_ids": messages})
        if await request.succeeds(f"{bot.base_url}/deleteMessages", body):
            return
    await bot.delete_messages(chat, messages)


async def _act_on(
    bot: ExtBot[Any], action: Kick | Ban | Unban | Mute | Unmute, room: Room, now: int
) -> None:
    if action.person in STAND_INS:
        return
    chat, person = room.chat_id, action.person
    match action:
        case Kick() if room.type == "supergroup":
            await bot.unban_chat_member(chat, person)
        case Kick():
            await bot.ban_chat_member(chat, person)
        case Ban(until=until):
            await bot.ban_chat_member(chat, person, until_date=_until(until, now))
        case Unban():
            await bot.unban_chat_member(chat, person, only_if_banned=True)
        case Mute(until=until):
            await bot.restrict_chat_member(
                chat,
                person,
                _NOTHING,
                until_date=_until(until, now),
                use_independent_chat_permissions=True,
            )
        case Unmute():
            await bot.restrict_chat_member(
                chat, person, _EVERYTHING, use_independent_chat_permissions=True
            )


def _until(instant: int, now: int) -> int | None:
    """An end that Telegram takes for one: what is left is rounded up to 35 seconds."""
    if not instant or instant - now > LONGEST:
        return None
    return max(instant, now + SHORTEST)


def _keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.text, url=button.url)
                if button.url
                else InlineKeyboardButton(button.text, callback_data=button.data)
                for button in row
            ]
            for row in rows
        ]
    )
