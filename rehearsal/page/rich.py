"""A message's text with its entities, as HTML that is safe to show."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from rehearsal.user import Json

_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote>", "</blockquote>"),
    "spoiler": ('<span class="spoiler">', "</span>"),
    "mention": ('<span class="mention">', "</span>"),
    "text_mention": ('<span class="mention">', "</span>"),
    "hashtag": ('<span class="mention">', "</span>"),
    "cashtag": ('<span class="mention">', "</span>"),
    "bot_command": ('<button type="button" class="command">', "</button>"),
    "email": ('<span class="mention">', "</span>"),
    "phone_number": ('<span class="mention">', "</span>"),
}
_SCHEMES = ("http", "https")


def render(text: str, entities: list[Json]) -> str:
    """The text as HTML. Lengths and offsets of entities are in UTF-16 units."""
    text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    html: list[str] = []
    opened: list[tuple[int, str]] = []
    at = 0
    for low, high, entity in [*_spans(text, entities), (len(text), len(text), {"type": ""})]:
        while opened and opened[-1][0] <= low:
            end, closing = opened.pop()
            html += (_plain(text[at:end]), closing)
            at = end
        if opened and high > opened[-1][0]:
            continue
        within = any(closing in ("</a>", "</button>") for _, closing in opened)
        opening, closing = _tags(entity, text[low:high], within=within)
        html += (_plain(text[at:low]), opening)
        opened.append((high, closing))
        at = low
    return "".join(html)


def _spans(text: str, entities: list[Json]) -> list[tuple[int, int, Json]]:
    """Where entities begin and end in characters: outer ones first, none cuts one in half."""
    places = [0]
    for place, char in enumerate(text):
        places += [place] * (2 if char > "\uffff" else 1)
    places = [*places[1:], len(text)]
    size = len(places) - 1
    found = []
    for one in entities:
        low, high = max(0, one["offset"]), min(size, one["offset"] + one["length"])
        if low < high and places[low] < places[high]:
            found.append((places[low], places[high], one))
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tags(entity: Json, text: str, *, within: bool) -> tuple[str, str]:
    """Opening and closing tag; `within` something to press nothing else can be pressed."""
    kind = entity["type"]
    if within and kind in ("url", "text_link", "bot_command"):
        return _TAGS["mention"]
    if kind in ("url", "text_link"):
        address = entity.get("url") or (text if "://" in text else f"https://{text}")
        if is_safe(address):
            link = f'<a href="{escape(address)}" rel="noopener noreferrer" target="_blank">'
            return link, "</a>"
        return _TAGS["mention"]
    return _TAGS.get(kind, ("", ""))


def is_safe(address: str) -> bool:
    """Whether an address may be a link of the page."""
    try:
        return urlsplit(address).scheme.lower() in _SCHEMES
    except ValueError:
        return False
