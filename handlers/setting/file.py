"""A group's settings as a file: sent, and taken back after one has seen what it would change."""

import hashlib
from functools import partial
from typing import Any

from bot.core import alter, deadline, recipe, settings
from bot.core.actions import Button, Buttons, Edit, Fetch, Send, SendFile
from bot.core.errors import UserError
from bot.core.unit import Stay, Unit
from handlers.setting.place import Place, changed, cut, listed
from services.letter import written

FETCHED, PENDING = "setting.fetched", "setting.pending"
"""The continuation of a file's arrival, and the deadline until which it may be confirmed."""

LARGEST = 1 << 18
"""Bytes of a file that is taken in chat; `louzhang import` takes larger ones."""

TERM = 600
"""Seconds to confirm what a file would change."""


def send_file(unit: Unit, *, to: int = 0) -> None:
    """Send the settings as a file, here or to a private chat."""
    facts = unit.facts if unit.has_facts and not to else None
    unit.do(
        SendFile(
            room=unit.room.id,
            to=to,
            name="louzhang-settings.toml",
            content=recipe.write(
                unit.values, unit.room.title or str(unit.room.chat_id), unit.group_language
            ),
            text=unit.say("file-caption"),
            thread=facts.thread_id if facts else 0,
            reply_to=facts.message_id if facts else 0,
        ),
        expires_at=unit.now + 300,
    )


def file_of(unit: Unit) -> str | None:
    """The document that a command is the caption of, or replies to; None if there is none.

    Raises:
        UserError: it is too large.
    """
    message = written(unit)
    found = message.document or message.reply_to_message.document
    if found is None:
        return None
    if found.file_size > LARGEST:
        raise UserError(unit.say("file-large", most=LARGEST >> 10))
    return found.file_id


def fetch(unit: Unit, file: str) -> None:
    """Have a file read; what it holds is looked at when it is here."""
    facts = unit.facts
    unit.do(
        Fetch(room=unit.room.id, file=file, most=LARGEST),
        then=FETCHED,
        then_data={"by": unit.actor, "thread": facts.thread_id, "message": facts.message_id},
        expires_at=unit.now + 300,
    )


async def fetched(unit: Unit) -> None:
    """A file is here: say what it would change, or everything that is wrong with it."""
    result = unit.fate.result if unit.fate and unit.fate.state == "done" else None
    if not isinstance(result, dict):
        _say(unit, unit.say("file-lost"))
        return
    if trouble := result.get("trouble"):
        large = unit.say("file-large", most=LARGEST >> 10)
        _say(unit, large if trouble == "large" else unit.say("file-text"))
        return
    try:
        stored = recipe.read(result["text"], unit.values.declared, unit.language)
    except recipe.BadRecipe as error:
        mistakes = [unit.say("setting-reason", reason=cut(one, 200)) for one in error.mistakes]
        _say(unit, "\n".join([unit.say("setting-nothing"), listed(unit, mistakes)]))
        return
    number = str(unit.data["message"])
    text, buttons = await _offer(unit, stored, number=number, by=unit.data["by"])
    _say(unit, text, buttons=buttons)


async def _offer(unit: Unit, stored: recipe.Stored, *, number: str, by: int) -> tuple[str, Buttons]:
    """What a file would change, in words, with buttons: it is kept until one is pressed."""
    left = _keep_chats(unit, stored)
    lines = _changes(unit, stored)
    notes = [unit.say("setting-alone", key=key) for key in left]
    if not lines:
        return "\n".join([unit.say("preset-same"), *notes]), ()
    data = {
        "by": by,
        "stored": {str(topic): own for topic, own in stored.items()},
        "seen": _digest(lines),
    }
    await unit.later(
        PENDING, f"{unit.room.id}:{number}", due_at=unit.now + TERM, data=data, term=TERM
    )
    buttons = (
        (
            Button(text=unit.say("button-confirm"), data=f"file:{number}", only=by),
            Button(text=unit.say("button-cancel"), data=f"file:-{number}", only=by),
        ),
    )
    return "\n".join([unit.say("preset-would"), listed(unit, lines), *notes]), buttons


def _digest(lines: list[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()


def _keep_chats(unit: Unit, stored: recipe.Stored) -> list[str]:
    """Leave settings that name another chat as they are; the keys that the file has otherwise."""
    whole, left = stored.setdefault(0, {}), []
    for key, one in unit.values.declared.items():
        if one.is_chat:
            if key in whole and whole[key] != unit.values[key]:
                left.append(key)
            whole.pop(key, None)
            if key in unit.values.own:
                whole[key] = unit.values.own[key]
    return left


def _changes(unit: Unit, stored: recipe.Stored) -> list[str]:
    """What would change, a line each; what the file does not set goes back to its default."""
    values = unit.values
    now = {(place.topic, place.setting.key): place.value(values) for place in changed(unit)}
    then = {(topic, key): value for topic, own in stored.items() for key, value in own.items()}
    lines = []
    for topic, key in sorted(now.keys() | then.keys()):
        place = Place(values.declared[key], topic)
        before = place.value(values)
        default = values[key] if topic else place.setting.default
        after = then.get((topic, key), default)
        if before != after or (topic, key) in then.keys() ^ now.keys():
            show = place.setting.show
            before_shown, after_shown = cut(show(before), 60), cut(show(after), 60)
            lines.append(
                unit.say("preset-change", key=place.key, before=before_shown, after=after_shown)
            )
    return lines


async def confirm(unit: Unit) -> None:
    """What a file would change was confirmed, or not; if that is something else by now, it is
    shown anew."""
    number, yes = unit.args.removeprefix("-"), not unit.args.startswith("-")
    key = f"{unit.room.id}:{number}"
    pending = await unit.run(lambda c: deadline.take(c, kind=PENDING, key=key, at=unit.facts.at))
    if pending is None:
        unit.stale()
        return
    text = unit.say("question-cancelled")
    buttons: Buttons = ()
    stored = {int(topic): own for topic, own in pending["stored"].items()}
    _keep_chats(unit, stored)
    if yes and _digest(_changes(unit, stored)) != pending["seen"]:
        text, buttons = await _offer(unit, stored, number=number, by=pending["by"])
    elif yes:
        whole = {(topic, key): value for topic, own in stored.items() for key, value in own.items()}
        await alter.check(unit, whole, stored=stored)
        before = unit.values
        replace = partial(
            settings.replace,
            room=unit.room.id,
            stored=stored,
            by=unit.actor or None,
            now=unit.now,
        )
        await unit.run(replace)
        await alter.refresh(unit, before)
        text = unit.say("file-used")
    unit.answer()
    edit = Edit(room=unit.room.id, message=unit.facts.message_id, text=text, buttons=buttons)
    unit.do(edit)


async def lapse(_unit: Unit) -> None:
    """Nobody confirmed: nothing changes."""


def _say(unit: Unit, text: str, *, buttons: Any = ()) -> None:
    asked = unit.data
    unit.do(
        Send(
            room=unit.room.id,
            text=text,
            thread=asked["thread"],
            reply_to=asked["message"],
            buttons=buttons,
            stay=Stay.LONG.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )
