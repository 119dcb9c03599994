"""Menus: short, in both languages, told only when they change."""

from rehearsal import Telegram
from tests.conftest import Launch


def menu(tg: Telegram, scope: str, language: str) -> dict[str, str]:
    commands = tg.world.commands[scope, language]
    return {one["command"]: one["description"] for one in commands}


async def test_menus_by_kind_of_chat_and_language(launch: Launch, tg: Telegram) -> None:
    async with launch():
        await tg.until(lambda: len(tg.world.commands) == 9)
    assert menu(tg, "all_group_chats", "en")["rules"] == "the rules in force"
    assert menu(tg, "all_group_chats", "zh")["rules"] == "现在生效的规则"
    assert list(menu(tg, "all_group_chats", "en")) == ["rules", "me", "climb", "report"]
    assert menu(tg, "all_private_chats", "en") == {
        "start": "what I am",
        "help": "the commands you may use",
        "mydata": "everything about you, as a file",
        "appeal": menu(tg, "all_private_chats", "en")["appeal"],
        "settings": "the settings, with buttons",
    }
    assert menu(tg, "all_private_chats", "") == menu(tg, "all_private_chats", "zh")
    assert "rules" in menu(tg, "all_chat_administrators", "")


async def test_menus_are_told_once(launch: Launch, tg: Telegram) -> None:
    async with launch():
        await tg.until(lambda: len(tg.world.commands) == 9)
        await tg.idle()
    tg.world.commands.clear()
    async with launch():
        await tg.idle()
    assert tg.world.commands == {}


async def test_menus_that_could_not_be_told_are_told_later(launch: Launch, tg: Telegram) -> None:
    """T87"""
    tg.faults.order(kind="502", method="setMyCommands")
    async with launch():
        await tg.until(lambda: any(call.method == "setMyCommands" for call in tg.faults.struck))
        await tg.idle()
    assert len(tg.world.commands) < 9
    async with launch():
        await tg.until(lambda: len(tg.world.commands) == 9)
