"""What applicants do in private, or at a button in the group, is done in the lane of the group."""

from typing import Any

from msgspec import structs

from bot.core.actions import Answer, Delete
from bot.core.gate import Applicant, Said
from bot.core.texts import unmarked
from bot.core.unit import Unit
from services import desk, phone
from services.entry import book, card, finish, flow, porch, seats
from services.entry.book import OFFERED, OPEN, QUEUED
from services.entry.finish import withdraw

SAID = "entry.said"
"""The deadline, due at once, at which the group hears what an applicant did."""

LONGEST = 1000
"""Characters of what is typed that a gate gets to see."""

_AWAY = frozenset(("cancel", "取消", "取消申请", "退出"))


async def press(unit: Unit) -> None:
    """A button of a gate: `APPLICATION:GATE:WORD`."""
    number, _, rest = unit.args.partition(":")
    index, _, word = rest.partition(":")
    if not (number.isdecimal() and index.isdecimal()):
        unit.stale()
        return
    one: Applicant | None = await unit.run(lambda c: book.get(c, int(number)))
    if one is None or one.ended_at is not None:
        unit.stale()
        return
    if one.user_id != unit.actor:
        unit.answer(unit.say("button-foreign"), alert=True)
        return
    if unit.room.id == one.room_id:
        data = {
            "application": one.id,
            "by": unit.actor,
            "index": int(index),
            "word": word,
            "query": unit.query,
            "account": _account(unit),
        }
        await _do(unit, one, data, unit.facts.update_id)
        return
    await _refer(unit, one, index=int(index), word=word)


async def _refer(unit: Unit, one: Applicant, **what: Any) -> None:
    about = {"application": one.id, "update": unit.facts.update_id, "account": _account(unit)}
    await desk.refer(unit, one.room_id, SAID, **about, **what)


def _account(unit: Unit) -> dict[str, Any]:
    """What an applicant's account shows at this moment."""
    raw = unit.facts.raw or {}
    part = raw.get("callback_query") or raw.get("message") or {}
    shown = part.get("from")
    if not isinstance(shown, dict) or shown.get("id") != unit.actor:
        return {}
    return {
        "name": f"{shown.get('first_name', '')} {shown.get('last_name', '')}".strip(),
        "username": str(shown.get("username", "")),
        "premium": shown.get("is_premium") is True,
    }


async def hear(unit: Unit) -> bool:
    """Something was written in private: for the door at which the person stood last."""
    mine = await unit.run(lambda c: book.mine(c, unit.actor))
    asked = [one for one in mine if one.state == OPEN and one.card not in (card.NONE, card.CLOSED)]
    text = unit.facts.text.strip()
    if not asked:
        if text.lower() not in _AWAY or not mine:
            return False
        asked = mine
    one = max(asked, key=lambda each: (each.card == card.ON_ITS_WAY, each.card))
    word = "cancel" if text.lower() in _AWAY else ""
    await _refer(unit, one, index=0 if word else -1, word=word, text=text[:LONGEST])
    return True


async def hear_shared(unit: Unit) -> None:
    """A contact or a chat was handed over in private with a key, or a photo, which may have words
    below it."""
    if unit.room.is_group:
        return
    message = (unit.facts.raw or {}).get("message", {})
    shared: dict[str, Any] = {}
    if "contact" in message:
        shared["contact"] = phone.reduced(message["contact"], unit.actor)
    elif "chat_shared" in message:
        shared["channel"] = message["chat_shared"]
    elif sizes := message.get("photo"):
        shared["photo"] = str(sizes[-1]["file_id"])
    mine: list[Applicant] = await unit.run(lambda c: book.mine(c, unit.actor))
    for one in mine:
        if one.state == OPEN and await _waits_for(unit, one, set(shared)):
            text = unit.facts.text.strip()[:LONGEST] if "photo" in shared else ""
            await _refer(unit, one, index=-1, word="", text=text, shared=shared)
            return


async def _waits_for(unit: Unit, one: Applicant, kinds: set[str]) -> bool:
    """Whether a gate at which somebody stands asked for what a key hands over."""
    door = await flow.enter(unit, one)
    return any(door.gate(leaf).shares in kinds for leaf in door.open)


async def open_link(unit: Unit) -> None:
    """Somebody followed the button in the group to the private chat."""
    word = unit.args
    mine: list[Applicant] = await unit.run(lambda c: book.mine(c, unit.actor))
    if word.startswith("r") and word[1:].isdecimal():
        found = [one for one in mine if one.room_id == int(word[1:])]
    else:
        found = [one for one in mine if str(one.id) == word]
    if not found:
        unit.reply(unit.say("entry-nothing"))
        return
    await _refer(unit, found[0], index=-1, word="card")


async def begin(unit: Unit) -> bool:
    """Somebody found the private chat by themselves, and stands at a door."""
    mine: list[Applicant] = await unit.run(lambda c: book.mine(c, unit.actor))
    if not mine:
        return False
    await _refer(unit, mine[0], index=-1, word="card")
    return True


async def said(unit: Unit) -> None:
    """In the lane of the group: an applicant did something."""
    data = unit.data
    one: Applicant | None = await unit.run(lambda c: book.get(c, data["application"]))
    if one is None or one.user_id != data["by"]:
        return
    await _do(unit, one, data, data.get("update", 0))


async def _do(unit: Unit, one: Applicant, data: dict[str, Any], update: int) -> None:
    word, index = data.get("word", ""), data.get("index", -1)
    note = ""
    one = await _seen_anew(unit, one, data.get("account") or {})
    if one.ended_at is not None:
        with card.speaking(unit, one):
            note = unmarked(unit.say("button-stale"))
    elif word == "cancel":
        await withdraw(unit, one)
    elif word == "card":
        await _show_card(unit, one, data["by"])
    elif word == "seat":
        if await seats.take(unit, one):
            await finish.let_in(unit, one)
    elif one.state == OPEN:
        heard = Said(
            word=word, text=data.get("text", ""), shared=data.get("shared", {}), update=update
        )
        note = await flow.hear(unit, one, heard, index)
    elif one.state == QUEUED:
        await seats.show_place(unit, one)
    if query := data.get("query", ""):
        unit.do(Answer(room=unit.room.id, query=query, text=note[:200]))


async def _seen_anew(unit: Unit, one: Applicant, account: dict[str, Any]) -> Applicant:
    """The application, with what the account shows by now."""
    if not account:
        return one
    seen = {**one.seen, "premium": account["premium"]}
    shows = {"username": account["username"], "name": account.get("name") or one.name}
    if seen == one.seen and shows == {"username": one.username, "name": one.name}:
        return one
    noted = await unit.run(lambda c: book.saw(c, one.id, seen=seen, **shows))
    return structs.replace(one, seen=seen, **shows) if noted else one


async def _show_card(unit: Unit, one: Applicant, person: int) -> None:
    """The private chat is open now: everything goes on there."""
    closed = card.NONE if one.card == card.CLOSED else one.card
    await unit.run(lambda c: book.change(c, one.id, chat_id=person, card=closed))
    again: Applicant | None = await unit.run(lambda c: book.get(c, one.id))
    if again is None:
        return
    if again.state == OPEN:
        await flow.advance(unit, again, anew=True, inside=True)
    elif again.state in (QUEUED, OFFERED):
        await seats.show_place(unit, again)


async def due(unit: Unit) -> None:
    """The time of an application is over."""
    one: Applicant | None = await unit.run(lambda c: book.get(c, unit.data))
    if one is not None and one.state in (OPEN, OFFERED):
        await finish.fail(unit, one, "time")


async def claim_over(unit: Unit) -> None:
    """Somebody did not take the seat they were offered: the next one is."""
    one: Applicant | None = await unit.run(lambda c: book.get(c, unit.data))
    if one is None or one.state != OFFERED:
        return
    await finish.fail(unit, one, "seat")
    await unit.later(seats.NEXT, str(unit.room.id), due_at=unit.now)


async def carded(unit: Unit) -> None:
    """A card arrived; it is shown once more if it is out of date."""
    one = await card.carded(unit)
    if one is None or one.state != OPEN:
        return
    note = one.seen.get("note", "")
    if note:
        one = structs.replace(one, seen={k: v for k, v in one.seen.items() if k != "note"})
        await unit.run(lambda c: book.saw(c, one.id, seen=one.seen))
    await flow.advance(unit, one, note=note)


async def edited(unit: Unit) -> None:
    """A card's message is gone: it is sent anew."""
    one = await card.edited(unit)
    if one is not None and one.state == OPEN:
        await flow.advance(unit, one, anew=True, inside=True)


async def whispered(unit: Unit) -> None:
    """A question that one person alone sees arrived, or has to be asked aloud."""
    one = await porch.whispered(unit, unit.data["application"])
    if one is not None:
        await flow.advance(unit, one)


async def unheard(unit: Unit) -> None:
    """Somebody did nothing: perhaps the question that they alone could see did not arrive."""
    one: Applicant | None = await unit.run(lambda c: book.get(c, unit.data))
    again = await porch.unheard(unit, one) if one is not None else None
    if again is not None:
        await flow.advance(unit, again)


async def porched(unit: Unit) -> None:
    """The message in the group arrived; it goes at once if it is not needed any more."""
    fate, number = unit.fate, unit.data["application"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if fate is None or one is None or fate.state != "done":
        return
    message = fate.result["message"]
    if one.ended_at is None:
        await unit.run(lambda c: book.note_card(c, number, porch=message))
    else:
        unit.do(Delete(room=unit.room.id, chat=fate.result["chat"], message=message))
