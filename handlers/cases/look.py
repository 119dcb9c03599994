"""Looking cases up."""

from functools import partial

from bot.core.errors import UserError
from bot.core.unit import Unit
from handlers.cases.card import card, find, shown, state_of
from services import moderation, roster
from services.moderation import File


async def show_cases(unit: Unit) -> None:
    """The newest cases of the group, one a line."""
    subject, rule = None, ""
    for word in unit.args.split():
        if word.startswith("@"):
            name = word[1:]
            subject = await unit.run(partial(roster.find_person, username=name))
            if subject is None:
                raise UserError(unit.say("person-unknown", name=word))
        elif word.isascii() and word.removeprefix("-").isdigit():
            subject = int(word[:18])
        else:
            rule = word
    cases = await unit.run(
        lambda c: moderation.newest(c, room=unit.room.id, subject=subject, rule=rule)
    )
    lines = [
        unit.say(
            "case-line",
            number=str(case.id),
            rule=case.rule,
            act=unit.say(f"act-{case.act}"),
            name=shown(case, 20),
            state=state_of(unit, case),
        )
        for case in cases
    ]
    unit.reply("\n".join(lines) or unit.say("case-none"))


async def why(unit: Unit) -> None:
    """In private one's own newest case; in a group, for admins, the case with a number."""
    number = unit.args.lstrip("#＃").strip()
    person = unit.facts.person
    case: File | None
    if unit.room.is_group:
        if not unit.rights:
            unit.doubt()
            return
        case = await find(unit, number) if number else await _newest(unit, room=unit.room.id)
        if case is not None and case.room_id != unit.room.id:
            case = None
    else:
        case = await _newest(unit, subject=person.id if person else 0)
        if number:
            asked = await find(unit, number)
            mine = asked is not None and person is not None and asked.subject_id == person.id
            case = asked if mine else None
    if case is not None:
        unit.reply(await card(unit, case))
    elif number:
        unit.reply(unit.say("case-unknown", number=number[:18]))
    else:
        unit.reply(unit.say("case-none"))


async def _newest(
    unit: Unit, *, room: int | None = None, subject: int | None = None
) -> File | None:
    found: list[File] = await unit.run(
        partial(moderation.newest, room=room, subject=subject, limit=1)
    )
    return found[0] if found else None
