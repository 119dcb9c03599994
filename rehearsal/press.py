"""A pressed inline button, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearsal.error import bad_request
from rehearsal.pending import Pending
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.message import Message
    from rehearsal.world import World

LIFE = 150.0
PATIENCE = 5.0
"""Real seconds that somebody waits for the answer."""
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Answer:
    """What the person saw: a toast, an alert, an address to open, or nothing."""

    text: str = ""
    alert: bool = False
    url: str | None = None


class Press:
    """One press, which the bot may answer once within 150 seconds."""

    def __init__(self, world: World, person: User, message: Message, data: str) -> None:
        self.id = world.new_token()
        self.person = person
        self.message = message
        self.data = data
        self.at = world.clock.now()
        self.answer: Pending[Answer] = Pending(PATIENCE)
        world.presses[self.id] = self
        world.queue.put("callback_query", self.to_json())

    def to_json(self) -> Json:
        """The press as a `CallbackQuery`; a message that is gone is inaccessible."""
        chat = self.message.chat
        shown = self.message.to_json()
        if self.message.deleted:
            shown = {"chat": chat.to_json(), "message_id": self.message.id, "date": 0}
        return {
            "id": self.id,
            "from": self.person.to_json(),
            "message": shown,
            "chat_instance": str(chat.id * 7919 % 10**18),
            "data": self.data,
        }


def settle(world: World, query_id: str, answer: Answer) -> None:
    """Answer a press by its id."""
    press = world.presses.pop(query_id, None)
    if press is None or world.clock.now() - press.at > LIFE:
        raise bad_request(TOO_OLD)
    press.answer.give(answer)
