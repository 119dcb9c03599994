"""`/unban`, `/unmute`, `/unwarn`, `/resetwarns`, `/warns`: taking back, and looking."""

from bot.core import daily, phrase
from bot.core.errors import Lacking, UserError
from bot.core.feature import Whose
from bot.core.manner import whisper
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from handlers.punish.order import RIGHT, check
from handlers.punish.word import called, rule, standing
from services import silence
from services.moderation import release, strike
from services.moderation.ladder import ladder_of, step_at
from services.moderation.restraint import is_banned
from services.target import Target, aim

KINDS = {"unban": Sanction.BAN, "unmute": Sanction.MUTE}
MOST = 20
"""Strikes that are listed."""


async def _aimed(unit: Unit) -> Target:
    target = await aim(unit)
    if target is None:
        raise UserError(unit.say("punish-usage-who", name=unit.typed))
    return target


async def lift(unit: Unit) -> None:
    """Lift a ban or a mute, whoever it was from."""
    if unit.typed == "unmute" and silence.is_everybody(unit.args):
        await silence.let_all_speak(unit)
        return
    by = unit.identify()
    target = await _aimed(unit)
    check(unit, target.person, "ban")
    actions = await unit.run(
        lambda c: release.release(
            c,
            room=unit.room.id,
            person=target.person,
            act=KINDS[unit.typed],
            by=by,
            now=unit.now,
        )
    )
    for action in actions:
        unit.do(action, expires_at=unit.now + release.LAPSE)
    who = called(unit, target.person, target.shown)
    room, person = unit.room.id, target.person
    shut_out = unit.typed == "unmute" and await unit.run(lambda c: is_banned(c, room, person))
    said = "punish-did-unmute-banned" if shut_out else f"punish-did-{unit.typed}"
    unit.reply(unit.say(said, name=who), stay=Stay.NOTICE)


async def unwarn(unit: Unit) -> None:
    """Take back the last strike, or with `/resetwarns` all of them."""
    by = unit.identify()
    target = await _aimed(unit)
    room, person, now = unit.room.id, target.person, unit.now
    if unit.typed == "resetwarns":
        lifted = await unit.run(lambda c: strike.lift_all(c, room=room, person=person, at=now))
    else:
        case = await unit.run(lambda c: strike.newest(c, room=room, person=person, at=now))
        lifted = await unit.run(lambda c: strike.lift(c, case=case, at=now)) if case else 0
    who = called(unit, person, target.shown)
    if not lifted:
        raise UserError(unit.say("punish-none", name=who))
    await unit.run(lambda c: strike.note_lifted(c, room=room, person=person, by=by, at=now))
    left = await unit.run(lambda c: strike.count(c, room=room, person=person, at=now))
    text = unit.say("punish-did-unwarn", name=who, n=lifted, left=left)
    unit.reply(text, stay=Stay.NOTICE)


async def warns(unit: Unit) -> None:
    """The strikes of somebody for an admin; one's own, privately, for everybody."""
    target = await aim(unit)
    own = unit.actor
    if target is not None and target.person != own:
        if RIGHT not in unit.rights:
            raise Lacking(RIGHT)
        unit.reply(await listed(unit, target.person, target.shown), stay=Stay.LONG)
        return
    person = unit.facts.person
    if not own or person is None:
        raise UserError(unit.say("punish-usage-who", name=unit.typed))
    await whisper(unit, lambda: listed(unit, own, person.name))


async def card(unit: Unit, whose: Whose) -> list[str]:
    """One's own strikes on one's card, which only stand where nobody else reads them."""
    if not whose.private:
        return []
    room, person, now = whose.room, whose.person, unit.now
    found = await unit.run(lambda c: strike.of(c, room=room, person=person, at=now))
    return [*_lines(unit, found, whose.values)]


async def listed(unit: Unit, person: int, name: str) -> str:
    """The strikes that count against somebody, with when each fades."""
    room = unit.room.id
    found = await unit.run(lambda c: strike.of(c, room=room, person=person, at=unit.now))
    who = called(unit, person, name)
    if not found:
        return unit.say("punish-none", name=who)
    return "\n".join([unit.say("punish-list", name=who), *_lines(unit, found, unit.values)])


def _lines(unit: Unit, found: list[strike.Strike], values: Values) -> list[str]:
    """Strikes with when each fades, and where on the ladder that is; nothing for none."""
    if not found:
        return []
    zone, ladder = daily.zone_of(values), ladder_of(values)
    count = sum(one.weight for one in found)
    lines = []
    for one in found[-MOST:]:
        key = "punish-list-fades" if one.fades_at else "punish-list-stays"
        lines.append(
            unit.say(
                key,
                number=str(one.case),
                why=one.reason or Html(rule(unit, one.rule)),
                day=phrase.date(one.fades_at or one.given_at, unit.language, zone),
            )
        )
    return [*lines, standing(unit, count, len(ladder), step_at(ladder, count + 1))]
