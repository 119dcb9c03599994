"""What a person sends, made into a whole message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearsal import forward, markup, media
from rehearsal.kind import BUILDERS
from rehearsal.media import MEDIA
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.world import World


def build(world: World, given: Json, *, parse_mode: str | None = None) -> Json:
    """A message's content: known kinds are filled up, anything else is taken as it stands.

    `text` and `caption` may come with `entities`; what Telegram finds by itself is added.
    `forwarded_from` names a message, chat, person, or (a string) a hidden user.
    """
    rest = dict(given)
    found: Json = {}
    for field, listed in (("text", "entities"), ("caption", "caption_entities")):
        if (words := rest.pop(field, None)) is not None:
            marks = rest.pop(listed, None) or rest.pop("entities", None)
            found[field], marks = markup.rendered(world, words, parse_mode, marks)
            if marks:
                found[listed] = marks
    if (source := rest.pop("forwarded_from", None)) is not None:
        found["forward_origin"] = forward.origin_of(world, source)
    if isinstance(reply := rest.get("external_reply"), dict):
        own = build(world, reply)
        came = own.pop("forward_origin", None) or forward.origin_of(world, "Somebody")
        rest["external_reply"] = {"origin": came} | own
    for key, value in rest.items():
        if value is not None:
            if key in MEDIA:
                found[key] = media.build(world, key, value)
            else:
                builder = BUILDERS.get(key)
                found[key] = builder(world, value) if builder else value
    if "animation" in found:
        plain = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
        found["document"] = {
            key: found["animation"][key] for key in plain if key in found["animation"]
        }
    if "venue" in found:
        found["location"] = found["venue"]["location"]
    return found
