"""The limit: a poll loop that decodes each batch and does nothing. Started by the benchmarks."""

import asyncio
import os

import aiohttp
import msgspec


class _User(msgspec.Struct):
    id: int
    first_name: str


class _Chat(msgspec.Struct):
    id: int


class _Message(msgspec.Struct):
    message_id: int
    date: int
    chat: _Chat
    user: _User = msgspec.field(name="from")
    text: str = ""


class _Update(msgspec.Struct):
    update_id: int
    message: _Message | None = None


class _Answer(msgspec.Struct):
    result: list[_Update]


async def _poll(url: str) -> None:
    decode = msgspec.json.Decoder(_Answer).decode
    async with aiohttp.ClientSession() as session:
        offset = 0
        while True:
            call = {"offset": str(offset), "limit": "100", "timeout": "30"}
            async with session.get(url, params=call) as response:
                updates = decode(await response.read()).result
            if updates:
                offset = updates[-1].update_id + 1


if __name__ == "__main__":
    api, token = os.environ["BENCH_API"], os.environ["BENCH_TOKEN"]
    asyncio.run(_poll(f"{api}/bot{token}/getUpdates"))
