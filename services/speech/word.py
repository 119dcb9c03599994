"""What rules of speech have in common in words."""

from collections.abc import Iterable

from bot.core import duration
from bot.core.texts import Html
from bot.core.unit import Unit
from bot.core.verdict import FOREVER, Sanction
from services.moderation.ladder import parse_step

_ON = frozenset(("on", "开", "开启"))
_OFF = frozenset(("off", "关", "关闭"))
_HERE = frozenset(("here", "本话题"))


def switch(text: str) -> bool | None:
    """Whether somebody typed `on` or `off`; None for anything else."""
    word = text.strip().lower()
    return True if word in _ON else False if word in _OFF else None


def place(unit: Unit, args: str) -> tuple[int, str]:
    """The topic that is meant, 0 for the whole group, and the arguments without a last `here`."""
    rest, _, last = args.strip().rpartition(" ")
    if last.lower() in _HERE:
        return unit.facts.thread_id, rest.strip()
    return 0, args.strip()


def kinds(unit: Unit, names: Iterable[str]) -> str:
    """Kinds of content in words."""
    return unit.say("kinds-between").join(unit.say(f"kind-{name}") for name in names)


def consequence(unit: Unit, action: str) -> Html:
    """What becomes of a message and its author: `deleted, and muted for 1 hour`."""
    word, _, rest = action.partition(" ")
    if word == "delete":
        return Html(unit.say("speech-then-delete"))
    if word == "strike":
        return Html(unit.say("speech-then-strike", n=int(rest or 1)))
    step = parse_step(action)
    if step is None:
        raise ValueError(f"no action: {action!r}")
    name = step.act.name.lower()
    if step.act is Sanction.KICK:
        return Html(unit.say("speech-then-kick"))
    if step.term >= FOREVER:
        return Html(unit.say(f"speech-then-{name}"))
    return Html(unit.say(f"speech-then-{name}-for", term=span(unit, step.term)))


def span(unit: Unit, seconds: int) -> Html:
    """A length of time in its largest whole unit."""
    typed = duration.show(seconds)
    return Html(unit.say(f"term-{typed[-1]}", n=int(typed[:-1])))
