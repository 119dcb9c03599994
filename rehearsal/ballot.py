"""Polls: who voted for what, and when it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehearsal.error import Refused
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.message import Message
    from rehearsal.world import World

SOLUTION = ("correct_option_ids", "explanation", "explanation_entities")


@dataclass(eq=False)
class Ballot:
    """One poll; `poll` is the object that every copy of its message shares.

    `solution` is kept from the bot until the end in quizzes that are not its own.
    """

    poll: Json
    author: User | None
    solution: Json = field(default_factory=dict)
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)


def of(message: Message) -> Ballot:
    """The poll in a message, whose first message it may be."""
    poll, world = message.content["poll"], message.chat.world
    found = world.ballots.get(poll["id"])
    if found is None:
        found = world.ballots[poll["id"]] = Ballot(poll, message.author)
        if message.author is not world.bot and message.chat.kind != "private":
            found.solution = {name: poll.pop(name) for name in SOLUTION if name in poll}
        period = poll.get("open_period")
        end = message.date + period if period else poll.get("close_date")
        if end and not poll["is_closed"]:
            world.agenda.at(end, lambda: _expire(world, found))
    return found


def vote(person: User, message: Message, chosen: tuple[int, ...]) -> None:
    """Vote, vote otherwise or (for nothing) take the vote back.

    The bot hears of votes in its own polls, by name unless they are anonymous.
    """
    chat, ballot = message.chat, of(message)
    poll, world = ballot.poll, chat.world
    old = ballot.votes.get(person.id, ())
    if message.deleted or not (chat.username or chat.member(person).present):
        raise Refused("MESSAGE_ID_INVALID")
    if poll["is_closed"]:
        raise Refused("MESSAGE_POLL_CLOSED")
    if any(not 0 <= number < len(poll["options"]) for number in chosen):
        raise Refused("OPTION_INVALID")
    if len(set(chosen)) > 1 and not poll["allows_multiple_answers"]:
        raise Refused("OPTIONS_TOO_MUCH")
    if old and not poll["allows_revoting"]:
        raise Refused("REVOTE_NOT_ALLOWED")
    new = tuple(sorted(set(chosen)))
    if new == old:
        return
    _count(ballot, person, new)
    if ballot.author is not world.bot:
        return
    world.queue.put("poll", poll)
    if not poll["is_anonymous"]:
        answer = {
            "poll_id": poll["id"],
            "user": person.to_json(),
            "option_ids": list(new),
            "option_persistent_ids": [poll["options"][one]["persistent_id"] for one in new],
        }
        world.queue.put("poll_answer", answer)


def _count(ballot: Ballot, person: User, new: tuple[int, ...]) -> None:
    options = ballot.poll["options"]
    for number in ballot.votes.pop(person.id, ()):
        options[number]["voter_count"] -= 1
    for number in new:
        options[number]["voter_count"] += 1
    if new:
        ballot.votes[person.id] = new
    ballot.poll["total_voter_count"] = len(ballot.votes)


def close(ballot: Ballot) -> None:
    """Take no more votes, and show the solution."""
    ballot.poll["is_closed"] = True
    ballot.poll.update(ballot.solution)


def stop(person: User, message: Message) -> None:
    """Close a poll by hand; bots hear of that wherever they are."""
    if message.author is not person:
        raise Refused("MESSAGE_AUTHOR_REQUIRED")
    ballot = of(message)
    if ballot.poll["is_closed"]:
        raise Refused("MESSAGE_POLL_CLOSED")
    close(ballot)
    chat = message.chat
    if chat.member(chat.world.bot).present:
        chat.world.queue.put("poll", ballot.poll)


def _expire(world: World, ballot: Ballot) -> None:
    if ballot.poll["is_closed"]:
        return
    close(ballot)
    if ballot.author is world.bot:
        world.queue.put("poll", ballot.poll)
