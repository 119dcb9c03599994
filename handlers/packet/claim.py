"""Envelopes are opened: by the button, or by typing their word; and what becomes of them later."""

from collections.abc import Callable

from bot.core import phrase
from bot.core.actions import Answer, Look, React
from bot.core.incoming import Facts
from bot.core.manner import whisper
from bot.core.settings import Values
from bot.core.unit import Unit
from services import packet, roster
from services.packet import book, life
from services.packet.claim import Claim

LOOKED = "packet.looked"
"""The continuation with what Telegram says of somebody who was never seen here."""

CHEER = "🎉"

_LOST = ("refused", "expired")


async def press(unit: Unit) -> None:
    """🧧: a share, or why not, for the eyes of who pressed."""
    number = int(unit.args) if unit.args.isdecimal() else 0
    found = await unit.run(lambda c: book.find(c, unit.room.id, number))
    if found is None:
        unit.stale()
        return
    facts = unit.facts
    if not found.message_id:
        await life.note(unit, found, facts.chat_id, facts.message_id)
    if found.word and found.is_open:
        unit.answer(unit.say("packet-type-word", word=found.word), alert=True)
        return
    person = facts.actor
    claimed = await packet.take(
        unit, number, unit.actor, at=facts.at, bot=bool(person and person.is_bot)
    )
    if claimed.outcome in ("done", "unknown"):
        await unit.run(lambda c: roster.note_person(c, facts))
    if claimed.outcome == "unknown":
        look_up(unit, number, {"query": unit.query})
    else:
        unit.answer(worded(unit, claimed), alert=True)


def words(values: Values) -> Callable[[Facts], bool] | None:
    """The messages that are the word of an open envelope; None where there is none."""
    known = values.recalled.get("packet")
    if not known:
        return None

    def wants(facts: Facts) -> bool:
        own = not (facts.forwarded or facts.automatic_forward or facts.sender_chat)
        return own and facts.content == "text" and facts.text.strip() in known

    return wants


async def hear(unit: Unit) -> None:
    """The word was typed: a share is cheered, anything else passes in silence."""
    facts = unit.facts
    number = unit.values.recalled.get("packet", {}).get(facts.text.strip())
    if number is None or unit.gone or not unit.actor:
        return
    person = facts.person
    claimed = await packet.take(
        unit, number, unit.actor, at=facts.at, bot=bool(person and person.is_bot)
    )
    if claimed.outcome in ("done", "unknown"):
        await unit.run(lambda c: roster.note_person(c, facts))
    if claimed.outcome == "unknown":
        look_up(unit, number, {"message": facts.message_id})
    elif claimed.outcome == "done":
        cheer(unit, facts.message_id)


def look_up(unit: Unit, number: int, answer: dict[str, object]) -> None:
    """Ask Telegram about somebody who was never seen here."""
    data = {"packet": number, "person": unit.actor, "at": unit.facts.at, **answer}
    unit.do(
        Look(room=unit.room.id, chat=str(unit.room.chat_id), person=unit.actor),
        then=LOOKED,
        then_data=data,
        expires_at=unit.now + 60,
    )


async def looked(unit: Unit) -> None:
    """Telegram has said who somebody is: they have their share now, or hear why not."""
    asked = unit.data
    outcome = await life.looked_up(unit, asked["person"])
    claimed = Claim(outcome or "unknown")
    if outcome == "in":
        claimed = await packet.take(unit, asked["packet"], asked["person"], at=asked["at"])
    if query := asked.get("query"):
        text = worded(unit, claimed)
        unit.do(Answer(room=unit.room.id, query=query, text=text, alert=True))
    elif claimed.outcome == "done":
        cheer(unit, asked["message"])


def worded(unit: Unit, claimed: Claim) -> str:
    """What came of it, in words."""
    match claimed.outcome:
        case "done" | "before":
            return unit.say(f"packet-{claimed.outcome}", amount=claimed.amount)
        case "empty" | "expired" | "none":
            over = "empty" if claimed.outcome == "empty" else "expired"
            return unit.say(f"packet-over-{over}")
        case "new":
            wait = phrase.span(claimed.wait, unit.language)
            return unit.say("packet-not-new", wait=wait)
        case why:
            return unit.say(f"packet-not-{why}")


def cheer(unit: Unit, message: int) -> None:
    """Say with a reaction that a word has opened something; the board says how much."""
    unit.do(
        React(room=unit.room.id, chat=unit.room.chat_id, message=message, emoji=CHEER),
        expires_at=unit.now + 300,
    )


async def expire(unit: Unit) -> None:
    """Its time is over."""
    await packet.finish(unit, unit.data)


async def show(unit: Unit) -> None:
    """Its message is written anew."""
    await life.show_due(unit, unit.data)


async def posted(unit: Unit) -> None:
    """Its message was sent; or could not be, which who sent it hears privately."""
    await life.posted(unit)
    fate, number = unit.fate, unit.data["packet"]
    found = await unit.run(lambda c: book.find(c, unit.room.id, number))
    if fate is None or fate.state not in _LOST or found is None or found.is_open:
        return
    sender = await unit.run(lambda c: book.sender_of(c, found))
    if sender and not found.taken:
        total = found.total
        await whisper(unit, lambda: unit.say("packet-lost", total=total), to=sender)


def is_move(facts: Facts) -> bool:
    """Whether a message says that a group has become this supergroup."""
    return facts.content == "service" and "migrate_from_chat_id" in (
        (facts.raw or {}).get("message") or {}
    )


async def moved(unit: Unit) -> None:
    """What stands in the old group cannot be pressed any more: it is said anew in the new one."""
    for one in await unit.run(lambda c: book.open_in(c, unit.room.id)):
        if one.chat_id != unit.room.chat_id:
            await life.post(unit, one)
