"""uvicorn in our event loop: it takes no signals, opens no sockets, and waits for nobody long."""

import asyncio
import errno
import socket
from collections.abc import Generator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0
"""Seconds a request's head may take, and the rest of a body that nobody wants any more."""

KEEP_ALIVE = 75
"""Seconds an idle connection stays open: longer than proxies keep theirs."""

GRACE = 5
"""Seconds running requests get at the end."""

CROWD = 256
"""Connections at once; whoever is beyond gets 503."""


class Listener:
    """Serves an ASGI application at an address while the context is open.

    Raises OSError on entering if the address cannot be had.
    """

    def __init__(self, application: Any, host: str, port: int) -> None:
        self._application = application
        self._host, self._port = host, port
        self._sockets: list[socket.socket] = []
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """Where it listens, once it does."""
        return int(self._sockets[0].getsockname()[1])

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._sockets = await _bind(self._host, self._port)
        self._server = _Server(
            uvicorn.Config(
                self._application,
                http=_Impatient,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                limit_concurrency=CROWD,
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=GRACE,
            )
        )
        serving = self._server.serve(sockets=self._sockets)
        self._task = loop.create_task(serving, name=f"listen at {self.port}")
        started = loop.create_task(self._server.up.wait(), name="up")
        await asyncio.wait({started, self._task}, return_when=asyncio.FIRST_COMPLETED)
        started.cancel()
        if self._task.done():
            self._task.result()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Accept nobody any more, and answer whoever is being served."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await asyncio.gather(self._task, return_exceptions=True)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the program's business."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()


class _Impatient(H11Protocol):
    """Hangs up on who is slow to say what they want, or goes on talking after the answer."""

    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._set_alarm()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._set_alarm()
        elif self.cycle is None or not self.cycle.response_complete:
            self._stop_alarm()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._set_alarm()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is None:
            self._alarm = self.loop.call_later(PATIENCE, self.transport.abort)

    def _stop_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None


async def _bind(host: str, port: int) -> list[socket.socket]:
    """A listening socket for every address the host has; with port 0 all get the same one."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    refusal: OSError | None = None
    for family, _, _, _, address in dict.fromkeys(found):
        chosen = sockets[0].getsockname()[1] if sockets else port
        try:
            sockets.append(socket.create_server((address[0], chosen), family=family, backlog=1024))
        except OSError as error:
            refusal = refusal or error
    # A host's IPv6 address may exist in name only; any other refusal is one.
    missing = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
    if refusal is not None and not (sockets and refusal.errno in missing):
        for one in sockets:
            one.close()
        raise refusal
    return sockets
