"""What a command brings: what is written behind it, and the message it replies to or is under."""

import re
from typing import Any, Final

import msgspec
from msgspec import Struct

from bot.core.feature import in_reply
from bot.core.incoming import Facts
from services.template.rich import Rich, from_entities

KINDS: Final = (
    "photo",
    "video",
    "animation",
    "audio",
    "voice",
    "sticker",
    "video_note",
    "document",
)
"""Media a template may come with. An animation is sent as a document, too, which comes last."""

BARE: Final = ("sticker", "video_note")
"""Those that have no caption."""

_HEAD: Final = re.compile(r"\S+\s*")


class Material(Struct, frozen=True):
    """A text, and a picture or whatever else by its kind and Telegram's id of the file."""

    rich: Rich = Rich("")
    media: str = ""
    file: str = ""


def message_of(facts: Facts) -> dict[str, Any]:
    """The message as Telegram sent it, where it was plain enough not to be kept so."""
    raw = facts.raw or (msgspec.json.decode(facts.payload) if facts.payload else {})
    found: dict[str, Any] = raw.get("message", {})
    return found


def own(facts: Facts) -> Material:
    """What the message of a command holds itself, without the command."""
    found = _material(message_of(facts))
    head = _HEAD.match(found.rich.text)
    rich = found.rich.without([head.span()] if head else ())
    return Material(rich, found.media, found.file)


def replied(facts: Facts) -> Material | None:
    """What the message holds to which it replies; None if it replies to none."""
    if not in_reply(facts, ""):
        return None
    return _material(message_of(facts).get("reply_to_message", {}))


def bring(facts: Facts, written: Rich) -> Material:
    """What a template is made of: what was `written` of it, else the message replied to.

    A picture is that of the command itself, else that of the message replied to.
    """
    mine, other = own(facts), replied(facts) or Material()
    rich = written.stripped()
    given = mine if mine.media else other
    return Material(rich if rich.text else other.rich.stripped(), given.media, given.file)


def _material(message: dict[str, Any]) -> Material:
    field = "text" if "text" in message else "caption"
    entities = message.get("entities" if field == "text" else "caption_entities", ())
    rich = from_entities(str(message.get(field, "")), entities)
    for kind in KINDS:
        held = message.get(kind)
        if kind == "photo" and isinstance(held, list) and held:
            held = held[-1]
        if isinstance(held, dict) and isinstance(held.get("file_id"), str):
            return Material(rich, kind, held["file_id"])
    return Material(rich)
