"""Night mode: in the hours of the night nobody but administrators writes."""

from bot.core import daily
from bot.core.actions import Send
from bot.core.alter import alter_all
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Follow, Later
from bot.core.role import CHANGE
from bot.core.unit import Stay, Unit
from services import night, silence
from services.night import SETTINGS
from services.silence import Wish
from services.speech.word import switch

TURN = "nightmode.turn"
"""The deadline at which night begins or ends."""


async def turn(unit: Unit) -> None:
    """See whether it is night, have the group silent or not, and look again when that changes."""
    hours, key = night.hours_of(unit.values), str(unit.room.id)
    if hours is None:
        await unit.cancel(TURN, key)
        await silence.wish(unit, Wish(night=False))
        return
    is_night, until = night.look(hours, daily.zone_of(unit.values), unit.now)
    await unit.later(TURN, key, due_at=until)
    if not unit.room.has_bot:
        return
    was = await silence.wish(unit, Wish(night=is_night))
    if is_night and (was is None or not was.night):
        text = unit.say("nightmode-begins", until=_shown(hours.end))
        said = Send(room=unit.room.id, text=text, priority="notice", stay=until - unit.now)
        unit.do(said, expires_at=unit.now + 600)


async def nightmode(unit: Unit) -> None:
    """`/nightmode` says how it stands; `23:00-07:00`, `on` and `off` change it."""
    typed = unit.args.strip()
    if not typed:
        unit.reply(_stands(unit), stay=Stay.LONG)
        return
    on = switch(typed)
    if on is None:
        setting = unit.values.declared["nightmode.hours"]
        try:
            hours = setting.parse(typed)
        except UserError:
            raise UserError(unit.say("nightmode-usage")) from None
        unit.require_own("can_restrict_members")
        changes = {(0, "nightmode.hours"): hours, (0, "nightmode.enabled"): True}
    else:
        changes = {(0, "nightmode.enabled"): on}
    await alter_all(unit, changes, by=unit.actor)
    unit.reply("✅ " + _stands(unit))


def _stands(unit: Unit) -> str:
    hours = night.hours_of(unit.values)
    if hours is None:
        return unit.say("nightmode-off")
    return unit.say(
        "nightmode-on",
        begin=_shown(hours.begin),
        end=_shown(hours.end),
        zone=daily.zone_of(unit.values),
    )


def _shown(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def sentences(unit: Unit) -> list[str]:
    """When the group sleeps."""
    hours = night.hours_of(unit.values)
    if hours is None:
        return []
    begin, end = _shown(hours.begin), _shown(hours.end)
    return [unit.say("rules-nightmode", begin=begin, end=end)]


FEATURE = Feature(
    name="nightmode",
    key="rules",
    settings=SETTINGS,
    commands=(
        Command(name="nightmode", handle=nightmode, right=CHANGE, where="group", always=True),
    ),
    deadlines=(Later(name=TURN, handle=turn),),
    follows=(Follow(keys=("nightmode.enabled", "nightmode.hours", daily.ZONE), handle=turn),),
    needs=("can_restrict_members",),
    eager=True,
    rules=sentences,
)
