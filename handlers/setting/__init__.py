"""What a group decides: read, changed, taken back, listed, copied."""

from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later
from bot.core.unit import Unit
from handlers.setting.copy import show_config, take_config
from handlers.setting.elsewhere import ANSWERED, ASKED, answered, ask, asked
from handlers.setting.place import (
    SHORT,
    Place,
    changed,
    changed_line,
    find,
    forget,
    line,
    listed,
    store,
    understand,
)

RIGHT = "can_change_info"


async def set_value(unit: Unit) -> None:
    """`/set` lists, `/set KEY` reads, `/set KEY VALUE` changes; VALUE is the rest of the line."""
    word, _, text = unit.args.partition(" ")
    if not word:
        places = [Place(setting) for setting in unit.values.declared.values()]
        unit.reply(listed(unit, [line(unit, place, SHORT) for place in places]))
        return
    place = find(unit, word)
    if not text.strip():
        unit.reply(line(unit, place))
        return
    value = understand(unit, place, text)
    person = unit.facts.person
    by = person.id if person else 0
    if place.setting.is_chat and value and value != unit.room.chat_id:
        await ask(unit, place.key, value, by)
        return
    await store(unit, place, value, by)
    unit.reply(changed_line(unit, place, value))


async def reset(unit: Unit) -> None:
    """`/reset KEY`: the default holds again; in a topic, what the whole group has."""
    word = unit.args.partition(" ")[0]
    if not word:
        raise UserError(unit.say("setting-reset-usage"))
    place = find(unit, word)
    before = Place(place.setting)
    value = before.value(unit.values) if place.topic else place.setting.default
    await forget(unit, place)
    unit.reply(changed_line(unit, place, value))


async def list_changed(unit: Unit) -> None:
    """`/config [FEATURE]`: what was changed, of one feature or of all."""
    feature = unit.args.partition(" ")[0].lower()
    known = {key.partition(".")[0] for key in unit.values.declared}
    if feature and feature not in known:
        raise UserError(
            unit.say("setting-feature", name=feature[:40], known=", ".join(sorted(known)))
        )
    lines = [line(unit, place, SHORT) for place in changed(unit, feature)]
    unit.reply(listed(unit, lines) or unit.say("setting-none"))


FEATURE = Feature(
    name="setting",
    commands=(
        Command(name="set", handle=set_value, right=RIGHT, where="group", admin=True),
        Command(name="reset", handle=reset, right=RIGHT, where="group", admin=True),
        Command(name="config", handle=list_changed, right=RIGHT, where="group", admin=True),
        Command(name="viewconfig", handle=show_config, right=RIGHT, where="group", admin=True),
        Command(name="setconfig", handle=take_config, right=RIGHT, where="group", admin=True),
    ),
    deadlines=(
        Later(name=ASKED, handle=asked, admins=True),
        Later(name=ANSWERED, handle=answered),
    ),
)
