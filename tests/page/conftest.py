"""The page, as whoever calls its addresses finds it."""

from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from rehearsal.page.guard import Guard
from rehearsal.page.site import Site
from rehearsal.page.theatre import Theatre


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre() -> AsyncIterator[Theatre]:
    """The page's stages; the first situation is on."""
    async with Theatre("en", validate=False) as opened:
        await opened.begin()
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(theatre: Theatre) -> AsyncIterator[httpx.AsyncClient]:
    """A browser before the page, without a line between them."""
    transport = httpx.ASGITransport(Guard(Site(theatre).app, "secret"))
    address = "http://127.0.0.1:8080/secret/"
    async with httpx.AsyncClient(transport=transport, base_url=address) as found:
        yield found
        assert list(found.cookies.jar) == []
