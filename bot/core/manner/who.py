"""Anonymous administrators: where it matters who they are, a button asks them.

What they wrote is kept until somebody presses; then it is done as if that person had written it.
"""

from msgspec import structs

from bot.core import deadline
from bot.core.actions import Button, Delete
from bot.core.errors import Lacking
from bot.core.perception import perceive
from bot.core.unit import Stay, Unit

WHO = "who"
"""The button."""

PENDING = "manner.who"
"""The deadline until which somebody may press."""

TERM = 300
"""Seconds for that."""


async def ask_who(unit: Unit) -> None:
    """Have whoever wrote this anonymously confirm it under their own name."""
    facts = unit.facts
    key = f"{unit.room.id}:{facts.message_id}"
    data = {"payload": facts.payload.decode("utf-8", "replace")}
    await unit.later(PENDING, key, due_at=unit.now + TERM, data=data, term=TERM)
    number = facts.message_id
    buttons = (
        Button(text=unit.say("button-confirm"), data=f"{WHO}:{number}"),
        Button(text=unit.say("button-cancel"), data=f"{WHO}:-{number}"),
    )
    unit.reply(unit.say("who-asks"), buttons=(buttons,), stay=Stay.LONG)


async def confirm(unit: Unit) -> None:
    """Somebody says who they are: what was written is done as theirs, if they may.

    Raises:
        Lacking: they have not the right it takes; whoever has may still press.
    """
    asked, pressed = unit.args, unit.facts
    key = f"{unit.room.id}:{asked.removeprefix('-')}"
    if not unit.rights:
        raise Lacking
    pending = await unit.run(lambda c: deadline.take(c, kind=PENDING, key=key, at=unit.facts.at))
    if pending is None:
        unit.stale()
        return
    unit.answer()
    unit.do(Delete(room=unit.room.id, chat=pressed.chat_id, message=pressed.message_id))
    if asked.startswith("-"):
        return
    written = perceive(pending["payload"].encode(), unit.now)
    own = structs.replace(
        written, room=unit.room.id, person=pressed.actor, actor=None, sender_chat=None
    )
    route = unit.house.route(own, unit.values)
    command = route.command if route else None
    if route is None or command is None or route.off:
        return
    if not command.may_use(unit.rights, group=True):
        raise Lacking(command.right)
    unit.become(own, route.args, route.called)
    await command.handle(unit)
    await unit.stay(own.chat_id, own.message_id, Stay.SHORT)
