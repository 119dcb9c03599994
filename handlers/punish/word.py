"""Punishments in words: what was done, for how long, and what comes next."""

from bot.core import duration, texts
from bot.core.texts import Html
from bot.core.unit import Unit
from bot.core.verdict import FOREVER, Sanction
from services.moderation.act import Outcome
from services.moderation.ladder import Step

LASTING = (Sanction.MUTE, Sanction.BAN)
"""What has a term."""

LONGEST = 300
"""Characters of a reason that are shown."""


def called(unit: Unit, person: int, name: str) -> Html:
    """Somebody by name, so that a press shows who it is; a channel has no such address."""
    shown = " ".join(name.split())[:64] or str(person)
    if person < 0:
        return Html(unit.say("punish-channel", name=shown))
    return Html(unit.say("punish-person", person=str(person), name=shown))


LATE = 15
"""Seconds by which what was decided may be told later, and is still told as it was decided."""


def term(unit: Unit, until: int | None, since: int) -> Html:
    """A length of time in its largest whole unit; without an end: for good.

    Told a few seconds later, five minutes are still five minutes, and not 299 seconds.
    """
    if until is None:
        return Html(unit.say("punish-ever"))
    lacking = -(until - since) % 60
    typed = duration.show(until - since + (lacking if lacking <= LATE else 0))
    return Html(unit.say(f"term-{typed[-1]}", n=int(typed[:-1])))


def step(unit: Unit, one: Step) -> str:
    """A step of the ladder, as it is typed in this language."""
    word = unit.say(f"step-{one.act.name.lower()}")
    if one.act not in LASTING or one.term >= FOREVER:
        return word
    typed = duration.show(one.term)
    return unit.say("step-for", word=Html(word), n=typed[:-1], letter=typed[-1])


def standing(unit: Unit, count: int, steps: int, following: Step) -> str:
    """Where on the ladder somebody stands: `1/5, next: mute 1h`."""
    return unit.say(
        "punish-ladder", count=str(count), steps=str(steps), step=Html(step(unit, following))
    )


def rule(unit: Unit, name: str) -> str:
    """The word for a rule; one without a word is called by its own name."""
    return texts.find(unit.language, f"rule-{name}") or name


def done(unit: Unit, outcome: Outcome, *, person: int, name: str, reason: str) -> str:
    """What was done to somebody, for the group."""
    act, number = outcome.act.name.lower(), str(outcome.case)
    who = called(unit, person, name)
    if outcome.act in LASTING:
        length = term(unit, outcome.until, unit.now)
        lines = [unit.say(f"punish-did-{act}-for", name=who, term=length, number=number)]
    else:
        lines = [unit.say(f"punish-did-{act}", name=who, number=number)]
    if reason:
        lines.append(unit.say("punish-reason", reason=reason[:LONGEST]))
    if outcome.next is not None:
        lines.append(standing(unit, outcome.count, outcome.steps, outcome.next))
    return "\n".join(lines)
