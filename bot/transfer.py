"""A group's settings out of the database and into it, beside a running bot."""

from sqlalchemy import Connection

from bot.config import Config
from bot.core import deadline, recipe, room, settings
from bot.core.alter import IMPORTED
from bot.core.clock import SystemClock
from bot.core.house import House
from bot.core.room import Room
from bot.core.schema import head, version
from bot.core.settings import Values
from bot.core.store import Store
from bot.core.sweep import raise_generation
from bot.discovery import discover


class Unknown(Exception):
    """There is no such group in the database, or no such database."""


async def export(config: Config, chat: int) -> str:
    """The settings of a group as TOML.

    Raises:
        Unknown: the database does not know the chat.
    """
    house = _house()

    def work(connection: Connection) -> str:
        found = _find(connection, chat)
        language = found.language or config.language.default
        values = _values(connection, house, found)
        return recipe.write(values, found.title or str(chat), language)

    async with Store(config.database.url) as store:
        return await store.read(work)


async def take_over(config: Config, chat: int, text: bytes) -> list[str]:
    """Give a group the settings of a file, all of them or none; the keys that were left out.

    A setting that names another chat is left as it is: only an administrator of that chat may
    set it, in the group.

    Raises:
        Unknown: the database does not know the chat.
        recipe.BadRecipe: the file has mistakes.
    """
    house, now = _house(), int(SystemClock().now())

    def work(connection: Connection) -> list[str]:
        found = _find(connection, chat)
        stored = recipe.read(text, house.declared(found.language))
        present = _values(connection, house, found).changed
        whole = stored.setdefault(0, {})
        left = []
        for key in (key for key, one in house.settings.items() if one.is_chat):
            if whole.get(key) != present.get(key):
                left.append(key)
            whole.pop(key, None)
            if key in present:
                whole[key] = present[key]
        settings.replace(connection, room=found.id, stored=stored, by=None, now=now)
        deadline.set_deadline(
            connection, kind=IMPORTED, key=str(found.id), room=found.id, due_at=now
        )
        raise_generation(connection)
        return left

    async with Store(config.database.url) as store:
        return await store.write(work)


def _house() -> House:
    # Forbidden features, too: what a group set for them stays.
    return House(discover())


def _find(connection: Connection, chat: int) -> Room:
    if version(connection) != head():
        raise Unknown("the database is empty, or of another version: start the bot once")
    found = room.find(connection, [chat]).get(chat)
    if found is None or not found.is_group:
        raise Unknown(f"there is no group {chat} in this database")
    return found


def _values(connection: Connection, house: House, found: Room) -> Values:
    stored = settings.load(connection, [found.id]).get(found.id, {})
    return house.values(stored, language=found.language)
