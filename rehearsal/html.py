"""Telegram's HTML, turned into text and entities."""

import html
import re
from dataclasses import dataclass, field

from rehearsal import unit
from rehearsal.user import Json

_TAG = re.compile(r"<(/?)([^\s/>]*)([^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


class MarkupError(ValueError):
    """The text can't be parsed; the message is Telegram's."""


@dataclass
class _Open:
    tag: str
    entity: Json
    offset: int


@dataclass
class _State:
    text: list[str] = field(default_factory=list)
    offset: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def add(self, piece: str) -> None:
        piece = _REFERENCE.sub(_character, piece)
        self.text.append(piece)
        self.offset += unit.length(piece)


def _character(found: re.Match[str]) -> str:
    named, decimal, hexadecimal = found.groups()
    if named:
        return _NAMED[named]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and entities of an HTML source; raises `MarkupError` as the server would."""
    state = _State()
    at = 0
    while (start := source.find("<", at)) != -1:
        state.add(source[at:start])
        found = _TAG.match(source, start)
        place = len(source[:start].encode())
        if found is None:
            raise MarkupError(f"Unclosed start tag at byte offset {place}")
        closing, tag, rest = found.group(1), found.group(2).lower(), found.group(3)
        if closing:
            _close(state, tag, place)
        else:
            _open(state, tag, rest, place)
        at = found.end()
    state.add(source[at:])
    if state.stack:
        tag = state.stack[-1].tag
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{tag}"')
    return "".join(state.text), state.entities


def _open(state: _State, tag: str, rest: str, place: int) -> None:
    given = {
        name.lower(): html.unescape((value or "").strip("\"'"))
        for name, value in _ATTRIBUTE.findall(rest)
    }
    entity: Json
    if tag in _PLAIN:
        entity = {"type": _PLAIN[tag]}
        if tag == "blockquote" and "expandable" in given:
            entity = {"type": "expandable_blockquote"}
        if tag == "code" and given.get("class", "").startswith("language-"):
            entity["language"] = given["class"].removeprefix("language-")
    elif tag == "a":
        entity = {"type": "text_link", "url": given.get("href", "")}
    elif tag == "span" and given.get("class") == "tg-spoiler":
        entity = {"type": "spoiler"}
    elif tag == "span":
        raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
    elif tag == "tg-emoji":
        entity = {"type": "custom_emoji", "custom_emoji_id": given.get("emoji-id", "")}
    else:
        raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {place}')
    state.stack.append(_Open(tag, entity, state.offset))


def _close(state: _State, tag: str, place: int) -> None:
    if not state.stack:
        raise MarkupError(f"Unexpected end tag at byte offset {place}")
    opened = state.stack.pop()
    if tag and tag != opened.tag:
        raise MarkupError(
            f'Unmatched end tag at byte offset {place}, expected "</{opened.tag}>", '
            f'found "</{tag}>"'
        )
    entity = opened.entity | {"offset": opened.offset, "length": state.offset - opened.offset}
    if entity["type"] == "code" and state.stack and state.stack[-1].tag == "pre":
        if "language" in entity:
            state.stack[-1].entity["language"] = entity["language"]
        return
    if entity["type"] == "code":
        entity.pop("language", None)
    if entity["type"] == "text_link" and not entity["url"]:
        return
    state.entities.append(entity)
