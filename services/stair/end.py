"""What becomes of a code: its talk is closed, it is called otherwise, or it is taken off."""

from functools import partial
from html import escape

from bot.core import daily, phrase
from bot.core.actions import Edit, Send, Unpin
from bot.core.duration import MINUTE
from bot.core.texts import Html
from bot.core.unit import Unit
from services import roster
from services.stair import book, index, issue, shown, talk
from services.stair.book import CLOSED, OPEN, THERE, Stair
from services.stair.serial import GONE
from services.stair.talk import Summary
from services.stair.told import Told

BEST = 40
"""Characters of a message that is named as one of the best."""

CARDED, RENAMED = "stairs.carded", "stairs.renamed"
"""Continuations."""


async def close(unit: Unit, one: Stair) -> bool:
    """Close a talk with a card of what was in it; False if somebody else just did."""
    room, facts = unit.room, unit.facts
    found = await unit.run(lambda c: talk.said(c, one, chat=room.chat_id, before=facts.message_id))
    made = talk.summary(found)
    values = {
        "state": CLOSED,
        "closed_at": facts.at,
        "last_id": made.last,
        "pinned": 0,
    }
    states = (OPEN, THERE)
    if not await unit.run(lambda c: book.change(c, room.id, one.id, states=states, **values)):
        return False
    closed = await unit.run(lambda c: book.get(c, room.id, one.id))
    _take_down(unit, one)
    _rewrite(unit, closed)
    unit.do(
        Send(
            room=room.id,
            text=await card(unit, closed, made),
            thread=one.thread_id,
            reply_to=one.post_id if one.post_chat == room.chat_id else 0,
            buttons=shown.buttons(unit, closed),
            if_unknown="again_once",
        ),
        then=CARDED,
        then_data={"id": one.id},
    )
    await index.renew(unit, one.month, one.part)
    return True


async def carded(unit: Unit) -> None:
    """The closing card is there."""
    if unit.fate is not None and unit.fate.state == "done":
        room, number, sent = unit.room.id, unit.data["id"], unit.fate.result
        await unit.run(lambda c: book.change(c, room, number, card_id=sent["message"]))


async def rename(unit: Unit, one: Stair, title: str) -> None:
    """A code has another title from now on: in its message and in the index."""
    room = unit.room.id
    await unit.run(lambda c: book.change(c, room, one.id, title=title))
    named = await unit.run(lambda c: book.get(c, room, one.id))
    _rewrite(unit, named)
    await index.renew(unit, one.month, one.part)


async def renamed(unit: Unit) -> None:
    """Its message says so; one that somebody deleted is posted anew."""
    if unit.fate is None or unit.fate.state != "refused":
        return
    room, number = unit.room.id, unit.data["id"]
    one = await unit.run(lambda c: book.get(c, room, number))
    if one is None or one.state in (GONE, CLOSED) or one.post_id != unit.data["post"]:
        return
    await unit.run(lambda c: book.change(c, room, number, post_id=0, pinned=0))
    here = one.message_id if one.chat_id == unit.room.chat_id else 0
    issue.post(unit, one, reply_to=here)


async def remove(unit: Unit, one: Stair) -> bool:
    """Take a code off; False if it is off."""
    room = unit.room.id
    states = (OPEN, THERE, CLOSED)
    values = {"state": GONE, "pinned": 0}
    if not await unit.run(lambda c: book.change(c, room, one.id, states=states, **values)):
        return False
    if one.post_id and one.post_chat == unit.room.chat_id:
        issue.erase(unit, one.post_chat, one.post_id)
    await index.renew(unit, one.month, one.part)
    return True


async def unpin(unit: Unit, limit: int) -> bool:
    """Take codes from the top, some at a time; whether there are more."""
    room = unit.room.id
    found: list[Stair] = await unit.run(lambda c: book.pinned(c, room, limit))
    for one in found:
        _take_down(unit, one)
        await unit.run(partial(book.change, room=room, number=one.id, pinned=0))
    return len(found) == limit


def _take_down(unit: Unit, one: Stair) -> None:
    if one.pinned and one.post_id and one.post_chat == unit.room.chat_id:
        unit.do(Unpin(room=unit.room.id, chat=one.post_chat, message=one.post_id))


def _rewrite(unit: Unit, one: Stair) -> None:
    if one.post_id and one.post_chat == unit.room.chat_id:
        edit = Edit(room=unit.room.id, message=one.post_id, text=shown.post(unit, one))
        unit.do(edit, then=RENAMED, then_data={"id": one.id, "post": one.post_id})


async def card(unit: Unit, one: Stair, made: Summary) -> str:
    """The closing card of a talk."""
    zone, language = daily.zone_of(unit.values), unit.language
    ended = one.closed_at or unit.now
    same = phrase.date(one.at, language, zone) == phrase.date(ended, language, zone)
    times = {
        "began": phrase.date_time(one.at, language, zone),
        "ended": phrase.clock(ended, zone) if same else phrase.date_time(ended, language, zone),
        "span": phrase.span(max(1, (ended - one.at) // MINUTE) * MINUTE, language),
    }
    lines = [
        unit.say("stair-closed", title=await shown.titled(unit, one), tags=one.tags),
        unit.say("stair-closed-times", **times),
    ]
    if not made.messages:
        lines.append(unit.say("stair-closed-silent"))
    else:
        lines.append(unit.say("stair-closed-said", n=made.messages, people=made.speakers))
    if things := _things(unit, made):
        lines.append(things)
    for name, best in (("answered", made.answered), ("liked", made.liked)):
        if best:
            lines += ["", unit.say(f"stair-most-{name}")]
            lines += [await _best(unit, said, times) for said, times in best]
    if not made.whole:
        lines.append(unit.say("stair-closed-more", n=made.messages))
    if not shown.buttons(unit, one):
        lines.append(shown.no_links(unit, one))
    return "\n".join(lines)


def _things(unit: Unit, made: Summary) -> str:
    counted = {
        "pictures": made.pictures,
        "files": made.files,
        "voices": made.voices,
        "links": made.links,
    }
    said = [unit.say(f"stair-with-{name}", n=n) for name, n in counted.items() if n]
    return " · ".join(said)


async def _best(unit: Unit, said: Told, times: int) -> str:
    names = await unit.run(lambda c: roster.names(c, [said.author]))
    name = shown.shown_name(unit, names.get(said.author, ""))
    text = shown.excerpt(said, BEST) or unit.say("stair-untitled")
    words = unit.say("stair-best", name=name, text=text) if name else escape(text, quote=False)
    address = shown.link(unit, (said.chat, said.message))
    linked = f'<a href="{address}">{words}</a>' if address else words
    return unit.say("stair-best-line", n=times, said=Html(linked))
