"""The gate `member @channel`: who comes in follows a channel or is in a group, and stays there."""

from bot.core.actions import Button, Buttons, Look
from bot.core.demand import Leaf
from bot.core.feature import Feature, Later
from bot.core.gate import PASSED, Gate, Prompt, Result, Visit
from bot.core.outbox import Fate
from bot.core.unit import Unit
from services import proof
from services.entry import inquire

PROBED = "membership.probed"
"""The continuation: whether the bot itself may look into a chat."""


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """The way to the chat, and a button for who is there."""
    chat = visit.leaf.chat
    here = Button(text=unit.say("membership-here"), data=visit.press("look"))
    rows: Buttons = ((here,),)
    if chat.startswith("@"):
        there = Button(text=unit.say("membership-go"), url=f"https://t.me/{chat[1:]}")
        rows = ((there,), (here,))
    return Prompt(text=unit.say("membership-asks", chat=chat), buttons=rows)


async def look(unit: Unit, visit: Visit) -> Result:
    """Telegram is asked; who asked for it hears so."""
    person = visit.applicant.user_id
    await inquire(unit, visit, Look(room=unit.room.id, chat=visit.leaf.chat, person=person))
    note = unit.say("membership-looking") if visit.data.get("looked") else ""
    return Result(data={"looked": True}, note=note)


async def found(unit: Unit, visit: Visit, fate: Fate) -> Result:
    """They are there, or not yet; or nobody can tell, and the administrators hear so."""
    follows = proof.judge_follows(visit.leaf, fate)
    if follows:
        return PASSED
    if follows is None and fate.state == "refused":
        await proof.lament(unit, visit.leaf)
        return Result(note=unit.say("membership-blind"))
    if follows is None:
        return Result(note=unit.say("membership-again"))
    return Result(note=unit.say("membership-not-yet", chat=visit.leaf.chat))


async def probe(unit: Unit, leaf: Leaf) -> None:
    """Whether the bot may look into the chat is asked at once."""
    look_at = Look(room=unit.room.id, chat=leaf.chat, person=unit.bot_id)
    unit.do(look_at, then=PROBED, then_data={"gate": leaf.key}, expires_at=unit.now + 300)


async def probed(unit: Unit) -> None:
    """If it may not, whoever decides about the door hears so."""
    fate = unit.fate
    if fate is None or fate.state not in ("done", "refused"):
        return
    if not fate.result or fate.state == "refused" or fate.result["status"] != "administrator":
        await proof.lament(unit, proof.leaf_of(unit, unit.data["gate"]))


FEATURE = Feature(
    name="membership",
    key="threshold",
    part_of="entry",
    continuations=(Later(name=PROBED, handle=probed),),
    gates=(
        Gate(
            name="member",
            ask=ask,
            look=look,
            found=found,
            over=proof.remember,
            probe=probe,
            takes="chat",
        ),
    ),
)
