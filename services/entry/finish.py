"""How an application ends: let in, turned away, withdrawn, or decided by somebody else."""

from functools import partial

from sqlalchemy import Connection

from bot.core import demand as demands
from bot.core import phrase
from bot.core.actions import (
    AnyAction,
    Approve,
    Button,
    Buttons,
    Count,
    Decline,
    Send,
)
from bot.core.gate import Applicant
from bot.core.incoming import Person
from bot.core.manner import notice
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from services import archive, greeting, raid, roster, template
from services.entry import book, card, porch, seats
from services.entry.book import ELSEWHERE, FAILED, HELD, PASSED, READY, WITHDRAWN
from services.entry.setting import asked_of, step_of
from services.moderation import Order, enforce, restraint

DUE = "entry.due"
"""The deadline of an application."""

ADMITTED, COUNTED = "entry.admitted", "entry.counted"
"""Continuations: a request was approved; the members were counted."""

TOLD = "entry.told"
"""The continuation of why somebody is declined, who was asked nothing."""

RULE = "entry"
LAST = 2**31 - 1
"""No message has a higher number."""

MOST = 100
"""Messages that go with somebody who failed."""

WELCOME = "welcome.say"
"""The deadline at which newcomers are greeted, see `handlers.greeting`."""


async def through(unit: Unit, one: Applicant) -> None:
    """All gates are passed: a seat is looked for, if they are counted, and then they are let in.

    Requests stay pending while a raid goes on.
    """
    if one.way == "request" and await raid.is_on(unit):
        await unit.run(lambda c: book.change(c, one.id, state=HELD))
        await unit.cancel(DUE, str(one.id))
        await tell(unit, one, "entry-held")
        return
    if not await unit.run(lambda c: book.change(c, one.id, state=READY)):
        return
    if unit.values["entry.seats"]:
        data = {"application": one.id, "at": unit.now}
        unit.do(Count(room=unit.room.id), then=COUNTED, then_data=data)
        return
    await let_in(unit, one)


async def counted(unit: Unit) -> None:
    """The members were counted for somebody who is through: let in, if there is a seat."""
    one = await unit.run(lambda c: book.get(c, unit.data["application"]))
    if one is None or one.state != READY:
        return
    members = unit.fate.result if unit.fate and unit.fate.state == "done" else None
    at = unit.data["at"]
    free = await seats.free(unit, members, counted_at=at, asking=one.id)
    if free is not None and free <= 0:
        await seats.queue(unit, one)
        return
    await let_in(unit, one)


async def let_in(unit: Unit, one: Applicant) -> None:
    """Approve a request, or give back what was taken from who came in by themselves."""
    if one.way == "request":
        unit.do(
            Approve(room=unit.room.id, person=one.user_id),
            then=ADMITTED,
            then_data={"application": one.id},
        )
        return
    if not await _end(unit, one, PASSED):
        return
    for action in await unit.run(partial(_give_back, one=one, now=unit.now)):
        unit.do(action)
    await porch.leave(unit, one)
    await tell(unit, one, "entry-in", door=True)
    await _greet(unit, one)


async def _greet(unit: Unit, one: Applicant) -> None:
    """Who was silent at the door is welcomed now; who asked to come in, when they are seen to."""
    if not unit.values.get("welcome.enabled", False):
        return
    shown = await unit.run(lambda c: roster.person(c, one.user_id))
    shown = shown or Person(one.user_id, one.name, username=one.username)
    somebody = template.somebody(shown, unit.values)
    due = await unit.run(lambda c: greeting.wait(c, room=unit.room.id, one=somebody, now=unit.now))
    await unit.later(WELCOME, str(unit.room.id), due_at=due)


def _give_back(connection: Connection, one: Applicant, now: int) -> list[AnyAction]:
    room, person = one.room_id, one.user_id
    return restraint.give_back(connection, room=room, person=person, earlier=one.earlier, now=now)


async def admitted(unit: Unit) -> None:
    """A request was approved, or Telegram would not."""
    fate, number = unit.fate, unit.data["application"]
    one = await unit.run(lambda c: book.get(c, number))
    if one is None or fate is None or one.ended_at is not None:
        return
    if fate.state == "done":
        if await _end(unit, one, PASSED):
            await tell(unit, one, "entry-in", door=True)
        return
    await _end(unit, one, ELSEWHERE, why="refused")
    await tell(unit, one, "entry-refused")
    said = str(fate.result or fate.state)[:120]
    text = unit.say("entry-trouble", name=one.name[:32], said=said)
    await notice(unit, "entry.trouble", text, stay=Stay.LONG, anew=True)


async def fail(unit: Unit, one: Applicant, why: str, *, by: int = 0, note: str = "") -> None:
    """Somebody did not pass: their request is declined, or they are removed, with everything
    they managed to write. They can come again. `note` (HTML) tells them more."""
    if not await _end(unit, one, FAILED, why=why, by=by):
        return
    step = step_of(unit.values)
    untold = one.way == "request" and one.card == card.NONE and bool(one.chat_id)
    if one.way == "request" and not untold:
        unit.do(Decline(room=unit.room.id, person=one.user_id))
    if one.way == "open" or step.act is Sanction.BAN:
        await _remove(unit, one, step.act, step.term, why, by)
    await porch.leave(unit, one)
    if untold:
        refuse(unit, one.chat_id, one.user_id, _last_word(unit, one, why, note))
    else:
        await tell(unit, one, "entry-out", why=why, retry=True, note=note)


def refuse(unit: Unit, chat: int, person: int, text: str) -> None:
    """Tell somebody who was asked nothing yet why they are declined, and only then decline them:
    afterwards Telegram does not let them be written to.

    https://core.telegram.org/bots/api#chatjoinrequest
    """
    word = Send(room=unit.room.id, to=chat, text=text)
    unit.do(word, then=TOLD, then_data={"person": person}, expires_at=unit.now + 300)


async def told(unit: Unit) -> None:
    """Somebody was told that they are declined, or cannot be told."""
    unit.do(Decline(room=unit.room.id, person=unit.data["person"]))


async def _remove(unit: Unit, one: Applicant, act: Sanction, term: int, why: str, by: int) -> None:
    chat = unit.room.chat_id
    written = await unit.run(
        lambda c: archive.since(
            c, chat=chat, at=one.began_at - 2, last=LAST, author=one.user_id, limit=MOST
        )
    )
    order = Order(
        person=one.user_id,
        key=f"entry:{one.id}",
        name=one.name,
        act=act,
        term=term,
        rule=RULE,
        via="human" if by else "machine",
        by=by or None,
        reason=why,
        messages=tuple((chat, message) for message in written),
        delete=True,
    )
    await enforce(unit, order)


async def withdraw(unit: Unit, one: Applicant) -> None:
    """Somebody does not want to come in any more."""
    if not await _end(unit, one, WITHDRAWN, by=one.user_id):
        return
    if one.way == "request":
        unit.do(Decline(room=unit.room.id, person=one.user_id))
    else:
        await _remove(unit, one, Sanction.KICK, 0, "withdrawn", 0)
    await porch.leave(unit, one)
    await tell(unit, one, "entry-withdrawn")


async def settle_elsewhere(unit: Unit, one: Applicant, *, inside: bool, by: int = 0) -> None:
    """Somebody else decided: an administrator let them in or out, or they went."""
    state = ELSEWHERE if inside or by else WITHDRAWN
    why = "inside" if inside else "outside"
    if not await _end(unit, one, state, why=why, by=by):
        return
    if inside and one.way == "open":
        for action in await unit.run(partial(_give_back, one=one, now=unit.now)):
            unit.do(action)
        await _greet(unit, one)
    await porch.leave(unit, one)
    await tell(unit, one, "entry-in" if inside else "entry-over", door=inside)


async def _end(unit: Unit, one: Applicant, state: str, *, why: str = "", by: int = 0) -> bool:
    """An application is over, and its gates hear so; False if it was before."""
    over = await unit.run(lambda c: book.end(c, one.id, state=state, why=why, now=unit.now, by=by))
    if not over:
        return False
    await unit.cancel(DUE, str(one.id))
    for leaf in demands.leaves(asked_of(one, unit.values, unit.house.gates)):
        gate = unit.house.gates[leaf.gate]
        if gate.over:
            await gate.over(unit, one)
    return True


async def tell(
    unit: Unit,
    one: Applicant,
    key: str,
    *,
    why: str = "",
    door: bool = False,
    retry: bool = False,
    note: str = "",
) -> None:
    """The last word on the card."""
    with card.speaking(unit, one):
        group = unit.room.title[:64]
        text = _last_word(unit, one, why, note) if retry else unit.say(key, group=group)
        buttons: Buttons = ()
        if door and unit.room.username:
            url = f"https://t.me/{unit.room.username}"
            buttons = ((Button(text=unit.say("entry-go-in"), url=url),),)
    if not one.card and not one.chat_id:
        return
    await card.show_private(unit, one, text, buttons, anew=bool(one.pictured), last=True)


def _last_word(unit: Unit, one: Applicant, why: str, note: str) -> str:
    """Why somebody did not pass, and when they can try again."""
    with card.speaking(unit, one):
        group = unit.room.title[:64]
        lines = [unit.say("entry-out", group=group, why=_why(unit, why)), *([note] if note else [])]
        if wait := unit.values["entry.retry"]:
            lines.append(unit.say("entry-retry", wait=phrase.span(wait, unit.language)))
        else:
            lines.append(unit.say("entry-retry-now"))
    return "\n".join(lines)


def _why(unit: Unit, why: str) -> str:
    if why in unit.house.gates:
        return unit.say("entry-why-gate", gate=unit.say(f"gate-name-{why}"))
    return unit.say(f"entry-why-{why}")
