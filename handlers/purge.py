"""`/del` and `/purge`: messages that go, one or many."""

from functools import partial

import msgspec

from bot.core.actions import Button
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Press
from bot.core.incoming import Facts
from bot.core.unit import Stay, Unit
from services import moderation, purge, roster
from services.moderation import Order
from services.purge import ASKED, MOST, Sweep
from services.target import Target, aim, spared

RIGHT = "can_delete_messages"
RULE = "purge"


async def delete_one(unit: Unit) -> None:
    """`/del` in reply: that message goes, and the command with it."""
    by = unit.identify()
    target = await aim(unit)
    if target is None or not target.message:
        raise UserError(unit.say("purge-usage-del"))
    unit.require_own(RIGHT)
    await _take_away(unit, [target.message], by=by, target=target, reason=target.rest)
    unit.delete()
    unit.reply(unit.say("purge-done", n=1))


async def delete_many(unit: Unit) -> None:
    """`/purge` in reply: from there to here; `/purge N`: the last N; `/purge @x`: theirs."""
    by = unit.identify()
    unit.require_own(RIGHT)
    facts, args = unit.facts, unit.args.strip()
    here = Sweep(
        chat=facts.chat_id,
        first=0,
        last=facts.message_id,
        thread=facts.thread_id,
        forum=_is_forum(facts),
    )
    if args.isascii() and args.isdigit() and len(args) <= 5 and int(args) > 0:
        first = await unit.run(partial(purge.newest, sweep=here, count=int(args) + 1, now=unit.now))
        await _stretch(unit, msgspec.structs.replace(here, first=first), by)
        return
    target = await aim(unit)
    if target is None:
        raise UserError(unit.say("purge-usage"))
    if target.message and not args:
        await _stretch(unit, msgspec.structs.replace(here, first=target.message), by)
        return
    if why := spared(unit, target.person):
        raise UserError(unit.say(f"punish-spared-{why}"))
    theirs = await unit.run(
        lambda c: purge.by(c, chat=here.chat, author=target.person, last=here.last, now=unit.now)
    )
    await _finish(unit, theirs, by=by, target=target)


async def _stretch(unit: Unit, sweep: Sweep, by: int) -> None:
    messages = await unit.run(lambda c: purge.stretch(c, sweep, unit.now))
    if len(messages) > ASKED:
        go = f"purge:{sweep.first}:{sweep.last}:{int(sweep.forum)}"
        buttons = (
            Button(text=unit.say("button-confirm"), data=go, only=by),
            Button(text=unit.say("button-cancel"), data="purge:", only=by),
        )
        text = unit.say("purge-asks", n=len(messages))
        unit.reply(text, buttons=(buttons,), stay=Stay.LONG)
        return
    await _finish(unit, messages, by=by)


async def press(unit: Unit) -> None:
    """Yes or no to many messages."""
    facts = unit.facts
    first, _, rest = unit.args.partition(":")
    last, _, forum = rest.partition(":")
    unit.answer()
    unit.delete()
    if not first.isdigit() or not last.isdigit():
        return
    unit.require_own(RIGHT)
    sweep = Sweep(
        chat=facts.chat_id,
        first=int(first),
        last=int(last),
        thread=facts.thread_id,
        forum=forum == "1",
    )
    messages = await unit.run(lambda c: purge.stretch(c, sweep, unit.now))
    await _finish(unit, messages, by=unit.actor)


async def press_by(unit: Unit) -> None:
    """Everything somebody who was banned has written goes, as far as Telegram deletes it."""
    person = int(unit.args)
    if why := spared(unit, person):
        raise UserError(unit.say(f"punish-spared-{why}"))
    unit.require_own(RIGHT)
    facts = unit.facts
    theirs = await unit.run(
        lambda c: purge.by(c, chat=facts.chat_id, author=person, last=purge.LAST, now=unit.now)
    )
    named = await unit.run(lambda c: roster.names(c, [person]))
    target = Target(person=person, name=named.get(person, ""))
    await _finish(unit, theirs, by=unit.actor, target=target)
    unit.answer()


async def _finish(
    unit: Unit, messages: list[int], *, by: int, target: Target | None = None
) -> None:
    """Take the messages away and say how many went; the command is one of them."""
    others = [one for one in messages if one != unit.facts.message_id]
    if not others:
        raise UserError(unit.say("purge-nothing"))
    await _take_away(unit, others, by=by, target=target)
    key = "purge-done-most" if len(messages) >= MOST else "purge-done"
    unit.reply(unit.say(key, n=len(others)))


async def _take_away(
    unit: Unit,
    messages: list[int],
    *,
    by: int,
    target: Target | None = None,
    reason: str = "",
) -> None:
    facts = unit.facts
    await moderation.enforce(
        unit,
        Order(
            person=target.person if target else 0,
            name=target.shown if target else unit.say("purge-many", n=len(messages)),
            key=f"c:{facts.chat_id}:{facts.message_id}:{unit.query}",
            rule=RULE,
            by=by,
            reason=reason,
            text=target.text if target else "",
            messages=tuple((facts.chat_id, one) for one in messages),
            delete=True,
        ),
    )


def _is_forum(facts: Facts) -> bool:
    raw = facts.raw or (msgspec.json.decode(facts.payload) if facts.payload else {})
    return bool(raw.get("message", {}).get("chat", {}).get("is_forum"))


FEATURE = Feature(
    name="purge",
    key="rules",
    commands=(
        Command(
            name="del",
            handle=delete_one,
            right=RIGHT,
            power="delete",
            where="group",
            menu={"admin": 5},
        ),
        Command(name="purge", handle=delete_many, right=RIGHT, power="delete", where="group"),
    ),
    presses=(
        Press(name="purge", handle=press, right=RIGHT, power="delete"),
        Press(name="purge_by", handle=press_by, right=RIGHT, lists=True),
    ),
    needs=(RIGHT,),
)
