"""Somebody comes to the door: by a request, or straight in."""

from typing import Any

import msgspec

from bot.core import daily, phrase
from bot.core.actions import Mute, Queue
from bot.core.demand import Demand, Leaf, leaves, show
from bot.core.gate import Applicant
from bot.core.incoming import Facts, Person
from bot.core.room import ABSENT
from bot.core.texts import language_of
from bot.core.unit import Unit
from services import raid, roster
from services.entry import book, card, finish, newcomer, seats
from services.entry.book import FAILED, OPEN, PASSED
from services.entry.flow import advance, surely_first
from services.entry.newcomer import Newcomer
from services.entry.setting import demand_of, is_closed, term_of

GRACE = 120
"""Seconds within which somebody who was let in is seen to come."""

CAPTCHA = "captcha"
"""What open joiners are asked during a raid where the group asks nothing."""


def asks(facts: Facts) -> bool:
    """Whether somebody asks to be let in."""
    return facts.person is not None and not facts.person.is_bot


def moved(facts: Facts) -> bool:
    """Whether a member update is about somebody who is no bot."""
    return facts.person is not None and not facts.person.is_bot


async def see_request(unit: Unit) -> None:
    """Somebody asks to be let in: they are written to at once, for Telegram allows it only now."""
    facts, person = unit.facts, unit.facts.person
    raw = (facts.raw or {}).get("chat_join_request", {})
    if query := raw.get("query_id"):  # what is settled here may take days, and Telegram waits 10 s
        unit.do(Queue(room=unit.room.id, query=str(query)))
    demand = demand_of(unit.values, unit.house.gates)
    if person is None or demand is None or not unit.room.is_group:
        return
    chat = raw.get("user_chat_id", person.id)
    known, last = await _known(unit, person.id)
    if known is not None and known.way == "request":
        card_ = card.NONE if known.card == card.CLOSED else known.card
        await unit.run(lambda c: book.change(c, known.id, chat_id=chat, card=card_))
        again = await unit.run(lambda c: book.get(c, known.id))
        if again.state == OPEN:
            await advance(unit, again, anew=True)
        return
    language = unit.language if not person.language_code else _language(unit, person)
    if not _may_ask(unit, person, last, chat, language):
        return
    one = await _open(unit, demand, way="request", chat=chat, raw=raw, language=language)
    await advance(unit, one, fresh=True)


async def _known(unit: Unit, person: int) -> tuple[Applicant | None, Applicant | None]:
    """Where somebody stands at the door, and how it ended the last time."""
    found: tuple[Applicant | None, Applicant | None] = await unit.run(
        lambda c: book.live_and_last(c, unit.room.id, person)
    )
    return found


def _language(unit: Unit, person: Person) -> str:
    return language_of(person.language_code, unit.group_language)


def _may_ask(unit: Unit, person: Person, last: Applicant | None, chat: int, language: str) -> bool:
    """Whether somebody may apply now; otherwise they are declined, and told when they may."""
    before, unit.language = unit.language, language
    refusal = ""
    if is_closed(unit.values, unit.now, daily.zone_of(unit.values)):
        refusal = unit.say("entry-closed", group=unit.room.title[:64])
    else:
        left = _retry_left(unit, last)
        if left > 0:
            wait = phrase.span(left, language)
            refusal = unit.say("entry-wait", group=unit.room.title[:64], wait=wait)
    unit.language = before
    if refusal:
        finish.refuse(unit, chat, person.id, refusal)
    return not refusal


def _retry_left(unit: Unit, last: Applicant | None) -> int:
    """Seconds until somebody who failed may try again."""
    if last is None or last.state != FAILED:
        return 0
    ended: int = last.ended_at or 0
    return int(ended + unit.values["entry.retry"] - unit.now)


async def see_member(unit: Unit) -> None:
    """Somebody came, went, or was decided about."""
    facts, person, by = unit.facts, unit.facts.person, unit.facts.actor
    if person is None or not unit.room.is_group:
        return
    known, last = await _known(unit, person.id)
    is_in = facts.content not in ABSENT
    came = is_in and facts.text in ABSENT
    ours = by is not None and by.id == unit.bot_id
    if known is not None and not (ours and is_in):
        human = by.id if by is not None and by.id != person.id else 0
        if came and known.way == "request":
            await finish.settle_elsewhere(unit, known, inside=True, by=human)
            return
        if not is_in:
            await finish.settle_elsewhere(unit, known, inside=False, by=human)
            await _seat_left(unit)
        elif human and facts.content != "restricted" and known.way == "open":
            await finish.settle_elsewhere(unit, known, inside=True, by=human)
        return
    if facts.content in ABSENT:
        await _seat_left(unit)
    if came and not ours and facts.content in ("member", "restricted"):
        await _join(unit, person, by, last)


async def _seat_left(unit: Unit) -> None:
    if unit.values["entry.seats"]:
        await unit.later(seats.NEXT, str(unit.room.id), due_at=unit.now)


async def _join(unit: Unit, person: Person, by: Person | None, last: Applicant | None) -> None:
    """Somebody is inside who was asked nothing: silent until they have answered."""
    if unit.room.type != "supergroup":
        return
    new: Newcomer = await unit.run(lambda c: newcomer.read(c, unit.room.id, person.id))
    raid.know(unit, on=new.raided)
    demand = demand_of(unit.values, unit.house.gates)
    raided = demand is None and new.raided
    if raided:
        demand = _captcha(unit)
    if demand is None or new.approved:
        return
    if person.id in unit.admins.by_id or (by and by.id != person.id and by.id in unit.admins.by_id):
        return  # an administrator brought them
    raw = (unit.facts.raw or {}).get("chat_member", {})
    if raw.get("via_join_request") or _was_let_in(unit, last):
        return
    if any(getattr(one.action, "person", 0) == person.id for one in unit.drafts):
        return  # they are out again for another reason
    chat = person.id if new.started else 0
    if _retry_left(unit, last) > 0:
        await _turn_away(unit, demand, raw, chat, last)
        return
    brought = by.id if by and by.id != person.id else 0
    language = _language(unit, person) if person.language_code else unit.group_language
    one = await _open(
        unit,
        demand,
        way="open",
        chat=chat,
        raw=raw,
        language=language,
        brought=brought,
        raided=raided,
        last=last,
        focus=surely_first(unit, demand),
    )
    unit.do(
        Mute(room=unit.room.id, person=person.id, until=one.due_at + GRACE),
        expires_at=one.due_at,
    )
    await advance(unit, one, fresh=True)


def _captcha(unit: Unit) -> Demand | None:
    return Leaf(CAPTCHA) if CAPTCHA in unit.house.gates else None


def _was_let_in(unit: Unit, last: Applicant | None) -> bool:
    """Whether the update is about somebody we have just let in."""
    return bool(
        last
        and last.state == PASSED
        and last.way == "request"
        and (last.ended_at or 0) > unit.now - GRACE
    )


async def _turn_away(
    unit: Unit, demand: Demand, raw: dict[str, Any], chat: int, last: Applicant | None
) -> None:
    """Somebody who failed is back too soon."""
    person = unit.facts.person
    assert person is not None
    language = _language(unit, person)
    one = await _open(unit, demand, way="open", chat=chat, raw=raw, language=language, last=last)
    await finish.fail(unit, one, "soon")


def _earlier(unit: Unit, last: Applicant | None) -> str:
    """The restriction somebody came with; what is left of our own from the last time is none."""
    found = roster.restriction_of(unit.facts)
    if found and last is not None and last.way == "open":
        until = msgspec.json.decode(found)["until"]
        if until == last.due_at + GRACE:
            return ""
    return found


async def _open(
    unit: Unit,
    demand: Demand,
    *,
    way: str,
    chat: int,
    raw: dict[str, Any],
    language: str,
    brought: int = 0,
    raided: bool = False,
    last: Applicant | None = None,
    focus: str = "",
) -> Applicant:
    person = unit.facts.person
    assert person is not None
    term = term_of(unit.values, demand, unit.house.gates)
    if way == "open" and {leaf.gate for leaf in leaves(demand)} == {CAPTCHA}:
        term = unit.values["entry.timeout"]
    earlier = _earlier(unit, last) if way == "open" else ""
    link = raw.get("invite_link") or {}
    account = raw.get("from", {}) if way == "request" else raw["new_chat_member"].get("user", {})
    one: Applicant = await unit.run(
        lambda c: book.apply(
            c,
            room_id=unit.room.id,
            user_id=person.id,
            name=person.name[:128],
            username=person.username,
            way=way,
            state=OPEN,
            demand=show(demand),
            chat_id=chat,
            language=language,
            link=str(link.get("invite_link") or link.get("name") or ""),
            by=brought or int((link.get("creator") or {}).get("id", 0)),
            bio=str(raw.get("bio", ""))[:256],
            seen={
                "premium": account.get("is_premium") is True,
                "doubtful": bool(unit.verdicts),
                "brought": brought,
                "raided": raided,
            },
            earlier=earlier,
            focus=focus,
            began_at=unit.now,
            due_at=unit.now + term,
        )
    )
    await unit.later(finish.DUE, str(one.id), due_at=one.due_at, data=one.id, term=term)
    return one
