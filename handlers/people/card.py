"""`/me` and `/info`: one's own card, and what everybody may know of somebody."""

from bot.core.errors import UserError
from bot.core.feature import Whose
from bot.core.role import Admins
from bot.core.settings import Values
from bot.core.unit import Stay, Unit
from handlers.people.word import role, said, since
from services import person as people
from services import rooms
from services.person import Seen
from services.target import aim


async def me(unit: Unit) -> None:
    """One's own card: of this group, or in private of every group one is in."""
    own = unit.actor
    if not own:
        raise UserError(unit.say("people-nameless"))
    if unit.room.is_group:
        whose = Whose(room=unit.room.id, person=own, values=unit.values, private=False)
        unit.reply("\n".join(await _card(unit, whose, unit.admins)), stay=Stay.LONG)
        return
    groups = await unit.run(lambda c: people.groups_of(c, own))
    parts = []
    for room, title in groups:
        whose = Whose(room=room, person=own, values=await _values(unit, room), private=True)
        heading = unit.say("people-group", group=title[:64])
        parts.append("\n".join([heading, *await _card(unit, whose, None)]))
    unit.reply("\n\n".join(parts) or unit.say("people-nowhere"))


async def _card(unit: Unit, whose: Whose, admins: Admins | None) -> list[str]:
    """A card: what the roster knows, and a few lines of each feature that is on."""
    one: Seen = await unit.run(lambda c: people.see(c, room=whose.room, person=whose.person))
    shown = unit.facts.person.name[:64] if unit.facts.person else one.shown
    lines = [
        unit.say("people-name", name=" ".join(shown.split()) or one.shown),
        role(unit, one, admins, openly=not whose.private),
        said(unit, one),
        since(unit, one, whose.values),
    ]
    if one.approved_by is not None:
        lines.append(unit.say("people-trusted"))
    for feature in unit.house.features:
        if feature.card is not None and feature.is_on(whose.values):
            lines += await feature.card(unit, whose)
    return lines


async def info(unit: Unit) -> None:
    """Who somebody is, as far as everybody in the group may see it; alone, who one is oneself."""
    target = await aim(unit)
    number = target.person if target else unit.actor
    if not number:
        raise UserError(unit.say("people-usage-info"))
    one: Seen = await unit.run(lambda c: people.see(c, room=unit.room.id, person=number))
    name = target.shown if target else one.shown
    lines = [
        unit.say("people-name", name=" ".join(name.split())[:64] or str(number)),
        unit.say("people-number", person=str(number)),
    ]
    if one.username:
        lines.append(unit.say("people-username", name=one.username))
    if number > 0:
        lines += [
            role(unit, one, unit.admins, openly=True),
            said(unit, one),
            since(unit, one, unit.values),
        ]
    unit.reply("\n".join(lines), stay=Stay.LONG)


async def _values(unit: Unit, room: int) -> Values:
    """The settings of another room."""
    stored, username, language = await unit.run(lambda c: rooms.settings_of(c, room))
    return unit.house.values(stored, username, language)
