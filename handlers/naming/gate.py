"""The gate `name`: an applicant is called as the group wants it."""

from bot.core.actions import Button
from bot.core.gate import OPEN, PASSED, Prompt, Result, Said, Visit
from bot.core.unit import Unit
from services.entry import book
from services.naming import follow, keep, words
from services.naming.policy import policy_of


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """The rule, an example of their own, and a button for when it is done; a card is typed."""
    policy, own = policy_of(unit.values), visit.applicant.name
    if policy is not None and policy.asks_card and not policy.judge(own):
        wanted = words.wanted(unit, policy, own=own, card=True)
        return Prompt(text="\n".join([unit.say("naming-gate-card"), wanted]))
    again = Button(text=unit.say("naming-check"), data=visit.press("look"))
    lines = [unit.say("naming-gate-asks")]
    if policy is not None:
        lines.append(words.wanted(unit, policy, own=own))
    return Prompt(text="\n".join(lines), buttons=((again,),))


async def look(unit: Unit, visit: Visit) -> Result:
    """What they are called stands in every update of theirs."""
    policy, one = policy_of(unit.values), visit.applicant
    if policy is None or not await follow.fault(unit, policy, one.user_id, one.name):
        return PASSED
    known = await unit.run(lambda c: book.steps(c, one.id))
    return Result(note=unit.say("naming-not-yet") if visit.leaf.key in known else "")


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """The name for their card. What is none may be meant for another gate, unless it is asked."""
    policy, one = policy_of(unit.values), visit.applicant
    if policy is None or not policy.asks_card or not said.text or policy.judge(one.name):
        return OPEN
    name, asked = keep.clean(said.text), one.focus == visit.leaf.key
    if not asked and not policy.is_plain(name):
        return OPEN
    if why := await keep.refusal(unit, policy, one.user_id, name):
        return Result(note=why) if asked else OPEN
    await keep.keep(unit, one.user_id, name)
    return PASSED


def shut(unit: Unit) -> str:
    """Without a rule there is nothing to be asked."""
    return "" if policy_of(unit.values) is not None else unit.say("naming-gate-shut")
