"""What people do with messages, held to the rules that Telegram's apps enforce."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearsal import content, rule, speech
from rehearsal.error import Refused
from rehearsal.kind import KINDS
from rehearsal.media import MEDIA
from rehearsal.user import ANONYMOUS_ADMIN, CHANNEL_WRITER, Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.message import Message
    from rehearsal.person import Person


def check_open(chat: Chat) -> None:
    """Nothing happens any more in a chat that was deleted or upgraded."""
    if chat.gone or chat.migrated_to is not None:
        raise Refused("the chat is gone")


def send(
    person: Person,
    chat: Chat,
    given: Json,
    *,
    reply_to: Message | None,
    topic: int | None,
    anonymously: bool,
    as_channel: Chat | None,
    parse_mode: str | None,
    markup: Json | None,
    album: str | None = None,
) -> Message:
    """Let somebody write, if they may; in private that starts the conversation."""
    check_open(chat)
    if person.deactivated:
        raise Refused("the account is deleted")
    said = content.build(chat.world, given, parse_mode=parse_mode)
    markup = said.pop("reply_markup", markup)
    sender, sender_chat = _mask(person, chat, anonymously, as_channel)
    if chat.kind == "private":
        _open_private(person, chat)
    elif not _comments(chat, person, reply_to):
        _check_post(chat, person, said, topic)
    if anonymously and (title := chat.member(person).title):
        said = {"author_signature": title} | said
    return speech.post(
        chat,
        person,
        said,
        sender=sender,
        sender_chat=sender_chat,
        reply_to=reply_to,
        topic=topic,
        markup=markup,
        album=album,
    )


def _check_post(chat: Chat, person: User, said: Json, topic: int | None) -> None:
    if refusal := rule.post(chat, person, said):
        raise Refused(refusal)
    thread = chat.topics.get(topic or 0)
    if thread is not None and thread.closed and not chat.has_right(person, "can_manage_topics"):
        raise Refused("TOPIC_CLOSED")


def _comments(chat: Chat, person: User, reply_to: Message | None) -> bool:
    """Whether this is a comment under a channel's post by somebody outside its group."""
    if chat.linked is None or reply_to is None or chat.status(person) != "left":
        return False
    root = chat.history.get(reply_to.thread or reply_to.id)
    return root is not None and bool(root.content.get("is_automatic_forward"))


def _open_private(person: Person, chat: Chat) -> None:
    if chat.person is not person:
        raise Refused("this is somebody else's private chat")
    if person.blocked:
        raise Refused("the bot is blocked; unblock it first")
    person.started = True


def mask(person: Person, chat: Chat, *, on: bool) -> None:
    """Let an administrator be anonymous, or not: who is not cannot write as the group."""
    member = chat.member(person)
    if member.is_admin and member.anonymous is not on:
        chat.change(replace(member, anonymous=on), by=chat.owner or person)


def _mask(
    person: Person, chat: Chat, anonymously: bool, as_channel: Chat | None
) -> tuple[User | None, Chat | None]:
    if anonymously:
        if not chat.member(person).is_admin:
            raise Refused("only administrators write anonymously")
        return ANONYMOUS_ADMIN, chat
    if as_channel is not None:
        if as_channel.owner is not person:
            raise Refused("this is somebody else's channel")
        if as_channel.id in chat.banned_chats:
            raise Refused("the channel is banned here")
        return CHANNEL_WRITER, as_channel
    return None, None


def edit(person: User, message: Message, given: Json, *, parse_mode: str | None) -> None:
    """Let somebody change their own message; a kind of content that is given replaces it."""
    if message.author is not person:
        raise Refused("MESSAGE_AUTHOR_REQUIRED")
    if message.deleted:
        raise Refused("MESSAGE_ID_INVALID")
    new = content.build(message.chat.world, given, parse_mode=parse_mode)
    markup = new.pop("reply_markup", message.markup)
    old = dict(message.content)
    if new.keys() & KINDS:
        gone = KINDS if new.keys() & MEDIA.keys() else {*KINDS, "caption"}
        old = {key: value for key, value in old.items() if key not in gone}
    if "text" in new:
        old.pop("entities", None)
    if "caption" in new or "caption" not in old:
        old.pop("caption_entities", None)
    speech.edit(message, old | new, markup)


def delete(person: User, message: Message) -> None:
    """Let somebody take a message away."""
    if message.deleted:
        return
    if refusal := rule.delete(person, message):
        raise Refused(refusal)
    speech.erase(message)


def pin(person: User, message: Message) -> None:
    """Let somebody pin a message."""
    if refusal := rule.pin(message.chat, person):
        raise Refused(refusal)
    if message.deleted or message.service:
        raise Refused("MESSAGE_ID_INVALID")
    speech.pin(message, by=person)


def unpin(person: User, message: Message) -> None:
    """Let somebody take a message from the top."""
    if refusal := rule.pin(message.chat, person):
        raise Refused(refusal)
    if message in message.chat.pins:
        message.chat.pins.remove(message)
