"""Votes in polls."""

from __future__ import annotations

from typing import Any

from rehearsal.error import Refused
from rehearsal.message import Message
from rehearsal.user import Json, User


def vote(person: User, message: Message, chosen: tuple[int, ...]) -> None:
    """Vote in a poll; the bot hears of votes in its own polls, by name unless anonymous."""
    poll: Json = message.content["poll"]
    if poll["is_closed"]:
        raise Refused("MESSAGE_POLL_CLOSED")
    for number in chosen:
        poll["options"][number]["voter_count"] += 1
    poll["total_voter_count"] += 1
    world = message.chat.world
    if message.author is not world.bot:
        return
    world.queue.put("poll", poll)
    if not poll["is_anonymous"]:
        answer: dict[str, Any] = {
            "poll_id": poll["id"],
            "user": person.to_json(),
            "option_ids": list(chosen),
            "option_persistent_ids": [poll["options"][one]["persistent_id"] for one in chosen],
        }
        world.queue.put("poll_answer", answer)
