"""What happens about names later on."""

from functools import partial

from bot.core import phrase
from bot.core.duration import DAY, HOUR
from bot.core.manner import notice
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import roster
from services.naming import follow, task, words
from services.naming.follow import CALM, DUE, LINE
from services.naming.policy import Policy, policy_of
from services.naming.task import MENDED, MUTED, OPEN, Task

SWEEP = "naming.sweep"
"""The deadline at which tasks are compared with a rule that has changed."""

NAMED = 15
"""People whom one line reminds."""

TOGETHER = 50
"""Tasks that are compared in one unit."""


async def _task(unit: Unit, person: int) -> tuple[Policy, Task] | None:
    """Somebody's task and the rule, if both are still there and meant for them."""
    policy, room = policy_of(unit.values), unit.room.id
    one: Task | None = await unit.run(lambda c: task.get(c, room, person))
    if one is None:
        return None
    if policy is None or await follow.exempt(unit, person):
        await follow.right(unit, person, spared=True)
        return None
    return policy, one


async def due(unit: Unit) -> None:
    """The time is over: Telegram is asked what they are called, unless it is seen already."""
    found = await _task(unit, unit.data)
    if found is not None and found[1].state == MENDED:
        await unit.run(lambda c: task.drop(c, unit.room.id, unit.data))
    if found is None or found[1].state != OPEN:
        return
    if not await follow.fault(unit, found[0], unit.data, await _name(unit, unit.data)):
        await follow.right(unit, unit.data)
    else:
        await follow.look(unit, unit.data)


async def look(unit: Unit) -> None:
    """Whoever is muted may have changed it."""
    found = await _task(unit, unit.data)
    if found is not None and found[1].state == MUTED:
        await follow.look(unit, unit.data)


async def seen(unit: Unit) -> None:
    """Telegram said what they are called, or did not."""
    found, fate = await _task(unit, unit.data), unit.fate
    if found is None or fate is None:
        return
    policy, one = found
    here = await unit.run(lambda c: roster.not_gone(c, one.room_id, [one.user_id]))
    if fate.state != "done":
        kind = DUE if one.state == OPEN else follow.LOOK
        wait = DAY if fate.state == "refused" else HOUR
        key = f"{one.room_id}:{one.user_id}"
        await unit.later(kind, key, due_at=unit.now + wait, data=one.user_id)
    elif not fate.result["inside"] or not here:
        return  # who comes back goes on where they were
    elif not await follow.fault(unit, policy, one.user_id, fate.result["name"]):
        await follow.right(unit, one.user_id)
    elif one.state == MUTED:
        await follow.look_again(unit, one)
    elif one.state == OPEN and one.mark != policy.mark:
        # It may have been right by the rule that was: nobody asked for this one.
        await follow.wrong(unit, policy, one.user_id, fate.result["name"], came=False)
    elif one.state == OPEN and one.due_at <= unit.now:
        await follow.act(unit, policy, one, fate.result["name"])


async def told(unit: Unit) -> None:
    """A private reminder arrived; else they are called in the group."""
    if unit.fate is not None and unit.fate.state == "refused":
        await follow.in_line(unit, unit.data)


async def line(unit: Unit) -> None:
    """Remind some people in the group by one message, without what they are called."""
    room, policy = unit.room.id, policy_of(unit.values)
    waiting = await unit.run(lambda c: task.waiting(c, room, NAMED))
    for person in waiting:
        await unit.run(partial(task.change, room=room, person=person, reminded=1))
    if len(waiting) == NAMED:
        await unit.later(LINE, str(room), due_at=unit.now + CALM)
    here = await unit.run(lambda c: roster.not_gone(c, room, waiting))
    if policy is None or not here:
        return
    known = await unit.run(lambda c: task.states(c, room, sorted(here)))
    if not known:
        return
    shown = await unit.run(lambda c: roster.names(c, sorted(known)))
    cards = [
        one for one in sorted(known) if policy.asks_card and not policy.judge(shown.get(one, ""))
    ]
    lines = []
    for people, on_card in ((sorted(set(known) - set(cards)), False), (cards, True)):
        if people:
            lines += [_called(unit, people, on_card), words.wanted(unit, policy, card=on_card)]
    lines.append(follow.then(unit, min(known.values(), key=_urgency)))
    await notice(
        unit,
        "naming.line",
        "\n".join(lines),
        buttons=follow.fill(unit) if cards else follow.check(unit),
        stay=Stay.NOTICE,
        anew=True,
    )


def _called(unit: Unit, people: list[int], on_card: bool) -> str:
    names = [Html(unit.say("naming-person", person=str(one))) for one in people]
    text = "naming-line-card" if on_card else "naming-line"
    return unit.say(text, names=Html(phrase.listing(names, unit.language)), n=len(names))


def _urgency(one: Task) -> tuple[bool, bool, int]:
    """What is said to several: the first date, else that it is late, else that they are muted."""
    return one.state != OPEN, one.state == MUTED, one.due_at


async def follow_rule(unit: Unit) -> None:
    """The rule, or what is done about it, is another one."""
    await unit.later(SWEEP, str(unit.room.id), due_at=unit.now, data=0)


async def sweep(unit: Unit) -> None:
    """Who follows now, or need not, is free at once; the others when they are seen again."""
    room, policy = unit.room.id, policy_of(unit.values)
    found = await unit.run(partial(task.some, room=room, after=unit.data, limit=TOGETHER))
    names = await unit.run(lambda c: roster.names(c, [one.user_id for one in found]))
    kind = unit.values["naming.action"]
    for one in found:
        name = names.get(one.user_id, "")
        borne = one.state == MUTED and kind != "mute"
        if policy is None or borne:
            await follow.right(unit, one.user_id, spared=True)
        elif name and not await follow.fault(unit, policy, one.user_id, name):
            await follow.right(unit, one.user_id)
        elif one.state == MUTED and one.mark != policy.mark:
            await follow.tell_anew(unit, policy, one, name)
    if len(found) == TOGETHER:
        data = found[-1].user_id
        await unit.later(SWEEP, str(room), due_at=unit.now, data=data)


async def _name(unit: Unit, person: int) -> str:
    known = await unit.run(lambda c: roster.names(c, [person]))
    return str(known.get(person, ""))
