"""What happens by itself: a line for a strike, the end of a mute, a link for whoever was kicked."""

from functools import partial
from typing import Any

from bot.core.actions import Send
from bot.core.manner import whisper
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from bot.core.verdict import Sanction
from handlers.punish.order import undoing
from handlers.punish.word import LASTING, called, rule, standing, term
from services import moderation, roster
from services.moderation import release, restraint
from services.moderation.ladder import ladder_of, step_at
from services.moderation.undo import unban

_MOVED = ("restricted", "kicked")
"""Places in which something is kept from a person."""


async def tell_struck(unit: Unit) -> None:
    """Tell the group what a rule did to somebody, and where on the ladder they stand."""
    case = await unit.run(lambda c: moderation.find(c, unit.data["case"]))
    if case is None or case.state != "in force":
        return
    number, why = str(case.id), Html(rule(unit, case.rule))
    who = called(unit, case.subject_id, case.name)
    if Sanction[case.act.upper()] in LASTING:
        length = term(unit, case.until, unit.now)
        text = unit.say(
            f"punish-ruled-{case.act}-for", name=who, rule=why, term=length, number=number
        )
    else:
        text = unit.say(f"punish-ruled-{case.act}", name=who, rule=why, number=number)
    lines = [text]
    if count := unit.data["count"]:
        ladder = ladder_of(unit.values)
        lines.append(standing(unit, count, len(ladder), step_at(ladder, count + 1)))
    unit.do(
        Send(
            room=unit.room.id,
            text="\n".join(lines),
            buttons=undoing(unit, case.id),
            priority="notice",
            stay=Stay.NOTICE.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )


async def let_speak(unit: Unit) -> None:
    """The time of a mute is over: what held before holds again."""
    person, tell = unit.data["person"], unit.data["tell"]
    room = unit.room.id
    case = await unit.run(lambda c: restraint.case_of(c, room=room, person=person))
    actions = await unit.run(
        lambda c: restraint.expire(c, room=room, person=person, now=unit.now, tell=tell)
    )
    moderation.reverse(unit, actions, case)


async def let_in(unit: Unit) -> None:
    """The time of a ban is over of which Telegram does not know."""
    person = unit.data["person"]
    actions = await unit.run(partial(unban, room=unit.room.id, person=person, now=unit.now))
    moderation.reverse(unit, actions, unit.data.get("case"))


async def note_overruled(unit: Unit) -> None:
    """Somebody else changed what we did to a person: theirs holds."""
    facts = unit.facts
    by = facts.actor
    if facts.person is None or by is None or by.id in (unit.bot_id, facts.person.id):
        return
    change = (facts.raw or {}).get("chat_member", {})
    old, new = (_held(change.get(f"{age}_chat_member", {})) for age in ("old", "new"))
    if old != new:
        await unit.run(partial(release.overrule, room=unit.room.id, person=facts.person.id))


def _held(member: dict[str, Any]) -> dict[str, Any] | None:
    """What is kept from somebody: nothing, or all that was decided about it."""
    if member.get("status") not in _MOVED:
        return None
    return {key: value for key, value in member.items() if key not in ("user", "is_member")}


async def hand_link(unit: Unit) -> None:
    """A link by which somebody who was removed can come back: for them, and for who undid it."""
    fate, data = unit.fate, unit.data
    if fate is None or fate.state != "done" or fate.result is None:
        if fate is not None:
            case, room, now = data["case"], unit.room.id, unit.now
            await unit.run(
                lambda c: moderation.note(
                    c, case=case, room=room, doing="invite", fate=fate, now=now
                )
            )
            unit.due = True
        return
    link = fate.result["link"]
    if data["person"] in await unit.run(lambda c: roster.started(c, [data["person"]])):
        text = unit.say("undo-come-back", group=unit.room.title, link=link)
        unit.do(Send(room=unit.room.id, to=data["person"], text=text))
    if data["by"]:
        name, number = data["name"], str(data["case"])
        await whisper(
            unit,
            lambda: unit.say("undo-link", name=name, number=number, link=link),
            to=data["by"],
            name=data["by_name"],
        )
