"""What is wrong with an installation, and what mends it."""

from sqlalchemy import Connection
from telegram.error import InvalidToken, TelegramError

from bot.config import Config
from bot.core.clock import SystemClock
from bot.core.errors import brief
from bot.core.house import House
from bot.core.room import Room, rooms_with_bot
from bot.core.schema import TooNew, head, version
from bot.core.store import Store
from bot.discovery import discover
from bot.telegram.gate import build_bot
from bot.telegram.registration import examine
from bot.telegram.right import lacking

CHECKED = 100
"""Groups whose rights are looked at, the newest first."""


async def check(config: Config) -> list[tuple[str, str]]:
    """Everything that is wrong with the database, the token and the rights: (problem, mend)."""
    problems: list[tuple[str, str]] = []
    groups: list[Room] = []
    try:
        async with Store(config.database.url) as store:
            groups = await store.read(_known_groups)
    except Exception as error:
        reason = brief(error)
        problems.append((f"database.url: {reason}", "start the server, or mend the URL"))
    token = config.telegram.token.get_secret_value()
    if not token:
        problems.append(("telegram.token: there is none", "ask @BotFather for one"))
        return problems
    bot = build_bot(token, str(config.telegram.api_base_url))
    try:
        await bot.initialize()
        if not bot.can_read_all_group_messages:
            problems.append(
                ("privacy mode is on", "@BotFather → Bot Settings → Group Privacy → Turn off")
            )
        telegram = config.telegram
        problems += await examine(
            bot, mode=telegram.mode, url=telegram.webhook_url, now=SystemClock().now()
        )
        needs = House(discover(config.forbid.features)).needs()
        for room in groups:
            problems += await lacking(bot, room, needs)
    except InvalidToken:
        problems.append(("telegram.token: Telegram does not know it", "copy it anew"))
    except TelegramError as error:
        problems.append((f"telegram.api_base_url: {error.message}", "check the network"))
    finally:
        await bot.shutdown()
    return problems


def _known_groups(connection: Connection) -> list[Room]:
    """Groups in which the bot is, as far as the database knows; none if it is empty."""
    known = version(connection)
    if known is None:
        return []
    if known > head():
        raise TooNew("it was made by a newer version of louzhang")
    return rooms_with_bot(connection, CHECKED) if known == head() else []
