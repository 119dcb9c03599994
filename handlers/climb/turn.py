"""Pages in the private chat: the group looks whether whoever turns them is a member still."""

from functools import partial
from typing import Any

from msgspec import structs

from bot.core.actions import Button, Buttons, Edit, Look, Send
from bot.core.unit import Unit
from handlers.climb.find import search_in
from handlers.climb.show import below, passage
from services import archive, climb, roster
from services.climb import Climb

LINK = "climb"
DUE = "climb.page"
"""The deadline, due at once, by which the group is asked for a page."""

LOOKED = "climb.member"
"""The continuation: it is known how whoever turns the pages stands in the group."""

SIZE = 5
"""Hits of a page."""


async def open_link(unit: Unit) -> None:
    """The button below the hits in the group: the rest, for whoever asked."""
    found = await _own(unit, unit.args)
    if found is None:
        unit.reply(unit.say("climb-over"))
    else:
        await _ask(unit, found, page=0, message=0)


async def press(unit: Unit) -> None:
    """Another page."""
    number, _, page = unit.args.partition(":")
    found = await _own(unit, number)
    if found is None or not page.isdigit() or int(page) >= len(found.pages):
        unit.stale()
        return
    await _ask(unit, found, page=int(page), message=unit.facts.message_id)
    unit.answer()


async def send(unit: Unit, *, room: int, typed: str) -> None:
    """Look for something else in a group, from the private chat."""
    number = await unit.run(
        lambda c: climb.remember(
            c, room=room, person=unit.actor, query=typed, language=unit.language, now=unit.now
        )
    )
    found = await _own(unit, str(number))
    if found is not None:
        await _ask(unit, found, page=0, message=0)


async def look(unit: Unit) -> None:
    """In the lane of the group: how does whoever asks stand here?"""
    unit.do(
        Look(room=unit.room.id, chat=str(unit.room.chat_id), person=unit.data["person"]),
        then=LOOKED,
        then_data=unit.data,
        expires_at=unit.now + 300,
    )


async def looked(unit: Unit) -> None:
    """The page, if they are a member; what they saw before stays with them."""
    asked: dict[str, Any] = unit.data
    here = unit.language
    found = await unit.run(lambda c: climb.find(c, asked["climb"]))
    if found is None or found.person != asked["person"]:
        return
    unit.language = found.language or here
    text, buttons = await _page(unit, found, asked["page"])
    unit.language = here
    to = asked["person"]
    if asked["message"]:
        unit.do(
            Edit(
                room=unit.room.id,
                to=to,
                message=asked["message"],
                text=text,
                buttons=buttons,
                priority="reply",
            )
        )
    else:
        unit.do(
            Send(room=unit.room.id, to=to, text=text, buttons=buttons), expires_at=unit.now + 300
        )


def is_inside(unit: Unit) -> bool:
    """Whether Telegram said just now that they are in the group."""
    fate = unit.fate
    return fate is not None and fate.state == "done" and bool(fate.result.get("inside"))


async def _page(unit: Unit, one: Climb, page: int) -> tuple[str, Buttons]:
    if not is_inside(unit):
        return unit.say("climb-members"), ()
    if not unit.values["climb.enabled"] or page >= len(one.pages):
        return unit.say("climb-over"), ()
    found = await search_in(unit, one.query, one.person, limit=SIZE, after=one.pages[page])
    if isinstance(found, str):
        return found, ()
    words, group = found.shown, unit.room.title[:64]
    parts = [unit.say("climb-found-in", words=words, group=group)]
    if not found.page.hits:
        parts = [unit.say("climb-nothing", words=words)]
    passages = [
        await unit.run(
            partial(archive.around, chat=hit.chat, message=hit.message, before=1, after=1)
        )
        for hit in found.page.hits
    ]
    people = [one.author for said in passages for one in said]
    names = await unit.run(lambda c: roster.names(c, people))
    found = structs.replace(found, names=names)
    for hit, said in zip(found.page.hits, passages, strict=True):
        parts.append(passage(unit, found, said, hit))
    parts.append("\n".join(below(unit, found)))
    after = found.page.after
    await unit.run(lambda c: climb.note_page(c, one.id, page, after))
    return "\n\n".join(parts), _buttons(one, page, more=bool(after))


def _buttons(one: Climb, page: int, *, more: bool) -> Buttons:
    def to(number: int, sign: str) -> Button:
        return Button(text=sign, data=f"climb:{one.id}:{number}", only=one.person)

    back = [to(page - 1, "◀")] if page else []
    row = (*back, *([to(page + 1, "▶")] if more else []))
    return (row,) if row else ()


async def _own(unit: Unit, number: str) -> Climb | None:
    """A search of whoever is here; nobody else's."""
    if not number.isdigit() or len(number) > 18:
        return None
    found: Climb | None = await unit.run(lambda c: climb.find(c, int(number)))
    return found if found is not None and found.person == unit.actor else None


async def _ask(unit: Unit, one: Climb, *, page: int, message: int) -> None:
    await unit.tell(
        one.room,
        DUE,
        f"{one.id}:{page}:{unit.query or unit.facts.message_id}",
        data={"climb": one.id, "page": page, "message": message, "person": one.person},
    )
