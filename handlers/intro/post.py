"""What was written in the private form, or at the door, is posted to the group, in its lane."""

from typing import Any

from bot.core import question
from bot.core.actions import Send, SendMedia
from bot.core.duration import DAY
from bot.core.unit import Unit
from services.intro import book
from services.intro.accept import accept, fresh, renew_board, shown_name
from services.intro.book import ACCEPTED, Introduction
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
    await _send(unit, one, name, photo)


async def _send(unit: Unit, one: Introduction, name: str, photo: str) -> None:
    person, room = one.user_id, unit.room.id
    shown = await shown_name(unit, person, name)
    words = unit.say("intro-posted", person=str(person), name=shown, text=one.text)
    action: Send | SendMedia = Send(room=room, text=words, if_unknown="again_once")
    if photo:
        action = SendMedia(room=room, kind="photo", file=photo, text=words, if_unknown="again_once")
    data = {"person": person, "at": one.at, "photo": bool(photo)}
    unit.do(action, then=POSTED, then_data=data)


async def posted(unit: Unit) -> None:
    """It is there: the list links to it. A photo that Telegram would not take is left out."""
    fate, person, room = unit.fate, unit.data["person"], unit.room.id
    one = await unit.run(lambda c: book.get(c, room, person))
    if one is None or one.state != ACCEPTED or one.message_id or one.at != unit.data["at"]:
        return
    if fate is not None and fate.state == "refused" and unit.data.get("photo"):
        await _send(unit, one, "", "")
    if fate is None or fate.state != "done":
        return
    sent = fate.result
    await unit.run(
        lambda c: book.change(c, room, person, chat_id=sent["chat"], message_id=sent["message"])
    )
    await renew_board(unit)
