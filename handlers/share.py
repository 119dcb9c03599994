"""The gate `share>=N`: people new to the group come through the applicant's own link."""

from random import SystemRandom
from typing import Any
from urllib.parse import quote

import msgspec

from bot.core import question
from bot.core import room as rooms
from bot.core.actions import Button, Buttons, Send
from bot.core.feature import Feature, Later, Press
from bot.core.gate import OPEN, PASSED, Applicant, Gate, Prompt, Result, Said, Visit
from bot.core.unit import Unit
from services import captcha, entry, share
from services.captcha import Challenge
from services.entry import book, card, flow

LINK, QUESTION, SOLVED = "share", "share.sum", "share.solved"
"""The link, the question behind it, and the deadline, due at once, at which the group hears."""

TRIES = 3
"""Wrong answers after which somebody has to wait."""

_random = SystemRandom()
ROW = 3


# -- who applies ------------------------------------------------------------------------


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """How many came so far; the link stands in a message of its own, to be passed on."""
    one = visit.applicant
    if not visit.data.get("linked"):
        await _send_link(unit, one)
    came = await unit.run(lambda c: share.count(c, unit.room.id, one.user_id))
    again = Button(text=unit.say("share-again"), data=visit.press("link"))
    text = unit.say("share-asks", came=came, least=visit.leaf.least)
    return Prompt(text=text, buttons=((again,),), data={"linked": True})


async def _send_link(unit: Unit, one: Applicant) -> None:
    token = await unit.run(lambda c: share.issue(c, one.id))
    if not token:
        unit.do(Send(room=unit.room.id, to=one.chat_id, text=unit.say("share-enough")))
        return
    url = unit.link(LINK, token)
    onward = f"https://t.me/share/url?url={quote(url, safe='')}"
    unit.do(
        Send(
            room=unit.room.id,
            to=one.chat_id,
            text=unit.say("share-link", group=unit.room.title[:64], url=url),
            buttons=((Button(text=unit.say("share-pass-on"), url=onward),),),
        ),
        expires_at=one.due_at,
    )


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """The link is wanted once more: as no more than its hash is kept, it is another one."""
    return Result(data={}) if said.word == "link" else Result()


async def look(unit: Unit, visit: Visit) -> Result:
    """Who came before counts."""
    person = visit.applicant.user_id
    came = await unit.run(lambda c: share.count(c, unit.room.id, person))
    return PASSED if came >= visit.leaf.least else OPEN


async def ready(unit: Unit) -> str:
    """The owner hears what it cannot see."""
    return unit.say("share-limits")


# -- who comes through a link -----------------------------------------------------------


async def open_link(unit: Unit) -> None:
    """Somebody pressed Start through a link: whether they are a person is asked."""
    token = unit.args
    one: Applicant | None = await unit.run(lambda c: share.whose(c, token))
    if one is None:
        unit.reply(unit.say("share-over"))
        return
    found = one
    if why := await unit.run(lambda c: share.judge(c, found, unit.actor)):
        unit.reply(unit.say(f"share-{why}"))
        return
    await _pose(unit, one, 0, "")


async def _pose(unit: Unit, one: Applicant, tries: int, note: str) -> None:
    drawn = captcha.draw("math", _random)
    data = {"application": one.id, "tries": tries, "challenge": msgspec.to_builtins(drawn)}
    await unit.ask(QUESTION, data)
    room = await unit.run(lambda c: rooms.get(c, one.room_id))
    asked = drawn.asked
    lines = [unit.say("captcha-math", first=asked["first"], second=asked["second"])]
    lines += [note] if note else []
    lines.append(unit.say("share-hello", group=room.title[:64] if room else ""))
    made = [Button(text=label, data=f"share:{_sum(drawn)}{label}") for label in drawn.options]
    rows = tuple(tuple(made[start : start + ROW]) for start in range(0, len(made), ROW))
    unit.reply("\n".join(lines), buttons=rows)


def _sum(posed: Challenge) -> str:
    return f"{posed.asked['first']}+{posed.asked['second']}="


async def typed(unit: Unit) -> None:
    """The sum was answered by typing."""
    await _answer(unit, unit.data, unit.facts.text)


async def press(unit: Unit) -> None:
    """The sum was answered with a button; one of another sum is out of date."""
    asked = await unit.run(lambda c: question.peek(c, unit.room.id, unit.now))
    if asked is None or asked[0] != QUESTION:
        unit.stale()
        return
    posed = _sum(msgspec.convert(asked[1]["challenge"], Challenge))
    if not unit.args.startswith(posed):
        unit.stale()
        return
    await unit.run(lambda c: question.drop(c, unit.room.id))
    unit.answer()
    await _answer(unit, asked[1], unit.args.removeprefix(posed))


async def _answer(unit: Unit, data: dict[str, Any], text: str) -> None:
    one: Applicant | None = await unit.run(lambda c: book.get(c, data["application"]))
    if one is None or one.state != book.OPEN:
        unit.reply(unit.say("share-over"))
        return
    if captcha.is_right(msgspec.convert(data["challenge"], Challenge), text):
        told = {"application": one.id, "guest": unit.actor}
        await unit.tell(one.room_id, SOLVED, f"{one.id}:{unit.actor}", data=told)
        room = await unit.run(lambda c: rooms.get(c, one.room_id))
        buttons: Buttons = ()
        if room is not None and room.username:
            there = Button(text=unit.say("entry-go-in"), url=f"https://t.me/{room.username}")
            buttons = ((there,),)
        unit.reply(unit.say("share-thanks"), buttons=buttons)
    elif data["tries"] + 1 < TRIES:
        await _pose(unit, one, data["tries"] + 1, unit.say("captcha-wrong"))
    else:
        unit.reply(unit.say("share-failed"))


async def solved(unit: Unit) -> None:
    """In the lane of the group: somebody came through an applicant's link, and is a person."""
    number, guest = unit.data["application"], unit.data["guest"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if one is None or one.state != book.OPEN:
        return
    if not await unit.run(lambda c: share.count_in(c, one, guest, unit.now)):
        return
    came = await unit.run(lambda c: share.count(c, unit.room.id, one.user_id))
    door = await flow.enter(unit, one)
    least = max((leaf.least for leaf in door.open if leaf.gate == "share"), default=0)
    if least and came >= least:
        await entry.pass_gate(unit, one, "share")
        return
    with card.speaking(unit, one):
        note = unit.say("share-one-more", came=came)
    await flow.advance(unit, one, note=note)


FEATURE = Feature(
    name="share",
    key="threshold",
    part_of="entry",
    presses=(Press(name="share", handle=press),),
    questions=(Later(name=QUESTION, handle=typed),),
    links=(Later(name=LINK, handle=open_link),),
    deadlines=(Later(name=SOLVED, handle=solved, admins=True),),
    gates=(
        Gate(
            name="share",
            ask=ask,
            hear=hear,
            look=look,
            ready=ready,
            takes="count",
            human=True,
        ),
    ),
)
