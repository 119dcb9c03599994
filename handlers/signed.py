"""`/signed`: which versions of vision and rules there were, and who signed which."""

import re
from collections.abc import Sequence

from bot.core import daily, phrase
from bot.core.errors import UserError
from bot.core.feature import Command, Feature
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.texts import size
from bot.core.unit import Stay, Unit
from services import pledge, template, vision
from services.pledge import Version
from services.target import aim
from services.template import compile_template

LONGEST = 3600
"""Characters of a version's texts that fit into one message with its heading."""

_NUMBER = re.compile(r"#?([1-9][0-9]{0,3})")


async def signed(unit: Unit) -> None:
    """`/signed` lists versions, `/signed 2` shows one, `/signed @name` says what they signed."""
    if found := _NUMBER.fullmatch(unit.args.strip()):
        await _show_version(unit, int(found[1]))
        return
    target = await aim(unit)
    if target is not None:
        name = target.shown[:64]
        await PERSON.show(
            unit, str(target.person), empty=unit.say("pledge-signed-nothing", name=name)
        )
        return
    if unit.args.strip():
        raise UserError(unit.say("pledge-signed-usage"))
    await LIST.show(unit, empty=unit.say("pledge-signed-none"))


async def _versions(unit: Unit, _args: str) -> Sequence[str]:
    charter, room = pledge.charter_of(unit.values), unit.room.id
    version = charter.version
    if charter.has_vision or charter.rules:
        await unit.run(lambda c: pledge.keep(c, room=room, charter=charter, now=unit.now))
    known: list[Version] = await unit.run(lambda c: pledge.versions(c, room))
    if not known:
        return []
    seen, done = await unit.run(lambda c: pledge.tally(c, room, version))
    counted = unit.say("pledge-signed-count", done=done, seen=seen, missing=seen - done)
    return [counted, *(_line(unit, one, version) for one in known)]


def _line(unit: Unit, one: Version, holds: str) -> str:
    key = "pledge-version-holds" if one.version == holds else "pledge-version"
    return unit.say(key, number=str(one.number), day=_day(unit, one.at), signed=one.signed)


def _day(unit: Unit, at: int) -> str:
    return phrase.date(at, unit.language, daily.zone_of(unit.values))


async def _theirs(unit: Unit, args: str) -> Sequence[str]:
    person, room = int(args), unit.room.id
    known = await unit.run(lambda c: pledge.signed_by(c, room, person))
    holds, lines = pledge.version_of(unit.values), []
    for number, version, at in known:
        when = phrase.date_time(at, unit.language, daily.zone_of(unit.values))
        key = "pledge-theirs-holds" if version == holds else "pledge-theirs"
        lines.append(unit.say(key, number=str(number), when=when))
    return lines


LIST = Pager("signed", _versions, right=CHANGE)
PERSON = Pager("signed_by", _theirs, right=CHANGE)


async def _show_version(unit: Unit, number: int) -> None:
    room = unit.room.id
    known: list[Version] = await unit.run(lambda c: pledge.versions(c, room, number))
    if not known:
        raise UserError(unit.say("pledge-version-none", number=str(number)))
    one = known[0]
    head = _line(unit, one, pledge.version_of(unit.values))
    charter = one.charter
    if charter is None:
        unit.reply(f"{head}\n\n{unit.say('pledge-version-lost')}", stay=Stay.LONG)
        return
    parts = [vision.written(unit, charter, []), vision.fill(unit, charter.rules, [])]
    text = "\n\n".join(filter(None, (head, *parts)))
    if size(text) <= LONGEST:
        unit.reply(text, stay=Stay.LONG)
        return
    unit.reply(head, stay=Stay.LONG)
    vision.post(unit, charter, [], stay=Stay.LONG)
    if charter.rules:
        template.post(unit, compile_template(charter.rules), [], stay=Stay.LONG)


FEATURE = Feature(
    name="signed",
    key="threshold",
    part_of="entry",
    commands=(Command(name="signed", handle=signed, right=CHANGE, where="group"),),
    presses=(LIST.press, PERSON.press),
)
