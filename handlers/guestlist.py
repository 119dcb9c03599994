"""The gate `list`: who is on the owner's list comes in, by their account or by a token."""

from typing import Any

from bot.core.actions import Button, Delete, Fetch, Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Press
from bot.core.gate import OPEN, PASSED, Applicant, Gate, Prompt, Result, Said, Visit
from bot.core.unit import Stay, Unit
from services import guestlist
from services.entry import book, lack
from services.guestlist import LARGEST, MOST, MOST_LINES
from services.letter import written

FETCHED = "guestlist.fetched"
"""The continuation: the file is here."""

RIGHT = "can_invite_users"
TOGETHER = 5_000
"""Lines that are read in one unit, which may stay open for two seconds."""

NAMED = 20
"""Lines that are named as not understood."""


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """Who is not on the list may have a token, or look again later."""
    found = await unit.run(lambda c: guestlist.tally(c, unit.room.id))
    if not found.all:
        await lack.report(unit, "list")
    key = "list-asks-empty" if not found.all else "list-asks" if found.tokens else "list-not-on"
    button = Button(text=unit.say("list-again"), data=visit.press("look"))
    return Prompt(text=unit.say(key), buttons=((button,),))


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """A token was typed."""
    found = await unit.run(lambda c: guestlist.tally(c, unit.room.id))
    token, one = guestlist.typed(said.text), visit.applicant
    if not said.text or not found.tokens:
        return OPEN
    if not token:
        return Result(note=unit.say("list-unlike")) if one.focus == visit.leaf.key else OPEN
    done = await unit.run(
        lambda c: guestlist.use_token(
            c, room=unit.room.id, person=one.user_id, token=token, application=one.id
        )
    )
    return PASSED if done else Result(wrong=True, note=unit.say("list-wrong"))


async def look(unit: Unit, visit: Visit) -> Result:
    """Whether their account is on the list."""
    one = visit.applicant
    done = await unit.run(
        lambda c: guestlist.use_account(
            c,
            room=unit.room.id,
            person=one.user_id,
            username=one.username,
            application=one.id,
        )
    )
    return PASSED if done else Result(note=unit.say("list-not-yet"))


async def over(unit: Unit, one: Applicant) -> None:
    """Who was not let in has used nothing up."""
    ended: Applicant | None = await unit.run(lambda c: book.get(c, one.id))
    if ended is not None and ended.state != book.PASSED:
        await unit.run(lambda c: guestlist.give_back(c, one.id))


async def ready(unit: Unit) -> str:
    """It wants a list."""
    found = await unit.run(lambda c: guestlist.tally(c, unit.room.id))
    return "" if found.all else unit.say("list-lacks")


async def command(unit: Unit) -> None:
    """`/list` to a file takes it; alone it says what is there; `/list clear` empties it."""
    message = written(unit)
    file = message.document or message.reply_to_message.document
    word = unit.args.strip().lower()
    if word in ("clear", "清空"):
        await _ask_to_clear(unit)
    elif word:
        raise UserError(unit.say("list-usage"))
    elif file is not None:
        if file.file_size > LARGEST:
            raise UserError(unit.say("list-large", most=LARGEST // 1000))
        facts = unit.facts
        data = {"file": file.file_id, "thread": facts.thread_id, "message": facts.message_id}
        _fetch(unit, {**data, "after": 0, "took": [0] * 5, "unclear": []})
    else:
        unit.reply(await _standing(unit), stay=Stay.LONG)


async def _standing(unit: Unit) -> str:
    found = await unit.run(lambda c: guestlist.tally(c, unit.room.id))
    if not found.all:
        return unit.say("list-empty")
    return unit.say(
        "list-holds", ids=found.ids, names=found.names, tokens=found.tokens, used=found.used
    )


def _fetch(unit: Unit, data: dict[str, Any]) -> None:
    unit.do(
        Fetch(room=unit.room.id, file=data["file"], most=LARGEST),
        then=FETCHED,
        then_data=data,
        expires_at=unit.now + 300,
    )


async def fetched(unit: Unit) -> None:
    """The file is here: what it says is put on the list, so many lines at once."""
    result = unit.fate.result if unit.fate and unit.fate.state == "done" else None
    if not isinstance(result, dict):
        _say(unit, unit.say("list-lost"))
    elif trouble := result.get("trouble"):
        large = unit.say("list-large", most=LARGEST // 1000)
        _say(unit, large if trouble == "large" else unit.say("list-text"))
    else:
        await _take(unit, result["text"])


async def _take(unit: Unit, content: str) -> None:
    data, room = unit.data, unit.room.id
    after = data["after"]
    try:
        found = guestlist.read(content, after=after, most=TOGETHER)
    except UserError:
        _say(unit, unit.say("list-long", most=MOST_LINES))
        return
    before = await unit.run(lambda c: guestlist.tally(c, room))
    if before.all + len(found.entries) > MOST:
        _say(unit, unit.say("list-full", most=MOST))
        return
    new = await unit.run(lambda c: guestlist.add(c, room=room, entries=found.entries))
    took = [found.count(kind) for kind in (guestlist.ID, guestlist.NAME, guestlist.TOKEN)]
    took = [
        one + more for one, more in zip(data["took"], [*took, new, len(found.unclear)], strict=True)
    ]
    unclear = [*data["unclear"], *found.unclear][:NAMED]
    if found.more:
        _fetch(unit, {**data, "after": after + TOGETHER, "took": took, "unclear": unclear})
        return
    lines = [unit.say("list-took", ids=took[0], names=took[1], tokens=took[2], new=took[3])]
    if unclear:
        more = "…" if took[4] > NAMED else ""
        shown = ", ".join(str(number) for number in unclear) + more
        lines.append(unit.say("list-unclear", n=took[4], lines=shown))
    _say(unit, "\n".join([*lines, await _standing(unit)]))


def _say(unit: Unit, words: str) -> None:
    asked = unit.data
    unit.do(
        Send(
            room=unit.room.id,
            text=words,
            thread=asked["thread"],
            reply_to=asked["message"],
            stay=Stay.LONG.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )


async def _ask_to_clear(unit: Unit) -> None:
    found = await unit.run(lambda c: guestlist.tally(c, unit.room.id))
    if not found.all:
        raise UserError(unit.say("list-empty"))
    by = unit.identify()
    buttons = (
        Button(text=unit.say("button-confirm"), data="guestlist:clear", only=by),
        Button(text=unit.say("button-cancel"), data="guestlist:", only=by),
    )
    unit.reply(unit.say("list-clear-asks", n=found.all), buttons=(buttons,), stay=Stay.LONG)


async def press(unit: Unit) -> None:
    """Yes or no to an empty list."""
    facts = unit.facts
    unit.do(Delete(room=unit.room.id, chat=facts.chat_id, message=facts.message_id))
    if unit.args == "clear":
        many = await unit.run(lambda c: guestlist.clear(c, unit.room.id))
        unit.answer(unit.say("list-cleared", n=many))
    else:
        unit.answer()


FEATURE = Feature(
    name="guestlist",
    key="threshold",
    part_of="entry",
    commands=(Command(name="list", handle=command, right=RIGHT, where="group"),),
    presses=(Press(name="guestlist", handle=press, right=RIGHT),),
    continuations=(Later(name=FETCHED, handle=fetched),),
    deadlines=(lack.telling("list"),),
    gates=(
        Gate(
            name="list",
            ask=ask,
            hear=hear,
            look=look,
            over=over,
            ready=ready,
            typed=True,
        ),
    ),
)
