"""What an applicant sees: one card, in private or in the group, edited in place."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from bot.core import phrase
from bot.core.actions import Button, Buttons, Delete, Edit, Send, SendPicture
from bot.core.demand import Demand, Leaf, leaves, open_leaves
from bot.core.gate import Applicant, Prompt, Visit
from bot.core.manner.notice import buttons_of
from bot.core.texts import Html, unmarked
from bot.core.unit import Unit
from services.entry import book
from services.entry.book import Step
from services.entry.explain import name_of

CARD, EDITED, PORCH = "entry.card", "entry.edited", "entry.porch"
"""Continuations of the messages of an application."""

NONE, ON_ITS_WAY, CLOSED = 0, -1, -2
"""In place of the number of a message."""

LINK = "entry"
"""The deep link that leads an applicant to the private chat."""


@contextmanager
def speaking(unit: Unit, one: Applicant) -> Iterator[None]:
    """Speak the language of an applicant."""
    before, unit.language = unit.language, one.language or unit.language
    try:
        yield
    finally:
        unit.language = before


def progress(
    unit: Unit, one: Applicant, demand: Demand, known: dict[str, Step], focus: Leaf | None
) -> str:
    """Gates done, gates left, time left."""
    states = book.states_of(known)
    wanted = {leaf.key for leaf in open_leaves(demand, states)}
    lines = [unit.say("entry-card", group=unit.room.title[:64])]
    for leaf in leaves(demand):
        name = name_of(unit, leaf)
        if states.get(leaf.key):
            lines.append(unit.say("entry-done", gate=name))
        elif focus is not None and leaf.key == focus.key:
            lines.append(unit.say("entry-now", gate=name))
        elif leaf.key in wanted:
            lines.append(unit.say("entry-left", gate=name))
        elif leaf.key in states:
            lines.append(unit.say("entry-not", gate=name))
    left = phrase.span(max(one.due_at - unit.now, 60), unit.language)
    lines.append(unit.say("entry-time", left=left))
    return "\n".join(lines)


async def show_private(
    unit: Unit,
    one: Applicant,
    text: str,
    buttons: Buttons,
    *,
    picture: tuple[str, dict[str, Any]] | None = None,
    anew: bool = False,
    last: bool = False,
) -> None:
    """The card in the private chat: in its message, or at the end of the chat if `anew`.

    It is changed when it arrives, if it is on its way: shown anew, or given its `last` word.
    """
    if one.card == CLOSED or not one.chat_id:
        return
    if one.card == ON_ITS_WAY:
        values: dict[str, int | str] = {"stale": 1}
        if last:
            word = {"text": text, "buttons": msgspec.to_builtins(buttons)}
            values["seen"] = msgspec.json.encode({**one.seen, "last": word}).decode()
        await unit.run(lambda c: book.note_card(c, one.id, **values))
        return
    how: dict[str, Any] = {"buttons": buttons, "to": one.chat_id}
    if one.card and not anew and not picture and not one.pictured:
        unit.do(
            Edit(room=unit.room.id, message=one.card, text=text, priority="reply", **how),
            then=EDITED,
            then_data={"application": one.id, "message": one.card},
        )
        return
    await unit.run(
        lambda c: book.note_card(c, one.id, card=ON_ITS_WAY, pictured=int(bool(picture)), stale=0)
    )
    action: Send | SendPicture = Send(room=unit.room.id, text=text, if_unknown="again_once", **how)
    if picture is not None:
        drawing, data = picture
        action = SendPicture(
            room=unit.room.id,
            drawing=drawing,
            data=data,
            text=text,
            if_unknown="again_once",
            **how,
        )
    data = {"application": one.id, "instead": [one.chat_id, one.card]}
    unit.do(action, then=CARD, then_data=data)


async def carded(unit: Unit) -> Applicant | None:
    """The card arrived, or did not; the application, if it must be shown once more."""
    fate, number = unit.fate, unit.data["application"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if fate is None or one is None or one.card != ON_ITS_WAY:
        return None
    chat, before = unit.data["instead"]
    if before > 0:
        unit.do(Delete(room=unit.room.id, chat=chat, message=before))
    arrived = fate.result["message"] if fate.state == "done" else CLOSED
    await unit.run(lambda c: book.note_card(c, number, card=arrived, stale=0))
    again: Applicant | None = await unit.run(lambda c: book.get(c, number))
    last = one.seen.get("last")
    if last and again is not None and again.card > 0:
        await show_private(unit, again, last["text"], buttons_of(last), anew=bool(again.pictured))
        return None
    return again if one.stale else None


async def edited(unit: Unit) -> Applicant | None:
    """The card was edited; the application, if its message is gone and it must be sent anew."""
    fate, number = unit.fate, unit.data["application"]
    one: Applicant | None = await unit.run(lambda c: book.get(c, number))
    if fate is None or fate.state != "refused" or one is None:
        return None
    if one.card != unit.data["message"] or one.ended_at is not None:
        return None
    await unit.run(lambda c: book.note_card(c, number, card=NONE))
    again: Applicant | None = await unit.run(lambda c: book.get(c, number))
    return again


def around(
    unit: Unit,
    visit: Visit,
    prompt: Prompt,
    others: list[tuple[int, Leaf]],
    *,
    note: str,
    below: str,
) -> tuple[str, Buttons]:
    """The whole card: what is asked first, then what just happened, then the progress."""
    parts = [prompt.text, *([note] if note else []), below]
    rows = list(prompt.buttons)
    for index, leaf in others:
        label = unit.say("entry-go", gate=Html(name_of(unit, leaf)))
        rows.append((Button(text=_plain(label), data=f"door:{visit.applicant.id}:{index}:focus"),))
    cancel = f"door:{visit.applicant.id}:{visit.index}:cancel"
    rows.append((Button(text=unit.say("entry-quit"), data=cancel),))
    return "\n\n".join(parts), tuple(rows)


def _plain(text: str) -> str:
    shown = unmarked(text)
    return shown if len(shown) <= 60 else shown[:59] + "…"
