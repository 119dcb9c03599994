"""The library's dispatch: what it keeps of those who came through it."""

from kit import chatter, pressed
from telegram.ext import ExtBot

from bot.core.perception import perceive
from bot.telegram.gate import LibraryGate
from rehearsal import Telegram


async def test_library_keeps_nothing_of_people_and_chats(tg: Telegram) -> None:
    """T62: 200,000 people who once wrote a command are no 200,000 entries for ever."""
    gate = LibraryGate(ExtBot(tg.token, base_url=f"{tg.base_url}/bot"))
    await gate.open()
    came = []

    async def body() -> None:
        came.append(1)

    for number in range(1, 6):
        said = chatter(number, "/rules", person=number, chat=number, type="private")
        for payload in (said, pressed(number, "x", person=number)):
            await gate(perceive(payload, 0), body)
    marks = [f"_{kind}_ids_to_be_updated_in_persistence" for kind in ("chat", "user")]
    kept = [len(getattr(gate._application, name)) for name in ("chat_data", "user_data", *marks)]
    await gate.close()
    assert len(came) == 10
    assert kept == [0, 0, 0, 0]
