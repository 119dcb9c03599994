"""From a private chat into a group and back: who may change the settings there is decided there.

A press in the private chat, a link, or something typed becomes a deadline that is due at once in
the group's own lane; the answer goes to the private chat from there.
"""

from typing import Any

from msgspec import Struct

from bot.core import room as rooms
from bot.core import texts
from bot.core.actions import Answer, Buttons, Edit, Send
from bot.core.role import CHANGE
from bot.core.unit import Unit

DO, ASK = "setting.panel", "setting.ask"
"""Deadlines: something to be done in a group, and a question to be put in a private chat."""

QUESTION = "setting.value"
"""The question that waits in the private chat."""


class Visit(Struct, frozen=True):
    """Somebody at the panel of a group: where they sit, and what they want done.

    `chat` is their private chat and `home` its room; `message` is the panel (0: none yet), `text`
    what they typed.
    """

    by: int
    chat: int
    home: int
    language: str
    do: str
    message: int = 0
    query: str = ""
    text: str = ""


async def go(unit: Unit, room: int, do: str, *, text: str = "", message: int = 0) -> bool:
    """Have something done in a group for whoever writes or presses; False if there is no such.

    `message` is the panel of who writes.
    """
    known = await unit.run(lambda connection: rooms.get(connection, room))
    if known is None or not known.is_group or not known.has_bot:
        return False
    facts = unit.facts
    visit = Visit(
        by=unit.actor,
        chat=facts.chat_id,
        home=unit.room.id,
        language=unit.language,
        do=do,
        message=facts.message_id if unit.query else message,
        query=unit.query,
        text=text,
    )
    await unit.tell(room, DO, f"{facts.update_id}:{unit.actor}", data=_stored(visit))
    return True


async def arrive(unit: Unit) -> Visit | None:
    """The visit of this unit, in a group; None if they may not, which they hear."""
    visit = Visit(**unit.data)
    unit.language = visit.language
    if CHANGE in unit.admins.rights_of(visit.by):
        return visit
    unit.doubt()
    answer(unit, visit, unit.say("panel-not-there"))
    return None


def answer(unit: Unit, visit: Visit, text: str = "") -> None:
    """Answer the press, or where nothing was pressed, write."""
    if visit.query:
        shown = texts.unmarked(text)[:200]
        unit.do(Answer(room=unit.room.id, query=visit.query, text=shown, alert=bool(shown)))
    elif text:
        unit.do(Send(room=unit.room.id, to=visit.chat, text=text), expires_at=unit.now + 300)


def show(unit: Unit, visit: Visit, text: str, buttons: Buttons) -> None:
    """Show a page of the panel: in its message, or in a new one."""
    if visit.message:
        edit = Edit(
            room=unit.room.id,
            to=visit.chat,
            message=visit.message,
            text=text,
            buttons=buttons,
            priority="reply",
        )
        unit.do(edit, expires_at=unit.now + 300)
    else:
        send = Send(room=unit.room.id, to=visit.chat, text=text, buttons=buttons)
        unit.do(send, expires_at=unit.now + 300)


async def ask(unit: Unit, visit: Visit, text: str, do: str) -> None:
    """Have the person asked, in the private chat, what is then handed to `do` here."""
    data = {"room": unit.room.id, "do": do, "text": text, "language": visit.language}
    await unit.tell(visit.home, ASK, f"{unit.room.id}:{visit.home}", data=data)


def _stored(visit: Visit) -> dict[str, Any]:
    return {name: getattr(visit, name) for name in Visit.__struct_fields__}
