"""Requests to the Bot API through aiohttp, behind the library's own seam."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
import msgspec
from msgspec import Struct
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IN_FLIGHT = 64
"""Calls that may be under way at once."""


class Unreached(NetworkError):
    """The connection was never made: the call had no effect."""


class AiohttpRequest(BaseRequest):
    """One keep-alive pool. Timeouts are in seconds; errors become the library's.

    `count` hears of each call its method, and the HTTP status or how the line broke.
    """

    def __init__(self, *, timeout: float = 20.0, limit: int = IN_FLIGHT) -> None:
        self._timeout = timeout
        self._limit = limit
        self._session: aiohttp.ClientSession | None = None
        self.count: Callable[[str, str], None] = lambda method, outcome: None

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._limit, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("Accept-Encoding", "User-Agent"),
                timeout=aiohttp.ClientTimeout(total=self._timeout, sock_connect=5),
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call; the status and the body."""
        await self.initialize()
        assert self._session is not None
        body, headers = _body(request_data)
        outcome = "lost"
        try:
            async with self._session.request(method, url, data=body, headers=headers) as answer:
                said = await answer.read()
                outcome = str(answer.status)
                return answer.status, said
        except aiohttp.ClientConnectorError as error:
            outcome = "unreached"
            raise Unreached(f"no connection: {error.os_error}") from error
        except TimeoutError as error:
            outcome = "timeout"
            raise TimedOut("no answer in time") from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"connection lost: {type(error).__name__}") from error
        finally:
            # A file is fetched by its path, which is no method's name.
            self.count(url.rpartition("/")[2] if method == "POST" else "file", outcome)

    async def succeeds(self, url: str, body: bytes) -> bool:
        """Post JSON to a repeatable method; whether it was done. A lost answer counts as no.

        Raises:
            RetryAfter: we are told to wait.
        """
        await self.initialize()
        assert self._session is not None
        outcome = "lost"
        try:
            async with self._session.post(url, data=body, headers=_JSON) as answer:
                said = await answer.read()
                outcome = str(answer.status)
        except (aiohttp.ClientError, OSError, TimeoutError):
            return False
        finally:
            self.count(url.rpartition("/")[2], outcome)
        if answer.status == 429:
            raise RetryAfter(_Limited.seconds(said))
        return answer.status == 200


class _Parameters(Struct):
    retry_after: int = 1


class _Limited(Struct):
    parameters: _Parameters

    @staticmethod
    def seconds(body: bytes) -> int:
        try:
            return msgspec.json.decode(body, type=_Limited).parameters.retry_after
        except msgspec.DecodeError:
            return 1


def _body(data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), _FORM
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None
