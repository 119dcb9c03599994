"""Newcomers have some time for it: they are called, reminded, and then dealt with."""

from functools import partial

import msgspec

from bot.core import daily, phrase
from bot.core.actions import Send
from bot.core.incoming import Facts
from bot.core.manner import notice
from bot.core.room import ABSENT
from bot.core.texts import Html, plain
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from handlers.intro.link import button
from services import roster, trust
from services.entry import book as door
from services.intro import book, task
from services.intro.accept import DUE, HALF, release, shown_name
from services.intro.book import ACCEPTED
from services.intro.judge import form
from services.intro.task import Task
from services.moderation import Order, enforce

LINE, FREE, RESUME, TOLD = "intro.line", "intro.free", "intro.resume", "intro.told"
"""Deadlines: some are reminded in one line, restrictions end; what became of a private reminder."""

RULE = "intro"
CALL, CALM = 1800, 60
"""Seconds between two invitations, and between two lines that remind."""

NAMED = 15
"""People whom one line reminds, or who are given back what they may do in one unit."""

AGAIN = 600
"""Seconds that somebody has at least who comes back, late as they may be."""


def moved(facts: Facts) -> bool:
    """Whether a member update is about a person who is there."""
    return facts.person is not None and not facts.person.is_bot and facts.content not in ABSENT


async def see_member(unit: Unit) -> None:
    """Somebody came, or may do something else than before."""
    facts, person, by = unit.facts, unit.facts.person, unit.facts.actor
    if person is None or not unit.room.is_group:
        return
    if facts.text in ABSENT and facts.content in ("member", "restricted"):
        await _come(unit, person.id)
        return
    known: Task | None = await unit.run(lambda c: task.get(c, unit.room.id, person.id))
    if known is None or known.state not in task.WAITING:
        return
    if facts.content in ("administrator", "creator"):
        await unit.run(lambda c: task.change(c, unit.room.id, person.id, limited=0))
        await release(unit, person.id, task.FREED)
    elif facts.content == "member" and facts.text == "restricted":
        if by is not None and by.id == unit.bot_id:
            await _limit(unit, known)  # the door, or a mute that ended, gave back everything
            if not known.reminded:
                await _call(unit, known)
        elif by is not None and by.id in unit.admins.by_id:
            await unit.run(lambda c: task.change(c, unit.room.id, person.id, limited=0))


async def _come(unit: Unit, person: int) -> None:
    """A newcomer gets a task; whoever left in the middle of theirs goes on with it."""
    room, values = unit.room.id, unit.values
    if any(getattr(one.action, "person", 0) == person and one.case for one in unit.drafts):
        return  # they are out again for another reason
    if not values["intro.enabled"] or await _exempt(unit, person):
        return
    known: Task | None = await unit.run(lambda c: task.get(c, room, person))
    if known is not None and known.state == task.FREED:
        return  # once and for all
    if known is not None and known.state in task.WAITING:
        due = max(known.due_at, unit.now + AGAIN)
        one = Task(
            room_id=room,
            user_id=person,
            state=known.state,
            began_at=known.began_at,
            due_at=due,
            until_done=known.until_done,
            action=known.action,
            reminded=known.reminded,
            earlier=known.earlier,
        )
    else:
        within = values["intro.within"]
        one = Task(
            room_id=room,
            user_id=person,
            state=task.OPEN,
            began_at=unit.now,
            due_at=unit.now + within,
            until_done=values["intro.until_done"],
            action=values["intro.action"],
        )
        await _arm(unit, one, HALF, unit.now + within // 2)
    await unit.run(lambda c: task.put(c, one))
    if one.state == task.OPEN:
        await _arm(unit, one, DUE, one.due_at)
    await _limit(unit, one, came=known)
    if not await _stands_outside(unit, person):
        await _call(unit, one)


async def _arm(unit: Unit, one: Task, kind: str, due_at: int) -> None:
    await unit.later(kind, f"{one.room_id}:{one.user_id}", due_at=due_at, data=one.user_id)


async def _exempt(unit: Unit, person: int) -> bool:
    """Administrators, whom they approved, and who has introduced themselves."""
    if person in unit.admins.by_id:
        return True
    if await unit.run(lambda c: trust.is_approved(c, room=unit.room.id, person=person)):
        return True
    done = await unit.run(lambda c: book.get(c, unit.room.id, person))
    return done is not None and done.state == ACCEPTED


async def _limit(unit: Unit, one: Task, *, came: Task | None = None) -> None:
    """Leave them what the task leaves them, unless they are still silent at the door.

    `came` is the task they had when they were here before.
    """
    if one.until_done == "free" or unit.room.type != "supergroup":
        return
    if await _stands_outside(unit, one.user_id):
        return
    earlier = one.earlier
    held = roster.restriction_of(unit.facts)
    if held and not (came and came.until_done != "free" and not msgspec.json.decode(held)["until"]):
        earlier = held  # what is left of our own from the last time is none
    for action in await unit.run(lambda c: task.limit(c, one, earlier)):
        unit.do(action)


async def _stands_outside(unit: Unit, person: int) -> bool:
    """Whether somebody is in the group and still silent at its door."""
    waits = await unit.run(lambda c: door.live(c, unit.room.id, person))
    return waits is not None and waits.way == "open"


async def _call(unit: Unit, one: Task) -> None:
    """Invite newcomers, all in one message and seldom; a welcome does it, too."""
    if one.until_done == "free" and unit.values.get("welcome.enabled", False):
        return
    if not await unit.once("intro.call", CALL):
        return
    fields = unit.values["intro.fields"]
    text = unit.say(
        "intro-call",
        within=phrase.span(unit.values["intro.within"], unit.language),
        form=form(unit, fields),
    )
    buttons = ((button(unit),),)
    await notice(unit, "intro.call", text, buttons=buttons, stay=Stay.EVER, anew=True)


async def half(unit: Unit) -> None:
    """Half of somebody's time is over: they are reminded."""
    one = await _waiting(unit)
    if one is not None and not one.reminded:
        late = one.due_at - unit.now < (one.due_at - one.began_at) // 4
        await _remind(unit, await _postpone(unit, one) if late else one)


async def _postpone(unit: Unit, one: Task) -> Task:
    """Give half of the time once more to somebody who is reminded too late: the bot was away."""
    until = unit.now + (one.due_at - one.began_at) // 2
    await unit.run(lambda c: task.change(c, one.room_id, one.user_id, due_at=until))
    await _arm(unit, one, DUE, until)
    return msgspec.structs.replace(one, due_at=until)


async def _waiting(unit: Unit) -> Task | None:
    """The task a deadline is about, if it is still to be done and the group wants that."""
    room, person = unit.room.id, unit.data
    one: Task | None = await unit.run(lambda c: task.get(c, room, person))
    if one is None or one.state not in task.WAITING or not unit.values["intro.enabled"]:
        return None
    if await _exempt(unit, person):
        await release(unit, person, task.FREED)
        return None
    return one if await unit.run(lambda c: book.is_inside(c, room, person)) else None


async def _remind(unit: Unit, one: Task) -> None:
    person, room = one.user_id, unit.room.id
    if not await unit.run(lambda c: roster.started(c, [person])):
        await _in_line(unit, person)
        return
    await unit.run(lambda c: task.change(c, room, person, reminded=1))
    due = phrase.date_time(one.due_at, unit.language, daily.zone_of(unit.values))
    text = unit.say(
        "intro-remind",
        group=unit.room.title[:64],
        due=due,
        then=unit.say(f"intro-then-{one.action}"),
    )
    unit.do(
        Send(room=room, to=person, text=text, buttons=((button(unit),),)),
        then=TOLD,
        then_data=person,
        expires_at=one.due_at,
    )


async def told(unit: Unit) -> None:
    """A private reminder arrived; else they are called in the group."""
    if unit.fate is not None and unit.fate.state == "refused":
        await _in_line(unit, unit.data)


async def _in_line(unit: Unit, person: int) -> None:
    room = unit.room.id
    await unit.run(lambda c: task.change(c, room, person, reminded=2))
    if await unit.once(LINE, CALM):
        await unit.later(LINE, str(room), due_at=unit.now + CALM)


async def line(unit: Unit) -> None:
    """Remind some people in the group by one line; the others in the next one."""
    room = unit.room.id
    people = await unit.run(lambda c: task.called(c, room, NAMED))
    for person in people:
        await unit.run(partial(task.change, room=room, person=person, reminded=1))
    here = await unit.run(lambda c: roster.not_gone(c, room, people))
    if here and unit.values["intro.enabled"]:
        names = [
            Html(unit.say("intro-person", person=str(one), name=await shown_name(unit, one)))
            for one in sorted(here)
        ]
        text = unit.say("intro-line", names=Html(phrase.listing(names, unit.language)))
        await notice(
            unit, "intro.line", text, buttons=((button(unit),),), stay=Stay.NOTICE, anew=True
        )
    if len(people) == NAMED:
        await unit.later(LINE, str(room), due_at=unit.now + CALM)


async def due(unit: Unit) -> None:
    """Their time is over. Who was not reminded, since the bot was away, is reminded first."""
    one = await _waiting(unit)
    if one is None or one.state != task.OPEN or unit.now < one.due_at:
        return
    room, person = unit.room.id, one.user_id
    if not one.reminded:
        await _remind(unit, await _postpone(unit, one))
    elif one.action == "kick" and unit.values["intro.action"] == "kick":
        await unit.run(lambda c: task.change(c, room, person, state=task.KICKED, limited=0))
        order = Order(
            person=person,
            key=f"{RULE}:{person}:{one.began_at}",
            name=await shown_name(unit, person),
            act=Sanction.KICK,
            rule=RULE,
            via="machine",
            reason=plain(unit.group_language, "intro-late"),
        )
        await enforce(unit, order)
    else:
        await unit.run(lambda c: task.change(c, room, person, state=task.LATE))
        await _in_line(unit, person)


async def follow(unit: Unit) -> None:
    """The group does not want it any more, or takes nothing for it: what was taken is given
    back."""
    room = unit.room.id
    if not unit.values["intro.enabled"] or unit.values["intro.until_done"] == "free":
        await unit.later(FREE, str(room), due_at=unit.now)
    if unit.values["intro.enabled"]:
        await unit.later(RESUME, str(room), due_at=unit.now)


async def resume(unit: Unit) -> None:
    """It is wanted again: whose time was over meanwhile get it anew."""
    room, now, within = unit.room.id, unit.now, unit.values["intro.within"]
    found = await unit.run(lambda c: task.overdue(c, room, now, NAMED))
    for one in found:
        due_at = now + within
        fresh = {"began_at": now, "due_at": due_at, "reminded": 0}
        await unit.run(partial(task.change, room=room, person=one.user_id, **fresh))
        await _arm(unit, one, HALF, now + within // 2)
        await _arm(unit, one, DUE, due_at)
    if len(found) == NAMED:
        await unit.later(RESUME, str(room), due_at=now + 1)


async def free(unit: Unit) -> None:
    """Give it back to some people at once."""
    room, now = unit.room.id, unit.now
    people = await unit.run(lambda c: task.limited(c, room, NAMED))
    for person in people:
        one = await unit.run(partial(task.get, room=room, person=person))
        for action in await unit.run(partial(task.free, one=one, now=now)):
            unit.do(action)
        await unit.run(partial(task.change, room=room, person=person, until_done="free"))
    if len(people) == NAMED:
        await unit.later(FREE, str(room), due_at=now + 1)
