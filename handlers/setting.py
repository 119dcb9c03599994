"""`/set`: reading and changing what a group decides."""

from difflib import get_close_matches

from bot.core import settings
from bot.core.errors import UserError
from bot.core.feature import Command, Feature
from bot.core.settings import Setting
from bot.core.unit import Unit

LONGEST, SHORT = 2000, 200
"""Characters of one value that an answer shows, alone and in the list of all."""


async def set_value(unit: Unit) -> None:
    """`/set` lists, `/set KEY` reads, `/set KEY VALUE` changes; VALUE is the rest of the line."""
    key, _, text = unit.args.partition(" ")
    key = key.lower()
    declared = unit.values.declared
    if not key:
        unit.reply("\n".join(_line(unit, name, SHORT) for name in declared))
        return
    setting = declared.get(key)
    if setting is None:
        near = get_close_matches(key, declared, n=1)
        hint = unit.say("setting.near", key=near[0]) if near else ""
        raise UserError(unit.say("setting.unknown", key=key[:40]) + hint)
    if not text.strip():
        unit.reply(_line(unit, key))
        return
    try:
        value = setting.parse(text)
    except UserError as error:
        raise UserError(_wrong(unit, setting, error.text)) from None
    person = unit.facts.person
    kept = None if value == setting.default else value
    await unit.run(
        lambda connection: settings.change(
            connection,
            room=unit.room.id,
            key=key,
            value=kept,
            by=person.id if person else None,
            now=unit.now,
        )
    )
    unit.forget_settings()
    unit.reply(unit.say("setting.changed", key=key, value=_cut(setting.show(value), LONGEST)))


def _wrong(unit: Unit, setting: Setting, reason: str) -> str:
    text = unit.say("setting.wrong", key=setting.key, allowed=setting.allowed)
    if reason in ("", setting.allowed):
        return text
    return unit.say("setting.reason", reason=_cut(reason, SHORT)) + "\n" + text


def _line(unit: Unit, key: str, length: int = LONGEST) -> str:
    setting = unit.values.declared[key]
    return unit.say("setting.is", key=key, value=_cut(setting.show(unit.values[key]), length))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + " …"


FEATURE = Feature(
    name="setting",
    commands=(
        Command(name="set", handle=set_value, right="can_change_info", where="group", admin=True),
    ),
)
