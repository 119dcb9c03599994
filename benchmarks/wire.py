"""A minimal HTTP/1.1 server side: keep-alive, any body, one request at a time per connection."""

import asyncio
import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl

import msgspec

Params = dict[str, Any]
Handler = Callable[[str, Params, Callable[[bytes, int], None]], None]

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)")
_TYPE = re.compile(rb"\r\ncontent-type:[ \t]*([^\r\n]+)", re.IGNORECASE)
_PART = re.compile(rb'name="([^"]+)"[^\r]*(?:\r\n[^\r\n]+)*\r\n\r\n(.*)\r\n', re.DOTALL)
_REASONS = {200: b"OK", 400: b"Bad Request", 404: b"Not Found", 409: b"Conflict"}
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
_decode = msgspec.json.Decoder().decode


def _chunked(buffer: bytearray, start: int) -> tuple[bytes, int] | None:
    """A chunked body from `start` and where it ends, or None while it is incomplete."""
    body, position = bytearray(), start
    while (end := buffer.find(b"\r\n", position)) >= 0:
        size = int(bytes(buffer[position:end]).split(b";")[0], 16)
        position = end + 2 + size + 2
        if len(buffer) < position:
            return None
        if size == 0:
            return bytes(body), position
        body += buffer[end + 2 : end + 2 + size]
    return None


def params(query: str, kind: bytes, body: bytes) -> Params:
    """The parameters of a call, from its query and its JSON, form or multipart body."""
    found: Params = dict(parse_qsl(query)) if query else {}
    if not body:
        return found
    if kind.startswith(b"application/json"):
        found.update(_decode(body))
    elif kind.startswith(b"multipart/"):
        boundary = b"--" + kind.partition(b"boundary=")[2].strip(b'"')
        for part in body.split(boundary):
            if field := _PART.search(part):
                found[field[1].decode()] = field[2].decode("utf-8", "replace")
    else:
        found.update(parse_qsl(body.decode(), keep_blank_values=True))
    return found


class Connection(asyncio.Protocol):
    """One client connection; `half` seconds pass on the way in and again on the way out."""

    def __init__(self, loop: asyncio.AbstractEventLoop, handler: Handler, half: float) -> None:
        self._loop, self._handler, self._half = loop, handler, half
        self._buffer = bytearray()
        self._busy = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Collect; requests behind an unanswered one wait."""
        self._buffer += data
        if not self._busy:
            self._next()

    def _next(self) -> None:
        """Take one whole request out of the buffer, if there is one, and hand it on."""
        buffer = self._buffer
        end = buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        line, mark, headers = bytes(buffer[:end]).partition(b"\r\n")
        lower = (mark + headers).lower()
        start, body = end + 4, b""
        if length := _LENGTH.search(lower):
            stop = start + int(length[1])
            if len(buffer) < stop:
                return
            body = bytes(buffer[start:stop])
        elif b"\r\ntransfer-encoding: chunked" in lower:
            whole = _chunked(buffer, start)
            if whole is None:
                return
            body, stop = whole
        else:
            stop = start
        del buffer[:stop]
        self._busy = True
        found = _TYPE.search(mark + headers) if body else None
        kind = found[1] if found else b""
        target, _, query = line.split(b" ", 2)[1].decode().partition("?")
        if self._half:
            self._loop.call_later(self._half, self._dispatch, target, query, kind, body)
        else:
            self._dispatch(target, query, kind, body)

    def _dispatch(self, target: str, query: str, kind: bytes, body: bytes) -> None:
        method = target.rpartition("/")[2]
        self._handler(method, params(query, kind, body), self._reply)

    def _reply(self, body: bytes, status: int = 200) -> None:
        if status == 200:
            whole = _OK % (len(body), body)
        else:
            head = b"HTTP/1.1 %d %b\r\n" % (status, _REASONS.get(status, b"Error"))
            whole = head + _OK.partition(b"\r\n")[2] % (len(body), body)
        if self._half:
            self._loop.call_later(self._half, self._send, whole)
        else:
            self._send(whole)

    def _send(self, whole: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(whole)
        self._busy = False
        if self._buffer:
            self._next()
