"""Steps posted as the page's forms post them."""

import json
from typing import Any

import httpx

PAGE = {"hx-request": "true"}


async def do(client: httpx.AsyncClient, name: str, /, **how: str) -> Any:
    """Post a step; what the page says to it, None for nothing."""
    answer = await client.post("do", data={"do": name, **how}, headers=PAGE)
    assert answer.status_code == 204
    events = json.loads(answer.headers.get("hx-trigger", "{}"))
    return events.get("said", {}).get("text")
