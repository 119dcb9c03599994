"""What the bot did and why: read from its database, which is only looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.core import phrase, texts
from bot.core.house import House
from bot.discovery import discover
from models.deadline import Deadline
from models.room import Address, Room, Setting
from rehearsal import html
from rehearsal.call import Call
from rehearsal.chat import Chat
from rehearsal.stage import Stage
from rehearsal.user import Json
from services import moderation

CASES, DEADLINES, CALLS = 5, 12, 14
"""How many of each are shown."""

_QUIET = ("getme", "getupdates", "deletewebhook", "setmycommands", "getwebhookinfo", "getchat")


async def look(stage: Stage, chat: Chat, language: str) -> Json:
    """Everything the pane tells of a chat."""
    try:
        found = await asyncio.to_thread(_read, stage, chat.id, language)
    except SQLAlchemyError:
        found = {"cases": [], "deadlines": [], "settings": []}
    return found | {"calls": calls(stage, chat, language)}


def calls(stage: Stage, chat: Chat, language: str) -> list[Json]:
    """What reached Telegram lately, the newest first."""
    struck = stage.telegram.faults.struck[-CALLS:]
    passed = [one for one in stage.telegram.calls[-200:] if not any(one is hit for hit in struck)]
    everything = sorted([*passed, *struck], key=lambda one: one.at)
    lately = [one for one in everything if _concerns(one, chat)]
    return [_call(stage, one, chat, language) for one in reversed(lately[-CALLS:])]


def _concerns(call: Call, chat: Chat) -> bool:
    method = call.method.lower()
    if call.fault:
        return True
    if method.startswith(_QUIET) or method.startswith("getchat"):
        return False
    return str(call.params.get("chat_id", chat.id)) == str(chat.id) or chat.kind != "private"


def _call(stage: Stage, call: Call, chat: Chat, language: str) -> Json:
    name = f"page-did-{call.method.lower()}"
    said = texts.find(language, name) or call.method
    trouble = call.error.description if call.error else (call.fault or "")
    return {
        "what": said,
        "method": call.method,
        "ok": call.ok and not call.fault,
        "said": trouble,
        "time": phrase.clock(call.at, stage.zone),
        "text": _text(call)[:60],
        "where": _elsewhere(stage, call, chat),
    }


def _text(call: Call) -> str:
    """What a call says, without marks."""
    text = str(call.params.get("text", ""))
    if call.params.get("parse_mode") != "HTML":
        return text
    try:
        return html.parse(text)[0]
    except html.MarkupError:
        return text


def _elsewhere(stage: Stage, call: Call, chat: Chat) -> str:
    """The chat of a call, or the person in private, where it is not the chat one looks at."""
    number = str(call.params.get("chat_id", chat.id))
    for one in stage.cast.chats.values():
        if str(one.id) == number != str(chat.id):
            return one.person.name if one.person else one.title or ""
    return ""


def _read(stage: Stage, chat: int, language: str) -> Json:
    url = f"sqlite:///file:{stage.database}?mode=ro&uri=true"
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            room = connection.execute(
                select(Address.room_id).where(Address.chat_id == chat)
            ).scalar()
            return {
                "cases": [
                    _case(one, language)
                    for one in moderation.newest(connection, room=room or 0, limit=CASES)
                ],
                "deadlines": _deadlines(connection, stage, language),
                "settings": _settings(connection, room or 0),
            }
    finally:
        engine.dispose()


def _case(case: moderation.File, language: str) -> Json:
    def term(kind: str, name: str) -> str:
        return texts.find(language, f"{kind}-{name.replace(' ', '-')}") or name

    return {
        "number": case.id,
        "rule": case.rule,
        "band": texts.plain(language, f"band-{case.band}"),
        "act": texts.plain(language, f"act-{case.act}"),
        "state": texts.plain(language, f"state-{case.state.split()[0]}"),
        "deleted": bool(case.deleted),
        "name": case.name,
        "text": case.text[:200],
        "findings": [
            {
                "signal": term("signal", one["signal"]),
                "carrier": term("carrier", one["carrier"]),
                "evidence": one["evidence"],
                "weight": one["weight"],
            }
            for one in case.findings[:8]
        ],
        "troubles": [said for _, _, said in case.troubles],
    }


def _deadlines(connection: Connection, stage: Stage, language: str) -> list[Json]:
    rows: Sequence[Any] = connection.execute(
        select(Deadline.kind, Deadline.due_at, Room.title)
        .join(Room, Room.id == Deadline.room_id)
        .order_by(Deadline.due_at)
        .limit(DEADLINES)
    ).all()
    now = stage.clock.now()
    return [
        {
            "what": texts.find(language, f"page-due-{row.kind.replace('.', '-')}") or row.kind,
            "in": phrase.span(max(0.0, row.due_at - now), language),
            "where": row.title,
        }
        for row in rows
    ]


def _settings(connection: Connection, room: int) -> list[Json]:
    rows = connection.execute(
        select(Setting.key, Setting.topic_id, Setting.value)
        .where(Setting.room_id == room)
        .order_by(Setting.key)
    )
    return [
        {
            "key": f"{row.key}@{row.topic_id}" if row.topic_id else row.key,
            "value": _shown(row.key, msgspec.json.decode(row.value))[:80],
        }
        for row in rows
    ]


def _shown(key: str, value: Any) -> str:
    """A value as it is typed, or as it lies there, if it is none that could have been typed."""
    setting = _house().settings.get(key)
    return setting.show(value) if setting and setting.accepts(value) else str(value)


@cache
def _house() -> House:
    return House(discover())
