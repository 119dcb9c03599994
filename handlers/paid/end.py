"""A term comes to its end: reminders, grace, and the first removals on a card beforehand."""

from functools import partial

from bot.core import daily, phrase
from bot.core.actions import Answer, Button, Send
from bot.core.manner import notice, whisper
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from services import desk, roster
from services.desk import Sheet
from services.moderation import Order, enforce
from services.paid import book, money, term
from services.paid.term import ENDED, LEAVING, LIVE, OVER, WAITING, Term

from .renew import button

DECIDE = "paid.decide"
"""The deadline, due at once, at which a group hears what an administrator pressed elsewhere."""

REMINDED = "paid.reminded"
"""The continuation of a reminder."""

SWEEP = "paid.sweep"
"""The deadline at which those who have to leave do so, some at a time."""

RIGHT = "can_restrict_members"
DAY = 86_400
MORE = 7 * DAY
"""Seconds that administrators may let people stay longer."""

DUE = money.DUE

TOGETHER = 20
"""People who are removed in one unit."""

SHOWN = 30
"""People who are named on the card."""

HOW = ("remove", "keep")


async def due(unit: Unit) -> None:
    """Something happens to a term, or would if nothing had changed."""
    found: Term | None = await unit.run(lambda c: term.find(c, unit.room.id, unit.data["person"]))
    if found is None or found.state != LIVE:
        return
    grace: int = unit.values["entry.grace"]
    if term.next_at(found, grace) > unit.now:
        await money.schedule(unit, found)
    elif found.person in unit.admins.by_id:
        await unit.later(DUE, found.key, due_at=unit.now + DAY, data=unit.data)
    elif not await _is_inside(unit, found):
        await _away(unit, found)
    elif found.told == OVER:
        await _remove_or_ask(unit, found)
    else:
        await _tell(unit, found)


async def _is_inside(unit: Unit, one: Term) -> bool:
    status = await unit.run(lambda c: book.status(c, unit.room.id, one.person))
    return status in roster.PRESENT


async def _away(unit: Unit, one: Term) -> None:
    """Who is not here is not reminded; their term runs on, and is over when it is."""
    if unit.now >= one.until:
        await unit.run(lambda c: term.move(c, one.id, ENDED))
    else:
        await unit.later(DUE, one.key, due_at=one.until, data=unit.data)


async def _tell(unit: Unit, one: Term) -> None:
    told = term.level(one.until, unit.now)
    await unit.run(lambda c: term.tell(c, one.id, told, unit.now))
    left: Term | None = await unit.run(lambda c: term.find(c, unit.room.id, one.person))
    assert left is not None
    await money.schedule(unit, left)
    if not await unit.run(lambda c: roster.started(c, [one.person])):
        await _whisper(unit, one, told)
        return
    # What is at stake is worth a message that stays, where they can be written to.
    with money.speaking(unit, await money.language_of(unit, one.person)):
        send = Send(
            room=unit.room.id,
            to=one.person,
            text=_reminder(unit, one, told),
            buttons=button(unit),
            if_unknown="again_once",
        )
    unit.do(send, then=REMINDED, then_data={"person": one.person, "told": told})


async def reminded(unit: Unit) -> None:
    """A reminder arrived, or the next way is taken."""
    if unit.fate is None or unit.fate.state == "done":
        return
    person = unit.data["person"]
    if unit.fate.state == "refused":
        await unit.run(lambda c: roster.note_unreachable(c, person))
    one: Term | None = await unit.run(lambda c: term.find(c, unit.room.id, person))
    if one is not None and one.state == LIVE and one.told == unit.data["told"]:
        await _whisper(unit, one, one.told)


async def _whisper(unit: Unit, one: Term, told: str) -> None:
    say = partial(_reminder, unit, one, told)
    await whisper(unit, say, to=one.person, name=one.name, buttons=button(unit))


def _reminder(unit: Unit, one: Term, told: str) -> str:
    day = phrase.date(one.until, unit.language, daily.zone_of(unit.values))
    grace = phrase.span(unit.values["entry.grace"], unit.language)
    text = unit.say(
        "paid-over" if told == OVER else "paid-ends",
        group=unit.room.title[:64],
        day=Html(day),
        **({"grace": grace} if told == OVER else {}),
    )
    how = "paid-how-renew" if money.is_offered(unit) else "paid-how-ask"
    return f"{text}\n{unit.say(how)}"


async def _remove_or_ask(unit: Unit, one: Term) -> None:
    """The grace is over. The first of a group are shown to administrators before they go."""
    room = unit.room.id
    if RIGHT not in unit.admins.rights_of(unit.bot_id):
        unit.doubt()
        await unit.later(DUE, one.key, due_at=unit.now + DAY, data=unit.data)
        if await unit.once("paid.cannot", DAY):
            text = unit.say("paid-cannot", right=unit.say(f"right-{RIGHT}"))
            await notice(unit, "paid.cannot", text, stay=Stay.EVER, anew=True)
        return
    if await unit.run(lambda c: term.has_removed(c, room)):
        await _remove(unit, one)
        return
    fresh = not await unit.run(lambda c: term.count(c, room, WAITING))
    await unit.run(lambda c: term.move(c, one.id, WAITING))
    await money.show_preview(unit, anew=fresh)


async def _remove(unit: Unit, one: Term) -> None:
    """Out, as a case, and never banned; they can come again."""
    await unit.run(lambda c: term.move(c, one.id, ENDED, removed_at=unit.now))
    language = await money.language_of(unit, one.person)
    with money.speaking(unit, language):
        text = unit.say("paid-removed", group=unit.room.title[:64])
    if await unit.run(lambda c: roster.started(c, [one.person])):
        send = Send(room=unit.room.id, to=one.person, text=text, if_unknown="again_once")
        unit.do(send, expires_at=unit.now + DAY)
    order = Order(
        person=one.person,
        key=f"term:{one.id}:{one.until}:{unit.now}",
        name=one.name,
        act=Sanction.KICK,
        term=0,
        rule="term",
        via="machine",
    )
    await enforce(unit, order)


# -- the card ---------------------------------------------------------------------------


async def preview(unit: Unit) -> None:
    """The card of those who would be removed first, as it stands now."""
    room = unit.room.id
    people: list[Term] = await unit.run(lambda c: term.at(c, room, WAITING))
    lines = [unit.say("paid-preview", group=unit.room.title[:64], n=len(people))]
    lines += [_line(unit, one) for one in people[:SHOWN]]
    if len(people) > SHOWN:
        lines.append(unit.say("paid-preview-more", n=len(people) - SHOWN))
    buttons = (
        tuple(
            Button(text=unit.say(f"paid-preview-{how}"), data=f"paid_over:{how}:{room}")
            for how in HOW
        ),
    )
    admins = desk.called(unit, desk.deciders(unit))
    sheet = Sheet(
        text="\n".join(lines) if people else unit.say("paid-preview-done"),
        line=unit.say("paid-preview-line", admins=admins, n=len(people))
        if people
        else unit.say("paid-preview-done"),
        open=bool(people),
        buttons=buttons if people else (),
        line_buttons=buttons if people else (),
    )
    anew = bool(unit.data.get("anew"))
    await desk.show(unit, f"terms:{room}", money.PREVIEW, sheet, category="door", anew=anew)


def _line(unit: Unit, one: Term) -> str:
    day = phrase.date(one.until, unit.language, daily.zone_of(unit.values))
    name = Html(unit.say("paid-name", name=one.name[:32], person=str(one.person)))
    return unit.say("paid-line-over", name=name, day=Html(day))


async def press(unit: Unit) -> None:
    """A button of the card, in the group or elsewhere."""
    how, _, room = unit.args.partition(":")
    if how not in HOW or not room.isdecimal() or len(room) > 15:
        unit.stale()
        return
    if unit.room.id == int(room):
        await _decide(unit, how, unit.actor, unit.query)
        return
    await desk.refer(unit, int(room), DECIDE, how=how)


async def decide(unit: Unit) -> None:
    """In the lane of the group: somebody decided on a card elsewhere."""
    await _decide(unit, unit.data["how"], unit.data["by"], unit.data["query"])


async def _decide(unit: Unit, how: str, by: int, query: str) -> None:
    room = unit.room.id
    if RIGHT not in unit.admins.rights_of(by):
        unit.doubt()
        text = unit.say("right-missing", right=unit.say(f"right-{RIGHT}"))
        unit.do(Answer(room=room, query=query, text=text, alert=True))
        return
    if how == "remove":
        done = await unit.run(lambda c: term.move_all(c, room, WAITING, LEAVING))
        await unit.later(SWEEP, str(room), due_at=unit.now)
    else:
        people: list[Term] = await unit.run(lambda c: term.at(c, room, WAITING))
        for one in people:
            await unit.run(partial(term.keep, number=one.id, seconds=MORE, now=unit.now))
            kept = await unit.run(partial(term.find, room=room, person=one.person))
            await money.schedule(unit, kept)
        done = len(people)
    text = unit.say(f"paid-did-{how}", n=done) if done else unit.say("button-stale")
    unit.do(Answer(room=room, query=query, text=text))
    await money.show_preview(unit)


async def sweep(unit: Unit) -> None:
    """The next of those who have to leave."""
    room = unit.room.id
    people: list[Term] = await unit.run(lambda c: term.at(c, room, LEAVING, limit=TOGETHER))
    for one in people:
        if one.person in unit.admins.by_id:
            await unit.run(partial(term.move, number=one.id, state=LIVE))
            await unit.later(DUE, one.key, due_at=unit.now + DAY, data={"person": one.person})
        elif not await _is_inside(unit, one):
            await unit.run(partial(term.move, number=one.id, state=ENDED))
        else:
            await _remove(unit, one)
    if len(people) == TOGETHER:
        await unit.later(SWEEP, str(room), due_at=unit.now + 1)
