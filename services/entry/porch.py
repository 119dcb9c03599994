"""Who comes in by themselves is asked on the spot: in the group, or so that they alone see it."""

from msgspec import structs

from bot.core.actions import Button, Buttons, Delete, Edit, Send, Unwhisper, Whisper
from bot.core.gate import Applicant
from bot.core.manner import notice
from bot.core.texts import unmarked
from bot.core.unit import Stay, Unit
from services import raid
from services.entry import book, card
from services.entry.book import OPEN
from services.entry.card import NONE, ON_ITS_WAY, PORCH

CROWD = 4
"""People who come in within a minute and have a message of their own; more share one."""

CROWDED = "entry.crowd"
"""How it is noted in a unit whether that many come; how it is noted that they were told."""

SHARED, WHISPERED, ALOUD = -3, -4, -5
"""In place of the number of a message: the one that many share; one that they alone see; none yet,
but one that everybody is to see."""

WHISPER, UNHEARD = "entry.whisper", "entry.unheard"
"""The continuation of a message that they alone see; the deadline at which it is said aloud."""

PATIENCE = 30
"""Seconds after which somebody who did nothing may have seen nothing."""


async def has_room(unit: Unit, one: Applicant) -> bool:
    """Whether somebody may be asked in a message of their own in the group."""
    return one.porch != SHARED if one.porch else not await _is_crowd(unit)


async def _is_crowd(unit: Unit) -> bool:
    """Whether so many come that a message for each would fill the group."""
    if await raid.is_on(unit):
        return True
    if CROWDED not in unit.noted:
        came: int = await unit.run(lambda c: book.came_in(c, unit.room.id, unit.now - 60))
        unit.noted[CROWDED] = came > CROWD
    return bool(unit.noted[CROWDED])


async def ask(
    unit: Unit, one: Applicant, text: str, buttons: tuple[tuple[Button, ...], ...], note: str
) -> None:
    """Ask in the group itself, by buttons that belong to the newcomer."""
    own = tuple(tuple(structs.replace(b, only=one.user_id) for b in row) for row in buttons)
    away = (Button(text=unit.say("entry-private"), url=unit.link(card.LINK, str(one.id))),)
    who = unit.say("entry-hello", person=str(one.user_id), name=_name(unit, one))
    whole = "\n".join([text, *([note] if note else []), who])
    await _post(unit, one, whole, (*own, away))


async def call_in(unit: Unit, one: Applicant) -> None:
    """One message with a button that leads to the private chat; a crowd shares one."""
    if one.porch == card.NONE and await _is_crowd(unit):
        await unit.run(lambda c: book.note_card(c, one.id, porch=SHARED))
        if await unit.once(CROWDED, 10):
            url = unit.link(card.LINK, f"r{unit.room.id}")
            button = Button(text=unit.say("entry-come"), url=url)
            text = unit.say("entry-crowd")
            await notice(unit, "entry", text, buttons=((button,),), stay=Stay.LONG)
        return
    if one.porch != SHARED:
        url = unit.link(card.LINK, str(one.id))
        button = Button(text=unit.say("entry-come"), url=url)
        who = unit.say("entry-hello", person=str(one.user_id), name=_name(unit, one))
        await _post(unit, one, f"{who}\n{unit.say('entry-called')}", ((button,),))


def _name(unit: Unit, one: Applicant) -> str:
    """What a newcomer is called in the group: nothing of theirs, if their name was objected to."""
    if one.seen.get("doubtful") or not one.name.strip():
        return unmarked(unit.say("entry-somebody"))
    return one.name[:32]


async def _post(
    unit: Unit, one: Applicant, text: str, buttons: tuple[tuple[Button, ...], ...]
) -> None:
    """Say it so that they alone see it, where Telegram can do that, else in the group."""
    if one.porch > 0:
        unit.do(
            Edit(room=unit.room.id, message=one.porch, text=text, buttons=buttons, priority="reply")
        )
    elif one.porch in (NONE, WHISPERED) and not unit.lacks("ephemeral"):
        await _whisper(unit, one, text, buttons)
    elif one.porch != ON_ITS_WAY:
        await unit.run(lambda c: book.note_card(c, one.id, porch=ON_ITS_WAY))
        aloud = Send(
            room=unit.room.id,
            text=text,
            buttons=buttons,
            priority="notice",
            silent=True,
            if_unknown="again_once",
        )
        unit.do(aloud, then=PORCH, then_data={"application": one.id}, expires_at=one.due_at)


async def _whisper(unit: Unit, one: Applicant, text: str, buttons: Buttons) -> None:
    """Telegram does not promise that it arrives: who does nothing is asked again, aloud."""
    if one.porch == NONE:
        await unit.run(lambda c: book.note_card(c, one.id, porch=WHISPERED))
        await unit.later(UNHEARD, str(one.id), due_at=unit.now + PATIENCE, data=one.id)
    unit.do(
        Whisper(room=unit.room.id, person=one.user_id, text=text, buttons=buttons),
        then=WHISPER,
        then_data={"application": one.id},
        expires_at=min(unit.now + PATIENCE, one.due_at),
    )


async def whispered(unit: Unit, number: int) -> Applicant | None:
    """What became of a message for one person: the application, if it has to be said aloud."""
    fate = unit.fate
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if one is None or fate is None:
        return None
    if fate.state != "done":
        return await aloud(unit, one)
    whisper = (fate.result or {}).get("whisper", 0)
    if one.ended_at is not None:
        unhear(unit, one, whisper)
    else:
        unhear(unit, one, one.seen.get("whisper", 0))
        seen = {**one.seen, "whisper": whisper}
        await unit.run(lambda c: book.saw(c, one.id, seen=seen))
    return None


async def unheard(unit: Unit, one: Applicant) -> Applicant | None:
    """Somebody did nothing for a while: as `aloud`, unless they have answered, if wrongly."""
    if await unit.run(lambda c: any(step.tries for step in book.steps(c, one.id).values())):
        return None
    return await aloud(unit, one)


async def aloud(unit: Unit, one: Applicant) -> Applicant | None:
    """A whisper did not arrive: the application as it goes on in the group, if it waits there."""
    if one.porch != WHISPERED or one.ended_at is not None or one.state != OPEN or one.card:
        return None
    await unit.run(lambda c: book.note_card(c, one.id, porch=ALOUD))
    again: Applicant | None = await unit.run(lambda c: book.get(c, one.id))
    return again


def unhear(unit: Unit, one: Applicant, whisper: int) -> None:
    """Take back a message that they alone see."""
    if whisper:
        unit.do(Unwhisper(room=unit.room.id, person=one.user_id, message=whisper))


async def leave(unit: Unit, one: Applicant) -> None:
    """The message goes, also if it is still on its way."""
    if one.porch > 0:
        unit.do(Delete(room=unit.room.id, chat=unit.room.chat_id, message=one.porch))
        await unit.run(lambda c: book.note_card(c, one.id, porch=NONE))
    unhear(unit, one, one.seen.get("whisper", 0))
    await unit.cancel(UNHEARD, str(one.id))
