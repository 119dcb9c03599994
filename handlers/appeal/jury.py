"""The jury: drawn, asked in private, and what its votes come to."""

from functools import partial

from bot.core.actions import Answer, Edit, Send
from bot.core.unit import Unit
from handlers.appeal.card import AGAIN, about, ballot, find, matter_of, until
from handlers.appeal.finish import finish
from services import appeal as appeals
from services import desk, roster
from services.appeal import jury
from services.trust import AFTER

DRAW = "appeal.draw"
"""The continuation of what commits the draw."""

SUMMONED = "appeal.summoned"
VOTE = "appeal.vote"


async def draw(unit: Unit) -> None:
    """Fill the empty seats of a jury; if there are not enough people, administrators decide."""
    number = unit.data["case"]
    found = await find(unit, number)
    if found is None or found[0].state != appeals.OPEN or not found[0].jury:
        return
    appeal, case = found
    apart = frozenset(unit.admins.by_id)
    after = unit.values.get("ads.trust_after", AFTER)
    pool = await unit.run(lambda c: jury.candidates(c, case, after=after, apart=apart))
    drawn = await unit.run(lambda c: jury.draw(c, appeal, pool, now=unit.now))
    sitting = await unit.run(lambda c: jury.jurors(c, number))
    if sum(one.vote != jury.GONE for one in sitting) < appeal.jury:
        await unit.run(lambda c: appeals.dismiss_jury(c, number))
        await unit.later(AGAIN, matter_of(number), due_at=unit.now, data={"case": number})
        return
    lines = [
        unit.say("jury-card", number=str(number), group=unit.room.title[:64], n=appeal.jury),
        *about(unit, case, appeal, named=False),
        unit.say("jury-until", until=until(unit, appeal)),
    ]
    for one in drawn:
        unit.do(
            Send(
                room=unit.room.id,
                to=one.user_id,
                text="\n".join(lines),
                buttons=ballot(unit, case.id),
                if_unknown="again_once",
                priority="notice",
            ),
            then=SUMMONED,
            then_data={"case": number, "person": one.user_id},
        )


async def summoned(unit: Unit) -> None:
    """Whoever cannot be asked gives the seat up to the next."""
    number, person = unit.data["case"], unit.data["person"]
    if unit.fate is None or unit.fate.state != "refused":
        return
    await unit.run(lambda c: roster.note_unreachable(c, person))
    leave = partial(jury.vote, case=number, person=person, how=jury.GONE, now=unit.now)
    if await unit.run(leave):
        await draw(unit)


async def press_vote(unit: Unit, how: str) -> None:
    """A juror pressed a button."""
    found = await find(unit, unit.args)
    if found is None:
        unit.stale()
        return
    await desk.refer(unit, found[1].room_id, VOTE, case=found[1].id, how=how)


async def vote(unit: Unit) -> None:
    """Count the vote of a juror, and decide as soon as none that is missing can turn it."""
    asked = unit.data
    number, how = asked["case"], asked["how"]
    found = await find(unit, number)
    if found is None:
        return
    appeal, case = found
    counts = appeal.state == appeals.OPEN and bool(appeal.jury)
    if counts:
        counts = await unit.run(
            lambda c: jury.vote(c, case=number, person=asked["by"], how=how, now=unit.now)
        )
    said = unit.say(f"jury-voted-{how}", number=str(number)) if counts else unit.say("jury-late")
    unit.do(Answer(room=unit.room.id, query=asked["query"], text=said))
    unit.do(Edit(room=unit.room.id, to=asked["chat"], message=asked["message"], text=said))
    if not counts:
        return
    result = jury.outcome(await unit.run(lambda c: jury.jurors(c, number)))
    if result in ("uphold", "reverse"):
        await finish(unit, appeal, case, how=result, by=None)
    elif result:
        await unit.run(lambda c: appeals.dismiss_jury(c, number))
        await unit.later(AGAIN, matter_of(number), due_at=unit.now, data={"case": number})
