"""What was proved at the door is looked at again; who keeps to it no more is told, then removed."""

from bot.core import phrase
from bot.core import room as rooms
from bot.core.actions import Button, Buttons, Send
from bot.core.demand import Leaf
from bot.core.feature import Feature, Later
from bot.core.manner import whisper
from bot.core.texts import Html
from bot.core.unit import Unit
from bot.core.verdict import Sanction
from services import proof, roster
from services.entry.explain import name_of
from services.moderation import Order, enforce
from services.proof import CHECK, CHECKED, VOWS, Proof

AGAIN = 86_400
"""Seconds after which Telegram is asked again that would not tell."""


async def check(unit: Unit) -> None:
    """It is time to look at a proof again, if it still matters."""
    room, person, gate = unit.room.id, unit.data["person"], unit.data["gate"]
    one: Proof | None = await unit.run(lambda c: proof.find(c, room, person, gate))
    if one is None:
        return
    if not await proof.concerns(unit, one):
        await unit.run(lambda c: proof.drop(c, room, person, gate))
        return
    vow = VOWS[proof.leaf_of(unit, gate).gate]
    unit.do(vow.ask(room, one), then=CHECKED, then_data=unit.data)


async def checked(unit: Unit) -> None:
    """Telegram answered: all is well, or there is time to mend it, or that time is over."""
    room, person, gate = unit.room.id, unit.data["person"], unit.data["gate"]
    one: Proof | None = await unit.run(lambda c: proof.find(c, room, person, gate))
    if one is None or unit.fate is None:
        return
    leaf = proof.leaf_of(unit, gate)
    vow = VOWS[leaf.gate]
    holds = vow.holds(leaf, unit.fate)
    if holds is None:
        if unit.fate.state == "refused":
            await proof.lament(unit, leaf)
        await proof.look_after(unit, person, gate, AGAIN)
    elif holds:
        await unit.run(lambda c: proof.warn(c, room, person, gate, None))
        await proof.look_after(unit, person, gate, vow.period)
    elif one.warned_at is None:
        await unit.run(lambda c: proof.warn(c, room, person, gate, unit.now))
        await proof.look_after(unit, person, gate, vow.grace, term=vow.grace)
        await _remind(unit, one, leaf, vow.grace)
    else:
        await _remove(unit, one)


async def _remind(unit: Unit, one: Proof, leaf: Leaf, grace: int) -> None:
    """In private, if that is open: it decides whether they stay, and nobody guarantees that what
    only they would see in the group gets there."""
    buttons: Buttons = ()
    if one.chat.startswith("@"):
        link = Button(text=one.chat, url=f"https://t.me/{one.chat[1:]}")
        buttons = ((link,),)

    def words() -> str:
        left = phrase.span(grace, unit.language)
        return unit.say("proof-lapsed", gate=Html(name_of(unit, leaf)), left=left)

    person = one.user_id
    if await unit.run(lambda c: roster.started(c, [person])):
        before, unit.language = unit.language, await _language(unit, person)
        text = unit.say("letter-from", group=unit.room.title[:64], text=Html(words()))
        unit.language = before
        note = Send(
            room=unit.room.id, to=person, text=text, buttons=buttons, if_unknown="again_once"
        )
        unit.do(note)
        return
    await whisper(unit, words, to=person, name=await _name(unit, person), buttons=buttons)


async def _language(unit: Unit, person: int) -> str:
    there = await unit.run(lambda c: rooms.find(c, [person]))
    return (there[person].language if person in there else "") or unit.language


async def _remove(unit: Unit, one: Proof) -> None:
    room, person, gate = unit.room.id, one.user_id, one.gate
    await unit.run(lambda c: proof.drop(c, room, person, gate))
    order = Order(
        person=person,
        key=f"proof:{person}:{gate}:{one.warned_at}",
        name=await _name(unit, person),
        act=Sanction.KICK,
        rule="entry",
        via="machine",
        reason=gate,
    )
    await enforce(unit, order)


async def _name(unit: Unit, person: int) -> str:
    names: dict[int, str] = await unit.run(lambda c: roster.names(c, [person]))
    return names.get(person, "")


FEATURE = Feature(
    name="proof",
    key="threshold",
    part_of="entry",
    deadlines=(Later(name=CHECK, handle=check, admins=True),),
    continuations=(Later(name=CHECKED, handle=checked),),
)
