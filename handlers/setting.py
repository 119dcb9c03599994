"""`/set`: reading and changing what a group decides."""

from difflib import get_close_matches
from typing import Any

from bot.core import settings
from bot.core.actions import Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later
from bot.core.role import ANONYMOUS
from bot.core.settings import Setting
from bot.core.unit import Unit
from services import rooms

ASKED, ANSWERED = "setting.asked", "setting.answered"
LONGEST, SHORT = 2000, 200
"""Characters of one value that an answer shows, alone and in the list of all."""


async def set_value(unit: Unit) -> None:
    """`/set` lists, `/set KEY` reads, `/set KEY VALUE` changes; VALUE is the rest of the line."""
    key, _, text = unit.args.partition(" ")
    key = key.lower()
    declared = unit.values.declared
    if not key:
        unit.reply("\n".join(_line(unit, name, SHORT) for name in declared))
        return
    setting = declared.get(key)
    if setting is None:
        near = get_close_matches(key, declared, n=1)
        hint = unit.say("setting.near", key=near[0]) if near else ""
        raise UserError(unit.say("setting.unknown", key=key[:40]) + hint)
    if not text.strip():
        unit.reply(_line(unit, key))
        return
    try:
        value = setting.parse(text)
    except UserError as error:
        raise UserError(_wrong(unit, setting, error.text)) from None
    person = unit.facts.person
    by = person.id if person else 0
    if setting.is_chat and value and value != unit.room.chat_id:
        await _ask(unit, key, value, by)
        return
    unit.reply(await _change(unit, setting, value, by))


async def _change(unit: Unit, setting: Setting, value: Any, by: int) -> str:
    kept = None if value == setting.default else value
    await unit.run(
        lambda connection: settings.change(
            connection,
            room=unit.room.id,
            key=setting.key,
            value=kept,
            by=by or None,
            now=unit.now,
        )
    )
    unit.forget_settings()
    return unit.say("setting.changed", key=setting.key, value=_cut(setting.show(value), LONGEST))


async def _ask(unit: Unit, key: str, chat: int, by: int) -> None:
    """Have the other chat's own room say whether this person administers it."""
    if by == ANONYMOUS:
        raise UserError(unit.say("setting.anonymous"))
    there = await unit.run(lambda connection: rooms.present_in(connection, chat))
    if there is None:
        raise UserError(unit.say("setting.elsewhere", chat=chat))
    facts = unit.facts
    data = {
        "room": unit.room.id,
        "key": key,
        "chat": chat,
        "by": by,
        "thread": facts.thread_id,
        "message": facts.message_id,
    }
    await unit.tell(there, ASKED, f"{unit.room.id}:{key}", data=data)


async def asked(unit: Unit) -> None:
    """Another group wants its things sent here: only who administers both may have that."""
    data = unit.data
    admin = unit.admins.by_id.get(data["by"])
    answer = {**data, "granted": bool(admin and not admin.is_bot)}
    await unit.tell(data["room"], ANSWERED, f"{unit.room.id}:{data['key']}", data=answer)


async def answered(unit: Unit) -> None:
    """The other chat's room has spoken."""
    data = unit.data
    setting = unit.values.declared.get(data["key"])
    if setting is None:
        return
    if data["granted"]:
        text = await _change(unit, setting, data["chat"], data["by"])
    else:
        text = unit.say("setting.foreign", chat=data["chat"])
    unit.do(
        Send(room=unit.room.id, text=text, thread=data["thread"], reply_to=data["message"]),
        expires_at=unit.now + 300,
    )


def _wrong(unit: Unit, setting: Setting, reason: str) -> str:
    text = unit.say("setting.wrong", key=setting.key, allowed=setting.allowed)
    if reason in ("", setting.allowed):
        return text
    return unit.say("setting.reason", reason=_cut(reason, SHORT)) + "\n" + text


def _line(unit: Unit, key: str, length: int = LONGEST) -> str:
    setting = unit.values.declared[key]
    return unit.say("setting.is", key=key, value=_cut(setting.show(unit.values[key]), length))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + " …"


FEATURE = Feature(
    name="setting",
    commands=(
        Command(name="set", handle=set_value, right="can_change_info", where="group", admin=True),
    ),
    deadlines=(
        Later(name=ASKED, handle=asked, admins=True),
        Later(name=ANSWERED, handle=answered),
    ),
)
