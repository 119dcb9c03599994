"""Command menus: what the button beside the text field offers, by kind of chat and language."""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec
import structlog
from sqlalchemy import Connection, select
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.core import texts
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.menu import entries, tell_all_again
from bot.core.sql import bulk_upsert
from bot.core.store import Store
from models.deadline import Meta

log = structlog.get_logger(__name__)

MENU = "menu"
"""The row that holds a digest of what Telegram was told last."""

_SCOPES: tuple[tuple[BotCommandScope, str], ...] = (
    (BotCommandScopeAllPrivateChats(), "private"),
    (BotCommandScopeAllGroupChats(), "member"),
    (BotCommandScopeAllChatAdministrators(), "admin"),
)
_KEEP = bulk_upsert(Meta, ("key", "value"), keys=("key",), replace=("value",))


async def announce(bot: ExtBot[Any], store: Store, house: House, default: str, now: int) -> None:
    """Tell Telegram the menus, if they are not the ones it was told last.

    `default` is the language of clients that speak neither of ours. A failure is logged: the
    next start tries again.
    """
    usual = house.values({})
    menus = list(_menus([one for one in house.features if one.is_on(usual)], default))
    told = [
        (scope.type, language, [(one.command, one.description) for one in menu])
        for scope, language, menu in menus
    ]
    digest = hashlib.sha256(msgspec.json.encode([bot.id, told])).hexdigest()
    if await store.read(_told) == digest:
        return
    try:
        for scope, language, menu in menus:
            await bot.set_my_commands(menu, scope=scope, language_code=language or None)
    except TelegramError as error:
        log.warning("menus could not be set", said=error.message)
        return
    await store.write(partial(_note, digest, now))


def _menus(
    features: list[Feature], default: str
) -> Iterator[tuple[BotCommandScope, str, list[BotCommand]]]:
    for scope, kind in _SCOPES:
        for code in ("", *texts.LANGUAGES):
            if offered := entries(features, kind, code or default):
                yield scope, code, [BotCommand(*one) for one in offered]


def _told(connection: Connection) -> str | None:
    return connection.execute(select(Meta.value).where(Meta.key == MENU)).scalar()


def _note(digest: str, now: int, connection: Connection) -> None:
    _KEEP(connection, [(MENU, digest)])
    tell_all_again(connection, now)
