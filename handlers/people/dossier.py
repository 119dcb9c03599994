"""`/member @x`: all that an administrator may know of somebody here."""

from bot.core import daily, phrase, texts
from bot.core.actions import Button, Buttons, Edit
from bot.core.errors import UserError
from bot.core.manner import Pager
from bot.core.unit import Stay, Unit
from handlers.people.word import role, said, since
from services import moderation, roster, trust
from services import person as people
from services.moderation import File
from services.person import Dossier, Seen
from services.target import aim, spared

RIGHT = "can_restrict_members"
LISTED = 100
"""Cases that are listed at most."""


async def member(unit: Unit) -> None:
    """The dossier of whoever is named or replied to."""
    target = await aim(unit)
    if target is None or not target.person:
        raise UserError(unit.say("people-usage-member"))
    text, buttons = await _written(unit, target.person)
    unit.reply(text, buttons=buttons, stay=Stay.LONG)


async def press_trust(unit: Unit) -> None:
    """Approve them, or not any more; the dossier says what holds then."""
    how, _, number = unit.args.partition(":")
    plain = number.removeprefix("-")
    person = int(number) if plain.isascii() and plain.isdigit() else 0
    change = trust.approve if how == "on" else trust.disapprove
    room, by, now = unit.room.id, unit.actor, unit.now
    if (how == "on" and spared(unit, person)) or not await unit.run(
        lambda c: change(c, room=room, person=person, by=by, now=now)
    ):
        unit.stale()
        return
    if how == "on":
        await trust.spare(unit, person)
    text, buttons = await _written(unit, person)
    unit.answer()
    message = unit.facts.message_id
    unit.do(Edit(room=room, message=message, text=text, buttons=buttons, priority="reply"))


async def _written(unit: Unit, person: int) -> tuple[str, Buttons]:
    room, now, zone = unit.room.id, unit.now, daily.zone_of(unit.values)
    one: Seen = await unit.run(lambda c: people.see(c, room=room, person=person))
    more: Dossier = await unit.run(lambda c: people.dossier(c, room=room, person=person, now=now))
    lines = [
        unit.say("people-name", name=one.shown),
        unit.say("people-number", person=str(person)),
    ]
    if one.username:
        lines.append(unit.say("people-username", name=one.username))
    lines += [role(unit, one, unit.admins, openly=False), said(unit, one)]
    lines.append(since(unit, one, unit.values))
    if one.seen_at:
        day = phrase.date(one.seen_at, unit.language, zone)
        lines.append(unit.say("people-seen", day=day))
    lines.append(await _trust(unit, one))
    lines.append(unit.say("people-strikes", n=more.strikes))
    lines += _restraint(unit, one, more.ban, zone)
    lines.append(unit.say("people-reports", against=more.against, by=more.by))
    lines += [_case(unit, case) for case in more.cases]
    return "\n".join(lines), _buttons(unit, one, more)


async def _trust(unit: Unit, one: Seen) -> str:
    if (approver := one.approved_by) is not None:
        names = await unit.run(lambda c: roster.names(c, [approver]))
        return unit.say("people-approved", by=names.get(approver) or str(approver))
    who = (unit.room.id, one.person)
    found = await unit.run(
        lambda c: roster.standings(c, [who], unit.now, {unit.room.id: unit.room})
    )
    earned = trust.is_trusted(found[who], unit.values, unit.now)
    return unit.say("people-trusted" if earned else "people-not-trusted")


def _restraint(unit: Unit, one: Seen, ban: File | None, zone: str) -> list[str]:
    """What keeps them from writing, or out."""
    lines = []
    if one.until is not None:
        lines.append(_holds(unit, "muted", one.until or None, zone))
    if ban is not None:
        lines.append(_holds(unit, "banned", ban.until, zone))
    elif one.status == "kicked":
        lines.append(unit.say("people-banned"))
    return lines


def _holds(unit: Unit, what: str, until: int | None, zone: str) -> str:
    if until is None:
        return unit.say(f"people-{what}")
    day = phrase.date_time(until, unit.language, zone)
    return unit.say(f"people-{what}-until", day=day)


def _case(unit: Unit, case: File) -> str:
    over = case.is_over(unit.now)
    return unit.say(
        "people-case",
        number=str(case.id),
        rule=texts.find(unit.language, f"rule-{case.rule}") or case.rule,
        act=unit.say(f"act-{case.act}"),
        state=unit.say("state-over" if over else f"state-{case.state.split()[0]}"),
    )


def _buttons(unit: Unit, one: Seen, more: Dossier) -> Buttons:
    row = []
    if more.cases:
        label = unit.say("people-button-cases")
        row.append(Button(text=label, data=f"member_case:0:{one.person}"))
    if one.approved_by is not None:
        label = unit.say("people-button-unapprove")
        row.append(Button(text=label, data=f"member_trust:off:{one.person}"))
    elif not spared(unit, one.person):
        label = unit.say("people-button-approve")
        row.append(Button(text=label, data=f"member_trust:on:{one.person}"))
    return (tuple(row),) if row else ()


async def _cases(unit: Unit, args: str) -> list[str]:
    plain = args.removeprefix("-")
    if not (plain.isascii() and plain.isdigit()):
        return []
    room, person = unit.room.id, int(args)
    found: list[File] = await unit.run(
        lambda c: moderation.newest(c, room=room, subject=person, limit=LISTED)
    )
    return [_case(unit, case) for case in found]


CASES = Pager("member_case", _cases, right=RIGHT)
