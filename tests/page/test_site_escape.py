"""Nothing that is written on a stage becomes markup of the page (T102)."""

import re
from html.parser import HTMLParser

import httpx
import pytest

from rehearsal import speech
from rehearsal.page.theatre import Theatre
from tests.page.calling import do

pytestmark = pytest.mark.asyncio(loop_scope="module")

BAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class Found(HTMLParser):
    """What of a page could run or leave it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.odd: list[tuple[str, str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {"src": r"static/|file/", "href": r"\?|#|static/|file/|settings\.toml|https://a\.com"}
        for name, value in attrs or [("", None)]:
            foreign = name in own and not re.match(own[name], value or "")
            if name.startswith("on") or name == "style" or foreign:
                self.odd.append((tag, name, value))
        if tag in ("iframe", "object", "embed", "base", "style"):
            self.odd.append((tag, "", None))
        if tag == "script" and not any(name == "src" for name, _ in attrs):
            self.odd.append((tag, "", None))


async def test_t102_nothing_written_becomes_markup(
    client: httpx.AsyncClient, theatre: Theatre
) -> None:
    stage = theatre.stage
    club = stage.cast.chats["club"]
    club.title = stage.cast.topics["forum"][0].name = BAD
    stage.cast.chats["forum"].title = BAD
    at = {"who": "member2", "chat": "club"}
    assert await do(client, "rename", who="member2", name=BAD) is None
    assert await do(client, "newcomer", name=BAD) is None
    assert await do(client, "say", **at, text=BAD, quote=BAD) is None
    assert await do(client, "react", **at, message="script", emoji="<script") is None
    for kind in ("contact", "poll", "file", "photo"):
        assert await do(client, "send", **at, kind=kind, text=BAD, options=f"{BAD}|{BAD}") is None
    document = {"data": b"<script>", "file_name": BAD}
    stage.cast.people["member2"].sends(club, document=document)
    odd = ["javascript:alert(1)", "data:text/html,x", "http://[", "https://a.com"]
    row = [{"text": BAD, "url": url} for url in odd] + [{"text": BAD, "callback_data": BAD}]
    markup = {"inline_keyboard": [row]}
    invoice = {"title": BAD, "description": BAD, "total_amount": 1}
    bot, links = (
        stage.telegram.bot,
        {"text": BAD, "entities": [{"type": "text_link", "offset": 0, "length": 9, "url": odd[0]}]},
    )
    for content in (links, {"invoice": invoice}, {"dice": {"emoji": BAD}}):
        speech.post(club, bot, content, markup=markup)
    speech.post(
        stage.cast.chats["bot:member2"], bot, {"text": "x"}, markup={"keyboard": [[{"text": BAD}]]}
    )
    await stage.settle()
    replied = next(reversed(club.history))
    for view in (
        at,
        at | {"reply": str(replied)},
        at | {"lang": "zh", "who": BAD},
        {"chat": "forum"},
        {"who": "member2", "chat": "bot:member2"},
    ):
        html = (await client.get("", params=view)).text
        assert Found(html).odd == []
        assert "<script>alert" not in html
        assert "<img src=x" not in html


async def test_t102_files_are_kept_not_shown_unless_pictures(
    client: httpx.AsyncClient, theatre: Theatre
) -> None:
    files = theatre.stage.telegram.world.files
    page = files.add(b"<script>alert(1)</script>", "documents", "html")
    picture = files.add(b"\x89PNG\r\n\x1a\n<script>", "photos", "png")
    kept, shown = [await client.get(f"file/{one.id}") for one in (page, picture)]
    assert [kept.headers[name] for name in ("content-type", "content-disposition")] == [
        "application/octet-stream",
        "attachment",
    ]
    assert (shown.headers["content-type"], shown.headers.get("content-disposition")) == (
        "image/png",
        None,
    )
    assert [one.headers["x-content-type-options"] for one in (kept, shown)] == ["nosniff"] * 2
