"""A case in words: the card, its buttons, and how it is sent."""

from typing import Any

from bot.core import texts
from bot.core.actions import Button, Send
from bot.core.texts import Html
from bot.core.unit import Unit
from services import moderation, rooms
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
) -> None:
    """Post something that is better said twice than never."""
    unit.do(
        Send(
            room=unit.room.id,
            to=to,
            text=text,
            buttons=buttons,
            priority="notice",
            if_unknown="again_once",
        ),
        then=then,
        then_data=then_data,
    )


def keyboard(unit: Unit, number: int) -> tuple[tuple[Button, ...], ...]:
    """The buttons that decide a case."""
    return (
        tuple(
            Button(text=unit.say(f"case-button-{how}"), data=f"case_{how}:{number}")
            for how in BUTTONS
        ),
    )


async def card(unit: Unit, case: File) -> str:
    """A case for admins and for whom it is about."""
    group = unit.room.title
    if case.room_id != unit.room.id:
        group = await unit.run(lambda connection: rooms.title_of(connection, case.room_id))
    saw = Html("\n".join("• " + _finding(unit, finding) for finding in case.findings[:8]))
    lines = [
        unit.say(
            "case-card",
            number=str(case.id),
            group=group,
            rule=case.rule,
            band=unit.say(f"band-{case.band}"),
            name=shown(case, 64),
            person=str(case.subject_id),
            act=unit.say(f"act-{case.act}"),
            text=case.text[:400],
            saw=saw,
        )
    ]
    lines += [
        unit.say(
            "case-note", doing=unit.say(f"doing-{doing}"), fate=unit.say(f"fate-{fate}"), said=said
        )
        for doing, fate, said in case.troubles
    ]
    if case.decided_by is not None:
        lines.append(unit.say("case-decided", state=state_of(unit, case)))
    return "\n".join(lines)


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
    return unit.say(f"state-{case.state.split()[0]}")


def shown(case: File, length: int) -> str:
    """The author's name on one line, without what turns or hides the words beside it."""
    seen = "".join(char if char.isprintable() or char in _JOINERS else " " for char in case.name)
    seen = " ".join(seen.translate(_BLANKS).split())[:length]
    return seen if seen.strip(_JOINERS + " ") else str(case.subject_id)
