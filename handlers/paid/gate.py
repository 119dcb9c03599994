"""The gate `paid`: so many Stars for so long, by an invoice in the private chat."""

from bot.core import phrase
from bot.core.actions import Button
from bot.core.gate import OPEN, PASSED, Applicant, Gate, Prompt, Result, Said, Visit
from bot.core.manner import notice
from bot.core.texts import unmarked
from bot.core.unit import Stay, Unit
from services.entry import book as door
from services.entry.book import ELSEWHERE
from services.entry.book import PASSED as ADMITTED
from services.paid import book, money, term
from services.paid.book import Bill

AGAIN = 10
"""Seconds within which no second invoice is sent."""

DAY = 86_400


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """What it costs and who gets it; the invoice comes along, once as long as it holds."""
    if not money.is_offered(unit):
        await _tell_admins(unit)
        return Prompt(text=unit.say("paid-not-now", group=unit.room.title[:64]))
    one, data = visit.applicant, dict(visit.data)
    if not await _holds(unit, visit):
        data = await _send(unit, one)
    pay = Button(text=unit.say("paid-pay"), data=visit.press("pay"))
    return Prompt(text=_offer(unit), buttons=((pay,),), data=data)


def _offer(unit: Unit) -> str:
    seconds = phrase.span(unit.values["entry.term"], unit.language)
    return unit.say("paid-asks", amount=unit.values["entry.price"], term=seconds)


async def _holds(unit: Unit, visit: Visit) -> bool:
    """Whether the invoice they have still says what it costs."""
    found: Bill | None = await unit.run(lambda c: book.bill(c, visit.data.get("bill", "")))
    if found is None or visit.data.get("to") != visit.applicant.chat_id:
        return False
    return (found.amount, found.term) == (unit.values["entry.price"], unit.values["entry.term"])


async def _send(unit: Unit, one: Applicant) -> dict[str, object]:
    seconds = phrase.span(unit.values["entry.term"], unit.language)
    text = unit.say("paid-bill", group=unit.room.title[:64], term=seconds)
    sent = await money.bill(
        unit,
        person=one.user_id,
        to=one.chat_id,
        title=unmarked(unit.say("paid-bill-title")),
        text=unmarked(text),
        application=one.id,
    )
    return {"bill": sent.payload, "to": one.chat_id, "at": unit.now}


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """The invoice is sent once more, at the end of the chat."""
    if said.word != "pay" or not money.is_offered(unit):
        return Result()
    if unit.now - visit.data.get("at", 0) < AGAIN and await _holds(unit, visit):
        return Result(note=unit.say("paid-sent-before"))
    return Result(note=unit.say("paid-sent"), data=await _send(unit, visit.applicant))


async def look(unit: Unit, visit: Visit) -> Result:
    """Whose term still runs need not pay again."""
    person = visit.applicant.user_id
    live = await unit.run(lambda c: term.is_live(c, unit.room.id, person, unit.now))
    return PASSED if live else OPEN


async def over(unit: Unit, one: Applicant) -> None:
    """Who is not admitted gets back what they paid for it."""
    if await unit.run(lambda c: was_admitted(c, one)):
        return
    for payment in await unit.run(lambda c: book.at_door(c, one.id)):
        await money.give_back(unit, payment, "declined", language=one.language)


def was_admitted(connection: object, one: Applicant) -> bool:
    """Whether an application that is over ended inside."""
    last = door.ended(connection, one.id)  # type: ignore[arg-type]
    if last is None:
        return False
    state, why = last
    return state == ADMITTED or (state == ELSEWHERE and why == "inside")


async def ready(unit: Unit) -> str:
    """What it lacks, and who gets the Stars and gives them back."""
    lines = []
    if not unit.house.sells(unit.room.chat_id):
        lines.append(unit.say("paid-shut", chat=str(unit.room.chat_id)))
    if not unit.values["entry.price"]:
        lines.append(unit.say("paid-no-price"))
    return "\n".join([*lines, unit.say("paid-receiver")])


def shut(unit: Unit) -> str:
    """Nobody can pay where the operator does not take payments."""
    if unit.house.sells(unit.room.chat_id):
        return ""
    return unit.say("paid-shut", chat=str(unit.room.chat_id))


async def _tell_admins(unit: Unit) -> None:
    """Somebody stands before a gate that cannot be passed: no more than once a day."""
    if await unit.once("paid.lacks", DAY):
        here, unit.language = unit.language, unit.group_language
        text = f"{unit.say('paid-trouble')}\n{await ready(unit)}"
        unit.language = here
        await notice(unit, "paid.lacks", text, stay=Stay.EVER, anew=True)


GATE = Gate(
    name="paid", ask=ask, hear=hear, look=look, over=over, ready=ready, shut=shut, human=True
)
