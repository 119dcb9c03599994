"""Plain chatter, which is most of what there is, straight from its bytes.

Its structs forbid unknown fields: what holds anything more than they know is no plain chatter.
"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bot.core.incoming import Facts, Person, Piece

LEAST, MOST = -(2**63), 2**63 - 1
"""Numbers that a column can hold."""

_Id = Annotated[int, Meta(ge=LEAST, le=MOST)]


class _User(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    id: _Id
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_premium: bool = False


class _Chat(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    id: _Id
    type: str
    title: str = ""
    username: str = ""
    is_forum: bool = False
    first_name: str = ""
    last_name: str = ""


class _Entity(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    type: str
    offset: int
    length: int
    language: str = ""
    custom_emoji_id: str = ""


class _Author(Struct, frozen=True, gc=False):
    id: _Id
    is_bot: bool = False


class _Replied(Struct, frozen=True, gc=False, rename={"sender": "from"}):
    message_id: _Id
    sender: _Author | None = None


class _Message(Struct, gc=False, forbid_unknown_fields=True, rename={"sender": "from"}):
    message_id: _Id
    sender: _User
    chat: _Chat
    date: _Id
    text: str
    entities: list[_Entity] = []
    reply_to_message: _Replied | None = None
    message_thread_id: _Id = 0
    is_topic_message: bool = False


class _Chatter(Struct, gc=False, forbid_unknown_fields=True):
    update_id: _Id
    message: _Message


_decode = msgspec.json.Decoder(_Chatter).decode


def read(payload: bytes) -> Facts | None:
    """The facts of a plain message; None if it is anything else, or has to be cleaned first."""
    if b"\\u0000" in payload:
        return None
    try:
        update = _decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    message = update.message
    user, chat, replied = message.sender, message.chat, message.reply_to_message
    person = Person(
        user.id, user.first_name, user.last_name, user.username, user.is_bot, user.language_code
    )
    return Facts(
        update_id=update.update_id,
        kind="message",
        at=message.date,
        chat_id=chat.id,
        chat_type=chat.type,
        chat_title=chat.title,
        chat_username=chat.username,
        message_id=message.message_id,
        person=person,
        thread_id=message.message_thread_id if message.is_topic_message else 0,
        reply_to=replied.message_id if replied else 0,
        reply_to_person=replied.sender.id if replied and replied.sender else 0,
        reply_to_bot=replied.sender.is_bot if replied and replied.sender else False,
        linked=bool(message.entities) and any(one.type == "url" for one in message.entities),
        text=message.text,
        pieces=(Piece("text", message.text), Piece("display name", person.name, "name")),
        payload=payload,
    )
