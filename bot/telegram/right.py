"""What the bot may do in a chat, and what it would need."""

from typing import Any

from telegram import ChatMemberAdministrator
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.core.room import Room
from bot.telegram.error import understand

NEEDED = {
    "can_delete_messages": "Delete messages",
    "can_restrict_members": "Ban users",
}
"""Rights without which nothing can be enforced, as clients label them."""


async def lacking(bot: ExtBot[Any], room: Room) -> list[tuple[str, str]]:
    """What keeps the bot from working in a room: (problem, mend)."""
    name = room.title or str(room.chat_id)
    try:
        member = await bot.get_chat_member(room.chat_id, bot.id)
    except TelegramError as error:
        return [(f"{name}: {understand(error).text}", "add the bot again, or forget the group")]
    if not isinstance(member, ChatMemberAdministrator):
        return [(f"{name}: the bot is no administrator", "Administrators → Add → the bot")]
    return [
        (f"{name}: the right is missing: {label}", "Administrators → the bot → switch it on")
        for right, label in NEEDED.items()
        if not getattr(member, right)
    ]
