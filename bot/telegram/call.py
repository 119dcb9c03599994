"""From an action to the call that does it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from telegram import (
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    KeyboardButtonRequestChat,
    LabeledPrice,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.ext import ExtBot

from bot.core.actions import (
    Agree,
    Allowed,
    Answer,
    AnyAction,
    Approve,
    Ban,
    BanChannel,
    Bill,
    Buttons,
    Copy,
    Count,
    Decline,
    Delete,
    Edit,
    Fetch,
    Invite,
    Kick,
    Leave,
    Look,
    Menu,
    Mute,
    Permit,
    Pin,
    Profile,
    Queue,
    React,
    Refund,
    Restrict,
    Send,
    SendFile,
    SendMedia,
    SendPicture,
    Strip,
    Tag,
    Title,
    Unban,
    UnbanChannel,
    Unmute,
    Unpin,
    Unwhisper,
    Whisper,
)
from bot.core.button import Seal
from bot.core.role import STAND_INS
from bot.core.room import Room
from bot.telegram.request import AiohttpRequest
from services import picture

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NOTHING = ChatPermissions.no_permissions()
_EVERYTHING = ChatPermissions.all_permissions()
_OPEN = Seal()
_INSIDE = ("creator", "administrator", "member")
SHORTEST, LONGEST = 35, 365 * 86_400
"""Seconds: nearer than 30 s or farther than 366 days Telegram understands as for ever."""


async def perform(
    bot: ExtBot[Any], action: AnyAction, room: Room, now: int, seal: Seal = _OPEN
) -> Any:
    """Make the call; the result in JSON's terms, None where nobody needs it. Buttons are sealed.

    Raises:
        telegram.error.TelegramError: it was refused, or its answer never came.
    """
    chat = room.chat_id
    match action:
        case Send() | SendFile() | SendMedia() | SendPicture() | Copy() | Whisper() | Bill():
            return await _send(bot, action, chat, seal)
        case Edit():
            await bot.edit_message_text(
                action.text,
                chat_id=action.to or chat,
                message_id=action.message,
                parse_mode="HTML",
                link_preview_options=_NO_PREVIEW,
                reply_markup=_keyboard(action.buttons, action.to or chat, seal),
            )
        case Fetch():
            return await _fetch(bot, action)
        case React():
            await bot.set_message_reaction(action.chat, action.message, action.emoji)
        case Strip():
            await bot.edit_message_reply_markup(action.chat, action.message)
        case Tag():
            await bot.set_chat_member_tag(chat, action.person, action.tag)
        case Menu():
            await _tell_menu(bot, action, chat)
        case Delete():
            await bot.delete_message(action.chat, action.message)
        case Answer():
            await bot.answer_callback_query(
                action.query, action.text or None, show_alert=action.alert
            )
        case Agree():
            await bot.answer_pre_checkout_query(
                action.query, not action.refusal, action.refusal or None
            )
        case Unwhisper():
            which = {"receiver_user_id": action.person, "ephemeral_message_id": action.message}
            await bot.do_api_request("deleteEphemeralMessage", {"chat_id": chat, **which})
        case Queue():
            how = {"chat_join_request_query_id": action.query, "result": "queue"}
            await bot.do_api_request("answerChatJoinRequestQuery", how)
        case Refund():
            await bot.refund_star_payment(action.person, action.charge)
        case Leave():
            await bot.leave_chat(chat)
        case Allowed():
            allowed = (await bot.get_chat(chat)).permissions
            given = allowed.to_dict() if allowed else {}
            return {"can": sorted(name for name, value in given.items() if value is True)}
        case Approve():
            await bot.approve_chat_join_request(chat, action.person)
        case Decline():
            await bot.decline_chat_join_request(chat, action.person)
        case Look():
            found = await bot.get_chat_member(_named(action.chat), action.person)
            inside = getattr(found, "is_member", found.status in _INSIDE)
            return {"status": found.status, "inside": inside, "name": found.user.full_name}
        case Profile():
            shown = await bot.get_chat(action.person)
            return {
                "bio": shown.bio or "",
                "photo": shown.photo is not None,
                "username": shown.username or "",
            }
        case Count():
            return await bot.get_chat_member_count(_named(action.chat) if action.chat else chat)
        case BanChannel():
            await bot.ban_chat_sender_chat(chat, action.channel)
        case UnbanChannel():
            await bot.unban_chat_sender_chat(chat, action.channel)
        case Pin():
            await bot.pin_chat_message(action.chat, action.message, action.silent)
        case Unpin():
            await bot.unpin_chat_message(action.chat, action.message or None)
        case Permit():
            await bot.set_chat_permissions(
                chat, _permissions(action.permissions), use_independent_chat_permissions=True
            )
        case Title():
            await bot.set_chat_administrator_custom_title(chat, action.person, action.title)
        case Invite():
            made = await bot.create_chat_invite_link(
                chat,
                expire_date=action.until or None,
                member_limit=action.uses or None,
                name=action.name or None,
                creates_join_request=action.by_request or None,
            )
            return {"link": made.invite_link}
        case Kick() | Ban() | Unban() | Mute() | Unmute() | Restrict():
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
    bot: ExtBot[Any], action: Kick | Ban | Unban | Mute | Unmute | Restrict, room: Room, now: int
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
            await _restrict(bot, chat, person, _NOTHING, _until(until, now))
        case Restrict(permissions=names, until=until):
            await _restrict(bot, chat, person, _permissions(names), _until(until, now))
        case Unmute():
            await _restrict(bot, chat, person, _EVERYTHING, None)


async def _restrict(
    bot: ExtBot[Any], chat: int, person: int, permissions: ChatPermissions, until: int | None
) -> None:
    await bot.restrict_chat_member(
        chat, person, permissions, until_date=until, use_independent_chat_permissions=True
    )


def _named(chat: str) -> str | int:
    """A chat by its `@name` or number, as Telegram takes it."""
    return chat if chat.startswith("@") else int(chat)


def _permissions(names: Sequence[str]) -> ChatPermissions:
    """Just these permissions; one the library does not know yet goes along as it is."""
    known = set(_EVERYTHING.to_dict())
    newer = {name: True for name in names if name not in known}
    return ChatPermissions(
        **{name: name in names for name in known},
        api_kwargs=newer or None,
    )


def _until(instant: int, now: int) -> int | None:
    """An end that Telegram takes for one: what is left is rounded up to 35 seconds."""
    if not instant or instant - now > LONGEST:
        return None
    return max(instant, now + SHORTEST)


async def _send(
    bot: ExtBot[Any],
    action: Send | SendFile | SendMedia | SendPicture | Copy | Whisper | Bill,
    chat: int,
    seal: Seal,
) -> dict[str, int] | None:
    place = action.to or chat
    how: dict[str, Any] = {
        "parse_mode": "HTML",
        "message_thread_id": action.thread or None,
        "reply_markup": _keyboard(action.buttons, place, seal),
    }
    if isinstance(action, Whisper):
        meant = {"receiver_user_id": action.person}
        sent = await bot.send_message(
            place, action.text, **how, api_kwargs={"ephemeral_message_parameters": meant}
        )
        return {"whisper": int(sent.api_kwargs.get("ephemeral_message_id", 0))}
    how["disable_notification"] = action.silent or None
    if action.reply_to:
        how["reply_parameters"] = ReplyParameters(action.reply_to, allow_sending_without_reply=True)
    match action:
        case Copy():
            del how["parse_mode"]
            copied = await bot.copy_message(place, action.chat, action.message, **how)
            return {"message": copied.message_id, "chat": place}
        case Bill():
            del how["parse_mode"]
            price = [LabeledPrice(action.title, action.amount)]
            what = (action.title, action.text, action.payload, "XTR", price)
            sent = await bot.send_invoice(place, *what, provider_token="", **how)
        case SendFile():
            file = InputFile(action.content.encode(), filename=action.name)
            sent = await bot.send_document(place, file, caption=action.text or None, **how)
        case SendPicture():
            drawn = await asyncio.to_thread(picture.draw, action.drawing, action.data)
            file = InputFile(drawn, filename="picture.png")
            sent = await bot.send_photo(place, file, caption=action.text or None, **how)
        case SendMedia():
            sent = await _send_media(bot, action, place, how)
        case Send():
            if action.key is not None:
                how["reply_markup"] = _key(*action.key)
            elif action.keyless:
                how["reply_markup"] = ReplyKeyboardRemove()
            sent = await bot.send_message(
                place, action.text, link_preview_options=_NO_PREVIEW, **how
            )
    return {"message": sent.message_id, "chat": sent.chat_id}


async def _send_media(
    bot: ExtBot[Any], action: SendMedia, place: int, how: dict[str, Any]
) -> Message:
    """What Telegram already has; what cannot have a caption goes without one."""
    if action.kind in ("sticker", "video_note"):
        del how["parse_mode"]
    else:
        how["caption"] = action.text or None
    send: Callable[..., Awaitable[Message]] = getattr(bot, f"send_{action.kind}")
    return await send(place, action.file, **how)


async def _fetch(bot: ExtBot[Any], action: Fetch) -> dict[str, str]:
    """The text of a file, or under `trouble` why it is of no use: large, or no text."""
    file = await bot.get_file(action.file)
    if (file.file_size or 0) > action.most:
        return {"trouble": "large"}
    content = bytes(await file.download_as_bytearray())
    if len(content) > action.most:
        return {"trouble": "large"}
    try:
        return {"text": content.decode("utf-8-sig").replace("\0", "")}
    except UnicodeDecodeError:
        return {"trouble": "text"}


async def _tell_menu(bot: ExtBot[Any], action: Menu, chat: int) -> None:
    for scope, menu in (
        (BotCommandScopeChat(chat), action.members),
        (BotCommandScopeChatAdministrators(chat), action.admins),
    ):
        if chat > 0 and isinstance(scope, BotCommandScopeChatAdministrators):
            continue
        if menu:
            await bot.set_my_commands(menu, scope=scope)
        else:
            await bot.delete_my_commands(scope=scope)


def _key(label: str, shares: str) -> ReplyKeyboardMarkup:
    """One key below the field of input that hands over the own phone number (`contact`), or a
    channel that the person owns (`channel`)."""
    if shares == "contact":
        key = KeyboardButton(label, request_contact=True)
    else:
        wanted = KeyboardButtonRequestChat(
            1, chat_is_channel=True, chat_is_created=True, request_title=True, request_username=True
        )
        key = KeyboardButton(label, request_chat=wanted)
    return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)


def _keyboard(rows: Buttons, chat: int, seal: Seal) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.text, url=button.url)
                if button.url
                else InlineKeyboardButton(
                    button.text, callback_data=seal.close(chat, button.data, button.only)
                )
                for button in row
            ]
            for row in rows
        ]
    )
