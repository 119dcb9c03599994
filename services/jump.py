"""Links that open a message."""

from bot.core.room import Room

_SUPER = "-100"


def link(room: Room, chat: int, message: int) -> str:
    """The address of a message of a group; empty where there is none.

    Only supergroups have such; one that opens a message in a group without a name works for its
    members alone. What was written before a group became a supergroup cannot be opened by any.
    https://core.telegram.org/api/links#message-links
    """
    if not message or not str(chat).startswith(_SUPER):
        return ""
    if room.username and chat == room.chat_id:
        return f"https://t.me/{room.username}/{message}"
    return f"https://t.me/c/{str(chat).removeprefix(_SUPER)}/{message}"
