"""`/code` and `/codes`: made, listed, revoked."""

import re
from functools import partial

from bot.core import daily, phrase
from bot.core.actions import Send
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.manner import Pager
from bot.core.unit import Stay, Unit
from services import code, roster
from services.target import aim

RIGHT = "can_invite_users"
MOST_USES, MOST_DAYS = 10_000, 366

_OPTION = re.compile(r"(uses|days|次数|天数)[=＝]([0-9]{1,6})")
_NAMES = {"次数": "uses", "天数": "days"}
_BOUNDS = {"uses": MOST_USES, "days": MOST_DAYS}


async def command(unit: Unit) -> None:
    """`/code new [uses=1] [days=7] [@person]`, `/code revoke HINT`."""
    word, _, rest = unit.args.strip().partition(" ")
    match word.lower():
        case "new" | "新建":
            await _new(unit, rest)
        case "revoke" | "作废" if rest.strip():
            await _revoke(unit, rest.strip())
        case _:
            raise UserError(unit.say("code-usage"))


async def _new(unit: Unit, rest: str) -> None:
    options, others = {"uses": 1, "days": 7}, []
    for word in rest.split():
        if found := _OPTION.fullmatch(word.lower()):
            name = _NAMES.get(found[1], found[1])
            options[name] = int(found[2])
            if not 1 <= options[name] <= _BOUNDS[name]:
                raise UserError(unit.say("code-bounds", uses=MOST_USES, days=MOST_DAYS))
        else:
            others.append(word)
    person, username = await _whom(unit, " ".join(others))
    until = unit.now + options["days"] * DAY
    made = code.make()
    create = partial(
        code.create,
        room=unit.room.id,
        uses=options["uses"],
        for_user=person,
        for_name=username,
        by=unit.actor or None,
        now=unit.now,
        until=until,
    )
    while not await unit.run(partial(create, code=made)):
        made = code.make()
    lines = [
        unit.say(
            "code-made",
            code=made,
            uses=options["uses"],
            until=phrase.date_time(until, unit.language, daily.zone_of(unit.values)),
            link=unit.link("code", made),
        )
    ]
    if others:
        lines.append(unit.say("code-made-for", name=" ".join(others)[:40]))
    facts = unit.facts
    unit.do(
        Send(
            room=unit.room.id,
            text="\n".join(lines),
            thread=facts.thread_id,
            reply_to=facts.message_id,
            stay=Stay.LONG.seconds(unit.values),
            secret=True,
        ),
        expires_at=unit.now + 300,
    )


async def _whom(unit: Unit, words: str) -> tuple[int, str]:
    """Whom alone a code lets in: their account; or their username, if they were never seen."""
    if not words:
        return 0, ""
    if re.fullmatch(r"@[A-Za-z][A-Za-z0-9_]{3,31}", words):
        username = words[1:].lower()
        known = await unit.run(lambda c: roster.find_person(c, username, unit.room.id))
        return (known, "") if known else (0, username)
    unit.args = words
    target = await aim(unit)
    if target is None or target.rest or target.message:
        raise UserError(unit.say("code-usage"))
    return target.person, ""


async def _revoke(unit: Unit, word: str) -> None:
    many = await unit.run(lambda c: code.revoke(c, room=unit.room.id, word=word[:80], now=unit.now))
    if not many:
        raise UserError(unit.say("code-unknown"))
    unit.reply(unit.say("code-revoked"))


async def _lines(unit: Unit, _args: str) -> list[str]:
    codes = await unit.run(lambda c: code.good(c, unit.room.id, unit.now))
    people = {who for one in codes for who in (one.made_by, one.for_user) if who}
    names = await unit.run(lambda c: roster.names(c, sorted(people)))
    zone = daily.zone_of(unit.values)
    lines = []
    for one in codes:
        made_by = names.get(one.made_by or 0) or unit.say("code-somebody")
        line = unit.say(
            "code-line",
            hint=one.hint,
            left=one.uses - one.used,
            uses=one.uses,
            until=phrase.date_time(one.expires_at, unit.language, zone),
            by=made_by[:32],
        )
        if one.for_user or one.for_name:
            name = f"@{one.for_name}" if one.for_name else names.get(one.for_user)
            line += " " + unit.say("code-line-for", name=(name or str(one.for_user))[:32])
        lines.append(line)
    return lines


LIST = Pager("codes", _lines, right=RIGHT)


async def show(unit: Unit) -> None:
    """`/codes`: those that still let somebody in."""
    await LIST.show(unit, empty=unit.say("code-none"))
