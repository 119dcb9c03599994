"""Who may talk to the page: a browser on this machine that knows its address, and nobody else."""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

LARGEST = 1 << 20
"""Bytes of a request."""

_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
_LENGTH = re.compile("[0-9]{1,18}")


class Guard:
    """Lets through what is under the secret path, addressed to loopback, and sent by the page.

    A name that was made to point at this machine is no address of it (DNS rebinding). What
    changes something has to carry a header that other sites' pages cannot set without asking.
    """

    def __init__(self, app: ASGIApp, secret: str) -> None:
        self._app = app
        self._prefix = f"/{secret}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await PlainTextResponse(refusal[1], refusal[0], HEADERS)(scope, receive, send)
            return
        path = scope["path"][len(self._prefix) - 1 :]
        inner = {**scope, "path": path, "raw_path": path.encode(), "root_path": ""}
        await self._app(inner, receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if not _LOOPBACK.fullmatch(headers.get("host", "")):
            return 421, "not this machine"
        head = scope["path"][: len(self._prefix)]
        if not compare_digest(head.encode(), self._prefix.encode()):
            return 404, "nothing here"
        if scope["method"] in ("GET", "HEAD"):
            return None
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{headers['host']}":
            return 403, "sent by another site"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "sent by another site"
        if headers.get("hx-request") != "true":
            return 403, "not sent by the page"
        if not _LENGTH.fullmatch(headers.get("content-length", "0")):
            return 400, "how long?"
        if int(headers.get("content-length", "0")) > LARGEST or "transfer-encoding" in headers:
            return 413, "too large"
        return None


def _with_headers(send: Send) -> Any:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *(
                    (name.encode(), value.encode())
                    for name, value in HEADERS.items()
                    if name.encode() not in own
                ),
            ]
        await send(message)

    return sending
