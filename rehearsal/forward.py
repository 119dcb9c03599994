"""Where a message came from, and what of it travels on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rehearsal.message import Message
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.world import World


def origin(message: Message) -> Json:
    """Where a forward of this message says it comes from."""
    if earlier := message.content.get("forward_origin"):
        return dict(earlier)
    found: Json
    if message.chat.kind == "channel":
        found = {
            "type": "channel",
            "chat": message.chat.to_json(),
            "message_id": message.id,
        }
        if signature := message.content.get("author_signature"):
            found["author_signature"] = signature
    elif message.sender_chat is not None:
        found = {"type": "chat", "sender_chat": message.sender_chat.to_json()}
    elif message.author is not None:
        found = {"type": "user", "sender_user": message.author.to_json()}
    else:
        found = {"type": "hidden_user", "sender_user_name": "Deleted Account"}
    return found | {"date": message.date}


TRANSIENT = (
    "sender_tag",
    "author_signature",
    "is_automatic_forward",
    "forward_origin",
    "quote",
    "external_reply",
    "reply_to_story",
)
"""Parts of a message that its copies and forwards do not carry."""


UNCOPIED = frozenset({"invoice", "giveaway", "giveaway_winners"})
"""Kinds of messages that can be forwarded but not copied."""


def carried(message: Message) -> Json:
    """What a copy of a message contains."""
    return {key: value for key, value in message.content.items() if key not in TRANSIENT}


def forwarded(message: Message) -> Json:
    """What a forward of a message contains."""
    return carried(message) | {"forward_origin": origin(message)}


def origin_of(world: World, source: Any) -> Json:
    """Where a forward from a message, chat, person or hidden user (a name) says it comes from."""
    if isinstance(source, Message):
        return origin(source)
    if isinstance(source, str):
        return {"type": "hidden_user", "sender_user_name": source, "date": world.now()}
    if isinstance(source, User):
        return {"type": "user", "sender_user": source.to_json(), "date": world.now()}
    if isinstance(source, dict):
        return source
    place = {"chat": source.to_json(), "message_id": 1}
    return {"type": "channel", **place, "date": world.now()}
