"""What manners leave to do later: messages that go, letters that wait, ways that were closed."""

from bot.core import menu, question
from bot.core.actions import Delete, Send
from bot.core.feature import Feature, Later, Press
from bot.core.manner import who
from bot.core.manner.notice import EDITED, POSTED, edited, forget_old, posted
from bot.core.manner.private import MAIL, WAY, forget, take_next_way
from bot.core.outbox import GONE
from bot.core.unit import HUSH, Unit


async def take_away(unit: Unit) -> None:
    """A message has stayed for long enough."""
    unit.do(Delete(room=unit.room.id, chat=unit.data["chat"], message=unit.data["message"]))


async def nothing(_unit: Unit) -> None:
    """An hour of silence is over, or nobody confirmed."""


async def lapse(unit: Unit) -> None:
    """A question was not answered in time."""
    unit.language = unit.data["language"]
    unit.do(Send(room=unit.room.id, text=unit.say("question-lapsed")), expires_at=unit.now + 300)


async def read_mail(unit: Unit) -> None:
    """The link under which letters wait. They were handed over by `/start` itself."""
    if not unit.data:
        unit.reply(unit.say("letter-none"))


async def cancel(unit: Unit) -> None:
    """The question is not going to be answered."""
    gone = await unit.run(lambda connection: question.drop(connection, unit.room.id))
    unit.answer(unit.say("question-cancelled" if gone else "button-stale"))
    unit.delete()


FEATURE = Feature(
    name="manner",
    presses=(
        Press(name="cancel", handle=cancel),
        Press(name=who.WHO, handle=who.confirm, lists=True),
    ),
    deadlines=(
        Later(name=GONE, handle=take_away),
        Later(name=HUSH, handle=nothing),
        Later(name=question.LAPSED, handle=lapse),
        Later(name=who.PENDING, handle=nothing),
        Later(name=menu.AGAIN, handle=menu.tell),
    ),
    continuations=(
        Later(name=WAY, handle=take_next_way),
        Later(name=POSTED, handle=posted),
        Later(name=EDITED, handle=edited),
    ),
    chores=(forget, forget_old),
    links=(Later(name=MAIL, handle=read_mail),),
)
