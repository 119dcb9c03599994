"""What concerns one person only reaches that person only.

The ways, in order: an alert on the button pressed; a message only they see, where Telegram has
it; the private chat, if they ever started it; else one line in the group by name, with a button
that opens the private chat, where it waits for them.
"""

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from bot.core import room as rooms
from bot.core import texts
from bot.core.actions import Button, Buttons, Delete, React, Send, Whisper
from bot.core.manner.notice import buttons_of
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from models.manner import Letter
from models.member import People

WAY = "manner.way"
"""The continuation that takes the next way where one was closed."""

MAIL = "mail"
"""The link under which letters wait."""

ALERT = 200
"""Characters an alert holds. https://core.telegram.org/bots/api#answercallbackquery"""

KEPT = 7 * 86_400
"""Seconds for which a letter waits."""

CHUNK = 500
"""Rows that are forgotten at once."""

MOST = 20
"""Letters that wait for one person."""

CALL = 600
"""Seconds within which one person is not called to the private chat again."""

_EPHEMERAL, _PRIVATE, _LINE = range(3)


Compose = Callable[[], str | Awaitable[str]]


async def whisper(
    unit: Unit,
    compose: Compose,
    *,
    to: int = 0,
    name: str = "",
    buttons: Buttons = (),
    aloud: bool = True,
    kept: bool = True,
) -> None:
    """Tell one person (whoever wrote or pressed, unless `to` and `name` say otherwise) something.

    `compose` makes the text with `unit.say`; it is called for each language that is needed. Unless
    it is `aloud`, the group sees nothing of it: where both private ways are closed it waits for the
    person, if it is `kept`, and nobody is called.
    Whoever has no account of their own here (anonymous, or a channel) is answered in the group.
    """
    actor = unit.facts.actor or unit.facts.person if unit.has_facts else None
    person = to or unit.actor
    if not unit.room.is_group or not person:
        if to and to != unit.actor:
            raise ValueError("somebody else is told from a group only")
        unit.reply(await _composed(compose), buttons=buttons)
        return
    text = await _composed(compose)
    if unit.query and not buttons and person == unit.actor and _fits(text):
        unit.answer(text, alert=True)
        return
    there = await unit.run(lambda connection: rooms.find(connection, [person]))
    language = there[person].language if person in there else ""
    if not language and actor and actor.id == person:
        language = texts.language_of(actor.language_code, unit.language)
    here, unit.language = unit.language, language or unit.language
    private = unit.say(
        "letter-from", group=unit.room.title[:64], text=Html(await _composed(compose))
    )
    unit.language = here
    content = {
        "person": person,
        "name": name or (actor.name if actor else ""),
        "text": text,
        "private": private,
        "buttons": buttons,
        "thread": unit.facts.thread_id if unit.has_facts else 0,
        "message": _message(unit) if aloud else 0,
        "aloud": aloud,
        "kept": kept,
    }
    if unit.query:
        unit.answer()
    await _take_way(unit, content, _EPHEMERAL)


def _message(unit: Unit) -> int:
    """The message that is answered, if it stays: on it they see that an answer went elsewhere."""
    if not unit.has_facts or unit.query:
        return 0
    number = unit.facts.message_id
    gone = [draft.action.message for draft in unit.drafts if isinstance(draft.action, Delete)]
    return 0 if number in gone else number


async def _take_way(unit: Unit, content: dict[str, Any], way: int) -> None:
    person, then = content["person"], {**content, "way": way + 1}
    if way <= _EPHEMERAL and not unit.lacks("ephemeral"):
        action = Whisper(
            room=unit.room.id,
            person=person,
            text=content["text"],
            thread=content["thread"],
            buttons=buttons_of(content),
        )
        unit.do(action, then=WAY, then_data=then, expires_at=unit.now + 300)
    elif way <= _PRIVATE and await unit.run(lambda connection: _has_started(connection, person)):
        note = Send(
            room=unit.room.id,
            to=person,
            text=content["private"],
            buttons=buttons_of(content),
            if_unknown="again_once",
        )
        unit.do(note, then=WAY, then_data={**then, "way": _LINE})
        if message := content["message"]:
            unit.do(
                React(room=unit.room.id, chat=unit.room.chat_id, message=message, emoji="👌"),
                expires_at=unit.now + 300,
            )
    else:
        await _call(unit, content)


async def take_next_way(unit: Unit) -> None:
    """A way was closed, or nobody knows: the next one is taken. Twice is better than never."""
    if unit.fate is None or unit.fate.state == "done":
        return
    if unit.data["way"] == _LINE and unit.fate.state == "refused":
        person = unit.data["person"]
        await unit.run(
            lambda c: c.execute(update(People).where(People.user_id == person).values(started=0))
        )
    await _take_way(unit, unit.data, unit.data["way"])


async def _call(unit: Unit, content: dict[str, Any]) -> None:
    """Keep it for the person, and call them, by name and once."""
    person = content["person"]
    if not content.get("kept", True):
        return
    body = {"text": content["private"], "buttons": content["buttons"]}
    letter = msgspec.json.encode(body).decode()
    await unit.run(lambda c: _keep(c, person, unit.room.id, letter, unit.now))
    if not content.get("aloud", True) or not await unit.once(f"mail:{person}", CALL):
        return
    button = Button(text=unit.say("letter-open"), url=unit.link(MAIL))
    text = unit.say("letter-waits", person=str(person), name=content["name"][:64] or str(person))
    unit.do(
        Send(
            room=unit.room.id,
            text=text,
            thread=content["thread"],
            buttons=((button,),),
            stay=Stay.LONG.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )


async def hand_over(unit: Unit) -> int:
    """Give somebody who opened the private chat the letters that wait for them; how many."""
    letters = await unit.run(lambda c: _take(c, unit.actor, unit.now - KEPT))
    for letter in letters:
        body = msgspec.json.decode(letter)
        unit.do(
            Send(
                room=unit.room.id,
                text=body["text"],
                buttons=buttons_of(body),
                if_unknown="again_once",
            )
        )
    return len(letters)


def forget(connection: Connection, now: int) -> int:
    """Delete letters that nobody fetched in a week; how many."""
    old = select(Letter.id).where(Letter.at < now - KEPT).limit(CHUNK)
    return connection.execute(delete(Letter).where(Letter.id.in_(old))).rowcount


async def _composed(compose: Compose) -> str:
    made = compose()
    return await made if isawaitable(made) else made


def _fits(text: str) -> bool:
    return len(texts.unmarked(text)) <= ALERT


def _has_started(connection: Connection, person: int) -> bool:
    found = select(People.started).where(People.user_id == person)
    return bool(connection.execute(found).scalar())


def _keep(connection: Connection, person: int, room: int, body: str, now: int) -> None:
    waiting = select(func.count()).select_from(Letter).where(Letter.user_id == person)
    if connection.execute(waiting).scalar_one() < MOST:
        connection.execute(insert(Letter).values(user_id=person, room_id=room, body=body, at=now))


def _take(connection: Connection, person: int, since: int) -> list[str]:
    rows = connection.execute(
        delete(Letter).where(Letter.user_id == person).returning(Letter.id, Letter.body, Letter.at)
    )
    return [row.body for row in sorted(rows, key=lambda row: row.id) if row.at >= since]
