"""`/redpacket`: an envelope is asked for and sent. Nothing is taken before all is well."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import structs

from bot.core import daily
from bot.core.feature import in_reply
from bot.core.unit import Unit
from services import packet, points, roster
from services.packet import ask, book, claim
from services.packet.ask import Unclear, Wanted
from services.packet.packet import Terms
from services.target import Target, aim, aims_first


async def send(unit: Unit) -> None:
    """Send one, or say why not: also to who asked in Chinese words, since those are complete."""
    try:
        person = unit.identify()
        if person <= 0:
            raise Unclear("person")
        wanted, guest = await read(unit)
        refused = await refusal(unit, person, wanted, guest)
        if refused:
            unit.reply(refused)
            return
    except Unclear as unclear:
        unit.reply(unit.say(f"packet-ask-{unclear.why}"))
        return
    terms = Terms(
        total=wanted.total,
        shares=wanted.shares or 1,
        expires_at=unit.now + (wanted.expires or unit.values["packet.expires"]),
        source=points.member(person),
        mode=wanted.mode,
        sender=person,
        wish=ask.wish(wanted.rest) or unit.say("packet-wish"),
        word=wanted.word,
        checked=wanted.checked,
        guests=(guest.person,) if guest else (),
        thread=unit.facts.thread_id,
    )
    await unit.run(lambda c: roster.note_person(c, unit.facts))
    await packet.start(unit, terms)


async def read(unit: Unit) -> tuple[Wanted, Target | None]:
    """What is asked for, and for whom, if it is for one.

    Raises:
        Unclear: it is not clear.
        UserError: an `@name` that was never seen here.
    """
    wanted, guest = ask.amounts(unit.args), None
    while True:
        alone = wanted.shares is None

        def names(rest: str, alone: bool = alone) -> bool:
            return aims_first(unit.facts, rest) or (alone and in_reply(unit.facts, rest))

        wanted = ask.options(wanted, names=names)
        if not wanted.aims:
            break
        unit.args = wanted.rest
        found = await aim(unit)
        if guest is not None or found is None:
            raise Unclear("usage")
        guest = found
        shares = 1 if wanted.shares is None else wanted.shares
        wanted = structs.replace(wanted, aims=False, shares=shares, rest=found.rest)
    if wanted.shares is None:
        raise Unclear("usage")
    if guest is not None and wanted.shares > 1:
        raise Unclear("one")
    return wanted, guest


async def refusal(unit: Unit, person: int, wanted: Wanted, guest: Target | None) -> str:
    """Why somebody may not send it, in words; empty if they may."""
    total, shares, room = wanted.total, wanted.shares or 1, unit.room.id
    if total < shares:
        return unit.say("packet-ask-few", total=total, shares=shares)
    if wanted.equal and total % shares:
        near = [str(one) for one in ask.nearest(total, shares)]
        return unit.say("packet-ask-divide", total=total, shares=shares, near=" / ".join(near))
    if wanted.checked and not claim.knows_who_signed_in(unit.values):
        return unit.say("packet-ask-checkin")
    if guest is not None:
        if guest.person == person:
            return unit.say("packet-ask-self")
        here = await unit.run(lambda c: roster.not_gone(c, room, [guest.person]))
        robot = await unit.run(lambda c: roster.is_bot(c, guest.person))
        if guest.person not in here or robot or guest.person == unit.bot_id:
            return unit.say("packet-ask-outside", name=guest.shown[:64])
    since, most = today(unit), unit.values["packet.daily"]
    count, sent = await unit.run(
        lambda c: book.sent_since(c, room=room, person=person, since=since)
    )
    if count >= unit.values["packet.daily_count"]:
        return unit.say("packet-ask-often", most=unit.values["packet.daily_count"])
    if sent + total > most:
        return unit.say("packet-ask-much", most=most, left=max(0, most - sent))
    balance = await unit.run(lambda c: points.balance(c, room, points.member(person)))
    if balance < total:
        return unit.say("packet-ask-short", balance=balance)
    return ""


def today(unit: Unit) -> int:
    """When the day of the group's own clock began."""
    here = datetime.fromtimestamp(unit.now, ZoneInfo(daily.zone_of(unit.values)))
    return int(here.replace(hour=0, minute=0, second=0).timestamp())
