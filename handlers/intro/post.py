"""What was written in the private form, or at the door, is posted to the group, in its lane."""

from typing import Any

from bot.core import question
from bot.core.actions import Send, SendMedia
from bot.core.duration import DAY
from bot.core.unit import Unit
from services.intro import book
from services.intro.accept import accept, fresh, renew_board, shown_name
from services.intro.book import ACCEPTED
from services.intro.judge import Fault, examine, reasons
from services.screened import is_ad

POSTED = "intro.posted"
"""The continuation: it is there."""


async def post(unit: Unit) -> None:
    """Look at it once more, since the group goes on meanwhile; then post it, or say why not."""
    data, person, room = unit.data, unit.data["by"], unit.room.id
    text, photo = data["text"], data["photo"]
    here, unit.language = unit.language, data.get("language") or unit.language
    if not unit.values["intro.enabled"] or not await unit.run(
        lambda c: book.is_inside(c, room, person)
    ):
        _tell(unit, unit.say("intro-nowhere"))
        return
    fault = await examine(unit, person, text, photo=bool(photo))
    if not fault and await is_ad(unit, person, text):
        fault = Fault(ad=True)
    if fault:
        lines = [unit.say("intro-refused"), *reasons(unit, fault), unit.say("intro-on")]
        _tell(unit, "\n".join(lines))
        await _wait_again(unit, data)
        return
    _tell(unit, unit.say("intro-done", group=unit.room.title[:64]))
    unit.language = here
    await publish(unit, person, data["name"], text, photo)


def _tell(unit: Unit, text: str) -> None:
    unit.do(Send(room=unit.room.id, to=unit.data["by"], text=text), expires_at=unit.now + 300)


async def _wait_again(unit: Unit, data: dict[str, Any]) -> None:
    """What was refused can be changed: the form waits where it was."""
    await unit.run(
        lambda c: question.put(
            c,
            room=data["private"],
            name="intro",
            data=data["form"],
            due_at=unit.now + DAY,
            term=DAY,
            language=data.get("language") or unit.language,
        )
    )


async def publish(unit: Unit, person: int, name: str, text: str, photo: str) -> None:
    """Post it in the group and take it in."""
    one = fresh(unit, person, text, photo=bool(photo), message=0)
    await accept(unit, one, name, tell=False)
    shown = await shown_name(unit, person, name)
    words = unit.say("intro-posted", person=str(person), name=shown, text=text)
    data = {"person": person, "at": unit.now}
    room = unit.room.id
    if photo:
        media = SendMedia(room=room, kind="photo", file=photo, text=words, if_unknown="again_once")
        unit.do(media, then=POSTED, then_data=data)
    else:
        unit.do(Send(room=room, text=words, if_unknown="again_once"), then=POSTED, then_data=data)


async def posted(unit: Unit) -> None:
    """It is there: the list links to it."""
    fate, person, room = unit.fate, unit.data["person"], unit.room.id
    if fate is None or fate.state != "done":
        return
    one = await unit.run(lambda c: book.get(c, room, person))
    if one is None or one.state != ACCEPTED or one.message_id or one.at != unit.data["at"]:
        return
    sent = fate.result
    await unit.run(
        lambda c: book.change(c, room, person, chat_id=sent["chat"], message_id=sent["message"])
    )
    await renew_board(unit)
