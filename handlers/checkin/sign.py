"""Signing in: by a word or a command, with a proof where one is asked."""

from collections.abc import Callable
from typing import Final

from bot.core import phrase
from bot.core.actions import React
from bot.core.daily import zone_of
from bot.core.errors import UserError
from bot.core.house import SIGNS
from bot.core.incoming import Facts
from bot.core.manner import whisper
from bot.core.settings import Values
from bot.core.unit import Stay, Unit
from handlers.checkin import board, figure
from handlers.checkin.private import write
from handlers.checkin.word import hours
from services import roster
from services.checkin import Entry, book, freeze, proof, sign_in
from services.checkin.calendar import calendar_of, date_of
from services.checkin.slot import find, slots_of

FIRST, REACHED, DONE = "🏆", "🎉", "👍"
"""Reactions. https://core.telegram.org/bots/api#reactiontypeemoji"""

WORDS: Final = "words.checkin"


async def command(unit: Unit) -> None:
    """`/checkin`, 签到, 打卡; what follows is the proof, where one is asked."""
    bare = unit.facts.text[:1] not in SIGNS
    asked = unit.values["checkin.proof"]
    if bare and unit.args and asked == "off":
        return  # something that somebody said
    if not unit.actor or _is_bot(unit.facts):
        if not bare:
            raise UserError(unit.say("checkin-nameless"))
        return
    if unit.args and asked == "off":
        raise UserError(unit.say("checkin-usage"))
    shown = unit.facts.content == "photo"
    told = proof.says_something(unit.args)
    if {"off": True, "photo": shown, "text": told}[asked]:
        await _enter(unit)
    else:
        await _ask(unit, asked)


async def hear(unit: Unit) -> None:
    """A message that may be the proof somebody was asked for, or a photo below the word."""
    facts = unit.facts
    if unit.gone or not unit.actor or _is_bot(facts):
        return
    room, person = unit.room.id, unit.actor
    head = (facts.text.split(None, 1) or [""])[0].lower()
    named = facts.content == "photo" and head in [one.lower() for one in unit.values[WORDS]]
    if await unit.run(lambda c: proof.take(c, room, person, facts.at)) or named:
        await _enter(unit)


def wanted(values: Values) -> Callable[[Facts], bool] | None:
    """What may be a proof in a group, by what it looks like alone."""
    asked = values["checkin.proof"] if values["checkin.enabled"] else "off"
    if asked == "off":
        return None

    def may_be(facts: Facts) -> bool:
        if facts.forwarded or facts.automatic_forward or facts.sender_chat or facts.person is None:
            return False
        if facts.text[:1] in SIGNS and facts.text:
            return False
        if asked == "photo":
            return facts.content == "photo"
        return facts.reply_to_bot and proof.says_something(facts.text)

    return may_be


def _is_bot(facts: Facts) -> bool:
    return facts.person is not None and facts.person.is_bot


async def _ask(unit: Unit, asked: str) -> None:
    """Ask for the proof, unless there is nothing to prove any more today."""
    values, facts = unit.values, unit.facts
    room, person = unit.room.id, unit.actor
    calendar = calendar_of(values)
    slot = find(slots_of(values["checkin.slots"]), calendar.minute(facts.at))
    if slot is None:
        unit.reply(unit.say("checkin-closed", hours=hours(unit)))
        return
    day = calendar.day_of(facts.at)
    there = await unit.run(lambda c: book.on(c, room, person, day, slot))
    if there is not None:
        unit.reply(unit.say("checkin-again", time=phrase.clock(there.at, zone_of(values))))
        return
    await unit.run(lambda c: proof.ask(c, room, person, facts.at))
    unit.reply(unit.say(f"checkin-prove-{asked}"), stay=Stay.LONG)


async def _enter(unit: Unit) -> None:
    room, person, facts, values = unit.room.id, unit.actor, unit.facts, unit.values
    entry: Entry = await unit.run(
        lambda c: sign_in(
            c,
            room=room,
            person=person,
            at=facts.at,
            now=unit.now,
            values=values,
            update=facts.update_id,
        )
    )
    await unit.run(lambda c: proof.take(c, room, person, facts.at))
    unit.stays = values["checkin.proof"] != "off" and entry.state == "done"
    if entry.state == "closed":
        unit.reply(unit.say("checkin-closed", hours=hours(unit)))
    elif entry.state == "again":
        unit.reply(unit.say("checkin-again", time=phrase.clock(entry.at, zone_of(values))))
    else:
        await _welcome(unit, entry)


async def _welcome(unit: Unit, entry: Entry) -> None:
    """A sign on the message, the board, and the figures for whom they concern."""
    facts, calendar = unit.facts, calendar_of(unit.values)
    emoji = FIRST if entry.rank == 1 else REACHED if entry.reached else DONE
    unit.do(
        React(room=unit.room.id, chat=facts.chat_id, message=facts.message_id, emoji=emoji),
        expires_at=unit.now + 300,
    )
    calm = await board.renew(unit, entry.day)
    if calendar.wall(facts.at).date() != date_of(entry.day):
        shown = phrase.short_day(date_of(entry.day), unit.language)
        starts = unit.values.declared["checkin.day_start"].show(calendar.starts)
        unit.reply(unit.say("checkin-night", day=shown, starts=starts))
    await _tell(unit, entry, alone=not (calm or entry.reached or entry.frozen))


async def _tell(unit: Unit, entry: Entry, *, alone: bool) -> None:
    """The figures, to whom they concern; `alone` in the private chat, if that is open."""
    room, person = unit.room.id, unit.actor
    held = await unit.run(lambda c: freeze.held(c, room, person))

    async def words() -> str:
        return figure.earned(unit, entry, held)

    if not alone:
        await whisper(unit, words, aloud=False, kept=False)
    elif await unit.run(lambda c: roster.started(c, [person])):
        await write(unit, person, words)
