"""Forms that people fill in privately for a group, one question after the other.

How far somebody is, is kept with the question that waits for them: a restart loses nothing.
"""

from collections.abc import Callable
from typing import Any

from bot.core import question
from bot.core.actions import Button
from bot.core.duration import DAY
from bot.core.errors import UserError
from bot.core.settings import Values
from bot.core.unit import Unit
from services import person as people
from services import rooms, roster

TERM = 7 * DAY
"""Seconds for which a form waits."""

BACK = frozenset(("back", "返回", "上一步", "上一项"))
AWAY = frozenset(("cancel", "取消", "退出"))

Wants = Callable[[Values], bool]
"""Whether a group with such settings has the form."""


async def values_of(unit: Unit, room: int) -> Values:
    """The settings of a group, in the private chat."""
    stored, username, language = await unit.run(lambda c: rooms.settings_of(c, room))
    return unit.house.values(stored, username, language)


async def choose(
    unit: Unit, wants: Wants, *, press: str, none: str, which: str
) -> tuple[int, str] | None:
    """The one group of theirs that has the form; else they are asked `which`, by buttons.

    Raises:
        UserError: there is none; `none` is the text that says so.
    """
    found = []
    for room, title in await unit.run(lambda c: people.groups_of(c, unit.actor)):
        if wants(await values_of(unit, room)):
            found.append((room, title))
    if not found:
        raise UserError(unit.say(none))
    if len(found) == 1:
        return found[0]
    rows = tuple(
        (Button(text=title[:48] or str(room), data=f"{press}:{room}"),) for room, title in found
    )
    unit.reply(unit.say(which), buttons=rows)
    return None


async def enter(unit: Unit, word: str, wants: Wants, *, none: str) -> tuple[int, str]:
    """The group whose number stands in a link or a button, and its title.

    Raises:
        UserError: they are not in it, or it does not have the form.
    """
    room = int(word) if word.isdecimal() and len(word) < 18 else 0
    here = room and await unit.run(lambda c: roster.not_gone(c, room, [unit.actor]))
    if not here or unit.room.is_group or not wants(await values_of(unit, room)):
        raise UserError(unit.say(none))
    groups = dict(await unit.run(lambda c: people.groups_of(c, unit.actor)))
    return room, groups.get(room, "")


async def waiting(unit: Unit, name: str, step: str) -> dict[str, Any] | None:
    """What is known of the form whose button was pressed; None, and said so, if it stands below
    another step than the one it waits at."""
    found = await unit.run(lambda c: question.peek(c, unit.room.id, unit.now))
    if unit.room.is_group or not found or found[0] != name or step != str(found[1]["step"]):
        unit.stale()
        return None
    data: dict[str, Any] = found[1]
    return data
