"""The door: bytes from Telegram become facts.

Plain chatter has a struct of its own that forbids unknown fields: whatever does not fit goes as a
dictionary through the walker, so that a new carrier of text is never invisible.
"""

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeGuard

import msgspec
from msgspec import Meta, Struct

from bot.core.incoming import Facts, Person, Piece, SenderChat
from bot.core.walker import walk

_LEAST, _MOST = -(2**63), 2**63 - 1
_Id = Annotated[int, Meta(ge=_LEAST, le=_MOST)]
"""A number that a column can hold."""


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


class _Batch(Struct, gc=False):
    ok: bool
    result: list[msgspec.Raw]


_decode_batch = msgspec.json.Decoder(_Batch).decode
_decode_chatter = msgspec.json.Decoder(_Chatter).decode
_decode_any = msgspec.json.Decoder().decode

_CONTENTS = (
    "text",
    "photo",
    "video",
    "animation",
    "sticker",
    "voice",
    "audio",
    "document",
    "video_note",
    "story",
    "contact",
    "poll",
    "venue",
    "location",
    "dice",
    "game",
    "invoice",
    "giveaway",
    "giveaway_winners",
    "checklist",
    "paid_media",
)


class Unusable(Exception):
    """An update of which not even the number can be told."""


def split(body: bytes) -> list[bytes]:
    """The updates in an answer to `getUpdates`, each as JSON that can be decoded.

    Raises:
        ValueError: the answer is cut off or no JSON; asking again is the answer to that.
    """
    try:
        return [bytes(raw) for raw in _decode_batch(body).result]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            whole = json.loads(body.decode("utf-8", "replace"))
            if not isinstance(whole, dict) or not isinstance(whole.get("result"), list):
                raise ValueError("not an answer to getUpdates") from None
            return [json.dumps(_clean(update)).encode() for update in whole["result"]]
        except RecursionError:
            raise ValueError("nested beyond measure") from None


def perceive(payload: bytes, received: int) -> Facts:
    """The facts of one update; `received` (seconds) stands in where Telegram gives no date.

    Raises:
        Unusable: it has no number; nothing can be done with it.
    """
    if b"\\u0000" not in payload:
        try:
            return _from_chatter(_decode_chatter(payload), payload)
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
    try:
        update = _decode(payload)
    except (ValueError, RecursionError) as error:
        raise Unusable(str(error)) from None
    if not isinstance(update, dict) or not is_number(update.get("update_id")):
        raise Unusable("no update_id")
    return _from_update(update, payload, received)


def _decode(payload: bytes) -> Any:
    try:
        update = _decode_any(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _clean(json.loads(payload.decode("utf-8", "replace")))
    return _clean(update) if b"\\u0000" in payload else update


def _from_chatter(update: _Chatter, payload: bytes) -> Facts:
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
        text=message.text,
        pieces=(Piece("text", message.text), Piece("display name", person.name, "name")),
        payload=payload,
    )


def _from_update(update: dict[str, Any], payload: bytes, received: int) -> Facts:
    kind, thing = next(
        (
            (key, value)
            for key, value in update.items()
            if key != "update_id" and isinstance(value, dict)
        ),
        ("unknown", {}),
    )
    message = thing
    if kind == "callback_query":
        message = _dict(thing, "message")
    sender = _person(thing.get("from")) or _person(thing.get("user"))
    chat = _dict(message, "chat") or _dict(thing, "chat")
    facts = Facts(
        update_id=update["update_id"],
        kind=kind,
        at=_int(thing, "edit_date") or _int(thing, "date") or received,
        chat_id=_int(chat, "id") or (sender.id if sender else 0),
        chat_type=_str(chat, "type") or ("private" if sender else ""),
        chat_title=_str(chat, "title"),
        chat_username=_str(chat, "username"),
        message_id=_int(message, "message_id"),
        person=sender,
        raw=update,
        payload=payload,
    )
    _DETAILS.get(kind, _nothing)(facts, thing)
    return facts


def _message(facts: Facts, message: dict[str, Any]) -> None:
    replied = _dict(message, "reply_to_message")
    sender = _dict(message, "sender_chat")
    facts.edited = facts.kind.startswith("edited_")
    facts.at = facts.at if facts.edited else _int(message, "date") or facts.at
    if sender:
        facts.sender_chat = SenderChat(
            _int(sender, "id"),
            _str(sender, "type"),
            _str(sender, "title"),
            _str(sender, "username"),
        )
    if message.get("is_topic_message") is True:
        facts.thread_id = _int(message, "message_thread_id")
    facts.media_group = _str(message, "media_group_id")
    facts.reply_to = _int(replied, "message_id")
    facts.reply_to_person = _int(_dict(replied, "from"), "id")
    facts.automatic_forward = message.get("is_automatic_forward") is True
    facts.forwarded = "forward_origin" in message or "forward_date" in message
    facts.text = _str(message, "text") or _str(message, "caption")
    facts.content = next((name for name in _CONTENTS if name in message), "service")
    facts.pieces = walk(message)


def _callback(facts: Facts, query: dict[str, Any]) -> None:
    facts.text = _str(query, "data")
    facts.actor = facts.person


def _member(facts: Facts, change: dict[str, Any]) -> None:
    facts.actor = facts.person
    facts.person = _person(_dict(change, "new_chat_member").get("user")) or facts.person
    facts.content = _str(_dict(change, "new_chat_member"), "status")
    facts.text = _str(_dict(change, "old_chat_member"), "status")
    if facts.person:
        facts.pieces = (Piece("display name", facts.person.name, "name"),)


def _request(facts: Facts, request: dict[str, Any]) -> None:
    if facts.person:
        facts.pieces = (Piece("display name", facts.person.name, "name"),)
    if bio := _str(request, "bio"):
        facts.pieces += (Piece("bio", bio),)


def _nothing(facts: Facts, thing: dict[str, Any]) -> None:
    """Nothing more is known of this kind of update."""


_DETAILS: dict[str, Callable[[Facts, dict[str, Any]], None]] = {
    "message": _message,
    "edited_message": _message,
    "channel_post": _message,
    "edited_channel_post": _message,
    "business_message": _message,
    "callback_query": _callback,
    "chat_member": _member,
    "my_chat_member": _member,
    "chat_join_request": _request,
}


def _person(user: Any) -> Person | None:
    if not isinstance(user, dict) or not is_number(user.get("id")):
        return None
    return Person(
        user["id"],
        _str(user, "first_name"),
        _str(user, "last_name"),
        _str(user, "username"),
        user.get("is_bot") is True,
        _str(user, "language_code"),
    )


def _dict(thing: Any, key: str) -> dict[str, Any]:
    value = thing.get(key) if isinstance(thing, dict) else None
    return value if isinstance(value, dict) else {}


def _int(thing: dict[str, Any], key: str) -> int:
    value = thing.get(key)
    return value if is_number(value) else 0


def is_number(value: Any) -> TypeGuard[int]:
    """Whether something is a number that a column can hold."""
    return type(value) is int and _LEAST <= value <= _MOST


def _str(thing: dict[str, Any], key: str) -> str:
    value = thing.get(key)
    return value if isinstance(value, str) else ""


def _clean(value: Any) -> Any:
    """Without NUL and lone surrogates, which no column can hold."""
    match value:
        case str():
            return (
                value.replace("\0", "")
                .encode("utf-16", "surrogatepass")
                .decode("utf-16", "replace")
            )
        case list():
            return [_clean(entry) for entry in value]
        case dict():
            return {_clean(key): _clean(entry) for key, entry in value.items()}
        case _:
            return value
