"""The HTTP side: paths, tokens, faults on the way, and the answers' exact form."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import Any

from aiohttp import web

from rehearsal import limit, method, validation, wire
from rehearsal.call import Call, Params
from rehearsal.error import ApiError, Refused, Violated, bad_request, not_found
from rehearsal.fault import Fault, Faults
from rehearsal.poll import Poller
from rehearsal.request import LARGEST, read
from rehearsal.validation import Violation
from rehearsal.webhook import Webhook
from rehearsal.world import World

_HTML_502 = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    "</body>\r\n</html>\r\n"
)


class Server:
    """A Bot API server on loopback for one world."""

    def __init__(self, world: World, *, validate: bool) -> None:
        self.world = world
        self.validate = validate
        self.faults = Faults(world)
        self.poller = Poller(world)
        self.webhook = Webhook(world)
        self.violations: list[Violation] = []
        self.crashes: list[Exception] = []
        self.polls: list[Call] = []
        self.missing: set[str] = set()
        self.latency = 0.0
        self.in_flight = 0
        self.on_call: Callable[[], None] = lambda: None
        self.port = 0
        self._runner: web.ServerRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1."""
        if self.validate:
            # Seconds of importing: whoever shares the loop goes on meanwhile.
            await asyncio.to_thread(validation.models)
        served = web.Server(self._handle, request_factory=_request, access_log=None)
        self._runner = web.ServerRunner(served, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.webhook.start()

    async def stop(self) -> None:
        """End open polls and listen no more."""
        self.poller.close()
        await self.webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        bot = f"/bot{self.world.token}/"
        path = request.path
        if path.startswith(f"/file{bot}"):
            return self._download(path.removeprefix(f"/file{bot}"))
        if not path.startswith(bot):
            unknown = path.startswith("/bot")
            return _refusal(ApiError(401, "Unauthorized") if unknown else not_found())
        name = path.removeprefix(bot)
        polling = name.lower() == "getupdates"
        self.in_flight += not polling
        try:
            return await self._serve(request, name)
        except Exception as error:
            self.crashes.append(error)
            raise
        finally:
            self.in_flight -= not polling
            self.on_call()

    def _download(self, path: str) -> web.Response:
        file = self.world.files.at(path)
        if file is None:
            return _refusal(not_found())
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _serve(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        call = Call(name, {}, self.world.clock.now())
        try:
            params = await read(request)
        except Violated as error:
            self._violated(call, error.description)
            return _refusal(error)
        call.params = params.values
        if self.latency:
            await asyncio.sleep(self.latency)
        fault = self.faults.take(name.lower(), params)
        if fault is not None:
            call.fault = fault.kind
            self.faults.struck.append(call)
            if (early := await self._spoil(request, params, fault)) is not None:
                return early
        response = await self._perform(call, params)
        if fault is not None and fault.kind == "lost":
            return _reset(request)
        if fault is not None and fault.kind == "truncated":
            body = bytes(response.body or b"")  # type: ignore[arg-type]
            return _json(body[: len(body) // 2])
        return response

    async def _spoil(
        self, request: web.BaseRequest, params: Params, fault: Fault
    ) -> web.Response | None:
        """What a fault does before the effect; an answer if it stands in for it."""
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "withdraw":
            chat = self.world.chats.get(params.integer("chat_id") or 0)
            if chat is not None:
                chat.withdraw(fault.right)
        elif fault.kind == "unsent":
            return _reset(request)
        elif fault.kind == "502":
            return web.Response(status=502, text=_HTML_502, content_type="text/html")
        elif (error := fault.refusal()) is not None:
            return _refusal(error)
        return None

    async def _perform(self, call: Call, params: Params) -> web.Response:
        """Validate, do, record."""
        key = call.method.lower()
        try:
            if key == "getupdates":
                return await self._poll(call, params)
            self.world.calls.append(call)
            handler = method.find(key)
            if key in self.missing or (handler is None and not self.validate):
                raise not_found()
            self._check(call, params)
            self.faults.check_rate(key, params)
            if handler is None:
                self._violated(call, "not simulated")
                raise not_found()
            call.result = _allowed(handler, self.world, params)
            if key in ("setwebhook", "deletewebhook"):
                self.webhook.apply(key, params)
            elif key == "getwebhookinfo":
                call.result = self.webhook.to_json()
        except ApiError as error:
            call.error = error
            if isinstance(error, Violated):
                self._violated(call, error.description)
            return _refusal(error)
        call.ok = True
        return _json(wire.encode({"ok": True, "result": call.result}))

    async def _poll(self, call: Call, params: Params) -> web.Response:
        self.polls.append(call)
        self._check(call, params)
        batch = await self.poller.poll(params, webhook=bool(self.webhook.url))
        call.ok = True
        return _json(b'{"ok":true,"result":[' + b",".join(batch) + b"]}")

    def _check(self, call: Call, params: Params) -> None:
        if not self.validate:
            return
        key = call.method.lower()
        found = [*validation.problems(key, params), *limit.problems(key, params)]
        for problem in found:
            self._violated(call, problem)
        if found == ["no such method"]:
            raise not_found()
        if found:
            raise ApiError(400, f"Bad Request: {found[0]}")

    def _violated(self, call: Call, problem: str) -> None:
        self.violations.append(Violation(call.method, call.params, problem))


def _allowed(handler: method.Handler, world: World, params: Params) -> Any:
    """The handler's answer; what Telegram would not let a person do, it refuses a bot, too."""
    try:
        return handler(world, params)
    except Refused as error:
        raise bad_request(str(error)) from None


def _json(body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, content_type="application/json")


def _refusal(error: ApiError) -> web.Response:
    answer: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters:
        answer["parameters"] = error.parameters
    return _json(wire.encode(answer), error.code)


def _reset(request: web.BaseRequest) -> web.Response:
    """Cut the connection as a crashing router would."""
    transport = request.transport
    if transport is not None:
        line: socket.socket = transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()


def _request(*args: Any) -> web.BaseRequest:
    message, payload, protocol, writer, task = args
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST)
