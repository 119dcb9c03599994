"""Pictures, films, sounds and other files as messages carry them."""

from __future__ import annotations

import mimetypes
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rehearsal.call import Upload
from rehearsal.file import PIXEL
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.world import World

_PNG = b"\x89PNG\r\n\x1a\n"
Given = Any
"""True, bytes, a file name, an `Upload`, or a dictionary of fields (`data` being the bytes)."""


def _open(given: Given) -> tuple[bytes, Json]:
    if isinstance(given, bytes):
        return given, {}
    if isinstance(given, str):
        return given.encode(), {"file_name": given}
    if isinstance(given, Upload):
        return given.data, {"file_name": given.name}
    if isinstance(given, dict):
        fields = dict(given)
        return fields.pop("data", PIXEL), fields
    return PIXEL, {}


def _filed(world: World, given: Given, folder: str, extension: str, **fields: Any) -> Json:
    data, own = _open(given)
    known = world.files.find(own.get("file_id", ""))
    file = known or world.files.add(data, folder, extension)
    return file.to_json() | fields | own


def _size(data: bytes) -> tuple[int, int]:
    """Width and height as a PNG tells them; of anything else, what a camera would give."""
    if data.startswith(_PNG) and data is not PIXEL and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return 1280, 960


def photo(world: World, given: Given) -> list[Json]:
    """Two sizes of one picture; the larger one has the bytes."""
    data, own = _open(given)
    own.pop("file_name", None)
    width, height = _size(data)
    small = world.files.add(PIXEL, "photos", "png").to_json() | {"width": 90, "height": 67}
    large = world.files.add(data, "photos", "jpg").to_json() | {"width": width, "height": height}
    return [small, large | own]


def document(world: World, given: Given) -> Json:
    name = _open(given)[1].get("file_name", "file.bin")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _filed(
        world, given, "documents", name.rpartition(".")[2], file_name=name, mime_type=kind
    )


def video(world: World, given: Given) -> Json:
    return _filed(
        world, given, "videos", "mp4", width=640, height=360, duration=10, mime_type="video/mp4"
    )


def audio(world: World, given: Given) -> Json:
    return _filed(world, given, "music", "mp3", duration=180, mime_type="audio/mpeg")


def voice(world: World, given: Given) -> Json:
    found = _filed(world, given, "voice", "oga", duration=3, mime_type="audio/ogg")
    found.pop("file_name", None)
    return found


def video_note(world: World, given: Given) -> Json:
    found = _filed(world, given, "video_notes", "mp4", length=240, duration=5)
    found.pop("file_name", None)
    return found


def sticker(world: World, given: Given) -> Json:
    found = _filed(
        world,
        given,
        "stickers",
        "webp",
        type="regular",
        width=512,
        height=512,
        is_animated=False,
        is_video=False,
        emoji="🙂",
        set_name="Animals",
    )
    found.pop("file_name", None)
    return found


def build(world: World, kind: str, given: Given) -> Any:
    """A file of that kind, remembered for whoever sends it again."""
    made = MEDIA[kind](world, given)
    world.files.remember(kind, made)
    return made


MEDIA: dict[str, Callable[[World, Given], Any]] = {
    "photo": photo,
    "document": document,
    "video": video,
    "animation": video,
    "audio": audio,
    "voice": voice,
    "video_note": video_note,
    "sticker": sticker,
}
