"""Three questions of `/setup`, one at a time in one message, and the proposal at their end.

The answers are a row of the group's, and at each step the group looks whether they may go on. What
is typed comes by the question that waits in the private chat: it knows the message that is edited.
"""

from typing import Any

import msgspec
from msgspec import structs

from bot.core import question
from bot.core.actions import Button, Buttons, Edit, Send
from bot.core.errors import UserError
from bot.core.manner.notice import buttons_of
from bot.core.unit import Unit
from handlers.setting import page, proposal, remote
from handlers.setting.remote import Visit
from services import founding
from services.form import AWAY, BACK
from services.founding import KEPT, KINDS, LONGEST, STEPS, Draft

PUT, SHOWN = "setting.founding", "setting.founding.shown"
"""The deadline, due at once, at which the private chat shows a page, and its continuation."""

BEGIN, TYPED = "n", "n:t"
"""What is asked of the panel: to begin or go on, and to take what was typed."""

_SKIP = frozenset(("skip", "跳过"))


async def go_on(unit: Unit, visit: Visit, rest: str) -> None:
    """In the group's lane: one step; what comes of a step that is over is the page as it is.

    Raises:
        LookupError: there is nothing to go on with.
    """
    word, _, more = rest.partition(":")
    room, by = unit.room.id, visit.by
    draft = await unit.run(lambda c: founding.get(c, room=room, person=by, now=unit.now))
    if not word:
        await _keep(unit, visit, draft or Draft())
    elif draft is None and word == "t":
        remote.answer(unit, visit, unit.say("question-lapsed"))
    elif draft is None:
        raise LookupError(rest)
    elif word == "x":
        await _leave(unit, visit)
    elif word == "t":
        await _typed(unit, visit, draft)
    elif word == "c" and draft.step == "look":
        await _confirm(unit, visit, draft, more)
    else:
        await _keep(unit, visit, _pressed(draft, word, more))


def _pressed(draft: Draft, word: str, more: str) -> Draft:
    """What a button makes of the answers; nothing, if it belongs to another step."""
    if word == "k" and draft.step == "kind" and more in KINDS:
        return structs.replace(draft, kind=more, step=draft.beside(1))
    if more != draft.step:
        return draft
    if word == "s" and draft.step in ("need", "why"):
        return structs.replace(draft, **{draft.step: "", "step": draft.beside(1)})
    by = {"b": -1, "f": 1}.get(word, 0)
    return structs.replace(draft, step=draft.beside(by))


async def _typed(unit: Unit, visit: Visit, draft: Draft) -> None:
    """Something was written: an answer, or what the buttons say."""
    text = " ".join(visit.text.split())
    word, is_open = text.lower(), draft.step in ("need", "why")
    if word in AWAY:
        await _leave(unit, visit)
    elif word in BACK:
        await _keep(unit, visit, structs.replace(draft, step=draft.beside(-1)))
    elif not is_open:
        await _put(unit, visit, note=unit.say("founding-press"))
    elif word in _SKIP:
        await _keep(unit, visit, _pressed(draft, "s", draft.step))
    elif wrong := _wrong(unit, draft, text):
        await _put(unit, visit, note=wrong)
    else:
        answers = {draft.step: text, "step": draft.beside(1)}
        await _keep(unit, visit, structs.replace(draft, **answers))


def _wrong(unit: Unit, draft: Draft, text: str) -> str:
    """Why something is no answer; empty if it is one."""
    if len(text) > LONGEST:
        return unit.say("founding-long", count=len(text), most=LONGEST)
    if not any(one.isalnum() for one in text):
        return unit.say("founding-wordless")
    try:
        proposal.wordings(unit, structs.replace(draft, **{draft.step: text}))
    except UserError:
        return unit.say("founding-unfit")
    return ""


async def _keep(unit: Unit, visit: Visit, draft: Draft) -> None:
    """Keep the answers, and show what is next."""
    room, by = unit.room.id, visit.by
    await unit.run(lambda c: founding.put(c, room=room, person=by, draft=draft, now=unit.now))
    await _put(unit, visit, *_page(unit, visit, draft))


async def _leave(unit: Unit, visit: Visit) -> None:
    """Nothing comes of it."""
    room, by = unit.room.id, visit.by
    await unit.run(lambda c: founding.drop(c, room=room, person=by))
    back = _button(unit, visit, unit.say("button-back"), "u")
    await _put(unit, visit, unit.say("question-cancelled"), ((back,),), waits=False)


async def _confirm(unit: Unit, visit: Visit, draft: Draft, digest: str) -> None:
    """What was seen is done; what has changed meanwhile is shown anew."""
    seen = proposal.preview(unit, draft)
    if seen.digest != digest or not seen.changes:
        await _keep(unit, visit, draft)
        return
    try:
        await proposal.use(unit, draft, by=visit.by)
    except UserError as error:
        await _put(unit, visit, note=error.text)
        return
    room, by = unit.room.id, visit.by
    await unit.run(lambda c: founding.drop(c, room=room, person=by))
    text, buttons = page.step(unit, 0)
    await _put(unit, visit, f"{unit.say('preset-used')}\n\n{text}", buttons, waits=False)


def _page(unit: Unit, visit: Visit, draft: Draft) -> page.Page:
    """The question that is next, or the proposal."""
    if draft.step == "look":
        return _look(unit, visit, draft)
    number = str(STEPS.index(draft.step) + 1)
    lines = [
        unit.say("founding-head", group=unit.room.title[: page.TITLE], number=number),
        unit.say(f"founding-ask-{draft.step}", most=LONGEST),
    ]
    if draft.step == "kind":
        kinds = [
            (_button(unit, visit, unit.say(f"founding-kind-{one}"), f"n:k:{one}"),) for one in KINDS
        ]
        return "\n\n".join(lines), (*kinds, _leaving(unit, visit, draft))
    row = [_button(unit, visit, unit.say("founding-skip"), f"n:s:{draft.step}")]
    if before := draft.need if draft.step == "need" else draft.why:
        lines.append(unit.say("founding-before", text=before))
        row.append(_button(unit, visit, unit.say("founding-forward"), f"n:f:{draft.step}"))
    return "\n\n".join(lines), (tuple(row), _leaving(unit, visit, draft))


def _look(unit: Unit, visit: Visit, draft: Draft) -> page.Page:
    seen = proposal.preview(unit, draft)
    text, leaving = proposal.describe(unit, draft, seen), _leaving(unit, visit, draft)
    if not seen.changes:
        return text, (leaving,)
    confirm = _button(unit, visit, unit.say("button-confirm"), f"n:c:{seen.digest}")
    return text, ((confirm,), leaving)


def _leaving(unit: Unit, visit: Visit, draft: Draft) -> tuple[Button, ...]:
    cancel = _button(unit, visit, unit.say("button-cancel"), "n:x")
    if draft.step == STEPS[0]:
        return (cancel,)
    return (_button(unit, visit, unit.say("button-back"), f"n:b:{draft.step}"), cancel)


def _button(unit: Unit, visit: Visit, text: str, do: str) -> Button:
    return structs.replace(page.button(unit, text, do), only=visit.by)


async def _put(
    unit: Unit,
    visit: Visit,
    text: str = "",
    buttons: Buttons = (),
    *,
    waits: bool = True,
    note: str = "",
) -> None:
    """Have the private chat show a page in its message, or a note below it, and wait for words."""
    data = {
        "room": unit.room.id,
        "message": visit.message,
        "language": visit.language,
        "text": note or text,
        "buttons": msgspec.to_builtins(buttons),
        "edits": bool(visit.message and not note),
        "is_page": not note,
        "waits": waits,
    }
    await unit.tell(visit.home, PUT, f"{unit.room.id}:{visit.home}", data=data)


async def put(unit: Unit) -> None:
    """In the private chat: wait for what is typed next, and show what is to be seen."""
    asked = unit.data
    unit.language = asked["language"]
    if asked["waits"]:
        await _wait(unit, asked["room"], asked["message"])
    elif await _awaited(unit, asked["room"]):
        await unit.run(lambda c: question.drop(c, unit.room.id))
    room, text, buttons = unit.room.id, asked["text"], buttons_of(asked)
    action: Edit | Send = Send(room=room, text=text, buttons=buttons)
    if asked["edits"]:
        message = asked["message"]
        action = Edit(room=room, message=message, text=text, buttons=buttons, priority="reply")
    then = SHOWN if asked["is_page"] else None
    unit.do(action, then=then, then_data=asked, expires_at=unit.now + 300)


async def shown(unit: Unit) -> None:
    """A page arrived in a new message, which is edited from now on, or its message is gone."""
    fate, asked = unit.fate, unit.data
    if fate is None:
        return
    unit.language = asked["language"]
    if asked["edits"]:
        if fate.state == "refused":
            unit.data = {**asked, "message": 0, "edits": False}
            await put(unit)
    elif fate.state == "done" and await _awaited(unit, asked["room"]):
        await _wait(unit, asked["room"], fate.result["message"])


async def _wait(unit: Unit, room: int, message: int) -> None:
    data = {"room": room, "do": TYPED, "message": message}
    await unit.ask(remote.QUESTION, data, term=KEPT)


async def _awaited(unit: Unit, room: int) -> bool:
    """Whether this chat waits for an answer about a group."""
    waiting: tuple[str, Any] | None = await unit.run(
        lambda c: question.peek(c, unit.room.id, unit.now)
    )
    if waiting is None or waiting[0] != remote.QUESTION:
        return False
    return bool(waiting[1]["room"] == room and waiting[1]["do"] == TYPED)
