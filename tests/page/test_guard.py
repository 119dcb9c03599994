"""Only a browser on this machine that knows the page's address gets an answer (T101)."""

from collections.abc import AsyncIterator, Iterable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rehearsal.page.guard import HEADERS, LARGEST, Guard

HOST = "127.0.0.1:8080"
PAGE = {"hx-request": "true"}
REACHED: list[str] = []


async def reached(request: Request) -> Response:
    REACHED.append(f"{request.method} {request.url.path}")
    return PlainTextResponse("in", headers={"cache-control": "max-age=60"})


async def crash(request: Request) -> Response:
    raise RuntimeError("secret words")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A browser before a guarded page that writes down what reaches it."""
    REACHED.clear()
    methods = ["GET", "POST", "PUT", "DELETE"]
    routes = [Route("/", reached, methods=methods), Route("/crash", crash)]
    guarded = Guard(Starlette(routes=routes), "secret")
    transport = httpx.ASGITransport(guarded, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as found:
        yield found


def guarded_by(answer: httpx.Response) -> bool:
    """Whether an answer has every header; one that the page sets itself wins."""
    named = {name: answer.headers.get_list(name) for name in HEADERS}
    return (
        named | {"cache-control": [HEADERS["cache-control"]]}
        == {name: [value] for name, value in HEADERS.items()}
        and len(named["cache-control"]) == 1
    )


def test_headers_leave_nothing_to_others() -> None:
    policy = dict(
        one.strip().split(" ", 1) for one in HEADERS["content-security-policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert (HEADERS["x-frame-options"], HEADERS["x-content-type-options"]) == ("DENY", "nosniff")
    assert (HEADERS["referrer-policy"], HEADERS["cache-control"]) == ("no-referrer", "no-store")


async def test_t101_page_is_behind_its_secret(client: httpx.AsyncClient) -> None:
    answer = await client.get("/secret/")
    assert (answer.status_code, answer.text, guarded_by(answer)) == (200, "in", True)
    assert REACHED == ["GET /"]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/secret",
        "/secre/",
        "/secret2/",
        "/Secret/",
        "//secret/",
        "/x/secret/",
        "/%00/",
        "/秘/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "PUT"])
async def test_t101_wrong_secret_learns_nothing(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    answer = await client.request(method, path, headers=PAGE)
    assert (answer.status_code, answer.text, guarded_by(answer)) == (404, "nothing here", True)
    assert REACHED == []


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.1:8080:evil.example",
        "0.0.0.0:8080",
        "127.1",
        "10.0.0.1",
        "[::2]:8080",
        "[",
        "[::1",
        "127.0.0.1, evil.example",
        "127.0.0.1\xff",
    ],
)
async def test_t101_other_name_for_this_machine_is_refused(
    client: httpx.AsyncClient, host: str
) -> None:
    answer = await client.get("/secret/", headers=[(b"host", host.encode("latin-1"))])
    assert (answer.status_code, answer.text, guarded_by(answer)) == (421, "not this machine", True)
    assert REACHED == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:80", "[::1]:8080", HOST])
async def test_loopback_is_this_machine(client: httpx.AsyncClient, host: str) -> None:
    mine = {"host": host, "origin": f"http://{host}"}
    assert (await client.get("/secret/", headers={"host": host})).status_code == 200
    assert (await client.post("/secret/", headers=PAGE | mine)).status_code == 200


SENT = [
    ({}, 403, "not sent by the page"),
    ({"hx-request": "1"}, 403, "not sent by the page"),
    (PAGE | {"origin": "null"}, 403, "sent by another site"),
    (PAGE | {"origin": ""}, 403, "sent by another site"),
    (PAGE | {"origin": "http://["}, 403, "sent by another site"),
    (PAGE | {"origin": "http://evil.example"}, 403, "sent by another site"),
    (PAGE | {"origin": "http://127.0.0.1:9090"}, 403, "sent by another site"),
    (PAGE | {"origin": f"https://{HOST}"}, 403, "sent by another site"),
    (PAGE | {"sec-fetch-site": "cross-site"}, 403, "sent by another site"),
    (PAGE | {"sec-fetch-site": "same-site"}, 403, "sent by another site"),
    (PAGE | {"content-length": str(LARGEST + 1)}, 413, "too large"),
    (PAGE | {"transfer-encoding": "chunked"}, 413, "too large"),
    (PAGE | {"content-length": "-1"}, 400, "how long?"),
    (PAGE | {"content-length": "1e3"}, 400, "how long?"),
    (PAGE | {"content-length": "9" * 5000}, 400, "how long?"),
]


@pytest.mark.parametrize(("headers", "code", "said"), SENT)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_t101_only_the_page_changes_anything(
    client: httpx.AsyncClient, method: str, headers: dict[str, str], code: int, said: str
) -> None:
    answer = await client.request(method, "/secret/", headers=headers)
    assert (answer.status_code, answer.text, guarded_by(answer)) == (code, said, True)
    assert REACHED == []


async def test_t101_the_page_itself_is_let_through(client: httpx.AsyncClient) -> None:
    own = PAGE | {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
    answer = await client.post("/secret/", headers=own, content=b"x" * LARGEST)
    assert (answer.status_code, REACHED) == (200, ["POST /"])


@pytest.mark.parametrize(("path", "code"), [("crash", 500), ("none", 404)])
async def test_t101_errors_carry_the_headers_and_say_nothing(
    client: httpx.AsyncClient, path: str, code: int
) -> None:
    answer = await client.get(f"/secret/{path}")
    assert (answer.status_code, guarded_by(answer)) == (code, True)
    assert "secret" not in answer.text


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
async def test_nothing_but_http_is_spoken(kind: str) -> None:
    sent: list[object] = []

    async def never(*_: object) -> Iterable[object]:
        sent.append(_)
        return []

    await Guard(never, "secret")({"type": kind, "path": "/secret/"}, never, never)
    assert sent == []
