"""`/names`: who does not follow yet, and how much of the group has been seen."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.core import daily, phrase
from bot.core.feature import Whose
from bot.core.manner import Pager
from bot.core.unit import Unit
from services import roster
from services.naming import card as cards
from services.naming import task, words
from services.naming.policy import Policy, compile_policy, policy_of
from services.naming.survey import Survey, survey
from services.naming.task import MENDED, MUTED, OPEN

RIGHT = "can_restrict_members"
LISTED = 200
"""People that are listed at most."""


async def names(unit: Unit) -> None:
    """`/names` lists them by username or number: what they are called is said nowhere."""
    if policy_of(unit.values) is None:
        unit.reply(unit.say("naming-none"))
        return
    await LIST.show(unit)


async def _lines(unit: Unit, _args: str) -> Sequence[str]:
    policy, room = policy_of(unit.values), unit.room.id
    if policy is None:
        return []
    found: Survey = await unit.run(lambda c: survey(c, room, policy))
    people = list(found.wrong[:LISTED])
    known = await unit.run(lambda c: task.states(c, room, people))
    called = await unit.run(lambda c: roster.usernames(c, people))
    zone = daily.zone_of(unit.values)
    lines = [counted(unit, found)]
    for person in people:
        one = known.get(person)
        if one is None or one.state == MENDED:
            state = unit.say("naming-state-unseen")
        elif one.state == OPEN:
            due = phrase.date_time(one.due_at, unit.language, zone)
            state = unit.say("naming-state-open", due=due)
        else:
            state = unit.say(f"naming-state-{one.state}")
        lines.append(_line(unit, person, called.get(person, ""), state))
    return lines


def _line(unit: Unit, person: int, username: str, state: str) -> str:
    who = f"@{username}" if username else str(person)
    return unit.say("naming-listed", person=str(person), who=who, state=state)


LIST = Pager("names", _lines, right=RIGHT, size=20)


def counted(unit: Unit, found: Survey) -> str:
    """How many of those who were seen do not follow."""
    key = "naming-counted-more" if found.more else "naming-counted"
    return unit.say(key, wrong=len(found.wrong), seen=found.seen)


async def explain(unit: Unit, value: object) -> str:
    """What the rule will be, two names that follow it, and how many do not."""
    return await _explain(unit, str(value), unit.values["naming.on"])


async def explain_on(unit: Unit, value: object) -> str:
    """The same for the rule as it is, about other names."""
    return await _explain(unit, unit.values["naming.format"], str(value))


async def _explain(unit: Unit, source: str, on: str) -> str:
    policy = compile_policy(unit.values, source, on)
    if policy is None:
        return ""
    return "\n".join([words.explain(unit, policy), await _count(unit, policy)]).strip()


async def explain_count(unit: Unit, _value: object) -> str:
    """How many do not follow the rule as it is now."""
    policy = policy_of(unit.values)
    return await _count(unit, policy) if policy is not None else ""


async def _count(unit: Unit, policy: Policy) -> str:
    if not unit.room.is_group:
        return ""
    room = unit.room.id
    found: Survey = await unit.run(lambda c: survey(c, room, policy))
    return counted(unit, found) + " " + unit.say("naming-when-seen")


def sentences(unit: Unit) -> list[str]:
    """How members are to be called, and what happens otherwise."""
    policy, values = policy_of(unit.values), unit.values
    if policy is None:
        return []
    lines = []
    if policy.template is not None:
        said, rule = (
            words.shown(unit, policy),
            "rules-naming-card" if policy.card else "rules-naming",
        )
        lines.append(unit.say(rule, format=words.brief(unit, policy.template), example=said))
    if policy.words or policy.scripts:
        lines.append(unit.say("rules-naming-banned"))
    grace = phrase.span(values["naming.grace"], unit.language)
    lines.append(unit.say(f"rules-naming-{values['naming.action']}", grace=grace))
    return lines


async def card(unit: Unit, whose: Whose) -> Sequence[str]:
    """What `/me` says of it: the card, and to oneself what does not follow."""
    policy, room, person = policy_of(whose.values), whose.room, whose.person
    if policy is None:
        return []
    own = await unit.run(lambda c: cards.get(c, room, person))
    lines = [unit.say("naming-card-is", name=own.name)] if policy.asks_card and own.name else []
    if not whose.private:
        return lines
    known = await unit.run(lambda c: roster.names(c, [person]))
    name = known.get(person, "")
    on_card = policy.asks_card and not policy.judge(name)
    if not (policy.judge_card(own.name) if on_card else policy.judge(name)):
        return lines
    one = await unit.run(lambda c: task.get(c, room, person))
    lines.append(unit.say("naming-me-card" if on_card else "naming-me"))
    lines.append(words.wanted(unit, policy, own=name, card=on_card))
    if one is not None and one.state == MUTED:
        lines.append(unit.say("naming-muted"))
    return lines


def warn(value: Callable[[str], Any]) -> str:
    """Who is asked to change their profile changes it everywhere."""
    asked = value("naming.format") and value("naming.on") == "profile"
    return "naming-warn" if asked else ""
