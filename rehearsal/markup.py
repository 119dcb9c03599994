"""A request's text with its formatting, turned into what a message carries."""

import re
from typing import TYPE_CHECKING

from rehearsal import entity, html, markdown, unit
from rehearsal.error import Violated
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.world import World

_LINK = re.compile(
    r"^(?:(?:https?|tg|ton)://\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?)$", re.IGNORECASE
)
_USER = re.compile(r"^tg://user\?id=(\d+)$", re.IGNORECASE)


def rendered(
    world: "World", text: str, mode: str | None, entities: list[Json] | None = None
) -> tuple[str, list[Json]]:
    """Text and entities as the server stores them.

    Raises `can't parse entities` for broken markup. White space at both ends goes, links to
    members become mentions, links to nowhere vanish.
    """
    try:
        if mode and mode.lower() == "html":
            text, entities = html.parse(text)
        elif mode and mode.lower() in ("markdownv2", "markdown"):
            text, entities = markdown.parse(text)
        elif mode:
            raise Violated("unsupported parse_mode")
    except html.MarkupError as error:
        raise Violated(f"can't parse entities: {error}") from None
    text = text.replace("\x00", "").replace("\r", "")
    text, entities = _trimmed(text, [_linked(world, one) for one in entities or []])
    return text, entity.detect(text, entities)


def _linked(world: "World", one: Json) -> Json:
    if one["type"] != "text_link":
        return one
    if found := _USER.match(one["url"]):
        user = world.users.get(int(found.group(1)))
        kept = {"offset": one["offset"], "length": one["length"]}
        return kept | {"type": "text_mention", "user": user.to_json()} if user else kept
    if not _LINK.match(one["url"]):
        return {"offset": one["offset"], "length": one["length"]}
    url = one["url"] if "://" in one["url"] else f"http://{one['url']}"
    path = url.split("://", 1)[1]
    return one | {"url": url if re.search(r"[/?#]", path) else f"{url}/"}


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    bare = text.rstrip()
    lead = len(bare) - len(bare.lstrip())
    shift = unit.length(bare[:lead])
    bare = bare[lead:]
    size = unit.length(bare)
    kept = []
    for one in entities:
        start = min(max(one["offset"] - shift, 0), size)
        end = min(max(one["offset"] + one["length"] - shift, 0), size)
        if "type" in one and end > start:
            kept.append(one | {"offset": start, "length": end - start})
    return bare, kept
