"""`/climb …` in a group: whoever asks is looked up first, then the best hits are shown."""

from typing import Any

from bot.core.actions import Button, Look, Send
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from handlers.climb import turn
from handlers.climb.find import checked, search_in
from handlers.climb.show import below, line
from services import archive, climb

LOOKED = "climb.looked"
"""The continuation: it is known how whoever asked stands in the group."""

SHOWN = 3
"""Hits that a group sees."""


async def command(unit: Unit) -> None:
    """Look for what was typed: a code first, else words and filters."""
    typed = unit.args.strip()
    if not typed:
        raise UserError(unit.say("climb-usage"))
    for feature in unit.house.features:
        if feature.climbs and feature.is_on(unit.values) and await feature.climbs(unit, typed):
            return
    if not unit.room.is_group:
        await _in_private(unit, typed)
        return
    facts = unit.facts
    person = unit.actor
    await checked(unit, typed, person)
    # A word without a slash is talk to the archive, and would be what it finds first.
    await unit.run(lambda c: archive.hide(c, [(facts.chat_id, facts.message_id)]))
    data = {"person": person, "typed": typed, "message": facts.message_id}
    data |= {"thread": facts.thread_id}
    if not person and facts.sender_chat and facts.sender_chat.id == unit.room.chat_id:
        await _show(unit, data)  # only an administrator writes as the group
    elif not person:
        raise UserError(unit.say("climb-members"))
    else:
        unit.do(
            Look(room=unit.room.id, chat=str(unit.room.chat_id), person=person),
            then=LOOKED,
            then_data=data,
            expires_at=unit.now + 300,
        )


async def looked(unit: Unit) -> None:
    """Only members see what was said."""
    if turn.is_inside(unit):
        await _show(unit, unit.data)
    else:
        _reply(unit, unit.data, unit.say("climb-members"), Stay.SHORT)


async def _in_private(unit: Unit, typed: str) -> None:
    """In the group where one looked for something last; that group decides whether one may."""
    last = await unit.run(lambda c: climb.last_of(c, unit.actor))
    if last is None:
        raise UserError(unit.say("climb-private"))
    await turn.send(unit, room=last.room, typed=typed)


async def _show(unit: Unit, data: dict[str, Any]) -> None:
    """The best hits, and where the rest is."""
    found = await search_in(unit, data["typed"], data["person"], limit=SHOWN)
    if isinstance(found, str):
        _reply(unit, data, found, Stay.SHORT)
        return
    words = found.shown
    hits = found.page.hits
    lines = [
        unit.say("climb-found", words=words) if hits else unit.say("climb-nothing", words=words)
    ]
    lines += [line(unit, found, one) for one in found.page.hits]
    lines += below(unit, found)
    buttons: Any = ()
    if found.page.hits and data["person"]:
        number = await unit.run(
            lambda c: climb.remember(
                c,
                room=unit.room.id,
                person=data["person"],
                query=data["typed"],
                language=unit.language,
                now=unit.now,
            )
        )
        button = Button(
            text=unit.say("climb-private-button"), url=unit.link(turn.LINK, str(number))
        )
        buttons = ((button,),)
    _reply(unit, data, "\n".join(lines), Stay.LONG, buttons)


def _reply(unit: Unit, data: dict[str, Any], text: str, stay: Stay, buttons: Any = ()) -> None:
    unit.do(
        Send(
            room=unit.room.id,
            text=text,
            thread=data["thread"],
            reply_to=data["message"],
            buttons=buttons,
            stay=stay.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )
