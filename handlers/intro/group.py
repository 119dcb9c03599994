"""What is written in the group: an introduction, something it lacked, or an edit of one."""

from collections.abc import Callable
from typing import Any

import msgspec

from bot.core.incoming import Facts
from bot.core.settings import Values
from bot.core.unit import Unit
from services.intro import book
from services.intro.accept import accept, fresh, renew_board, wait
from services.intro.book import ACCEPTED, OPEN, RETURNED
from services.intro.field import LONGEST, is_marked
from services.intro.judge import examine


def wanted(values: Values) -> Callable[[Facts], bool] | None:
    """Messages that say they are an introduction, or answer a bot, which may be us."""
    return is_one if values["intro.enabled"] else None


def is_one(facts: Facts) -> bool:
    """Whether a message may be one. Commands and forwarded messages are none."""
    if facts.forwarded or not facts.text or facts.text.startswith("/") or facts.sender_chat:
        return False
    return is_marked(facts.text) or facts.reply_to_bot


async def hear(unit: Unit) -> None:
    """Take it in, or say what it lacks. What was taken away is no introduction."""
    facts, person = unit.facts, unit.facts.person
    if unit.gone:
        await _lost(unit)
        return
    if person is None or person.is_bot or not unit.room.is_group or not unit.actor:
        return
    answers = _answers_us(unit)
    if not (is_marked(facts.text) or answers):
        return
    room = unit.room.id
    known = await unit.run(lambda c: book.get(c, room, person.id))
    same = known is not None and known.message_id == facts.message_id
    if known is not None and known.state == ACCEPTED and answers and not is_marked(facts.text):
        return  # they talk about it
    text = facts.text[:LONGEST]
    if same and known is not None and text == known.text:
        return
    photo = has_photo(facts) or bool(same and known and known.photo)
    if answers and known is not None and known.state == OPEN and not same:
        text = f"{known.text}\n{text}"[:LONGEST]  # what was missing, in a message of its own
        photo = photo or bool(known.photo)
    one = fresh(unit, person.id, text, photo=photo, message=facts.message_id)
    fault = await examine(unit, person.id, text, photo=photo)
    if not fault:
        await accept(unit, one, person.name)
    elif known is None or known.state != ACCEPTED:
        await wait(unit, one, person.name, fault)


async def _lost(unit: Unit) -> None:
    """An introduction that was edited into something that is taken away is none any more."""
    room, facts = unit.room.id, unit.facts
    author = await unit.run(lambda c: book.of_message(c, room, facts.chat_id, facts.message_id))
    if author is not None and facts.person is not None and author == facts.person.id:
        await unit.run(lambda c: book.change(c, room, author, state=RETURNED, message_id=0))
        await renew_board(unit)


def has_photo(facts: Facts) -> bool:
    """Whether it comes with a picture, in an album or alone."""
    return facts.content in ("photo", "video") or bool(facts.media_group)


def _answers_us(unit: Unit) -> bool:
    """Whether it replies to the bot's invitation, or to what the bot said was missing."""
    facts = unit.facts
    if facts.reply_to_person != unit.bot_id:
        return False
    raw = facts.raw or (msgspec.json.decode(facts.payload) if facts.payload else {})
    message: Any = raw.get(facts.kind, {})
    replied = message.get("reply_to_message", {}) if isinstance(message, dict) else {}
    if not isinstance(replied, dict):
        return False
    said = replied.get("text") or replied.get("caption") or ""
    return isinstance(said, str) and is_marked(said)
