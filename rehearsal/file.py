"""Files that were sent, found by id or by path."""

import random
from dataclasses import dataclass
from typing import Any

from rehearsal.user import Json

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360f8cfc0000000030001a5f645400000000049454e44ae426082"
)
"""A picture of one pixel, for whoever sends a photo without caring which."""


@dataclass(frozen=True)
class File:
    """The bytes of one file and the names it goes by."""

    id: str
    unique_id: str
    path: str
    data: bytes

    def to_json(self) -> Json:
        """The identifying part of any file object."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class FileStore:
    """All files of a server."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._media: dict[str, tuple[str, Any]] = {}

    def add(self, data: bytes, folder: str, extension: str) -> File:
        """Keep new bytes."""
        number = len(self._by_id)
        file = File(
            id=f"AgACAgUAAx{self._rng.getrandbits(160):040x}",
            unique_id=f"AQAD{self._rng.getrandbits(44):011x}",
            path=f"{folder}/file_{number}.{extension}",
            data=data,
        )
        self._by_id[file.id] = self._by_path[file.path] = file
        return file

    def find(self, file_id: str) -> File | None:
        """The file with that id."""
        return self._by_id.get(file_id)

    def remember(self, kind: str, media: Any) -> None:
        """Keep how a file was shown, for whoever sends it again by its id."""
        for one in media if isinstance(media, list) else [media]:
            self._media[one["file_id"]] = (kind, media)

    def shown(self, file_id: str) -> tuple[str, Any] | None:
        """The kind and the form in which a file was sent."""
        return self._media.get(file_id)

    def at(self, path: str) -> File | None:
        """The file under that path."""
        return self._by_path.get(path)
