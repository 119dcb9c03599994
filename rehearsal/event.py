"""From what happened to the updates that tell the bot of it, and to service messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rehearsal.message import Message
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.link import InviteLink, JoinRequest
    from rehearsal.member import Member


def _noticed(message: Message) -> bool:
    """Whether the bot gets to see a message: it must be there, and privacy mode may hide it."""
    chat, world = message.chat, message.chat.world
    if chat.kind == "private":
        return message.author is not world.bot
    member = chat.member(world.bot)
    if not member.present:
        return False
    if message.service:
        return True
    if message.author is world.bot:
        return False
    if message.author and message.author.is_bot and not world.bot_to_bot:
        return False
    if not world.privacy or member.is_admin:
        return True
    answered = message.reply_to is not None and message.reply_to.author is world.bot
    return answered or message.text.startswith("/") or f"@{world.bot.username}" in message.text


def posted(message: Message) -> None:
    """A new message."""
    if _noticed(message):
        kind = "channel_post" if message.chat.kind == "channel" else "message"
        message.chat.world.queue.put(kind, message.to_json())


def edited(message: Message) -> None:
    """A message reads differently now."""
    if _noticed(message):
        kind = "edited_channel_post" if message.chat.kind == "channel" else "edited_message"
        message.chat.world.queue.put(kind, message.to_json())


def service(
    chat: Chat,
    by: User | None,
    *,
    sender_chat: Chat | None = None,
    thread: int | None = None,
    message_id: int | None = None,
    **content: Any,
) -> Message:
    """A line that Telegram itself writes into the chat."""
    number = message_id or chat.next_id()
    message = Message(
        chat, number, chat.world.now(), by, content, by, sender_chat, thread, service=True
    )
    chat.history[number] = message
    posted(message)
    return message


def member_changed(
    chat: Chat,
    old: Member,
    new: Member,
    *,
    by: User,
    link: InviteLink | None = None,
    via_request: bool = False,
    via_folder: bool = False,
) -> None:
    """Somebody's standing changed; only administrators hear of others."""
    world = chat.world
    body: Json = {
        "chat": chat.to_json(),
        "from": by.to_json(),
        "date": world.now(),
        "old_chat_member": old.to_json(chat.kind, world.bot),
        "new_chat_member": new.to_json(chat.kind, world.bot),
    }
    if link is not None:
        body["invite_link"] = link.to_json(world.bot)
    if via_request:
        body["via_join_request"] = True
    if via_folder:
        body["via_chat_folder_invite_link"] = True
    if new.user is world.bot:
        world.queue.put("my_chat_member", body)
    elif chat.member(world.bot).is_admin:
        world.queue.put("chat_member", body)


def requested(chat: Chat, request: JoinRequest, bio: str) -> None:
    """Somebody knocks; bots that may invite hear it."""
    world = chat.world
    if not chat.has_right(world.bot, "can_invite_users"):
        return
    body: Json = {
        "chat": chat.to_json(),
        "from": request.user.to_json(),
        "user_chat_id": request.user.id,
        "date": int(request.at),
    }
    if bio:
        body["bio"] = bio
    if request.link is not None:
        body["invite_link"] = request.link.to_json(world.bot)
    if request.query is not None:
        body["query_id"] = request.query
    world.queue.put("chat_join_request", body)


def reacted(message: Message, by: User, old: list[Json]) -> None:
    """Somebody changed their reactions; in channels only counts are told."""
    chat, world = message.chat, message.chat.world
    if not chat.member(world.bot).is_admin:
        return
    about: Json = {
        "chat": chat.to_json(),
        "message_id": message.id,
        "date": world.now(),
    }
    if chat.kind == "channel":
        every = [one for mine in message.reactions.values() for one in mine]
        kinds: list[Json] = []
        for one in every:
            if one not in kinds:
                kinds.append(one)
        counts = [{"type": one, "total_count": every.count(one)} for one in kinds]
        world.queue.put("message_reaction_count", about | {"reactions": counts})
        return
    new = message.reactions.get(by.id, [])
    change = {"user": by.to_json(), "old_reaction": old, "new_reaction": new}
    world.queue.put("message_reaction", about | change)
