"""What has become different on a stage since one last looked, told line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.stage.stage import Stage


@dataclass(frozen=True)
class Line:
    """Something that happened: `kind` is said, edited, gone, whispered, status or service."""

    kind: str
    chat: str
    who: str
    text: str
    bot: bool = False
    buttons: tuple[tuple[str, ...], ...] = ()


class Watcher:
    """Looks at every chat of the cast."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._seen: dict[tuple[int, int, bool], tuple[str, bool, str]] = {}
        self._standing: dict[tuple[str, str], str] = {}
        list(self.look())

    def look(self) -> Iterator[Line]:
        """Everything that is new, chat by chat."""
        for key, chat in list(self._stage.cast.chats.items()):
            title = chat.title or self._stage.telegram.bot.first_name
            for message in [*chat.history.values(), *chat.ephemeral.values()]:
                yield from self._message(title, message)
            if not key.startswith("bot:"):
                yield from self._standings(key, title, chat)

    def _message(self, title: str, message: Message) -> Iterator[Line]:
        number = message.ephemeral_id or message.id
        key = (message.chat.id, number, message.receiver is not None)
        now = (message.text, message.deleted, str(message.markup))
        before = self._seen.get(key)
        if before == now:
            return
        self._seen[key] = now
        if message.service:
            return
        who, bot = _who(message), message.author is self._stage.telegram.bot
        kind = "whispered" if message.receiver is not None else "said"
        if before is not None:
            kind = "gone" if message.deleted else "edited"
        elif message.deleted:
            kind = "gone"
        yield Line(kind, title, who, _text(message), bot, _buttons(message))

    def _standings(self, key: str, title: str, chat: Chat) -> Iterator[Line]:
        for name, person in self._stage.cast.people.items():
            now = chat.status(person)
            before = self._standing.get((key, name), now)
            self._standing[key, name] = now
            if before != now:
                yield Line("status", title, person.name, now)


def _who(message: Message) -> str:
    if message.sender_chat is not None:
        return message.sender_chat.title or ""
    return message.author.name if message.author else ""


def _text(message: Message) -> str:
    if message.text:
        return message.text
    return next((key for key in message.content if not key.startswith("reply")), "")


def _buttons(message: Message) -> tuple[tuple[str, ...], ...]:
    rows = (message.markup or {}).get("inline_keyboard", [])
    return tuple(tuple(button["text"] for button in row) for row in rows)
