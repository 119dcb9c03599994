"""Raids: many come at once, and somebody is asked to look; they may be held until then."""

from functools import partial

from bot.core.actions import Button, Buttons
from bot.core.alter import alter
from bot.core.duration import DAY, MINUTE
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press, Watcher
from bot.core.incoming import Facts
from bot.core.manner import notice
from bot.core.role import CHANGE
from bot.core.room import ABSENT
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from services import entry, moderation, raid, trust
from services.moderation import File, Order
from services.raid import GROWTH, ON, OVER, QUIET, RULE, SETTINGS

RIGHT = "can_restrict_members"
MATTER = "raid"
CALM, LIFT, SWEEP = "raid.calm", "raid.lift", "raid.sweep"
"""Deadlines: no more come; those who came may write; those who came go."""

RESUME = "raid.resume"
"""The deadline, due at once, at which who was kept back comes in."""

TOGETHER = 50
"""People who are dealt with in one unit."""

TOLD = 10
"""Seconds after which the summary is written anew at most."""

_ON = frozenset(("on", "开", "开启"))
_OFF = frozenset(("off", "关", "关闭"))


def came(facts: Facts) -> bool:
    """Whether somebody joined by themselves, or through a link, or asks to be let in."""
    if facts.kind == "chat_join_request":
        return facts.person is not None and not facts.person.is_bot
    return (
        facts.content in ("member", "restricted")
        and facts.text in ABSENT
        and facts.person is not None
        and not facts.person.is_bot
    )


async def see_join(unit: Unit) -> None:
    """Somebody joined: counted, and kept from writing while a raid goes on."""
    facts = unit.facts
    person, by = facts.person, facts.actor
    if person is None or not came(facts) or not unit.room.is_group:
        return
    if by is not None and by.id != person.id and by.id in unit.admins.by_id:
        return  # an administrator brought them, or we let them in
    room, at = unit.room.id, facts.at
    number = await unit.run(lambda c: raid.count(c, room=room, person=person.id, at=at))
    now = await unit.run(lambda c: raid.one_more(c, room))
    begins = False
    if now is not None and now.state == ON:
        await _hold(unit, person.id, person.name, now.began_at)
    elif now is None:
        chosen = unit.values["antiraid.joins"]
        if number <= (chosen or raid.LEAST):
            return
        if number <= await unit.run(lambda c: raid.limit(c, room=room, at=at, chosen=chosen)):
            return
        begins = True
        raid.know(unit, on=True)
        before = await unit.run(lambda c: raid.break_out(c, room=room, at=at, came=number))
        for one in before:
            await _hold(unit, one, person.name if one == person.id else str(one), at)
        if person.id not in before:
            await _hold(unit, person.id, person.name, at)
    await unit.later(CALM, str(room), due_at=unit.now + QUIET)
    if await unit.once("raid.told", TOLD) or begins:
        await _summarise(unit, anew=begins)


async def _hold(unit: Unit, person: int, name: str, began: int) -> None:
    """Where the group wants it, somebody cannot write until somebody decides, a day at most."""
    if not unit.values["antiraid.hold"] or person in unit.admins.by_id:
        return
    if unit.facts.kind == "chat_join_request":
        return
    order = Order(
        person=person,
        key=raid.key_of(began, person),
        name=name,
        act=Sanction.MUTE,
        term=DAY,
        rule=RULE,
        via="machine",
    )
    room, values, now = unit.room.id, unit.values, unit.now
    known = await unit.run(lambda c: raid.held_by(c, room=room, key=order.key))
    if known or await unit.run(lambda c: trust.is_approved(c, room=room, person=person)):
        return
    outcome = await unit.run(
        lambda c: moderation.carry_out(c, order, room=room, values=values, now=now)
    )
    for action in outcome.actions:
        unit.do(action, case=outcome.case, expires_at=now + DAY)


async def _summarise(unit: Unit, *, anew: bool = False) -> None:
    """One message for all of it, sent when it begins and edited from then on."""
    state = await unit.run(lambda c: raid.find(c, unit.room.id))
    if state is None:
        return
    buttons: Buttons = ()
    if state.state == ON:
        buttons = (
            (Button(text=unit.say("raid-growth"), data="raid:growth"),),
            (Button(text=unit.say("raid-sweep"), data="raid:sweep"),),
        )
    key = "held" if state.state == ON and unit.values["antiraid.hold"] else state.state
    text = unit.say(f"raid-state-{key}", n=state.came)
    await notice(unit, MATTER, text, buttons=buttons, anew=anew)


async def press(unit: Unit) -> None:
    """Somebody looked: it is growth, or they go."""
    room = unit.room.id
    if unit.args == "growth":
        state = await unit.run(lambda c: raid.become(c, room=room, was=(ON,), state=GROWTH))
        then = LIFT
    else:
        state = await unit.run(lambda c: raid.find(c, room))
        then = SWEEP
    if state is None or (then == SWEEP and state.state == GROWTH):
        unit.stale()
        return
    by = unit.actor
    await unit.later(then, str(room), due_at=unit.now, data={"since": state.began_at, "by": by})
    unit.answer(unit.say("raid-doing"))
    if then == LIFT:
        await _summarise(unit)


async def lift(unit: Unit) -> None:
    """Those who came may write: so many now, and the others right after."""
    held: list[int] = await unit.run(
        partial(raid.held, room=unit.room.id, since=unit.data["since"], limit=TOGETHER)
    )
    for number in held:
        await _free(unit, number)
    after = await entry.welcome(unit, unit.data.get("after", 0))
    more = await entry.take_up(unit)
    if len(held) == TOGETHER or after or more:
        data = {**unit.data, "after": after}
        await unit.later(LIFT, str(unit.room.id), due_at=unit.now, data=data)


async def sweep(unit: Unit) -> None:
    """Those who came go: so many now, and the others right after."""
    room, values, now, data = unit.room.id, unit.values, unit.now, unit.data
    people = await unit.run(
        partial(
            raid.comers,
            room=room,
            since=data["since"] - MINUTE,
            after=data.get("after", 0),
            limit=TOGETHER,
        )
    )
    for person, name in people:
        key = f"sweep:{data['since']}:{person}"
        known = await unit.run(partial(raid.held_by, room=room, key=key))
        if known or person in unit.admins.by_id:
            continue
        order = Order(
            person=person, key=key, name=name, act=Sanction.KICK, rule=RULE, by=data["by"]
        )
        carry = partial(moderation.carry_out, order=order, room=room, values=values, now=now)
        outcome = await unit.run(carry)
        for action in outcome.actions:
            unit.do(action, case=outcome.case, expires_at=now + DAY)
    if len(people) == TOGETHER:
        more = {**data, "after": people[-1][0]}
        await unit.later(SWEEP, str(room), due_at=now, data=more)


async def _free(unit: Unit, number: int) -> None:
    """Take back the case that kept somebody from writing."""
    case: File | None = await unit.run(partial(moderation.find, number=number))
    if case is None:
        return
    done = await unit.run(partial(moderation.undo, case=case, by=unit.data["by"], now=unit.now))
    moderation.reverse(unit, done.actions if done else (), number)


async def calm(unit: Unit) -> None:
    """Nobody came for a while: it is over, and the group is told in the same message."""
    room = unit.room.id
    for was in (ON, GROWTH):
        if await unit.run(partial(raid.become, room=room, was=(was,), state=OVER)):
            await _summarise(unit)
            await unit.later(RESUME, str(room), due_at=unit.now)
            return


async def resume(unit: Unit) -> None:
    """It is over: who was kept back comes in, so many now."""
    if await entry.take_up(unit):
        await unit.later(RESUME, str(unit.room.id), due_at=unit.now)


async def antiraid(unit: Unit) -> None:
    """`/antiraid` says how it stands; `on`, `off`, a number of joins a minute, or `auto`."""
    word = unit.args.strip().lower()
    if not word:
        state = await unit.run(lambda c: raid.find(c, unit.room.id))
        joins = unit.values.declared["antiraid.joins"].show(unit.values["antiraid.joins"])
        on = unit.values["antiraid.enabled"]
        lines = [unit.say("antiraid-watching", joins=joins) if on else unit.say("antiraid-off")]
        if state is not None:
            lines.append(unit.say(f"raid-state-{state.state}", n=state.came))
        unit.reply("\n".join(lines), stay=Stay.LONG)
        return
    if word in _ON | _OFF:
        await alter(unit, "antiraid.enabled", word in _ON, by=unit.actor)
    else:
        setting = unit.values.declared["antiraid.joins"]
        try:
            value = setting.parse(word)
        except UserError:
            raise UserError(unit.say("antiraid-usage")) from None
        await alter(unit, "antiraid.joins", value, by=unit.actor)
    unit.reply(unit.say("antiraid-set", value=word))


def sentences(unit: Unit) -> list[str]:
    """What happens when many come at once."""
    return [unit.say("rules-antiraid")] if unit.values["antiraid.hold"] else []


FEATURE = Feature(
    name="antiraid",
    key="threshold",
    settings=SETTINGS,
    commands=(Command(name="antiraid", handle=antiraid, right=CHANGE, where="group", always=True),),
    presses=(Press(name="raid", handle=press, right=RIGHT),),
    deadlines=(
        Later(name=CALM, handle=calm),
        Later(name=RESUME, handle=resume),
        Later(name=LIFT, handle=lift),
        Later(name=SWEEP, handle=sweep, admins=True),
    ),
    watchers=(
        Watcher(
            kinds=("chat_member", "chat_join_request"), handle=see_join, wants=came, admins=True
        ),
    ),
    chores=(raid.forget,),
    needs=(RIGHT,),
    rules=sentences,
)
