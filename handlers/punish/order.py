"""`/ban`, `/mute`, `/kick`, `/warn` with the prefixes t, d and s."""

from bot.core import duration
from bot.core.actions import Button, Buttons, Send
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from bot.core.verdict import FOREVER, Sanction
from handlers.punish.word import done
from services import moderation, roster, silence
from services.moderation import Order, Outcome
from services.moderation.ladder import Step
from services.target import Target, aim, spared

RIGHT = "can_restrict_members"
DELETE = "can_delete_messages"
SWEEP = "purge_by"
"""The button by which everything somebody wrote goes, see `handlers.purge`."""

SHORTEST, LONGEST = 10, 10 * 365 * duration.DAY
"""Seconds a mute or ban may last."""

HELPERS = duration.DAY
"""Seconds for which a helper may mute somebody at most."""

_ACTS = {
    "ban": Sanction.BAN,
    "mute": Sanction.MUTE,
    "kick": Sanction.KICK,
    "warn": Sanction.WARN,
}
_TIMED = ("ban", "mute")


def names(word: str) -> tuple[str, ...]:
    """The other names of such a command: with `t` timed, with `d` the message goes, `s` silent."""
    prefixes = ("t", "d", "s", "td", "dt", "ts", "st") if word in _TIMED else ("d", "s")
    return tuple(f"{prefix}{word}" for prefix in prefixes)


async def punish(unit: Unit) -> None:
    """Do to somebody what was typed.

    Raises:
        UserError: it is not said to whom, for how long, or nobody may do that to them.
    """
    word = next(one for one in _ACTS if unit.typed.endswith(one))
    prefix = unit.typed.removesuffix(word)
    if word == "mute" and silence.is_everybody(unit.args):
        await silence.mute_all(unit, unit.args.strip().partition(" ")[2])
        return
    by = unit.identify()
    target = await aim(unit)
    if target is None:
        raise UserError(unit.say(f"punish-usage-{word}", name=unit.typed))
    check(unit, target.person, word)
    term, reason = _term(unit, word, prefix, target.rest)
    if unit.delegated and word == "mute" and term > HELPERS:
        if term < FOREVER:
            raise UserError(unit.say("punish-helper"))
        term = HELPERS
    delete = "d" in prefix
    if delete:
        if not unit.delegated or "delete" not in await unit.powers():
            unit.require(DELETE)
        if not target.message:
            raise UserError(unit.say("punish-usage-reply", name=unit.typed))
    if word in ("kick", "mute") and target.status == "kicked":
        raise UserError(unit.say("punish-banned-before", name=target.shown))
    facts = unit.facts
    order = Order(
        person=target.person,
        key=f"c:{facts.chat_id}:{facts.message_id}:{target.person}",
        name=target.shown,
        act=_ACTS[word],
        term=term,
        by=by,
        reason=reason,
        text=target.text,
        strikes=int(word == "warn"),
        messages=((facts.chat_id, target.message),) if target.message else (),
        delete=delete,
        most=Step(Sanction.MUTE, HELPERS) if unit.delegated else None,
    )
    outcome = await moderation.enforce(unit, order)
    await _tell(unit, target, outcome, reason, silent="s" in prefix)


def check(unit: Unit, person: int, word: str) -> None:
    """Go on only if this can be done to somebody.

    Raises:
        UserError: they are above it, or the bot has not the right it takes.
    """
    if why := spared(unit, person):
        raise UserError(unit.say(f"punish-spared-{why}"))
    if person < 0 and word != "ban":
        raise UserError(unit.say("punish-channel-only"))
    unit.require_own(RIGHT)


def _term(unit: Unit, word: str, prefix: str, rest: str) -> tuple[int, str]:
    """For how long, and why. A term may stand first, in one word or two (`3 天`)."""
    if word not in _TIMED:
        return FOREVER, rest
    first, _, after = rest.partition(" ")
    second, _, beyond = after.partition(" ")
    for typed, left in ((first, after), (f"{first} {second}", beyond)):
        seconds = duration.parse(typed) if typed.strip() else None
        if seconds is not None:
            if not SHORTEST <= seconds <= LONGEST:
                raise UserError(unit.say("punish-term"))
            return seconds, left.strip()
    if "t" in prefix:
        raise UserError(unit.say(f"punish-usage-{word}", name=unit.typed))
    return FOREVER, rest


async def _tell(unit: Unit, target: Target, outcome: Outcome, reason: str, *, silent: bool) -> None:
    """Answer in the group; a silent order leaves no trace there."""
    text = done(unit, outcome, person=target.person, name=target.shown, reason=reason)
    if not silent:
        buttons = undoing(unit, outcome.case)
        if outcome.act is Sanction.BAN and SWEEP in unit.house.presses:
            sweep = Button(text=unit.say("punish-sweep"), data=f"{SWEEP}:{target.person}")
            buttons = (*buttons, (sweep,))
        unit.reply(text, buttons=buttons, stay=Stay.NOTICE)
        return
    unit.delete()
    if unit.actor in await unit.run(lambda c: roster.started(c, [unit.actor])):
        unit.do(Send(room=unit.room.id, to=unit.actor, text=text))


def undoing(unit: Unit, case: int) -> Buttons:
    """The button that takes a case back."""
    return ((Button(text=unit.say("punish-undo"), data=f"undo:{case}"),),)
