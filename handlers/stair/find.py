"""Codes that somebody looks up: in the group at once, in private as far as they are members."""

from bot.core.actions import Look, Send
from bot.core.unit import Unit
from services import stair
from services.stair import Stretch, look

ASKED = "stairs.asked"
"""The deadline, due at once, at which a group hears that somebody asks in private."""

LOOKED = "stairs.looked"
"""The continuation: whether they are in it."""


async def climbs(unit: Unit, typed: str) -> bool:
    """What is typed after `/climb`, if it is a code that is known."""
    text = " ".join(typed.split())
    if unit.room.is_group:
        return await stair.show(unit, text)
    person = unit.actor
    rooms = await unit.run(lambda c: look.rooms_with(c, person, text))
    data = {
        "person": person,
        "text": text,
        "language": unit.language,
        "message": unit.facts.message_id,
    }
    for room in rooms:
        await unit.tell(room, ASKED, f"{person}:{room}", data=data)
    return bool(rooms)


async def stretch(unit: Unit, text: str) -> Stretch | None:
    """The messages that belong to a code of this group."""
    room = unit.room.id
    found: Stretch | None = await unit.run(lambda c: stair.stretch_of(c, room, text))
    return found


async def asked(unit: Unit) -> None:
    """Somebody wants to see a code of this group: are they in it?"""
    if unit.room.is_group and unit.room.has_bot and unit.values["stairs.enabled"]:
        unit.do(
            Look(room=unit.room.id, chat=str(unit.room.chat_id), person=unit.data["person"]),
            then=LOOKED,
            then_data=unit.data,
            expires_at=unit.now + 300,
        )


async def looked(unit: Unit) -> None:
    """They are, or not: of what is none of theirs they hear as little as of what is not there."""
    wish, fate = unit.data, unit.fate
    inside = fate is not None and fate.state == "done" and bool(fate.result["inside"])
    unit.language = wish["language"]
    made = await look.worded(unit, wish["text"]) if inside else None
    text, buttons = made or (unit.say("stair-nowhere", text=wish["text"][:40]), ())
    if made:
        text = unit.say("stair-from", group=unit.room.title[:64]) + "\n" + text
    unit.do(
        Send(
            room=unit.room.id,
            to=wish["person"],
            text=text,
            reply_to=wish["message"],
            buttons=buttons,
        ),
        expires_at=unit.now + 300,
    )
