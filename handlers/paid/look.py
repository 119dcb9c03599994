"""`/term`, `/terms`, `/paysupport`: until when somebody may stay, and who is asked about money."""

from bot.core import daily, duration, phrase
from bot.core.errors import UserError
from bot.core.manner import Pager, whisper
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import entry
from services.entry import book as door
from services.entry.book import OPEN
from services.paid import book, money, term
from services.paid.term import ENDED, LEAVING, LIVE, WAITING, Term
from services.target import Target, aim

from .renew import button

RIGHT = "can_restrict_members"
SHORTEST = 60
_OFF = frozenset(("off", "none", "关", "关闭", "取消"))
_ALL = frozenset(("all", "全部", "所有"))


async def set_term(unit: Unit) -> None:
    """`/term @x 730d` gives a term, `off` takes it away, alone it shows."""
    target = await aim(unit)
    if target is None:
        raise UserError(unit.say("paid-term-usage"))
    word, name = target.rest.strip(), _name(unit, target)
    if not word:
        found: Term | None = await unit.run(lambda c: term.find(c, unit.room.id, target.person))
        unit.reply(_stands(unit, name, found), stay=Stay.LONG)
        return
    unit.identify()
    if word.lower() in _OFF:
        gone = await money.drop(unit, target.person)
        unit.reply(unit.say("paid-term-off" if gone else "paid-term-none", name=name))
        return
    seconds = duration.parse(word)
    if seconds is None or seconds < SHORTEST or target.person <= 0:
        raise UserError(unit.say("paid-term-usage"))
    given = await money.extend(unit, target.person, target.shown[:128], seconds)
    unit.reply(unit.say("paid-term-set", name=name, day=Html(_day(unit, given.until))))
    one = await unit.run(lambda c: door.live(c, unit.room.id, target.person))
    if one is not None and one.state == OPEN:
        await entry.pass_gate(unit, one, "paid")


def _name(unit: Unit, target: Target) -> Html:
    shown = target.shown[:64]
    return Html(unit.say("paid-name", name=shown, person=str(target.person)))


def _day(unit: Unit, instant: int) -> str:
    return phrase.date(instant, unit.language, daily.zone_of(unit.values))


def _stands(unit: Unit, name: Html, found: Term | None) -> str:
    if found is None:
        return unit.say("paid-term-none", name=name)
    over = found.until <= unit.now
    return unit.say("paid-line-over" if over else "paid-line", name=name, day=_date(unit, found))


def _date(unit: Unit, found: Term) -> Html:
    return Html(_day(unit, found.until))


async def terms(unit: Unit) -> None:
    """What one paid and until when; `/terms all` is the list for administrators."""
    if unit.room.is_group and unit.args.strip().lower() in _ALL:
        unit.require(RIGHT)
        await LIST.show(unit, empty=unit.say("paid-nobody"))
        return
    if unit.room.is_group:
        await whisper(unit, lambda: _here(unit), buttons=button(unit))
        return
    mine = await unit.run(lambda c: term.of(c, unit.actor))
    names = await unit.run(lambda c: book.titles(c, [one.room for one in mine]))
    paid = await unit.run(lambda c: book.of(c, unit.actor))
    lines = [_mine(unit, one, names[one.room]) for one in mine]
    lines += [_paid(unit, one) for one in paid]
    lines = lines or [unit.say("paid-terms-none")]
    unit.reply("\n".join([*lines, unit.say("paid-receiver")]))


async def _here(unit: Unit) -> str:
    person, room = unit.actor, unit.room.id
    found: Term | None = await unit.run(lambda c: term.find(c, room, person))
    paid = await unit.run(lambda c: book.of(c, person, room=room))
    lines = [_mine(unit, found, unit.room.title)] if found else [unit.say("paid-terms-none")]
    return "\n".join([*lines, *(_paid(unit, one) for one in paid), unit.say("paid-receiver")])


def _mine(unit: Unit, one: Term, title: str) -> str:
    key = "paid-mine-over" if one.until <= unit.now else "paid-mine"
    return unit.say(key, group=title[:64], day=_date(unit, one))


def _paid(unit: Unit, one: book.Payment) -> str:
    seconds = phrase.span(one.term, unit.language)
    how = one.state if one.state in (book.RETURNING, book.RETURNED, book.STUCK) else "counted"
    return unit.say(
        "paid-payment",
        day=Html(_day(unit, one.at)),
        amount=one.amount,
        term=seconds,
        state=unit.say(f"paid-state-{how}"),
        charge=one.charge,
    )


async def _everybody(unit: Unit, _args: str) -> list[str]:
    states = (LIVE, WAITING, LEAVING, ENDED)
    people: list[Term] = await unit.run(lambda c: term.at(c, unit.room.id, *states, limit=2000))
    return [
        _stands(unit, Html(unit.say("paid-name", name=one.name[:32], person=str(one.person))), one)
        for one in people
    ]


LIST = Pager("paid_terms", _everybody, right=RIGHT)


async def support(unit: Unit) -> None:
    """`/paysupport`: who is asked about a payment."""
    unit.reply(unit.say("paid-support"), stay=Stay.LONG)
