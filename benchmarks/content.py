"""What a message holds: text with its entities, a photo with a caption, a sticker."""

import re
from random import Random
from typing import Any

from benchmarks import words

_MARKED = re.compile(r"@\w{5,32}|(?:https?://|t\.me/)[\w./+-]+", re.ASCII)


def _units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def entities(text: str) -> list[dict[str, Any]]:
    """The mentions and addresses that Telegram's server would mark."""
    return [
        {
            "offset": _units(text[: found.start()]),
            "length": _units(found.group()),
            "type": "mention" if found.group().startswith("@") else "url",
        }
        for found in _MARKED.finditer(text)
    ]


def _file(random: Random, prefix: str, size: int) -> dict[str, Any]:
    unique = "".join(random.choices("ABCDEFGHabcdefgh0123456789", k=16))
    return {"file_id": prefix + unique * 4, "file_unique_id": unique, "file_size": size}


def text(line: str) -> dict[str, Any]:
    """The fields of a text message."""
    marked = entities(line)
    content: dict[str, Any] = {"text": line}
    if marked:
        content["entities"] = marked
        if any(entity["type"] == "url" for entity in marked):
            content["link_preview_options"] = {"is_disabled": True}
    return content


def photo(random: Random, line: str) -> dict[str, Any]:
    """The fields of a photo in three sizes, with a caption."""
    sizes = [
        {**_file(random, "AgACAgUAAx", size), "width": width, "height": height}
        for width, height, size in ((90, 67, 1_200), (320, 240, 18_000), (1280, 960, 150_000))
    ]
    content: dict[str, Any] = {"photo": sizes, "caption": line}
    if marked := entities(line):
        content["caption_entities"] = marked
    return content


def sticker(random: Random) -> dict[str, Any]:
    """The fields of a sticker."""
    thumbnail = {**_file(random, "AAMCBQADGQ", 4_000), "width": 128, "height": 128}
    return {
        "sticker": {
            "width": 512,
            "height": 512,
            "emoji": words.emoji(random),
            "set_name": "CatsAndTea",
            "is_animated": False,
            "is_video": False,
            "type": "regular",
            "thumbnail": thumbnail,
            "thumb": thumbnail,
            **_file(random, "CAACAgUAAx", 21_000),
        }
    }
