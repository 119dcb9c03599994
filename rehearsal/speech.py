"""Saying something: a message enters a chat, changes there, and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearsal import ballot, event
from rehearsal.message import Message
from rehearsal.user import TELEGRAM, Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat


def _thread(chat: Chat, reply_to: Message | None, topic: int | None) -> int | None:
    """The topic of a forum; in an ordinary supergroup, the root of the replies."""
    if chat.kind != "supergroup":
        return None
    if topic is not None or reply_to is None:
        return topic
    if chat.forum:
        return reply_to.thread
    return reply_to.thread or reply_to.id


def post(
    chat: Chat,
    author: User,
    content: Json,
    *,
    sender_chat: Chat | None = None,
    sender: User | None = None,
    reply_to: Message | None = None,
    topic: int | None = None,
    markup: Json | None = None,
    album: str | None = None,
) -> Message:
    """Put a new message into a chat; whether its author may is asked before.

    A channel's post shows no sender and is forwarded to the linked group by Telegram itself.
    In a topic, what answers nothing answers the message that opened the topic.
    """
    thread = _thread(chat, reply_to, topic)
    if chat.forum and thread is not None and reply_to is None:
        reply_to = chat.history.get(thread)
    if tag := chat.member(author).tag:
        content = {"sender_tag": tag} | content
    message = Message(
        chat,
        chat.next_id(),
        chat.world.now(),
        author,
        content,
        None if chat.kind == "channel" else sender or author,
        chat if chat.kind == "channel" else sender_chat,
        thread,
        reply_to,
        markup,
        album,
    )
    chat.history[message.id] = message
    if "poll" in content:
        ballot.of(message)
    event.posted(message)
    if chat.kind == "channel" and chat.linked is not None:
        _discuss(message, chat.linked)
    return message


def _discuss(original: Message, group: Chat) -> None:
    """Forward a channel's post to its group and pin it there without a word."""
    channel = original.chat
    origin = {
        "type": "channel",
        "chat": channel.to_json(),
        "message_id": original.id,
        "date": original.date,
    }
    if signature := original.content.get("author_signature"):
        origin["author_signature"] = signature
    content = original.content | {"is_automatic_forward": True, "forward_origin": origin}
    copy = Message(
        group,
        group.next_id(),
        group.world.now(),
        TELEGRAM,
        content,
        TELEGRAM,
        channel,
        album=original.album,
    )
    copy.invoice = original.invoice
    group.history[copy.id] = copy
    group.pins.append(copy)
    original.discussion = copy
    event.posted(copy)


def edit(message: Message, content: Json, markup: Json | None = None) -> None:
    """Let a message read differently from now on, and its copy in the linked group as well."""
    message.content = content
    message.markup = markup
    message.edit_date = message.chat.world.now()
    message.edits.append(message.text)
    event.edited(message)
    if (copy := message.discussion) is not None and not copy.deleted:
        kept = {key: copy.content[key] for key in ("is_automatic_forward", "forward_origin")}
        edit(copy, content | kept, copy.markup)


def erase(message: Message) -> None:
    """Take a message away; bots are told nothing."""
    message.deleted = True
    if message in message.chat.pins:
        message.chat.pins.remove(message)


def pin(message: Message, *, by: User) -> None:
    """Put a message on top; the chat is told by a service message, the bot included."""
    if message in message.chat.pins:
        message.chat.pins.remove(message)
    message.chat.pins.append(message)
    event.service(
        message.chat,
        None if message.chat.kind == "channel" else by,
        sender_chat=message.chat if message.chat.kind == "channel" else None,
        pinned_message=message.to_json(with_reply=False),
    )
