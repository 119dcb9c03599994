"""The walk through a raw message. Fields nobody knew when this was written are seen, too."""

from typing import Any, Final

from bot.core.incoming import Piece
from bot.core.walker.carrier import CHATS, NAMED, PEOPLE, SERVICE_ACCOUNTS, SKIPPED, Kind

MAX_DEPTH: Final = 24
MAX_NODES: Final = 4_000
MAX_PIECES: Final = 512
MAX_TEXT: Final = 16_384

_LINK_FIELDS: Final = frozenset({"url", "href", "link"})
_PLAIN: Final = frozenset({"message_id", "date", "chat", "edit_date", "message_thread_id"})


def walk(message: Any) -> tuple[Piece, ...]:
    """Return all texts of a Bot API message, in the order of its fields.

    The answer is bounded (512 pieces of 16,384 characters, 24 levels deep), and no shape of
    input raises. Words quoted from another message of the same chat are left out: they were
    judged when they were written, and are not the quoting person's.
    """
    if not isinstance(message, dict):
        return ()
    chat = message.get("chat")
    pieces = _Pieces(chat.get("id") if isinstance(chat, dict) else None)
    for key, value in message.items():
        if key in _PLAIN:
            continue
        if type(value) is str and key == "text":
            pieces.add("text", value, "words")
        elif key == "quote" and _is_quoted_here(message):
            continue
        else:
            _visit(pieces, value, str(key), "", 0)
    return tuple(pieces.found)


class _Pieces:
    """What was found so far, and how much looking is left."""

    __slots__ = ("found", "nodes", "room")

    def __init__(self, room: Any) -> None:
        self.room = room
        self.found: list[Piece] = []
        self.nodes = MAX_NODES

    def add(self, carrier: str, text: Any, kind: Kind) -> None:
        if type(text) is str and text and len(self.found) < MAX_PIECES:
            self.found.append(Piece(carrier, text[:MAX_TEXT], kind))


def _visit(pieces: _Pieces, value: Any, key: str, parent: str, depth: int) -> None:
    pieces.nodes -= 1
    if key in SKIPPED or key.endswith(("_id", "_ids")) or pieces.nodes < 0 or depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        carrier, kind = _name(key, parent)
        pieces.add(carrier, f"@{value}" if key == "username" and value else value, kind)
    elif isinstance(value, list):
        for item in value:
            if pieces.nodes < 0:
                return
            # Rows of a keyboard are lists in lists: the key names the innermost things.
            _visit(pieces, item, key, parent, depth + 1)
    elif isinstance(value, dict):
        _visit_dict(pieces, value, key, parent, depth)


def _visit_dict(pieces: _Pieces, value: dict[Any, Any], key: str, parent: str, depth: int) -> None:
    if (person := PEOPLE.get(key)) is not None:
        _add_person(pieces, value, person)
        return
    if (chat := CHATS.get(f"{parent}.{key}") or CHATS.get(key)) is not None:
        _add_chat(pieces, value, chat)
        return
    if key == "contact":
        _add_contact(pieces, value)
        value = {"vcard": value.get("vcard")}
    elif key.endswith("entities"):
        pieces.add(f"{key[:-8].strip('_')[:32] or 'text'} link", value.get("url"), "link")
        return
    elif key == "inline_keyboard":
        key = "button"
    for field, inner in value.items():
        _visit(pieces, inner, str(field), key, depth + 1)


def _name(key: str, parent: str) -> tuple[str, Kind]:
    named = NAMED.get(f"{parent}.{key}") or NAMED.get(key)
    if named is not None:
        # `text` inside a field that has no entry of its own belongs to that field.
        if parent and key in ("text", "caption") and f"{parent}.{key}" not in NAMED:
            return (f"{parent} {key}"[:64], named[1])
        return named
    if key in _LINK_FIELDS:
        return (f"{parent} {key}"[:64], "link")
    if key == "username":
        return (f"{parent} {key}"[:64], "link")
    if key in ("title", "name", "first_name", "last_name"):
        return (f"{parent} {key}"[:64], "name")
    return (f"{parent} {key}".strip()[:64], "words")


def _add_person(pieces: _Pieces, value: dict[Any, Any], carrier: str) -> None:
    account = value.get("id")
    if isinstance(account, int) and account in SERVICE_ACCOUNTS:
        return
    pieces.add(carrier, _full_name(value), "name")
    username = value.get("username")
    if carrier == "via bot" and isinstance(username, str) and username:
        pieces.add(carrier, f"@{username}", "name")


def _add_chat(pieces: _Pieces, value: dict[Any, Any], carrier: str) -> None:
    # An anonymous administrator writes as the room, a reply across topics comes from it.
    if pieces.room is not None and value.get("id") == pieces.room:
        return
    title = value.get("title")
    pieces.add(carrier, title, "name")
    username = value.get("username")
    if isinstance(username, str) and username:
        pieces.add(carrier, f"@{username}", "link")
    if title is None:
        _add_person(pieces, value, carrier)


def _add_contact(pieces: _Pieces, value: dict[Any, Any]) -> None:
    pieces.add("contact name", _full_name(value), "name")
    pieces.add("contact phone", value.get("phone_number"), "words")


def _full_name(value: dict[Any, Any]) -> str:
    parts = (value.get("first_name"), value.get("last_name"))
    return " ".join(part for part in parts if isinstance(part, str) and part)


def _is_quoted_here(message: dict[Any, Any]) -> bool:
    """Whether the quote repeats words that somebody else wrote in this chat."""
    replied, quote = message.get("reply_to_message"), message.get("quote")
    if not isinstance(replied, dict) or not isinstance(quote, dict):
        return False
    words = quote.get("text")
    if not isinstance(words, str) or _account(replied) == _account(message):
        return False
    source = replied.get("text") or replied.get("caption")
    return isinstance(source, str) and words.strip() in source


def _account(message: dict[Any, Any]) -> Any:
    sender = message.get("sender_chat") or message.get("from")
    return sender.get("id") if isinstance(sender, dict) else None
