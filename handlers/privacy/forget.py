"""`/forgetme`: whoever asks is erased, room by room, each in its own lane.

Where it has got to stands in one deadline that goes from room to room; it is set anew in the unit
that erased the last chunk, so that it goes on after whatever happens. What has to stay is looked
at again when it is finished.
"""

from functools import partial
from typing import Any

import msgspec

from bot.core import daily, phrase, texts
from bot.core.actions import Button, Edit, Send
from bot.core.duration import DAY
from bot.core.manner import whisper
from bot.core.unit import Unit
from services import privacy
from services.moderation import evidence
from services.privacy import OPEN, Cursor, Marks, Stay, Wish

ERASE, AGAIN = "privacy.erase", "privacy.again"
"""Deadlines: the next chunk goes, due at once; what was kept is looked at once more."""

LOOKED = 30 * DAY
"""Seconds after which that is done at the latest."""

MOST = 40
"""Lines of what stays."""


async def forgetme(unit: Unit) -> None:
    """Say what goes and what stays, and ask; from a group in the private chat."""
    if unit.room.is_group:
        button = Button(text=unit.say("letter-open"), url=unit.link("forgetme"))
        await whisper(unit, lambda: unit.say("privacy-in-private"), buttons=((button,),))
        return
    buttons = (
        Button(text=unit.say("button-confirm"), data="forget:yes", only=unit.actor),
        Button(text=unit.say("button-cancel"), data="forget:no", only=unit.actor),
    )
    unit.reply(unit.say("privacy-asks"), buttons=(buttons,))


async def confirmed(unit: Unit) -> None:
    """They said yes or no."""
    if unit.room.is_group:
        unit.stale()
        return
    unit.answer()
    said = unit.say("privacy-kept-all" if unit.args != "yes" else "privacy-erasing")
    unit.do(Edit(room=unit.room.id, message=unit.facts.message_id, text=said, priority="reply"))
    if unit.args != "yes":
        return
    person = unit.actor
    marks: Marks = await unit.run(lambda c: privacy.marks_of(c, person))
    rooms: list[int] = await unit.run(lambda c: privacy.rooms_of(c, person))
    data = {
        "marks": marks,
        "asked": unit.now,
        "cursor": Cursor(),
        "rest": rooms,
        "home": unit.room.id,
        "after": 0,
        "stays": [],
        "language": unit.language,
    }
    await _go_on(unit, data)


async def _go_on(unit: Unit, data: dict[str, Any]) -> None:
    """To the next room, the private chat being the last."""
    rest = [*data["rest"]]
    room = rest.pop(0) if rest else data["home"]
    more = {**data, "rest": rest, "cursor": Cursor()}
    await unit.tell(room, ERASE, str(_marks(data).person), data=more)


async def erase(unit: Unit) -> None:
    """The next chunk of this room; in the private chat at last all that is in no room."""
    data, room = unit.data, unit.room.id
    cursor = msgspec.convert(data["cursor"], Cursor) if data["cursor"] is not None else None
    wish = _wish(unit, data)
    if cursor is not None:
        cursor = await unit.run(partial(privacy.erase_room, room=room, wish=wish, cursor=cursor))
        if cursor is not None or room == data["home"]:
            await _once_more(unit, {**data, "cursor": cursor})
            return
        kept: list[Stay] = await unit.run(lambda c: privacy.stays(c, room, wish))
        lines = _lines(unit, data, kept)
        if kept:
            await _look_again(unit, data, kept)
        await _go_on(unit, {**data, "stays": [*data["stays"], *lines][:MOST]})
        return
    after = await unit.run(partial(privacy.erase_everywhere, wish=wish, after=data["after"]))
    if after is not None:
        await _once_more(unit, {**data, "after": after})
        return
    unit.forget_settings()
    unit.language = data["language"]
    lines = [unit.say("privacy-erased"), *data["stays"], unit.say("privacy-stays-chat")]
    unit.do(Send(room=room, text="\n".join(lines), if_unknown="again_once"))


async def again(unit: Unit) -> None:
    """Something that was kept may be finished by now: that goes, and nothing written since."""
    data, room = unit.data, unit.room.id
    wish = _wish(unit, data)
    if await unit.run(lambda c: privacy.erase_finished(c, room, wish)):
        key = f"{room}:{wish.marks.person}"
        await unit.later(AGAIN, key, due_at=unit.now, data=data)
        return
    kept: list[Stay] = await unit.run(lambda c: privacy.stays(c, room, wish))
    if any(one.what != "members" for one in kept):
        await _look_again(unit, data, kept)


async def _once_more(unit: Unit, data: dict[str, Any]) -> None:
    await unit.later(ERASE, str(_marks(data).person), due_at=unit.now, data=data)


async def _look_again(unit: Unit, data: dict[str, Any], kept: list[Stay]) -> None:
    """When the first of it is finished. By number alone: the names are gone."""
    ends = [one.until for one in kept if one.until > unit.now]
    due = min(*ends, unit.now + LOOKED) if ends else unit.now + LOOKED
    person = _marks(data).person
    held = {"marks": Marks(person), "asked": data["asked"]}
    await unit.later(AGAIN, f"{unit.room.id}:{person}", due_at=due, data=held)


def _lines(unit: Unit, data: dict[str, Any], kept: list[Stay]) -> list[str]:
    """What stays in this room, in the language of whoever asked."""
    here, unit.language = unit.language, data["language"]
    group, zone = unit.room.title[:64], daily.zone_of(unit.values)
    lines = [unit.say("privacy-stays", group=group)] if kept else []
    for one in kept:
        if one.what != "cases":
            lines.append("• " + unit.say(f"privacy-stays-{one.what}", n=one.count))
            continue
        rule = texts.find(unit.language, f"rule-{one.rule}") or one.rule
        number = str(one.case)
        if one.until == OPEN:
            lines.append(unit.say("privacy-case-open", number=number, rule=rule))
        elif one.until:
            day = phrase.date(one.until, unit.language, zone)
            lines.append(unit.say("privacy-case-until", number=number, rule=rule, day=day))
        else:
            lines.append(unit.say("privacy-case", number=number, rule=rule))
    unit.language = here
    return lines


def _wish(unit: Unit, data: dict[str, Any]) -> Wish:
    term: int = unit.values[evidence.KEY]
    return Wish(_marks(data), data["asked"], unit.now, unit.now - term)


def _marks(data: dict[str, Any]) -> Marks:
    return msgspec.convert(data["marks"], Marks)
