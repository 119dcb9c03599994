"""What Telegram finds in a text by itself: hashtags, mentions, commands, addresses."""

import re
import unicodedata
from collections.abc import Iterator

from rehearsal import unit
from rehearsal.user import Json

_TOP_LEVEL = (
    "com|net|org|info|biz|me|io|ai|app|dev|cn|hk|tw|jp|kr|ru|de|fr|uk|us|eu|in|xyz|top|vip|cc|co|"
    "tv|shop|site|online|club|live|store|fun|link|click|icu|wiki|gg|ly|to|рф|中国"
)
_URL = re.compile(
    r"(?<![\w@./-])(?:(?:https?|ftp|tg|ton)://[^\s<>\"]+"
    rf"|(?:[\w-]+\.)+(?:{_TOP_LEVEL})(?![\w.@-]\w)(?:[/?#:][^\s<>\"]*)?)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?!\w)", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@/])@[a-zA-Z]\w{2,31}(?!\w)", re.ASCII)
_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)
_CASHTAG = re.compile(r"(?<!\w)\$[A-Z]{1,8}(?!\w)")
_TRAILING = ".,;:!?'\"…，。；：！？»”’)]}"


def _tag_character(char: str) -> bool:
    return char in "_·\u200c" or unicodedata.category(char)[0] == "L" or _digit(char)


def _digit(char: str) -> bool:
    return unicodedata.category(char) == "Nd"


def hashtags(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each live hashtag.

    Letters of any script, digits, `_` and `·`; at least one letter; at most 256 characters; not
    after a letter or digit and not before another `#`: adjacent tags kill each other.
    """
    at = text.find("#")
    while at != -1:
        end = at + 1
        while end < len(text) and _tag_character(text[end]):
            end += 1
        follows = at > 0 and (_tag_character(text[at - 1]) or text[at - 1] == "#")
        body = text[at + 1 : min(end, at + 257)]
        letter = any(unicodedata.category(char)[0] == "L" for char in body)
        if letter and not follows and not text[end:].startswith("#"):
            yield at, at + 1 + len(body)
        at = text.find("#", end)


def _urls(text: str) -> Iterator[tuple[int, int]]:
    for found in _URL.finditer(text):
        address = found.group().rstrip(_TRAILING)
        yield found.start(), found.start() + len(address)


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    if "@" in text:
        yield from (("email", *found.span()) for found in _EMAIL.finditer(text))
    if "." in text or "://" in text:
        yield from (("url", *span) for span in _urls(text))
    if "@" in text:
        yield from (("mention", *found.span()) for found in _MENTION.finditer(text))
    if "/" in text:
        yield from (("bot_command", *found.span()) for found in _COMMAND.finditer(text))
    if "#" in text:
        yield from (("hashtag", *span) for span in hashtags(text))
    if "$" in text:
        yield from (("cashtag", *found.span()) for found in _CASHTAG.finditer(text))


def detect(text: str, given: list[Json] | None = None) -> list[Json]:
    """The entities of a text: those given, and those found where none of them lies."""
    entities = list(given or [])
    taken = [
        (one["offset"], one["offset"] + one["length"])
        for one in entities
        if one["type"] in ("pre", "code", "text_link", "text_mention", "custom_emoji")
    ]
    for kind, start, end in _spans(text):
        offset = unit.length(text[:start])
        size = unit.length(text[start:end])
        if all(offset + size <= low or offset >= high for low, high in taken):
            taken.append((offset, offset + size))
            entities.append({"type": kind, "offset": offset, "length": size})
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))
