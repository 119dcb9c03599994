"""`/approve`, `/unapprove`, `/approved`: members whom the machine neither warns nor removes."""

from bot.core.actions import Button, Edit
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Press
from bot.core.manner import Pager
from bot.core.unit import Stay, Unit
from services import trust
from services.moderation import restraint
from services.target import Target, aim, spared

RIGHT = "can_restrict_members"


async def approve(unit: Unit) -> None:
    """Trust somebody until it is taken back, whether they were seen here or not."""
    by = unit.identify()
    target = await _aimed(unit)
    room, person, now = unit.room.id, target.person, unit.now
    done = await unit.run(lambda c: trust.approve(c, room=room, person=person, by=by, now=now))
    if not done:
        raise UserError(unit.say("trust-before", name=target.shown))
    await trust.spare(unit, person)
    lines = [unit.say("trust-given", name=target.shown)]
    if await unit.run(lambda c: restraint.case_of(c, room=room, person=person)):
        lines.append(unit.say("trust-muted", person=str(person)))
    take_back = Button(text=unit.say("punish-undo"), data=f"trust_off:{person}")
    unit.reply("\n".join(lines), buttons=((take_back,),), stay=Stay.NOTICE)


async def disapprove(unit: Unit) -> None:
    """Take that back."""
    by = unit.identify()
    target = await _aimed(unit)
    room, person, now = unit.room.id, target.person, unit.now
    done = await unit.run(lambda c: trust.disapprove(c, room=room, person=person, by=by, now=now))
    if not done:
        raise UserError(unit.say("trust-not", name=target.shown))
    unit.reply(unit.say("trust-taken", name=target.shown), stay=Stay.NOTICE)


async def press_off(unit: Unit) -> None:
    """The button below what `/approve` said."""
    room, by, now, typed = unit.room.id, unit.actor, unit.now, unit.args.removeprefix("-")
    person = int(unit.args) if typed.isascii() and typed.isdigit() else 0
    if not await unit.run(lambda c: trust.disapprove(c, room=room, person=person, by=by, now=now)):
        unit.stale()
        return
    unit.args = str(person)
    target = await aim(unit)
    text = unit.say("trust-taken", name=target.shown if target else str(person))
    unit.answer(text)
    unit.do(Edit(room=room, message=unit.facts.message_id, text=text, priority="reply"))


async def show_approved(unit: Unit) -> None:
    """Everybody who is approved here."""
    await PAGES.show(unit, empty=unit.say("trust-none"))


async def _lines(unit: Unit, _args: str) -> list[str]:
    found: list[trust.Approved] = await unit.run(lambda c: trust.approved(c, unit.room.id))
    lines = [
        unit.say(
            "trust-line",
            name=" ".join(one.name.split())[:40] or "–",
            person=str(one.person),
            by=_who(unit, one),
        )
        for one in found
    ]
    return [unit.say("trust-list", n=len(found)), *lines] if found else []


def _who(unit: Unit, one: trust.Approved) -> str:
    """Who approved them. Who hides as an anonymous administrator is not named in front of all."""
    admin = unit.admins.by_id.get(one.by)
    if admin is not None and admin.anonymous:
        return unit.say("via-admin")
    return " ".join(one.by_name.split())[:40] or str(one.by)


async def _aimed(unit: Unit) -> Target:
    """Whom it is about.

    Raises:
        UserError: nobody, or somebody of whom it need not be said.
    """
    target = await aim(unit)
    if target is None:
        raise UserError(unit.say("trust-usage", name=unit.typed))
    if spared(unit, target.person):
        raise UserError(unit.say("trust-needless"))
    return target


PAGES = Pager("trust_page", _lines, right=RIGHT)

FEATURE = Feature(
    name="trust",
    key="rules",
    commands=(
        Command(name="approve", handle=approve, right=RIGHT, where="group"),
        Command(name="unapprove", handle=disapprove, right=RIGHT, where="group"),
        Command(name="approved", handle=show_approved, right=RIGHT, where="group"),
    ),
    presses=(Press(name="trust_off", handle=press_off, right=RIGHT), PAGES.press),
)
