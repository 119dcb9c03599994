"""Rich text: words with marks on them, from Telegram's entities and from its HTML, and back.

The HTML made here is canonical: tags are known, closed and nested, everything else is escaped.
https://core.telegram.org/bots/api#html-style
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from typing import Any, Final

from msgspec import Struct

_SIMPLE: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote expandable",
}
_TAGS: Final = {"strong": "b", "em": "i", "ins": "u", "strike": "s", "del": "s"} | {
    name: name for name in ("b", "i", "u", "s", "tg-spoiler", "code", "pre", "blockquote")
}
_TAG: Final = re.compile(
    r"""<(/?)([a-z][a-z-]*)((?:\s+[a-z-]+(?:="[^"<>]*"|='[^'<>]*')?)*)\s*>""", re.IGNORECASE
)
_ATTRIBUTE: Final = re.compile(r"""([a-z-]+)(?:=["']([^"']*)["'])?""", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_LINK: Final = re.compile(r"(?:https?://|tg://|mailto:)[^\s\"<>]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[\w+#.-]{1,32}")


class Mark(Struct, frozen=True, gc=False):
    """Something on the characters from `start` to `end`: a tag, its `address` if it is `a`."""

    start: int
    end: int
    tag: str
    address: str = ""


class Rich(Struct, frozen=True):
    """A text and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def without(self, spans: Iterable[tuple[int, int]]) -> "Rich":
        """The same with some spans (ascending, apart) cut out."""
        kept, at = [], 0
        places = list(range(len(self.text) + 1))
        gone = 0
        for start, end in spans:
            kept.append(self.text[at:start])
            for place in range(start, end):
                places[place] = start - gone
            gone += end - start
            for place in range(end, len(places)):
                places[place] = place - gone
            at = end
        kept.append(self.text[at:])
        moved = (Mark(places[m.start], places[m.end], m.tag, m.address) for m in self.marks)
        return Rich("".join(kept), tuple(mark for mark in moved if mark.start < mark.end))

    def stripped(self) -> "Rich":
        """The same without blanks at both ends."""
        begin = len(self.text) - len(self.text.lstrip())
        end = max(begin, len(self.text.rstrip()))
        return self.without(((0, begin), (end, len(self.text))))

    def html(self) -> str:
        """As HTML."""
        parts: list[str] = []
        at, open_marks = 0, list[Mark]()

        def close(until: int) -> None:
            nonlocal at
            while open_marks and open_marks[-1].end <= until:
                mark = open_marks.pop()
                parts.append(escape(self.text[at : mark.end], quote=False) + _closing(mark))
                at = mark.end

        for mark in sorted(self.marks, key=_order):
            close(mark.start)
            parts.append(escape(self.text[at : mark.start], quote=False) + _opening(mark))
            at = mark.start
            # One that ends beyond what it stands in ends there.
            end = min(mark.end, open_marks[-1].end) if open_marks else mark.end
            open_marks.append(Mark(mark.start, end, mark.tag, mark.address))
        close(len(self.text))
        return "".join(parts) + escape(self.text[at:], quote=False)


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.tag, mark.address


def _opening(mark: Mark) -> str:
    if mark.tag == "a":
        return f'<a href="{escape(mark.address)}">'
    if mark.tag == "pre" and mark.address:
        return f'<pre><code class="language-{mark.address}">'
    return f"<{mark.tag}>"


def _closing(mark: Mark) -> str:
    if mark.tag == "pre" and mark.address:
        return "</code></pre>"
    return f"</{mark.tag.partition(' ')[0]}>"


def from_entities(text: str, entities: Sequence[Mapping[str, Any]]) -> Rich:
    """A message's text with its entities, whose places are counted in UTF-16."""
    places = _places(text) if entities else []
    marks = []
    for entity in entities:
        begin, length = entity.get("offset"), entity.get("length")
        if type(begin) is not int or type(length) is not int or begin < 0 or length <= 0:
            continue
        if begin + length < len(places) and (marked := _meaning(entity)):
            marks.append(Mark(places[begin], places[begin + length], *marked))
    return Rich(text, tuple(marks))


def _places(text: str) -> list[int]:
    """The character at each place counted in UTF-16, one more for the end."""
    places: list[int] = []
    for number, char in enumerate(text):
        places += [number] * (2 if ord(char) > 0xFFFF else 1)
    return [*places, len(text)]


def _meaning(entity: Mapping[str, Any]) -> tuple[str, str] | None:
    """The tag of an entity and its address; None for what needs no mark."""
    kind = entity.get("type")
    if kind == "text_link":
        address = str(entity.get("url", ""))
        return ("a", address) if _LINK.fullmatch(address) else None
    if kind == "text_mention":
        user = entity.get("user")
        number = user.get("id") if isinstance(user, dict) else None
        return ("a", f"tg://user?id={number}") if type(number) is int else None
    if kind == "pre":
        language = str(entity.get("language", ""))
        return "pre", language if _LANGUAGE.fullmatch(language) else ""
    tag = _SIMPLE.get(str(kind))
    return (tag, "") if tag else None


def from_html(source: str) -> Rich:
    """What somebody typed as HTML. What is none of Telegram's is taken for what it looks like."""
    text, length = list[str](), 0
    opened: list[tuple[str, str, int]] = []
    marks: list[Mark] = []
    at = 0

    def add(piece: str) -> None:
        nonlocal length
        shown = _REFERENCE.sub(lambda found: _character(found[0]), piece)
        text.append(shown)
        length += len(shown)

    def end(name: str, address: str, start: int) -> None:
        within = name == "code" and address and any(one[0] == "pre" for one in opened)
        if start < length and not within:
            marks.append(Mark(start, length, name, "" if name == "code" else address))

    for found in _TAG.finditer(source):
        closing, tag = bool(found[1]), found[2].lower()
        if closing and opened and _closes(tag, opened[-1][0]):
            add(source[at : found.start()])
            end(*opened.pop())
        elif not closing and (meant := _meant(tag, found[3])):
            add(source[at : found.start()])
            name, address = meant
            if name == "code" and address and opened and opened[-1] == ("pre", "", length):
                opened[-1] = ("pre", address, length)
            opened.append((name, address, length))
        else:
            continue
        at = found.end()
    add(source[at:])
    while opened:
        end(*opened.pop())
    return Rich("".join(text), tuple(marks))


def _character(reference: str) -> str:
    shown = unescape(reference)
    return "" if shown in ("\0", "\ufffd") or "\ud800" <= shown <= "\udfff" else shown


def _closes(tag: str, opened: str) -> bool:
    name = opened.partition(" ")[0]
    return _TAGS.get(tag, tag) == name or (tag == "span" and name == "tg-spoiler")


def _meant(tag: str, rest: str) -> tuple[str, str] | None:
    """The tag and address that an opening tag stands for; None for none of Telegram's."""
    given = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(rest)}
    if tag == "a":
        address = given.get("href", "")
        return ("a", address) if _LINK.fullmatch(address) else None
    if tag == "span":
        return ("tg-spoiler", "") if given.get("class") == "tg-spoiler" else None
    if tag == "blockquote" and "expandable" in given:
        return "blockquote expandable", ""
    if tag == "code" and (language := given.get("class", "")).startswith("language-"):
        name = language.removeprefix("language-")
        return "code", name if _LANGUAGE.fullmatch(name) else ""
    name = _TAGS.get(tag, "")
    return (name, "") if name else None
