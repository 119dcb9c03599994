"""What the words of a step mean on a stage: people, chats, topics and messages."""

from __future__ import annotations

from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.person import Person
from rehearsal.stage.stage import Stage


class Misstep(Exception):
    """A step that cannot be done; the message says why."""


def person_of(stage: Stage, who: str) -> Person:
    """Somebody of the cast.

    Raises:
        Misstep: nobody is called so.
    """
    found = stage.cast.people.get(who)
    if found is None:
        raise Misstep(f"there is nobody {who!r}")
    return found


def chat_of(stage: Stage, chat: str) -> Chat:
    """A chat of the cast.

    Raises:
        Misstep: there is none of that name.
    """
    found = stage.cast.chats.get(chat)
    if found is None:
        raise Misstep(f"there is no chat {chat!r}")
    while found.migrated_to is not None:
        found = found.migrated_to
    return found


def message_of(place: Chat, message: int | str) -> Message:
    """A message by its number, or the newest one that holds a piece of text.

    Raises:
        Misstep: there is none (any more).
    """
    told = str(message)
    if told.isdecimal():
        found = place.history.get(int(told))
    elif told.startswith("~") and told[1:].isdecimal():
        found = place.ephemeral.get(int(told[1:]))
    else:
        found = place.find(told) if told.strip() else None
    if found is None or found.deleted:
        raise Misstep("the message is gone")
    return found


def before(
    stage: Stage, who: str, chat: str, message: int | str, *, whispered: bool = False
) -> tuple[Person, Message]:
    """Somebody before a message that they can see and act on.

    Raises:
        Misstep: it is gone, in somebody else's private chat, or only whispered.
    """
    person, place = person_of(stage, who), chat_of(stage, chat)
    if place.kind == "private" and place.person is not person:
        raise Misstep("this is somebody else's private chat")
    found = message_of(place, message)
    if found.receiver is not None and not (whispered and found.receiver is person):
        raise Misstep("the message was only whispered")
    return person, found


def answered(place: Chat, reply: int | str) -> Message | None:
    """The message that is answered, if any.

    Raises:
        Misstep: it is gone, or was only whispered.
    """
    found = message_of(place, reply) if reply else None
    if found is not None and found.receiver is not None:
        raise Misstep("the message was only whispered")
    return found


def topic_of(place: Chat, topic: int) -> int | None:
    """A topic of a forum, or none (0).

    Raises:
        Misstep: there is no such topic.
    """
    if topic and topic not in place.topics:
        raise Misstep("there is no such topic")
    return topic or None


def group_of(stage: Stage, chat: str) -> Chat:
    """A group or channel of the cast.

    Raises:
        Misstep: it is a private chat, or there is none.
    """
    place = chat_of(stage, chat)
    if place.kind == "private":
        raise Misstep("this is a private chat")
    return place
