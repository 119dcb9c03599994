"""What must be true after a round, on Telegram's side and in the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from bot.discovery import discover
from rehearsal.message import Message
from tests.torture.crowd import CORRECTED, Crowd
from tests.torture.database import Database
from tests.torture.trap import TrappedTelegram

SUBSTANCE = 5
"""Characters of a message that counts towards trust."""

CARDS = 1
"""Messages of the bot that answer nobody: the first card."""

_DAILIES = (one.name for feature in discover() for one in feature.dailies)

PATIENT = frozenset(("tidy.gone", "manner.hush", *_DAILIES))
"""Deadlines that wait for longer than a round takes, as they should."""


async def judge(telegram: TrappedTelegram, crowd: Crowd, database: Database) -> list[str]:
    """Everything that is not as it should be; each line begins with what it is about."""
    cards = CARDS + await _sent_again(database) + await _lost(database)
    found = [
        *_judge_messages(crowd),
        *_judge_people(telegram, crowd),
        *_judge_answers(crowd, cards),
    ]
    for look in (
        _look_at_inbox,
        _look_at_outbox,
        _look_at_cases,
        _look_at_archive,
        _look_at_roster,
    ):
        found += [line async for line in look(telegram, crowd, database)]
    return found


def doomed(crowd: Crowd) -> set[int]:
    """Messages that must go: ads, and what their authors had written before."""
    gone: set[int] = set()
    for one in crowd.advertisers:
        last = max(ad.id for ad in one.ads)
        gone |= {m.id for m in _written(crowd) if m.author is one.person and m.id <= last}
    return gone


def _written(crowd: Crowd) -> Iterator[Message]:
    """What the bot got to see in the group."""
    bot = crowd.telegram.bot
    return (m for m in crowd.group.history.values() if m.service or m.author is not bot)


def _ads(crowd: Crowd) -> dict[int, Message]:
    return {ad.id: ad for one in crowd.advertisers for ad in one.ads}


def _tidied(crowd: Crowd) -> set[int]:
    """Commands go by themselves a minute later, which a round on a busy machine may last."""
    return {command.id for command in crowd.commands}


def _judge_messages(crowd: Crowd) -> Iterator[str]:
    ads, wanted = _ads(crowd), doomed(crowd)
    gone = {message.id for message in _written(crowd) if message.deleted} - _tidied(crowd)
    for number in sorted(wanted - gone):
        yield f"messages: {'ad' if number in ads else 'line of an advertiser'} {number} stays"
    for number in sorted(gone - wanted):
        yield f"messages: ordinary message {number} was deleted"


def _judge_people(telegram: TrappedTelegram, crowd: Crowd) -> Iterator[str]:
    removals = Counter(telegram.server.removals)
    for one in crowd.advertisers:
        times = removals.pop(one.person.id, 0)
        if times != len(one.ads):
            yield f"people: {one.person.name} was removed {times} times for {len(one.ads)} ads"
        status = crowd.group.status(one.person)
        due = "kicked" if one.repeats else "member" if one.returns else "left"
        if status != due:
            yield f"people: {one.person.name} is {status}, not {due}"
    for user in removals:
        yield f"people: ordinary member {user} was removed"
    for person in crowd.members:
        if crowd.group.status(person) != "member":
            yield f"people: {person.name} is {crowd.group.status(person)}"
    repeating = {one.person.id for one in crowd.advertisers if one.repeats}
    for call in telegram.calls_of("banChatMember", "restrictChatMember"):
        if call.method == "restrictChatMember" or call.params["user_id"] not in repeating:
            yield f"people: {call.method} on {call.params['user_id']}"


async def _sent_again(database: Database) -> int:
    """Messages of a matter that may be there twice, never more: a first call had an unknown end.

    Their rows had said `again_once`, and say `drop` since the last call was begun.
    """
    rows = await database.rows("SELECT action FROM outbox WHERE \"then\" = 'manner.posted'")
    return sum(json.loads(text).get("if_unknown", "drop") == "drop" for (text,) in rows)


async def _lost(database: Database) -> int:
    """Messages of a matter of which nobody knows after two calls; more on it is sent anew."""
    rows = await database.rows(
        "SELECT id FROM outbox WHERE \"then\" = 'manner.posted' AND state = 'unknown'"
    )
    return len(rows)


def _judge_answers(crowd: Crowd, cards: int) -> Iterator[str]:
    bot = crowd.telegram.bot
    sent = [m for m in crowd.group.history.values() if m.author is bot and not m.service]
    answers = Counter(m.reply_to.id if m.reply_to else 0 for m in sent)
    asked = {command.id for command in crowd.commands}
    for number, times in answers.items():
        allowed = 1 if number else cards
        if times > allowed or (number and number not in asked):
            what = "nobody" if number == 0 else f"message {number}"
            yield f"answers: {what} was answered {times} times"


# -- the database -----------------------------------------------------------------------


async def _look_at_inbox(
    telegram: TrappedTelegram, _crowd: Crowd, database: Database
) -> AsyncIterator[str]:
    rows = await database.rows("SELECT update_id, done_at IS NOT NULL, payload IS NULL FROM inbox")
    sent = [update["update_id"] for update in telegram.updates]
    for line in _compare("inbox: updates", sent, rows):
        yield line
    for number, done, empty in rows:
        if not (done and empty):
            yield f"inbox: update {number} is no tombstone"
    for row in await database.rows("SELECT kind, reference, error FROM quarantine"):
        yield f"quarantine: {row}"
    for kind, key in await database.rows("SELECT kind, key FROM deadlines"):
        if kind not in PATIENT:
            yield f"deadlines: {kind} {key} is left"


async def _look_at_outbox(
    telegram: TrappedTelegram, crowd: Crowd, database: Database
) -> AsyncIterator[str]:
    rows = await database.rows("SELECT id, action, state FROM outbox")
    deletes: list[tuple[Any, ...]] = []
    removals: list[tuple[Any, ...]] = []
    sends = {"done": 0, "unknown": 0}
    for number, text, state in rows:
        action = json.loads(text)
        allowed = {"send": ("done", "unknown"), "kick": ("done", "expired")}
        if state not in allowed.get(action["do"], ("done",)):
            yield f"outbox: row {number} ({action['do']}) is {state}"
        match action["do"]:
            case "delete" if action["message"] not in _tidied(crowd):
                deletes.append((action["message"],))
            case "kick" | "ban":
                removals.append((action["person"],))
            case "send":
                sends[state] = sends.get(state, 0) + 1
    for line in _compare("outbox: deletions", doomed(crowd), deletes):
        yield line
    due = [one.person.id for one in crowd.advertisers for _ in one.ads]
    if Counter(due) != Counter(person for (person,) in removals):
        yield f"outbox: {len(removals)} removals were planned for {len(due)} ads"
    bot = crowd.telegram.bot
    said = sum(m.author is bot and not m.service for m in crowd.group.history.values())
    least = CARDS + len(crowd.commands)
    if not least <= sum(sends.values()) <= least + await _lost(database):
        yield f"outbox: {sum(sends.values())} messages for {len(crowd.commands)} commands"
    most = sends["done"] + sends["unknown"] + await _sent_again(database)
    if not sends["done"] <= said <= most:
        yield f"outbox: {said} messages of the bot are there, its rows say {sends}"


async def _look_at_cases(
    _telegram: TrappedTelegram, crowd: Crowd, database: Database
) -> AsyncIterator[str]:
    rows = await database.rows("SELECT id, key, subject_id, state, hits, deleted, act FROM cases")
    authors = {f"m:{crowd.group.id}:{ad.id}": ad.author.id for ad in _ads(crowd).values()}  # type: ignore[union-attr]
    for line in _compare("cases: keys", authors, [(row[1],) for row in rows]):
        yield line
    for number, key, subject, state, hits, deleted, act in rows:
        if subject != authors.get(key) or (state, hits, deleted) != ("in force", 1, 1):
            yield f"cases: {number} on {subject} is {state}, {hits} hits, deleted {deleted}"
        if act not in ("kick", "ban"):
            yield f"cases: {number} did {act}"
    about = await database.rows("SELECT message_id FROM case_messages")
    for line in _compare("cases: messages", doomed(crowd), about):
        yield line


async def _look_at_archive(
    _telegram: TrappedTelegram, crowd: Crowd, database: Database
) -> AsyncIterator[str]:
    rows = await database.rows(
        "SELECT message_id, user_id, text, deleted_at IS NOT NULL FROM messages"
    )
    gone = doomed(crowd)
    known = {row[0]: row[1:] for row in rows}
    written = {message.id: message for message in _written(crowd)}
    for line in _compare("archive: messages", written, rows):
        yield line
    for number, message in written.items():
        assert message.author is not None
        is_, due = known.get(number), (message.author.id, message.text, number in gone)
        if is_ is not None and number in _tidied(crowd):
            due = (*due[:2], bool(is_[2]))
        if is_ is not None and (is_[0], is_[1], bool(is_[2])) != due:
            yield f"archive: message {number} is {is_}, not {due}"


async def _look_at_roster(
    _telegram: TrappedTelegram, crowd: Crowd, database: Database
) -> AsyncIterator[str]:
    ads, counts, substance = _ads(crowd), Counter[int](), Counter[int]()
    for message in _written(crowd):
        if message.id not in ads and message.author is not None:
            counts[message.author.id] += 1
            text = message.content.get("text", "")
            text = text.removesuffix(CORRECTED)
            if len(text) >= SUBSTANCE and text[0] != "/":
                substance[message.author.id] += 1
    rows = await database.rows("SELECT user_id, messages, substance, status FROM members")
    known = {user: (messages, weight, status) for user, messages, weight, status in rows}
    for user in sorted(counts.keys() | known.keys()):
        messages, weight, status = known.get(user, (0, 0, ""))
        if (messages, weight) != (counts[user], substance[user]):
            due = f"{counts[user]} ({substance[user]})"
            yield f"counters: {user} said {due}, counted were {messages} ({weight})"
        there = crowd.group.status(crowd.telegram.world.users[user])
        if status and status != there:
            yield f"roster: {user} is {there}, the roster says {status}"
    for one in crowd.advertisers:
        if not known.get(one.person.id, (0, 0, ""))[2]:
            yield f"roster: {one.person.id} is not known to have joined"


def _compare(what: str, due: Iterable[Any], rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """Whether the first column holds exactly what is due, each once."""
    wanted, found = Counter(list(due)), Counter(row[0] for row in rows)
    lines = []
    if missing := wanted - found:
        lines.append(f"{what}: {len(missing)} missing, such as {next(iter(missing))}")
    if extra := found - wanted:
        lines.append(f"{what}: {len(extra)} too many, such as {next(iter(extra))}")
    return lines
