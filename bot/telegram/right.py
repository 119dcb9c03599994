"""What the bot may do in a chat, and what it would need."""

from collections.abc import Sequence
from typing import Any

from telegram import ChatMemberAdministrator
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.core import texts
from bot.core.room import Room
from bot.telegram.error import understand


async def lacking(bot: ExtBot[Any], room: Room, needs: Sequence[str]) -> list[tuple[str, str]]:
    """What keeps the bot from working in a room: (problem, mend). `needs` are Telegram rights."""
    name = room.title or str(room.chat_id)
    try:
        member = await bot.get_chat_member(room.chat_id, bot.id)
    except TelegramError as error:
        return [(f"{name}: {understand(error).text}", "add the bot again, or forget the group")]
    if not isinstance(member, ChatMemberAdministrator):
        return [(f"{name}: the bot is no administrator", "Administrators → Add → the bot")]
    return [
        (
            f"{name}: the right is missing: {texts.plain('en', f'right-{right}')}",
            "Administrators → the bot → switch it on",
        )
        for right in needs
        if not getattr(member, right, False)
    ]
