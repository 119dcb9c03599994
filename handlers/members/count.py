"""How much of the group is known: Telegram says how many there are, and nobody who they are."""

from bot.core.actions import Count, Send
from bot.core.unit import Stay, Unit
from services import inactive

COUNTED = "members.counted"
"""The continuation with the number of members."""


def ask_count(unit: Unit) -> None:
    """Ask Telegram; the answer is said when it comes."""
    facts = unit.facts
    data = {"message": facts.message_id, "thread": facts.thread_id}
    unit.do(Count(room=unit.room.id), then=COUNTED, then_data=data, expires_at=unit.now + 300)


async def counted(unit: Unit) -> None:
    """Say how many of them were seen."""
    known: int = await unit.run(lambda c: inactive.known(c, unit.room.id))
    fate = unit.fate
    if fate is not None and fate.state == "done" and isinstance(fate.result, int):
        text = unit.say("members-known", known=known, all=fate.result)
    else:
        text = unit.say("members-known-only", known=known)
    unit.do(
        Send(
            room=unit.room.id,
            text=text,
            thread=unit.data["thread"],
            reply_to=unit.data["message"],
            stay=Stay.LONG.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )
