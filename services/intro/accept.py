"""An introduction is taken in, returned, or waits for what it lacks; in the lane of the group."""

from functools import partial

from msgspec import structs

from bot.core import deadline
from bot.core.actions import Button, Buttons
from bot.core.manner import notice
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import roster, template, trust
from services.intro import book, task
from services.intro.book import ACCEPTED, OPEN, RETURNED, Introduction
from services.intro.judge import Fault, reasons
from services.intro.similar import body
from services.naming.keep import name_of
from services.naming.policy import BANNED, policy_of
from services.points.gift import tip_buttons
from services.reward import reward

LINK = "intro"
"""The link that opens the private form."""

BOARD, HALF, DUE, POST = "intro.index", "intro.half", "intro.due", "intro.post"
"""Deadlines: the list is written anew; somebody is reminded; their time is over; what they wrote
in private is posted."""

CALM = 5
"""Seconds between two edits of the list."""


def fresh(unit: Unit, person: int, text: str, *, photo: bool, message: int) -> Introduction:
    """An introduction that somebody wrote just now."""
    return Introduction(
        room_id=unit.room.id,
        user_id=person,
        state=OPEN,
        text=text,
        photo=int(photo),
        chat_id=unit.room.chat_id,
        message_id=message,
        why="",
        rewarded=0,
        at=unit.now,
    )


async def store(unit: Unit, one: Introduction) -> None:
    """Write it down."""
    said = body(one.text, unit.values["intro.fields"])
    await unit.run(lambda c: book.put(c, one, said))


async def accept(unit: Unit, one: Introduction, name: str, *, tell: bool = True) -> None:
    """It is complete, or an administrator says so: the task is done, and it is in the list."""
    room, person = unit.room.id, one.user_id
    before = await unit.run(lambda c: book.get(c, room, person))
    await store(unit, structs.replace(one, state=ACCEPTED, why=""))
    paid = 0
    if before is None or not before.rewarded:
        paid = await reward(unit, person, "intro", f"{room}:{person}")
        await unit.run(lambda c: book.change(c, room, person, rewarded=1))
    await release(unit, person, task.DONE)
    await renew_board(unit)
    if tell:
        shown = await shown_name(unit, person, name)
        text = unit.say("intro-accepted", name=shown, person=str(person))
        if paid:
            text += "\n" + unit.say("intro-paid", n=paid)
        await notice(
            unit,
            matter_of(person),
            text,
            buttons=(*tip_buttons(unit, person), *_button(unit, "return", person)),
            stay=Stay.LONG,
        )


async def send_back(unit: Unit, person: int, name: str, why: str) -> None:
    """An administrator returns it: it is out of the list, and can be written again."""
    room = unit.room.id
    await unit.run(lambda c: book.change(c, room, person, state=RETURNED, why=why[:500]))
    await lose(unit, person)
    shown = await shown_name(unit, person, name)
    text = unit.say("intro-returned", name=shown, person=str(person))
    if why:
        text += "\n" + unit.say("intro-why", why=why[:500])
    buttons = (*button(unit), *_button(unit, "accept", person))
    await notice(unit, matter_of(person), text, buttons=buttons, stay=Stay.LONG)


async def lose(unit: Unit, person: int) -> None:
    """Somebody has none any more: who had a deadline for it gets another one, as newcomers do."""
    room, now = unit.room.id, unit.now
    await renew_board(unit)
    known = await unit.run(lambda c: task.get(c, room, person))
    if known is None or known.state != task.DONE or not unit.values["intro.enabled"]:
        return
    if await unit.run(lambda c: trust.is_approved(c, room=room, person=person)):
        return
    within = unit.values["intro.within"]
    again = {"state": task.OPEN, "began_at": now, "due_at": now + within, "reminded": 0}
    await unit.run(lambda c: task.change(c, room, person, **again))
    for kind, due_at in ((HALF, now + within // 2), (DUE, now + within)):
        await unit.later(kind, f"{room}:{person}", due_at=due_at, data=person)
    place = await unit.run(lambda c: roster.status(c, room, person))
    if place == "member" and unit.room.type == "supergroup" and not unit.gone:
        for action in await unit.run(lambda c: task.limit(c, known, "")):
            unit.do(action)


async def wait(unit: Unit, one: Introduction, name: str, fault: Fault) -> None:
    """It lacks something: what that is, in the one message about it."""
    before = await unit.run(lambda c: book.get(c, unit.room.id, one.user_id))
    await store(unit, one)
    if before is not None and before.state == ACCEPTED:
        await lose(unit, one.user_id)
    shown = await shown_name(unit, one.user_id, name)
    lines = [
        unit.say("intro-lacks", name=shown, person=str(one.user_id)),
        *reasons(unit, fault),
        unit.say("intro-again"),
    ]
    buttons = (*button(unit), *_button(unit, "accept", one.user_id))
    await notice(unit, matter_of(one.user_id), "\n".join(lines), buttons=buttons, stay=Stay.LONG)


async def release(unit: Unit, person: int, state: str) -> None:
    """A task is over: what was taken is given back, and nothing falls due any more."""
    room = unit.room.id
    known = await unit.run(lambda c: task.get(c, room, person))
    if known is None or known.state not in task.WAITING:
        return
    await unit.run(lambda c: task.change(c, room, person, state=state, reminded=1))
    for action in await unit.run(partial(task.free, one=known, now=unit.now)):
        unit.do(action)
    for kind in (HALF, DUE):
        await unit.cancel(kind, f"{room}:{person}")


async def renew_board(unit: Unit) -> None:
    """Have the list written anew soon, if there is one."""
    key, now = str(unit.room.id), unit.now
    if await unit.run(lambda c: book.board(c, unit.room.id)) is None:
        return
    if not await unit.run(lambda c: deadline.is_set(c, kind=BOARD, key=key, at=now)):
        await unit.later(BOARD, key, due_at=now + CALM)


async def shown_name(unit: Unit, person: int, name: str = "") -> str:
    """What somebody is called in this group, on one line; by number, if that is better not said."""
    called = await name_of(unit, person, name)
    policy = policy_of(unit.values) if "naming.format" in unit.values.declared else None
    banned = policy is not None and policy.judge(called) == BANNED
    if banned or template.is_ad(called, unit.values):
        return str(person)
    return template.clean(called) or str(person)


def matter_of(person: int) -> str:
    """The matter of somebody's introduction."""
    return f"{book.MATTER}{person}"


def button(unit: Unit) -> Buttons:
    """The way into the private form, in the lane of the group."""
    url = unit.link(LINK, str(unit.room.id))
    return ((Button(text=unit.say("intro-button"), url=url),),)


def _button(unit: Unit, what: str, person: int) -> Buttons:
    text = unit.say(f"intro-button-{what}")
    return ((Button(text=text, data=f"intro_{what}:{person}"),),)


def address(unit: Unit, one: Introduction) -> Html:
    """A link to it (HTML for `href`), empty if there is none; only supergroups have such."""
    if not one.message_id:
        return Html("")
    text = str(one.chat_id)
    if unit.room.username:
        return Html(f"https://t.me/{unit.room.username}/{one.message_id}")
    if not text.startswith("-100"):
        return Html("")
    return Html(f"https://t.me/c/{text[4:]}/{one.message_id}")
