"""`/climb`: what was said, found again by its code."""

from bot.core.actions import Look, Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Word, with_text
from bot.core.unit import Unit
from services import stair
from services.stair import look

ASKED = "climb.asked"
"""The deadline, due at once, at which a group hears that somebody asks in private."""

LOOKED = "climb.looked"
"""The continuation: whether they are in it."""


async def climb(unit: Unit) -> None:
    """`/climb CODE`: the card of it, with the ways to its messages."""
    text = " ".join(unit.args.split())
    if not text:
        raise UserError(unit.say("climb-usage"))
    if not unit.room.is_group:
        await _ask(unit, text)
    elif not await stair.show(unit, text):
        raise UserError(unit.say("climb-none", text=text[:40]))


async def _ask(unit: Unit, text: str) -> None:
    """In private: the groups that somebody was seen in are asked, and Telegram whether they are."""
    person = unit.actor
    rooms = await unit.run(lambda c: look.rooms_with(c, person, text))
    if not rooms:
        raise UserError(unit.say("climb-none", text=text[:40]))
    data = {
        "person": person,
        "text": text[:64],
        "language": unit.language,
        "message": unit.facts.message_id,
    }
    for room in rooms:
        await unit.tell(room, ASKED, f"{person}:{room}", data=data)


async def asked(unit: Unit) -> None:
    """Somebody wants to see a code of this group: are they in it?"""
    if unit.room.is_group and unit.room.has_bot and unit.values.get("stairs.enabled", False):
        person = unit.data["person"]
        unit.do(
            Look(room=unit.room.id, chat=str(unit.room.chat_id), person=person),
            then=LOOKED,
            then_data=unit.data,
            expires_at=unit.now + 300,
        )


async def looked(unit: Unit) -> None:
    """They are, or not: of what is none of theirs they hear as little as of what is not there."""
    asked, fate = unit.data, unit.fate
    inside = fate is not None and fate.state == "done" and bool(fate.result["inside"])
    unit.language = asked["language"]
    made = await look.worded(unit, asked["text"]) if inside else None
    text, buttons = made or (unit.say("climb-none", text=asked["text"][:40]), ())
    if made:
        text = unit.say("climb-from", group=unit.room.title[:64]) + "\n" + text
    unit.do(
        Send(
            room=unit.room.id,
            to=asked["person"],
            text=text,
            reply_to=asked["message"],
            buttons=buttons,
        ),
        expires_at=unit.now + 300,
    )


FEATURE = Feature(
    name="climb",
    key="memory",
    part_of="stairs",
    commands=(
        Command(
            name="climb",
            handle=climb,
            menu={"member": 7},
            words=(Word(texts=("爬楼",), complete=with_text),),
        ),
    ),
    deadlines=(Later(name=ASKED, handle=asked),),
    continuations=(Later(name=LOOKED, handle=looked),),
)
