"""A code that is brought by a link, or typed before anybody asked for it."""

from typing import Any

from bot.core.actions import Button, Invite, Send
from bot.core.gate import Applicant, Said
from bot.core.unit import Unit
from services import code, desk, entry, invite, roster
from services.entry import book, card, flow
from services.entry.book import OPEN
from services.entry.setting import demand_of

LINK = "code"
BROUGHT = "code.brought"
"""The deadline, due at once, at which a group hears that somebody has a code."""

SHOWN = "code.shown"
"""The continuation: the bot made a link, by which they can ask to come in."""


async def open_link(unit: Unit) -> None:
    """`/start code_CODE`, in private."""
    if not await _refer(unit, unit.args):
        unit.reply(unit.say("code-no-good"))


async def hear(unit: Unit) -> bool:
    """A code was typed: wherever the person stands, it is for the group it leads to."""
    letters = code.read(unit.facts.text)
    if not letters:
        return False
    if not await unit.run(lambda c: code.room_of(c, letters)):
        if await unit.run(lambda c: book.mine(c, unit.actor)):
            return False  # it counts as a try at that door
        unit.reply(unit.say("code-no-good"))
        return True
    return await _refer(unit, letters)


async def _refer(unit: Unit, text: str) -> bool:
    """Take a code to the group it leads to; one that leads nowhere to the door at which the person
    stands, where it counts as a try. False if there is neither."""
    letters = code.read(text)
    if not letters:
        return False
    room: int | None = await unit.run(lambda c: code.room_of(c, letters))
    if room is None:
        mine: list[Applicant] = await unit.run(lambda c: book.mine(c, unit.actor))
        room = next((one.room_id for one in mine if one.state == OPEN), None)
    if room is None:
        return False
    person = unit.facts.person
    await desk.refer(
        unit,
        room,
        BROUGHT,
        code=letters,
        username=person.username if person else "",
        language=unit.language,
        update=unit.facts.update_id,
    )
    return True


async def brought(unit: Unit) -> None:
    """In the lane of the group: used at the door, or kept for it."""
    data, person = unit.data, unit.data["by"]
    one: Applicant | None = await unit.run(lambda c: book.live(c, unit.room.id, person))
    if one is not None:
        await _at_door(unit, one, data)
        return
    unit.language = data["language"]
    if await unit.run(lambda c: roster.present(c, unit.room.id, [person])):
        _tell(unit, person, unit.say("code-inside", group=unit.room.title[:64]))
        return
    kept = await unit.run(
        lambda c: code.carry(
            c,
            room=unit.room.id,
            letters=data["code"],
            person=person,
            username=data["username"],
            now=unit.now,
        )
    )
    if not kept:
        _tell(unit, person, unit.say("code-no-good"))
        return
    await _show_way(unit, person)


async def _at_door(unit: Unit, one: Applicant, data: dict[str, Any]) -> None:
    index = await entry.index_of(unit, one, "code")
    await unit.run(lambda c: book.change(c, one.id, chat_id=data["by"]))
    if index is not None:
        said = Said(text=data["code"], update=data["update"])
        await flow.hear(unit, one, said, index)
    again: Applicant | None = await unit.run(lambda c: book.get(c, one.id))
    if again is None or again.ended_at is not None:
        return
    if again.state == OPEN and (index is None or again.card == card.NONE):
        await flow.advance(unit, again, anew=True, inside=True)


async def _show_way(unit: Unit, person: int) -> None:
    """Say how one asks to come in: by the group's address, or a link of the bot's."""
    by_request = demand_of(unit.values, unit.house.gates) is not None
    if unit.room.username:
        _tell_way(unit, person, f"https://t.me/{unit.room.username}")
        return
    link = await unit.run(
        lambda c: invite.find(c, room=unit.room.id, person=invite.OURS, by_request=by_request)
    )
    if link:
        _tell_way(unit, person, link)
        return
    data = {"person": person, "language": unit.language, "by_request": by_request}
    unit.do(
        Invite(room=unit.room.id, by_request=by_request),
        then=SHOWN,
        then_data=data,
        expires_at=unit.now + 300,
    )


async def shown(unit: Unit) -> None:
    """The link is made; without one they are told all the same."""
    data, fate = unit.data, unit.fate
    unit.language = data["language"]
    link = ""
    if fate is not None and fate.state == "done":
        link = fate.result["link"]
        await unit.run(
            lambda c: invite.keep(
                c,
                room=unit.room.id,
                person=invite.OURS,
                link=link,
                by_request=data["by_request"],
                now=unit.now,
            )
        )
    _tell_way(unit, data["person"], link)


def _tell_way(unit: Unit, person: int, link: str) -> None:
    group = unit.room.title[:64]
    if link:
        button = Button(text=unit.say("code-ask-in"), url=link)
        _tell(unit, person, unit.say("code-kept", group=group), button)
    else:
        _tell(unit, person, unit.say("code-kept-plain", group=group))


def _tell(unit: Unit, person: int, text: str, *buttons: Button) -> None:
    rows = (buttons,) if buttons else ()
    unit.do(Send(room=unit.room.id, to=person, text=text, buttons=rows), expires_at=unit.now + 300)
