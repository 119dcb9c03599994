"""Settings that name another chat: its own room says whether the setter administers it, too."""

from bot.core.actions import Send
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from handlers.setting.place import Place, changed_line, store
from services import rooms

ASKED, ANSWERED = "setting.asked", "setting.answered"


async def ask(unit: Unit, key: str, chat: int, by: int, *, to: int = 0) -> None:
    """Have the other chat's own room say whether this person administers it.

    The answer is said where the command was, or in the private chat `to`.

    Raises:
        Nameless: an anonymous administrator asks; they are asked who they are.
        UserError: nobody knows who asks, or the bot is not there.
    """
    if not by and not unit.identify():
        raise UserError(unit.say("setting-anonymous"))
    there = await unit.run(lambda connection: rooms.present_in(connection, chat))
    if there is None:
        raise UserError(unit.say("setting-elsewhere", chat=str(chat)))
    facts = unit.facts if unit.has_facts else None
    data = {
        "room": unit.room.id,
        "key": key,
        "chat": chat,
        "by": by,
        "thread": facts.thread_id if facts else 0,
        "message": facts.message_id if facts else 0,
        "to": to,
        "language": unit.language,
    }
    await unit.tell(there, ASKED, f"{unit.room.id}:{key}:{by}", data=data)


async def asked(unit: Unit) -> None:
    """Another group wants its things sent here: only who administers both may have that."""
    data = unit.data
    admin = unit.admins.by_id.get(data["by"])
    granted = bool(admin and not admin.is_bot)
    if not granted:
        unit.doubt()
    answer = {**data, "granted": granted}
    key = f"{data['room']}:{unit.room.id}:{data['key']}:{data['by']}"
    await unit.tell(data["room"], ANSWERED, key, data=answer)


async def answered(unit: Unit) -> None:
    """The other chat's room has spoken."""
    data = unit.data
    unit.language = data["language"]
    setting = unit.values.declared.get(data["key"])
    if setting is None:
        return
    if data["granted"]:
        await store(unit, Place(setting), data["chat"], data["by"])
        text = changed_line(unit, Place(setting), data["chat"])
    else:
        text = unit.say("setting-foreign", chat=str(data["chat"]))
    unit.do(
        Send(
            room=unit.room.id,
            to=data["to"],
            text=text,
            thread=data["thread"],
            reply_to=data["message"],
            stay=0 if data["to"] else Stay.SHORT.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )
