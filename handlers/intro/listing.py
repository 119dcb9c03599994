"""`/intros`: introductions by pages, those with some words, and the message that lists them."""

from collections.abc import Sequence
from typing import Any

from bot.core import daily, phrase
from bot.core.actions import Delete, Edit, Send
from bot.core.errors import Lacking
from bot.core.feature import Whose
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.texts import Html
from bot.core.unit import Unit
from services import template
from services.intro import book, task
from services.intro.accept import address, shown_name
from services.intro.book import ACCEPTED, LISTED, Introduction
from services.intro.field import unmarked

POSTED = "intro.board"
"""The continuation of the message that lists them."""

SHOWN, EXCERPT, LONGEST = 30, 60, 3_900
"""Introductions on that message; characters of one in a list, and of that message."""

_INDEX = frozenset(("index", "索引", "目录"))


async def command(unit: Unit) -> None:
    """`/intros` browses, `/intros WORDS` searches, `/intros index` posts the list."""
    words = " ".join(unit.args.split())
    if words.lower() in _INDEX:
        if CHANGE not in unit.rights:
            raise Lacking(CHANGE)
        await _post(unit)
        return
    empty = "intros-none" if words else "intros-empty"
    await LIST.show(unit, words[:64], empty=unit.say(empty))


async def _lines(unit: Unit, words: str) -> Sequence[str]:
    room = unit.room.id
    found: list[Introduction] = await unit.run(lambda c: book.search(c, room, words, LISTED))
    if not found:
        return []
    head = unit.say("intros-head", **await _counts(unit))
    return [head, *[await _line(unit, one) for one in found]]


async def _line(unit: Unit, one: Introduction) -> str:
    """One of them: name, beginning, and the way to it."""
    excerpt = template.clean(" ".join(unmarked(one.text).split()), EXCERPT)
    name = await shown_name(unit, one.user_id)
    if link := address(unit, one):
        return unit.say("intros-line-linked", name=name, text=excerpt, link=link)
    return unit.say("intros-line", name=name, text=excerpt)


LIST = Pager("intros", _lines, size=10)


async def _board(unit: Unit) -> str:
    room = unit.room.id
    found: list[Introduction] = await unit.run(lambda c: book.search(c, room, "", SHOWN))
    text = unit.say("intros-index", **await _counts(unit))
    for one in found:
        longer = f"{text}\n{await _line(unit, one)}"
        if len(longer) > LONGEST:
            break
        text = longer
    return text


async def _post(unit: Unit) -> None:
    """Post it anew; the one before goes."""
    room = unit.room.id
    before = await unit.run(lambda c: book.board(c, room))
    if before and before[1] and before[0] == unit.room.chat_id:
        unit.do(Delete(room=room, chat=before[0], message=before[1]))
    await unit.run(lambda c: book.put_board(c, room, unit.room.chat_id, 0))
    unit.do(
        Send(room=room, text=await _board(unit), thread=unit.facts.thread_id),
        then=POSTED,
    )


async def posted(unit: Unit) -> None:
    """It is there."""
    if unit.fate is not None and unit.fate.state == "done":
        sent = unit.fate.result
        room = unit.room.id
        await unit.run(lambda c: book.put_board(c, room, sent["chat"], sent["message"]))


async def renew(unit: Unit) -> None:
    """Write it anew."""
    place = await unit.run(lambda c: book.board(c, unit.room.id))
    if place and place[1] and place[0] == unit.room.chat_id:
        unit.do(Edit(room=unit.room.id, message=place[1], text=await _board(unit)))


async def card(unit: Unit, whose: Whose) -> Sequence[str]:
    """What `/me` says of it."""
    one = await unit.run(lambda c: book.get(c, whose.room, whose.person))
    zone = daily.zone_of(whose.values)
    if one is not None and one.state == ACCEPTED:
        return [unit.say("intro-me", day=phrase.date(one.at, unit.language, zone))]
    known = await unit.run(lambda c: task.get(c, whose.room, whose.person))
    if known is None or known.state != task.OPEN:
        return [unit.say("intro-me-none")]
    return [unit.say("intro-me-due", due=phrase.date_time(known.due_at, unit.language, zone))]


async def explain(unit: Unit, _value: object) -> str:
    """How many have none yet, and that those are left alone."""
    return unit.say("intro-explain", n=(await _counts(unit))["without"])


async def _counts(unit: Unit) -> dict[str, Any]:
    """How many have one, and how many not, as it is told."""
    done, without = await unit.run(lambda c: book.counts(c, unit.room.id))
    many = Html(unit.say("intros-many", n=without)) if without == book.COUNTED else without
    return {"done": done, "without": many}
