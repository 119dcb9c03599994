"""Small pictures to send, made of nothing (PNG)."""

import struct
import zlib

SIZE = 96


def draw(text: str) -> bytes:
    """A square PNG whose colours stand for a text."""
    seed = zlib.crc32(text.encode())
    hue = (seed & 255, seed >> 8 & 255, seed >> 16 & 255)
    rows = bytearray()
    for y in range(SIZE):
        rows.append(0)
        for x in range(SIZE):
            shade = 255 if (x // 12 * 7 + y // 12 * 13 + seed) % 5 else 160
            rows += bytes(min(255, 96 + (part * shade >> 9)) for part in hue)
    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
