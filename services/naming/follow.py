"""What becomes of somebody's name, in the lane of the group: asked for, borne, or made right."""

from bot.core import daily, phrase
from bot.core.actions import Button, Buttons, Look, Send
from bot.core.duration import DAY, HOUR
from bot.core.unit import Unit
from bot.core.verdict import Sanction
from services import moderation, roster, trust
from services.entry import book as door
from services.moderation import Order, enforce, restraint
from services.naming import card, task, words
from services.naming.policy import BANNED, Policy
from services.naming.task import KICKED, LATE, MENDED, MUTED, OPEN, Task

RULE = "naming"
DUE, LOOK, LINE = "naming.due", "naming.look", "naming.line"
"""Deadlines: the time is over; whoever is muted is looked at; some are reminded in one line."""

FORM = "namecard"
"""The link that opens the form of a card."""

SEEN, TOLD = "naming.seen", "naming.told"
"""Continuations: Telegram said what somebody is called; a private reminder arrived, or did not."""

AGAIN = 600
"""Seconds that somebody has at least who comes back, late as they may be."""

CALM = 60
"""Seconds between two lines that remind in the group."""


async def exempt(unit: Unit, person: int) -> bool:
    """Administrators, whom they approved, and who still stands at the door."""
    if person in unit.admins.by_id:
        return True
    room = unit.room.id
    if await unit.run(lambda c: trust.is_approved(c, room=room, person=person)):
        return True
    return await unit.run(lambda c: door.live(c, room, person)) is not None


async def fault(unit: Unit, policy: Policy, person: int, name: str) -> str:
    """What is wrong with how somebody is called, on their profile or on their card."""
    if found := policy.judge(name):
        return found
    if not policy.asks_card:
        return ""
    own: card.Card = await unit.run(lambda c: card.get(c, unit.room.id, person))
    return policy.judge_card(own.name)


async def wrong(unit: Unit, policy: Policy, person: int, name: str, *, came: bool) -> None:
    """Somebody's name was seen, and it does not follow: from now on their time runs, once.

    Who `came` back goes on where they were, and who changed it back, too: what fell due meanwhile
    was let go.
    """
    room, now = unit.room.id, unit.now
    known: Task | None = await unit.run(lambda c: task.get(c, room, person))
    same = known is not None and known.mark == policy.mark
    if known is not None and same and await _goes_on(unit, known):
        lost = known.due_at + HOUR < now or (came and known.due_at < now + AGAIN)
        if known.state == OPEN and lost:
            await _arm(unit, person, now + AGAIN)
        elif came and known.state == MUTED:
            await unit.later(LOOK, f"{room}:{person}", due_at=now + HOUR, data=person)
        return
    if known is not None:
        await _release(unit, known)
    grace = unit.values["naming.grace"]
    due_at = now + grace
    if known is not None and same and (known.state == MUTED or _lately(known, now - grace)):
        due_at = min(due_at, max(known.due_at, now + AGAIN))
    one = Task(
        room_id=room, user_id=person, state=OPEN, mark=policy.mark, began_at=now, due_at=due_at
    )
    await unit.run(lambda c: task.put(c, one))
    await _arm(unit, person, due_at)
    await remind(unit, policy, one, name)


async def _goes_on(unit: Unit, one: Task) -> bool:
    """Whether what was done about a name still holds under the same rule."""
    if one.state == LATE:
        return bool(unit.values["naming.action"] == "remind")
    if one.state != MUTED:
        return one.state == OPEN
    number, room, person = one.case_id or 0, one.room_id, one.user_id
    case = await unit.run(lambda c: moderation.find(c, number))
    # Another mute may have taken the place of this one, and be over.
    gave_way = case is not None and case.state.startswith("replaced")
    until = unit.now + 1
    held = await unit.run(lambda c: restraint.holds(c, room=room, person=person, until=until))
    return not gave_way or bool(held)


async def spare(unit: Unit, person: int) -> None:
    """An administrator approved somebody: whatever they are called, it is borne."""
    await right(unit, person, spared=True)


def _lately(one: Task, since: int) -> bool:
    """Whether a name was right for a moment only."""
    return one.state == MENDED and one.began_at > since


async def right(unit: Unit, person: int, *, spared: bool = False) -> None:
    """Somebody's name follows, or need not (`spared`): what was done about it ends.

    That they were asked is known for as long as there is time to change a name.
    """
    room, now = unit.room.id, unit.now
    known: Task | None = await unit.run(lambda c: task.get(c, room, person))
    if known is None or (known.state == MENDED and not spared):
        return
    await _release(unit, known)
    if spared:
        await unit.run(lambda c: task.drop(c, room, person))
    else:
        by_now = {"state": MENDED, "began_at": now, "reminded": 1, "case_id": None}
        await unit.run(lambda c: task.change(c, room, person, **by_now))
        until = now + unit.values["naming.grace"]
        await unit.later(DUE, f"{room}:{person}", due_at=until, data=person)
    if known.state == MUTED and await unit.run(lambda c: roster.started(c, [person])):
        text = unit.say("naming-free" if spared else "naming-thanks", group=unit.room.title[:64])
        unit.do(Send(room=room, to=person, text=text), expires_at=now + HOUR)


async def _release(unit: Unit, one: Task) -> None:
    """Take a mute back that was for the name, and nothing falls due any more."""
    for kind in (DUE, LOOK):
        await unit.cancel(kind, f"{one.room_id}:{one.user_id}")
    if one.state != MUTED or one.case_id is None:
        return
    number = one.case_id
    case = await unit.run(lambda c: moderation.find(c, number))
    if case is not None and case.state.startswith(("in force", "replaced")):
        await moderation.take_back(unit, case, by=None)


async def _arm(unit: Unit, person: int, due_at: int) -> None:
    room = unit.room.id
    await unit.run(lambda c: task.change(c, room, person, due_at=due_at))
    await unit.later(DUE, f"{room}:{person}", due_at=due_at, data=person)


async def look(unit: Unit, person: int) -> None:
    """Ask Telegram what somebody is called now: nobody says so when they change it."""
    unit.do(
        Look(room=unit.room.id, chat=str(unit.room.chat_id), person=person),
        then=SEEN,
        then_data=person,
        expires_at=unit.now + HOUR,
    )


async def act(unit: Unit, policy: Policy, one: Task, name: str) -> None:
    """The time is over, and the name is what it was: what the group chose for that."""
    room, person, action = one.room_id, one.user_id, unit.values["naming.action"]
    if action == "remind":
        await unit.run(lambda c: task.change(c, room, person, state=LATE))
        await remind(unit, policy, one, name)
        return
    order = Order(
        person=person,
        key=f"{RULE}:{person}:{one.began_at}",
        name="" if policy.judge(name) == BANNED else name,
        act=Sanction.MUTE if action == "mute" else Sanction.KICK,
        rule=RULE,
        via="machine",
    )
    outcome = await enforce(unit, order)
    if action == "kick":
        await unit.run(lambda c: task.change(c, room, person, state=KICKED, reminded=1))
        return
    await unit.run(lambda c: task.change(c, room, person, state=MUTED, case_id=outcome.case))
    await unit.later(LOOK, f"{room}:{person}", due_at=unit.now + HOUR, data=person)
    muted = await unit.run(lambda c: task.get(c, room, person))
    await remind(unit, policy, muted or one, name)


async def tell_anew(unit: Unit, policy: Policy, one: Task, name: str) -> None:
    """Whoever is muted hears of another rule, which they do not follow either."""
    room, person = one.room_id, one.user_id
    await unit.run(lambda c: task.change(c, room, person, mark=policy.mark, looked=0))
    await unit.later(LOOK, f"{room}:{person}", due_at=unit.now + HOUR, data=person)
    await remind(unit, policy, one, name)


async def look_again(unit: Unit, one: Task) -> None:
    """Whoever is muted is looked at again, ever more seldom, once a day at last."""
    room, person = one.room_id, one.user_id
    wait = min(DAY, HOUR * 2 ** min(one.looked, 8))
    await unit.run(lambda c: task.change(c, room, person, looked=one.looked + 1))
    await unit.later(LOOK, f"{room}:{person}", due_at=unit.now + wait, data=person)


async def remind(unit: Unit, policy: Policy, one: Task, name: str) -> None:
    """Privately, where somebody started the bot; else by one line in the group."""
    person, room = one.user_id, one.room_id
    if not await unit.run(lambda c: roster.started(c, [person])):
        await in_line(unit, person)
        return
    await unit.run(lambda c: task.change(c, room, person, reminded=1))
    on_card = policy.asks_card and not policy.judge(name)
    lines = [
        unit.say("naming-remind-card" if on_card else "naming-remind", group=unit.room.title[:64]),
        words.wanted(unit, policy, own=name, card=on_card),
        then(unit, one),
    ]
    unit.do(
        Send(
            room=room,
            to=person,
            text="\n".join(lines),
            buttons=fill(unit) if on_card else check(unit),
        ),
        then=TOLD,
        then_data=person,
        expires_at=unit.now + HOUR,
    )


def then(unit: Unit, one: Task) -> str:
    """Until when, and what happens otherwise."""
    if one.state == MUTED:
        return unit.say("naming-muted")
    if one.state == LATE or one.due_at <= unit.now:
        return unit.say("naming-late")
    due = phrase.date_time(one.due_at, unit.language, daily.zone_of(unit.values))
    return unit.say(f"naming-then-{unit.values['naming.action']}", due=due)


def check(unit: Unit) -> Buttons:
    """The button for who changed it."""
    return ((Button(text=unit.say("naming-check"), data=f"naming_check:{unit.room.id}"),),)


def fill(unit: Unit) -> Buttons:
    """The button that opens the form of a card."""
    return ((Button(text=unit.say("naming-fill"), url=unit.link(FORM, str(unit.room.id))),),)


async def in_line(unit: Unit, person: int) -> None:
    """Have somebody reminded in the group, together with others."""
    room = unit.room.id
    await unit.run(lambda c: task.change(c, room, person, reminded=2))
    if await unit.once(LINE, CALM):
        await unit.later(LINE, str(room), due_at=unit.now + CALM)
