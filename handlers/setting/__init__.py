"""What a group decides: read, changed, taken back, listed, copied."""

from typing import Any

from bot.core.alter import IMPORTED, follow_import
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Handler, Later, Press
from bot.core.manner import Pager
from bot.core.role import CHANGE
from bot.core.unit import Stay, Unit
from handlers.setting import file, founding, panel, remote
from handlers.setting.copy import show_config, take_config
from handlers.setting.elsewhere import ANSWERED, ASKED, answered, ask, asked
from handlers.setting.place import (
    SHORT,
    Place,
    changed,
    changed_line,
    explained,
    find,
    forget,
    in_words,
    line,
    store,
    understand,
)
from handlers.setting.setup import confirm as confirm_preset
from handlers.setting.setup import setup
from services import founding as drafts


async def set_value(unit: Unit) -> None:
    """`/set` lists, `/set KEY` reads, `/set KEY VALUE` changes; VALUE is the rest of the line."""
    word, _, text = unit.args.partition(" ")
    if not word:
        await EVERYTHING.show(unit)
        return
    place = find(unit, word)
    if not text.strip():
        words = await in_words(unit, place.setting, place.value(unit.values))
        unit.reply(explained(unit, place) + words, stay=Stay.LONG)
        return
    value = understand(unit, place, text)
    if place.setting.is_chat and value and value != unit.room.chat_id:
        await ask(unit, place.key, value, unit.actor)
        return
    await store(unit, place, value, unit.actor)
    words = await in_words(unit, place.setting, value)
    unit.reply(changed_line(unit, place, value) + words, stay=Stay.LONG if words else Stay.SHORT)


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
    await CHANGED.show(unit, feature, empty=unit.say("setting-none"))


async def _all_lines(unit: Unit, _args: str) -> list[str]:
    return [line(unit, Place(setting), SHORT) for setting in unit.values.declared.values()]


async def _changed_lines(unit: Unit, feature: str) -> list[str]:
    return [line(unit, place, SHORT) for place in changed(unit, feature)]


async def _follow_panel(unit: Unit) -> None:
    await panel.follow(unit, "g")


async def _follow_setup(unit: Unit) -> None:
    await panel.follow(unit, "u")


EVERYTHING = Pager("set_all", _all_lines, right=CHANGE)
CHANGED = Pager("set_changed", _changed_lines, right=CHANGE)


def _admins_only(name: str, handle: Handler, **more: Any) -> Command:
    return Command(name=name, handle=handle, right=CHANGE, where="group", admin=True, **more)


FEATURE = Feature(
    name="setting",
    commands=(
        Command(
            name="settings",
            handle=panel.settings,
            right=CHANGE,
            admin=True,
            menu={"admin": 8, "private": 6},
        ),
        Command(name="setup", handle=setup, right=CHANGE, admin=True),
        _admins_only("set", set_value),
        _admins_only("reset", reset),
        _admins_only("config", list_changed),
        _admins_only("viewconfig", show_config),
        _admins_only("setconfig", take_config),
    ),
    presses=(
        Press(name="p", handle=panel.press),
        Press(name="setup", handle=confirm_preset, right=CHANGE),
        Press(name="file", handle=file.confirm, right=CHANGE),
        EVERYTHING.press,
        CHANGED.press,
    ),
    deadlines=(
        Later(name=ASKED, handle=asked, admins=True),
        Later(name=ANSWERED, handle=answered),
        Later(name=remote.DO, handle=panel.work, admins=True),
        Later(name=remote.ASK, handle=panel.put_question),
        Later(name=founding.PUT, handle=founding.put),
        Later(name=file.PENDING, handle=file.lapse),
        Later(name=IMPORTED, handle=follow_import),
    ),
    continuations=(
        Later(name=file.FETCHED, handle=file.fetched),
        Later(name=founding.SHOWN, handle=founding.shown),
    ),
    questions=(Later(name=remote.QUESTION, handle=panel.typed),),
    links=(
        Later(name="set", handle=_follow_panel),
        Later(name="setup", handle=_follow_setup),
    ),
    chores=(drafts.forget,),
)
