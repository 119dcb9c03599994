"""A case in words: the card, its buttons, and how it is sent."""

from typing import Any

from bot.core import daily, phrase, texts
from bot.core.actions import Button, Send
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import moderation, rooms, roster
from services.moderation import File

RIGHT = "can_restrict_members"
"""What it takes to look at cases and to decide them."""

BUTTONS = ("kick", "ban", "ham")
_BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")
"""Letters that look like nothing."""

_JOINERS = "\u200c\u200d"
"""What holds emoji and some scripts together."""


async def find(unit: Unit, number: object) -> File | None:
    """A case by what people type for its number; None if there is none."""
    text = str(number)
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    found: File | None = await unit.run(lambda connection: moderation.find(connection, int(text)))
    return found


def send(
    unit: Unit,
    text: str,
    *,
    to: int = 0,
    buttons: Any = (),
    then: str | None = None,
    then_data: Any = None,
    stay: Stay = Stay.EVER,
    case: int | None = None,
) -> None:
    """Post something that is better said twice than never; `stay` holds in the group.

    On `case` is written if it did not get through.
    """
    unit.do(
        Send(
            room=unit.room.id,
            to=to,
            text=text,
            buttons=buttons,
            priority="notice",
            if_unknown="again_once",
            stay=0 if to else stay.seconds(unit.values),
        ),
        then=then,
        then_data=then_data,
        case=case,
    )


def keyboard(unit: Unit, case: File) -> tuple[tuple[Button, ...], ...]:
    """The buttons that decide a case."""
    labels = {how: unit.say(f"case-button-{how}") for how in BUTTONS}
    if case.rule != "ads":
        labels["ham"] = unit.say("case-button-wrong")
    return (tuple(Button(text=labels[how], data=f"case_{how}:{case.id}") for how in BUTTONS),)


async def card(unit: Unit, case: File, *, openly: bool = False) -> str:
    """A case for admins and for whom it is about.

    `openly`: others read it, too, and who decided is not named.
    """
    group = unit.room.title
    if case.room_id != unit.room.id:
        group = await unit.run(lambda connection: rooms.title_of(connection, case.room_id))
    machine = case.via == "machine"
    head = "case-head-band" if machine else "case-head"
    fillings: dict[str, object] = {
        "number": str(case.id),
        "group": group,
        "rule": rule_of(unit, case),
    }
    if machine:
        fillings["band"] = unit.say(f"band-{case.band}")
    lines = [
        unit.say(head, **fillings),
        unit.say(
            "case-who",
            name=shown(case, 64),
            person=str(case.subject_id),
            act=Html(await _done(unit, case)),
        ),
    ]
    if case.reason:
        lines.append(unit.say("case-reason", reason=case.reason[:300]))
    if case.text:
        lines.append(unit.say("case-text", text=case.text[:400]))
    lines += ["• " + _finding(unit, finding) for finding in case.findings[:8]]
    if case.expired:
        lines.append(unit.say("case-expired"))
    if case.strikes:
        lines.append(unit.say("case-strikes", n=case.strikes))
    if by := await _decider(unit, case, openly=openly):
        lines.append(unit.say("case-by", by=Html(by)))
    lines += [
        unit.say(
            "case-note", doing=unit.say(f"doing-{doing}"), fate=unit.say(f"fate-{fate}"), said=said
        )
        for doing, fate, said in case.troubles
    ]
    if case.decided_by is not None or case.is_over(unit.now) or case.state == "undone":
        lines.append(unit.say("case-decided", state=state_of(unit, case)))
    return "\n".join(lines)


def rule_of(unit: Unit, case: File) -> str:
    """The word for a case's rule; one without a word is called by its own name."""
    return texts.find(unit.language, f"rule-{case.rule}") or case.rule


async def _done(unit: Unit, case: File) -> str:
    """What was done to the person, and until when, by the clock of its group."""
    act = unit.say(f"act-{case.act}")
    if case.until is None:
        return act
    zone = daily.zone_of(await _values(unit, case.room_id))
    return unit.say("case-until", act=act, day=phrase.date_time(case.until, unit.language, zone))


async def _values(unit: Unit, room: int) -> Values:
    """The settings of a room, which may be another one than this unit's."""
    if room == unit.room.id:
        return unit.values

    stored, username, language = await unit.run(lambda c: rooms.settings_of(c, room))
    return unit.house.values(stored, username, language)


async def _decider(unit: Unit, case: File, *, openly: bool) -> str:
    """Who decided; empty for the machine, which the card shows to be one."""
    if case.decided_by is None:
        return "" if case.via == "machine" else unit.say(f"via-{case.via}")
    by = case.decided_by
    if openly:
        return unit.say("via-admin")
    names = await unit.run(lambda connection: roster.names(connection, [by]))
    return unit.say("case-name", name=names.get(by) or str(by))


def _finding(unit: Unit, finding: dict[str, Any]) -> str:
    return unit.say(
        "case-finding",
        signal=_term(unit, f"signal-{finding['signal']}"),
        carrier=_term(unit, f"carrier-{finding['carrier']}"),
        evidence=finding["evidence"],
        weight=finding["weight"],
    )


def _term(unit: Unit, name: str) -> str:
    """The catalogue's word for a signal or carrier; an unknown one is called by its own name."""
    return texts.find(unit.language, name.replace(" ", "-")) or name.partition("-")[2]


def state_of(unit: Unit, case: File) -> str:
    """Where a case stands."""
    if case.troubles and case.state == "in force":
        return unit.say("state-troubled")
    if case.is_over(unit.now):
        return unit.say("state-over")
    return unit.say(f"state-{case.state.split()[0]}")


def shown(case: File, length: int) -> str:
    """The author's name on one line, without what turns or hides the words beside it."""
    seen = "".join(char if char.isprintable() or char in _JOINERS else " " for char in case.name)
    seen = " ".join(seen.translate(_BLANKS).split())[:length]
    return seen if seen.strip(_JOINERS + " ") else str(case.subject_id)
