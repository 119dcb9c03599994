"""What is written in the group: an introduction, something it lacked, or an edit of one."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import structs

from bot.core.house import SIGNS
from bot.core.incoming import Facts
from bot.core.settings import Values
from bot.core.unit import Unit
from services.intro import book
from services.intro.accept import accept, fresh, lose, matter_of, renew_board, store, wait
from services.intro.book import ACCEPTED, OPEN, RETURNED, Introduction
from services.intro.field import LONGEST, is_marked
from services.intro.judge import examine, judge


def wanted(values: Values) -> Callable[[Facts], bool] | None:
    """Messages that say they are an introduction, or answer a bot, which may be us."""
    return is_one if values["intro.enabled"] else None


def is_one(facts: Facts) -> bool:
    """Whether a message may be one, or was one before it was edited. Commands and forwarded
    messages are none; a photo may be what was missing."""
    if facts.forwarded or facts.sender_chat or facts.text.startswith("/"):
        return False
    if not facts.text and not has_photo(facts):
        return False
    return facts.kind == "edited_message" or facts.reply_to_bot or is_marked(facts.text)


async def hear(unit: Unit) -> None:
    """Take it in, or say what it lacks. What was taken away is no introduction."""
    facts, person = unit.facts, unit.facts.person
    if unit.gone:
        await _lost(unit)
        return
    if person is None or person.is_bot or not unit.room.is_group or not unit.actor:
        return
    if _is_command(unit):
        return
    answers, marked, room = await _answers_us(unit), is_marked(facts.text), unit.room.id
    known: Introduction | None = await unit.run(lambda c: book.get(c, room, person.id))
    same = known is not None and known.message_id == facts.message_id
    text = facts.text[:LONGEST]
    if same and known is not None and known.state == ACCEPTED:
        await _edited(unit, known, text, marked=marked, answers=answers)
        return
    if not (marked or answers) or (same and known is not None and text == known.text):
        return
    if known is not None and known.state == ACCEPTED and not marked:
        return  # they talk about it
    unit.taken = True
    photo = has_photo(facts) or bool(same and known and known.photo)
    fault = await examine(unit, person.id, text, photo=photo)
    if fault and answers and known is not None and known.state == OPEN:
        # It is what was missing, in a message of its own.
        text, photo = _together(known, text, same=same), photo or bool(known.photo)
        fault = await examine(unit, person.id, text, photo=photo)
    one = fresh(unit, person.id, text, photo=photo, message=facts.message_id)
    if not fault:
        await accept(unit, one, person.name)
    elif known is None or known.state != ACCEPTED:
        await wait(unit, one, person.name, fault)


def _together(known: Introduction, text: str, *, same: bool) -> str:
    """What was written before with what is added; of the same message the new words count."""
    parts = (text, known.text) if same else (known.text, text)
    lines = [line for part in parts for line in part.splitlines()]
    return "\n".join(dict.fromkeys(lines)).strip()[:LONGEST]


async def _edited(
    unit: Unit, known: Introduction, text: str, *, marked: bool, answers: bool
) -> None:
    """One that was accepted says something else now: it is the same one, or none any more.

    What an older rule let pass need not follow the one that holds; of one in several messages this
    is but a part.
    """
    if text == known.text:
        return
    person, name = known.user_id, unit.facts.person.name if unit.facts.person else ""
    if is_marked(known.text) and not (marked or answers):
        await _drop(unit, person)
        return
    photo = has_photo(unit.facts) or bool(known.photo)
    one = structs.replace(known, text=text, photo=int(photo))
    fault = await examine(unit, person, text, photo=photo)
    lenient = not fault.copied and judge(known.text, photo=bool(known.photo), values=unit.values)
    if not fault or lenient:
        await store(unit, one)
        await renew_board(unit)
    elif not answers:
        await wait(unit, structs.replace(one, state=OPEN), name, fault)


async def _drop(unit: Unit, person: int) -> None:
    room = unit.room.id
    await unit.run(lambda c: book.change(c, room, person, state=RETURNED, message_id=0))
    await lose(unit, person)


async def _lost(unit: Unit) -> None:
    """An introduction that was edited into something that is taken away is none any more."""
    room, facts = unit.room.id, unit.facts
    author = await unit.run(lambda c: book.of_message(c, room, facts.chat_id, facts.message_id))
    if author is not None and facts.person is not None and author == facts.person.id:
        await _drop(unit, author)


def has_photo(facts: Facts) -> bool:
    """Whether it comes with a picture, in an album or alone."""
    return facts.content in ("photo", "video")


def _is_command(unit: Unit) -> bool:
    """Whether it is a command, with whatever sign."""
    text = unit.facts.text
    if not text or text[0] not in SIGNS:
        return False
    word = text[1:].split(maxsplit=1)[:1]
    return bool(word) and word[0].partition("@")[0].lower() in unit.house.commands


async def _answers_us(unit: Unit) -> bool:
    """Whether it replies to the bot's invitation, or to what the bot said was missing."""
    facts = unit.facts
    if facts.reply_to_person != unit.bot_id:
        return False
    room, chat, matter = unit.room.id, unit.room.chat_id, matter_of(unit.actor)
    asks = await unit.run(lambda c: book.asks(c, room, chat, facts.reply_to, matter))
    return _invites(facts) if asks is None else bool(asks)


def _invites(facts: Facts) -> bool:
    """Whether what is replied to speaks of introductions."""
    raw = facts.raw or (msgspec.json.decode(facts.payload) if facts.payload else {})
    message: Any = raw.get(facts.kind, {})
    replied = message.get("reply_to_message", {}) if isinstance(message, dict) else {}
    if not isinstance(replied, dict):
        return False
    said = replied.get("text") or replied.get("caption") or ""
    return isinstance(said, str) and is_marked(said)
