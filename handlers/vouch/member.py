"""What members do about it: a link they were sent, a button, or `/vouch`."""

from hmac import compare_digest
from typing import Any

from bot.core.actions import Answer, Button, Edit, Look, Send
from bot.core.errors import UserError
from bot.core.gate import Applicant
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from handlers.vouch.door import GATE, standing, use
from services import desk, entry, vouch
from services.entry import book
from services.target import aim

ASKED = "vouch.asked"
"""The deadline, due at once, at which the group hears that a member was asked, or vouches."""

LOOKED = "vouch.looked"
"""The continuation: how whoever was asked stands in the group."""


async def open_link(unit: Unit) -> None:
    """`/start vouch_NUMBER-TOKEN`, in private."""
    number, _, token = unit.args.partition("-")
    one: Applicant | None = None
    if number.isdecimal() and len(number) < 18:
        one = await unit.run(lambda c: book.get(c, int(number)))
    if one is None or not await _is_theirs(unit, one, token):
        unit.reply(unit.say("vouch-no-over"))
    elif one.user_id == unit.actor:
        unit.reply(unit.say("vouch-no-own"))
    else:
        await _refer(unit, one, "ask")


async def _is_theirs(unit: Unit, one: Applicant, token: str) -> bool:
    """Whether a link is the one an applicant was given, and they still wait."""
    known = await unit.run(lambda c: book.steps(c, one.id))
    kept = known[GATE].data.get("token", "") if GATE in known else ""
    return bool(kept) and compare_digest(kept.encode(), token.encode()) and one.ended_at is None


async def press(unit: Unit) -> None:
    """The button under it, in private."""
    one: Applicant | None = None
    if unit.args.isdecimal():
        one = await unit.run(lambda c: book.get(c, int(unit.args)))
    if one is None or unit.room.is_group:
        unit.stale()
        return
    await _refer(unit, one, "press")


async def _refer(unit: Unit, one: Applicant, how: str) -> None:
    await desk.refer(unit, one.room_id, ASKED, how=how, application=one.id, language=unit.language)


async def asked(unit: Unit) -> None:
    """In the lane of the group: somebody opened the link, or pressed."""
    await _consider(unit, unit.data)


async def command(unit: Unit) -> None:
    """`/vouch @name`, `/vouch ID`: about somebody at the door."""
    by = unit.identify()
    word = unit.args.partition(" ")[0]
    room = unit.room.id
    one: Applicant | None = None
    if word.startswith("@"):
        one = await unit.run(lambda c: book.named(c, room, word[1:]))
    if one is None and word:
        target = await aim(unit)
        if target is not None:
            one = await unit.run(lambda c: book.live(c, room, target.person))
    elif one is None:
        raise UserError(unit.say("vouch-usage"))
    if one is None:
        raise UserError(unit.say("vouch-nobody"))
    who = unit.facts.person
    data = {
        "how": "command",
        "application": one.id,
        "by": by,
        "name": who.name if who else "",
        "thread": unit.facts.thread_id,
        "message": unit.facts.message_id,
    }
    await _consider(unit, data)


async def _consider(unit: Unit, data: dict[str, Any]) -> None:
    """Go on if it is known how whoever would vouch stands in the group; else Telegram is asked."""
    by = data["by"]
    if status := await standing(unit, by):
        await _settle(unit, data, status)
        return
    unit.do(
        Look(room=unit.room.id, chat=str(unit.room.chat_id), person=by),
        then=LOOKED,
        then_data=data,
        expires_at=unit.now + 300,
    )


async def looked(unit: Unit) -> None:
    """Telegram said how they stand."""
    fate = unit.fate
    known = fate is not None and fate.state == "done"
    status = fate.result["status"] if known and fate is not None else "left"
    await _settle(unit, unit.data, status)


async def _settle(unit: Unit, data: dict[str, Any], status: str) -> None:
    number, by = data["application"], data["by"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if one is None:
        return
    here, unit.language = unit.language, data.get("language") or unit.language
    waiting = await unit.run(lambda c: book.live(c, unit.room.id, by))
    refusal = vouch.judge(
        asked=await entry.index_of(unit, one, GATE) is not None,
        own=one.user_id == by,
        waiting=waiting is not None,
        status=status,
    )
    if not refusal and data["how"] == "ask":
        _show(unit, data, one)
    elif refusal:
        _answer(unit, data, unit.say(f"vouch-no-{refusal}"))
    elif not await use(unit, one, by, status):
        quota = unit.values["vouch.quota"]
        _answer(unit, data, unit.say("vouch-spent", quota=quota))
    else:
        name = Html(unit.say("vouch-name", name=one.name[:64], person=str(one.user_id)))
        _answer(unit, data, unit.say("vouch-done", name=name), done=True)
        unit.language = here
        said = data["name"][:64] or str(by)
        known = await unit.run(lambda c: book.steps(c, one.id))
        kept = known[GATE].data if GATE in known else {}
        await entry.pass_gate(unit, one, GATE, {**kept, "said": said})
    unit.language = here


def _show(unit: Unit, data: dict[str, Any], one: Applicant) -> None:
    """Who asks, and for which group."""
    account = f"@{one.username}" if one.username else str(one.user_id)
    name = Html(unit.say("vouch-name", name=one.name[:64], person=str(one.user_id)))
    text = unit.say("vouch-shown", name=name, account=account, group=unit.room.title[:64])
    button = Button(text=unit.say("vouch-press"), data=f"vouch:{one.id}", only=data["by"])
    unit.do(
        Send(room=unit.room.id, to=data["by"], text=text, buttons=((button,),)),
        expires_at=unit.now + 300,
    )


def _answer(unit: Unit, data: dict[str, Any], text: str, *, done: bool = False) -> None:
    """Say what came of it, where it was asked."""
    room = unit.room.id
    match data["how"]:
        case "press":
            unit.do(Answer(room=room, query=data["query"]))
            unit.do(Edit(room=room, to=data["chat"], message=data["message"], text=text))
        case "ask":
            unit.do(Send(room=room, to=data["by"], text=text), expires_at=unit.now + 300)
        case _:
            stay = Stay.LONG if done else Stay.SHORT
            unit.do(
                Send(
                    room=room,
                    text=text,
                    thread=data["thread"],
                    reply_to=data["message"],
                    stay=stay.seconds(unit.values),
                ),
                expires_at=unit.now + 300,
            )
