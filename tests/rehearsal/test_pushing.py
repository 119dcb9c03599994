"""Updates pushed to an address."""

import json

from aiohttp import web
from telegram import Bot

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def test_webhook_gets_updates_with_the_secret_and_again_after_a_failure(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    seen: list[tuple[str | None, str]] = []

    async def receive(request: web.BaseRequest) -> web.Response:
        body = json.loads(await request.read())
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        seen.append((secret, body["message"]["text"]))
        return web.Response(status=500 if len(seen) == 1 else 200)

    runner = web.ServerRunner(web.Server(receive))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        await bot.set_webhook(url, secret_token="s3cret")
        eve.says(club, "one")
        eve.says(club, "two")
        await tg.until(lambda: len(seen) == 3)
        assert seen == [("s3cret", "one"), ("s3cret", "one"), ("s3cret", "two")]
        await tg.until(lambda: not len(tg.world.queue))
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        await bot.delete_webhook()
    finally:
        await runner.cleanup()


async def test_webhook_serves_chats_side_by_side_and_each_in_order(
    tg: Telegram, bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    """One chat that is refused for long holds up no other, and loses nothing of its order."""
    other = tg.supergroup("Other", owner=ann, members=[eve])
    other.add_bot()
    tg.world.queue.clear()
    seen: list[str] = []
    refusals = 3

    async def receive(request: web.BaseRequest) -> web.Response:
        nonlocal refusals
        message = json.loads(await request.read())["message"]
        if message["chat"]["id"] == club.id and refusals:
            refusals -= 1
            return web.Response(status=503)
        seen.append(message["text"])
        return web.Response()

    runner = web.ServerRunner(web.Server(receive))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        for text in ("one", "two", "three"):
            eve.says(club, text)
            eve.says(other, f"{text}, elsewhere")
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", max_connections=2)
        await tg.until(lambda: len(seen) == 6)
        assert seen[:3] == ["one, elsewhere", "two, elsewhere", "three, elsewhere"]
        assert seen[3:] == ["one", "two", "three"]
        assert tg.server.webhook.most_at_once == 2
        await bot.delete_webhook()
    finally:
        await runner.cleanup()
