"""`/mydata`: everything about whoever asks, in one file, in private."""

from functools import partial

import msgspec

from bot.core.actions import Button, SendFile
from bot.core.duration import MINUTE
from bot.core.errors import UserError
from bot.core.manner import whisper
from bot.core.unit import Unit
from services import privacy
from services.privacy import Marks, Step

GATHER = "privacy.gather"
"""The deadline, due at once, that gathers the next part."""

PAUSE = 10 * MINUTE
"""Seconds within which somebody gets one file."""


async def mydata(unit: Unit) -> None:
    """Begin to gather it; from a group they are sent to the private chat.

    Raises:
        UserError: they had one just now.
    """
    if unit.room.is_group:
        button = Button(text=unit.say("letter-open"), url=unit.link("mydata"))
        await whisper(unit, lambda: unit.say("privacy-in-private"), buttons=((button,),))
        return
    person = unit.actor
    if not await unit.once("mydata", PAUSE):
        raise UserError(unit.say("privacy-lately"))
    marks: Marks = await unit.run(lambda c: privacy.marks_of(c, person))
    rooms: list[int] = await unit.run(lambda c: privacy.rooms_of(c, person))
    await unit.run(lambda c: privacy.drop(c, person))
    step = Step((*rooms, unit.room.id))
    data = {"marks": marks, "step": step, "language": unit.language}
    await unit.later(GATHER, str(person), due_at=unit.now, data=data)
    unit.reply(unit.say("privacy-gathering"))


async def gather(unit: Unit) -> None:
    """The next part; at the end the file."""
    data = unit.data
    unit.language = data["language"]
    marks = msgspec.convert(data["marks"], Marks)
    step = msgspec.convert(data["step"], Step)
    step = await unit.run(partial(privacy.gather, marks=marks, step=step, now=unit.now))
    if step is not None:
        await unit.later(GATHER, str(marks.person), due_at=unit.now, data={**data, "step": step})
        return
    content: str = await unit.run(lambda c: privacy.take_file(c, marks.person))
    unit.do(
        SendFile(
            room=unit.room.id,
            name="mydata.json",
            content=content,
            text=unit.say("privacy-file"),
            if_unknown="again_once",
        )
    )
