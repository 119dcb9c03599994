"""Names are looked at wherever one is seen; nobody is asked before that."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from bot.core.incoming import Facts
from bot.core.room import ABSENT
from bot.core.settings import Values
from bot.core.unit import Unit
from services import desk, rooms
from services.naming import card, follow, keep
from services.naming.policy import policy_of

CHECK = "naming.check"
"""The deadline, due at once, at which somebody says that they changed it."""

KEPT: Final = 4096
"""Names of a group whose verdict is remembered."""

FRESH: Final = 600
"""Seconds after which the card of somebody who writes is looked at again."""


class Lately:
    """Who was looked at lately: a card stands in the database, and messages are many."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int]] = {}

    def wants(self, person: int, facts: Facts) -> bool:
        """Whether it is time to look at somebody; the same of the same update, however often."""
        at, update = self._seen.get(person, (-FRESH, -1))
        if update == facts.update_id:
            return True
        if 0 <= facts.at - at < FRESH:
            return False
        if len(self._seen) >= KEPT:
            self._seen.clear()
        self._seen[person] = facts.at, facts.update_id
        return True


def wanted(values: Values) -> Callable[[Facts], bool] | None:
    """Messages under a name that does not follow, and everything about members."""
    policy = policy_of(values)
    if policy is None:
        return None
    judge = lru_cache(maxsize=KEPT)(policy.judge)
    lately = Lately() if policy.asks_card else None

    def wants(facts: Facts) -> bool:
        person = facts.person
        if person is None or person.is_bot or facts.sender_chat is not None:
            return False
        if facts.kind == "chat_member" or judge(person.name[:256]):
            return True
        return lately is not None and lately.wants(person.id, facts)

    return wants


async def see(unit: Unit) -> None:
    """Somebody came, became something else, or wrote."""
    facts, person, policy = unit.facts, unit.facts.person, policy_of(unit.values)
    if person is None or policy is None or not unit.room.is_group or unit.gone:
        return
    if facts.kind == "chat_member" and facts.content in ABSENT:
        return  # who comes back goes on where they were
    if any(getattr(one.action, "person", 0) == person.id and one.case for one in unit.drafts):
        return  # they are dealt with for another reason
    came = facts.kind == "chat_member" and facts.text in ABSENT
    await keep.read(unit, policy, person.id, came=came)
    if person.id in unit.admins.by_id:
        await follow.right(unit, person.id, spared=True)
    elif not await follow.fault(unit, policy, person.id, person.name):
        await follow.right(unit, person.id)
    elif not await follow.exempt(unit, person.id):
        await follow.wrong(unit, policy, person.id, person.name, came=came)


async def press(unit: Unit) -> None:
    """“I changed it”, in private or in the group: their name stands in the press itself."""
    person = unit.facts.actor or unit.facts.person
    room = int(unit.args) if unit.args.isdecimal() and len(unit.args) < 18 else 0
    if person is None or not room or (unit.room.is_group and room != unit.room.id):
        unit.stale()
        return
    stored, username, language = await unit.run(lambda c: rooms.settings_of(c, room))
    policy = policy_of(unit.house.values(stored, username, language))
    if policy is None:
        unit.stale()
    elif policy.judge(person.name):
        unit.answer(unit.say("naming-not-yet"), alert=True)
    elif policy.asks_card and policy.judge_card(
        (await unit.run(lambda c: card.get(c, room, person.id))).name
    ):
        unit.answer(unit.say("naming-no-card"), alert=True)
    else:
        unit.answer(unit.say("naming-right"), alert=True)
        await desk.refer(unit, room, CHECK, name=person.name)


async def checked(unit: Unit) -> None:
    """The same, in the lane of the group."""
    policy, person = policy_of(unit.values), unit.data["by"]
    if policy is None:
        await follow.right(unit, person, spared=True)
    elif not await follow.fault(unit, policy, person, unit.data["name"]):
        await follow.right(unit, person)
