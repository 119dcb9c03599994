"""Who comes in or writes under an administrator's name: administrators look at it."""

from collections.abc import Callable

from bot.core.duration import DAY
from bot.core.feature import Feature, Watcher
from bot.core.incoming import Facts
from bot.core.kinds import choice, toggle
from bot.core.room import ABSENT
from bot.core.settings import Values
from bot.core.texts import plain
from bot.core.unit import Unit
from bot.core.verdict import Sanction
from services import impersonation, trust
from services.moderation import CARD, Order, enforce

RULE = "impersonation"
OFFICE = frozenset(("administrator", "creator"))
TERM = 7 * DAY
"""Seconds for which somebody in disguise is silent, if nobody decides."""


def concerns(facts: Facts) -> bool:
    """Whether a member update shows a name, or says that administrators changed."""
    return shows(facts) or OFFICE & {facts.content, facts.text} != set()


def stays(facts: Facts) -> bool:
    """Whether the bot is in the chat: of any other nobody tells it the administrators."""
    return facts.content not in ABSENT


def shows(facts: Facts) -> bool:
    """Whether a member update shows the name of somebody who is in."""
    inside = facts.content in ("member", "restricted") and facts.content not in ABSENT
    return inside and facts.person is not None and not facts.person.is_bot


def wants(values: Values) -> Callable[[Facts], bool] | None:
    """Messages under a name that looks like an administrator's, as they were when last looked at;
    one of any name, as long as nobody has looked."""
    known = values.recalled.get("impersonation")
    if known is None:
        return is_said
    looks = frozenset(look for look in known.values() if look)
    if not looks:
        return None

    def alike(facts: Facts) -> bool:
        person = facts.person
        if person is None or person.id in known or facts.sender_chat is not None:
            return False
        return impersonation.look_of(person.name) in looks and is_said(facts)

    return alike


def is_said(facts: Facts) -> bool:
    """Whether somebody wrote it in a group."""
    return facts.chat_type != "private" and facts.person is not None and not facts.person.is_bot


async def learn(unit: Unit) -> None:
    """Keep how the administrators' names look, if they look otherwise than before."""
    looks = impersonation.looks_of(unit.admins.people())
    if not unit.room.is_group or unit.values.recalled.get("impersonation") == looks:
        return
    await unit.run(lambda c: impersonation.learn(c, unit.room.id, looks))
    unit.forget_settings()


async def see_name(unit: Unit) -> None:
    """Somebody came, was changed, or wrote: their name is compared with the administrators'.

    The same name may be chance: administrators are asked. One that only looks the same is none:
    its owner is silent until they have decided.
    """
    person, room = unit.facts.person, unit.room.id
    await learn(unit)
    if unit.facts.kind == "chat_member" and not shows(unit.facts):
        return
    if person is None or not unit.room.is_group or person.id in unit.admins.by_id:
        return
    likeness = impersonation.judge(person.name, unit.admins.people())
    if likeness is None:
        return
    if await unit.run(lambda c: trust.is_approved(c, room=room, person=person.id)):
        return
    if not await unit.once(f"{RULE}:{person.id}:{likeness.admin}", TERM):
        return
    silent = likeness.disguised and unit.values["impersonation.action"] == "mute"
    order = Order(
        person=person.id,
        key=f"{RULE}:{unit.facts.update_id}:{person.id}",
        name=person.name,
        act=Sanction.MUTE if silent else Sanction.NONE,
        term=TERM,
        rule=RULE,
        via="machine",
        reason=plain(unit.group_language, "impersonation-like").replace("…", likeness.name),
        asks=True,
    )
    outcome = await enforce(unit, order)
    data = {"case": outcome.case, "asks": True}
    await unit.later(CARD, str(outcome.case), due_at=unit.now, data=data)


def sentences(unit: Unit) -> list[str]:
    """What happens to names that look like an administrator's."""
    return [unit.say("rules-impersonation")]


FEATURE = Feature(
    name="impersonation",
    key="rules",
    settings=(
        toggle("impersonation.enabled", True),
        choice("impersonation.action", "mute", "report"),
    ),
    watchers=(
        Watcher(kinds=("chat_member",), handle=see_name, wants=concerns, admins=True),
        Watcher(kinds=("my_chat_member",), handle=learn, wants=stays, admins=True),
        Watcher(kinds=("message",), handle=see_name, choose=wants, admins=True),
    ),
    recall=impersonation.recall,
    needs=("can_restrict_members",),
    rules=sentences,
)
