"""Perception: bytes from Telegram become facts.

Plain chatter is read the fast way; whatever does not fit goes as a dictionary through the walker,
so that a new carrier of text is never invisible.
"""

import json
from collections.abc import Callable
from typing import Any, TypeGuard

import msgspec
from msgspec import Struct

from bot.core import chatter
from bot.core.chatter import LEAST, MOST
from bot.core.incoming import Facts, Person, Piece, SenderChat
from bot.core.walker import walk


class _Batch(Struct, gc=False):
    ok: bool
    result: list[msgspec.Raw]


_decode_batch = msgspec.json.Decoder(_Batch).decode
_decode_any = msgspec.json.Decoder().decode

CONTENTS = (
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
"""What a message may hold, in the order in which one is told from another."""


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
    if (facts := chatter.read(payload)) is not None:
        return facts
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
    facts.reply_to_bot = _dict(replied, "from").get("is_bot") is True
    facts.automatic_forward = message.get("is_automatic_forward") is True
    facts.forwarded = "forward_origin" in message or "forward_date" in message
    facts.text = _str(message, "text") or _str(message, "caption")
    facts.content = next((name for name in CONTENTS if name in message), "service")
    facts.linked = any(
        isinstance(one, dict) and one.get("type") in ("url", "text_link")
        for key in ("entities", "caption_entities")
        for one in _list(message, key)
    )
    facts.pieces = walk(message)


def _callback(facts: Facts, query: dict[str, Any]) -> None:
    message = _dict(query, "message")
    if message.get("is_topic_message") is True:
        facts.thread_id = _int(message, "message_thread_id")
    facts.text = _str(query, "data")
    facts.actor = facts.person


def _member(facts: Facts, change: dict[str, Any]) -> None:
    facts.actor = facts.person
    facts.person = _person(_dict(change, "new_chat_member").get("user")) or facts.person
    facts.content = _standing(_dict(change, "new_chat_member"))
    facts.text = _standing(_dict(change, "old_chat_member"))
    if facts.person:
        facts.pieces = (Piece("display name", facts.person.name, "name"),)


def _standing(member: dict[str, Any]) -> str:
    """Telegram's word for somebody's place. A restriction outlives who goes: they have left.

    https://core.telegram.org/bots/api#chatmemberrestricted
    """
    status = _str(member, "status")
    return "left" if status == "restricted" and member.get("is_member") is False else status


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


def _list(thing: dict[str, Any], key: str) -> list[Any]:
    value = thing.get(key)
    return value if isinstance(value, list) else []


def _int(thing: dict[str, Any], key: str) -> int:
    value = thing.get(key)
    return value if is_number(value) else 0


def is_number(value: Any) -> TypeGuard[int]:
    """Whether something is a number that a column can hold."""
    return type(value) is int and LEAST <= value <= MOST


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
