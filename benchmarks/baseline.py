"""Baseline N: what one writes first. PTB as it comes, and one ORM transaction per message.

One handler, one transaction: the group's settings, the member (found or made), the message, the
counter, a keyword check, a deletion if it is an advertisement. Started by the benchmarks.
"""

import os
import re
from typing import Any

from sqlalchemy import BigInteger, event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from telegram import Chat, Message, Update, User
from telegram.ext import Application, ContextTypes, MessageHandler, filters

_OFFER = re.compile(r"兼职|日赚|日结|带单|回收|earn \$|make \$|profit|доход|заработ", re.IGNORECASE)
_CONTACT = re.compile(r"加V|加微信|@\w{5,}|t\.me/", re.IGNORECASE)


class Row(DeclarativeBase):
    """Base of the four tables."""

    type_annotation_map = {int: BigInteger}  # noqa: RUF012


class Setting(Row):
    """What a group decided."""

    __tablename__ = "settings"
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    delete_ads: Mapped[bool] = mapped_column(default=True)


class Member(Row):
    """A person in a group."""

    __tablename__ = "members"
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    username: Mapped[str | None]
    messages: Mapped[int] = mapped_column(default=0)


class Line(Row):
    """A message."""

    __tablename__ = "messages"
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int]
    date: Mapped[int]
    text: Mapped[str]


engine = create_async_engine(os.environ["BENCH_DATABASE"])
sessions = async_sessionmaker(engine, expire_on_commit=False)


if engine.dialect.name == "sqlite":

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()


async def _setting(session: AsyncSession, chat: Chat) -> Setting:
    setting = await session.get(Setting, chat.id)
    if setting is None:
        setting = Setting(chat_id=chat.id, title=chat.title or "", delete_ads=True)
        session.add(setting)
    return setting


async def _member(session: AsyncSession, chat: Chat, user: User) -> Member:
    member = await session.get(Member, (chat.id, user.id))
    if member is None:
        member = Member(chat_id=chat.id, user_id=user.id, name=user.full_name, messages=0)
        session.add(member)
    member.name, member.username = user.full_name, user.username
    return member


def _is_ad(text: str) -> bool:
    return bool(_OFFER.search(text) and _CONTACT.search(text))


async def on_message(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The one handler."""
    message = update.effective_message
    assert isinstance(message, Message)
    assert message.from_user
    text = message.text or message.caption or ""
    async with sessions.begin() as session:
        setting = await _setting(session, message.chat)
        member = await _member(session, message.chat, message.from_user)
        member.messages += 1
        session.add(
            Line(
                chat_id=message.chat_id,
                message_id=message.message_id,
                user_id=message.from_user.id,
                date=int(message.date.timestamp()),
                text=text,
            )
        )
        if setting.delete_ads and _is_ad(text):
            await context.bot.delete_message(message.chat_id, message.message_id)


async def _create(_: object) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)


def main() -> None:
    """Poll until stopped."""
    base = f"{os.environ['BENCH_API']}/bot"
    builder = Application.builder().token(os.environ["BENCH_TOKEN"]).base_url(base)
    application = builder.post_init(_create).build()
    application.add_handler(MessageHandler(filters.ALL, on_message))
    application.run_polling()


if __name__ == "__main__":
    main()
