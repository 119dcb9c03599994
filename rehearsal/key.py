"""The keyboard below the input field, and what its keys send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rehearsal import event, share
from rehearsal.error import Refused
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.message import Message
    from rehearsal.person import Person

Shared = Sequence[Any]


def _addressed(message: Message, person: Person) -> bool:
    """Whether a message's markup is for this person: a selective one is for some only."""
    markup = message.markup or {}
    if not markup.get("selective") or message.chat.kind == "private":
        return True
    if message.reply_to is not None and message.reply_to.author is person:
        return True
    mentioned = [
        one["user"]["id"]
        for one in message.content.get("entities", [])
        if one["type"] == "text_mention"
    ]
    return person.id in mentioned or f"@{person.username}" in message.entity("mention")


def _latest(person: Person, chat: Chat, *kinds: str) -> Message | None:
    return next(
        (
            message
            for message in reversed(chat.messages)
            if message.author is chat.world.bot
            and (message.markup or {}).keys() & set(kinds)
            and _addressed(message, person)
        ),
        None,
    )


def _rows(person: Person, chat: Chat) -> list[list[Json]]:
    found = _latest(person, chat, "keyboard", "remove_keyboard")
    rows: list[list[Json]] = (found.markup or {}).get("keyboard", []) if found else []
    return rows


def labels(person: Person, chat: Chat) -> list[str]:
    """What stands on the keys, row by row."""
    return [button["text"] for row in _rows(person, chat) for button in row]


def prompt(person: Person, chat: Chat) -> Message:
    """The message that opened the reply field."""
    found = _latest(person, chat, "keyboard", "remove_keyboard", "force_reply")
    if found is None or "force_reply" not in (found.markup or {}):
        raise Refused("the bot does not ask for a reply")
    return found


def tap(person: Person, chat: Chat, label: str, shared: Shared) -> Message:
    """Press a key."""
    buttons = [button for row in _rows(person, chat) for button in row]
    button = next((one for one in buttons if one["text"] == label), None)
    if button is None:
        raise LookupError(f"no key {label!r} among {labels(person, chat)}")
    for kind, send in _REQUESTS.items():
        if kind in button:
            person.started = True  # what is handed over is a message to the bot
            return send(person, button[kind], shared)
    return person.says(chat, label)


def _contact(person: Person, wanted: Any, shared: Shared) -> Message:
    names = {"first_name": person.first_name, "last_name": person.last_name}
    known = {key: value for key, value in names.items() if value}
    contact = {"phone_number": person.phone, "user_id": person.id, **known}
    return person.sends(person.private, contact=contact)


def _location(person: Person, wanted: Any, shared: Shared) -> Message:
    return person.sends(person.private, location=True)


def _poll(person: Person, wanted: Json, shared: Shared) -> Message:
    kind = wanted.get("type") or "regular"
    solution = {"correct_option_ids": [0]} if kind == "quiz" else {}
    return person.sends(person.private, poll={"type": kind, **solution})


def _users(person: Person, wanted: Json, shared: Shared) -> Message:
    users = [one for one in shared if isinstance(one, User)]
    found = {"request_id": wanted["request_id"], "users": share.users(wanted, users)}
    return event.service(person.private, person, users_shared=found)


def _chat(person: Person, wanted: Json, shared: Shared) -> Message:
    if len(shared) != 1 or isinstance(shared[0], User):
        raise Refused("one chat is to be chosen")
    found = {"request_id": wanted["request_id"]} | share.chat(person, wanted, shared[0])
    return event.service(person.private, person, chat_shared=found)


_REQUESTS: dict[str, Callable[[Person, Any, Shared], Message]] = {
    "request_contact": _contact,
    "request_location": _location,
    "request_poll": _poll,
    "request_users": _users,
    "request_chat": _chat,
}
