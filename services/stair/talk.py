"""What was said in a talk, for its closing card. Pure but for one function that reads."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from services.stair import told
from services.stair.book import Stair
from services.stair.told import Told

BEST: Final = 3
"""Messages that are named as the most answered or the most liked."""

LAST: Final = 2**62
"""No message has a higher number."""

SIGNS: Final = ("/", "!", "／", "！")
"""What a command begins with."""

_FILES = frozenset(("document", "audio", "video", "animation"))


class Summary(Struct, frozen=True, gc=False, kw_only=True):
    """A talk in numbers, with the messages that were answered or liked most, and how often."""

    messages: int = 0
    speakers: int = 0
    pictures: int = 0
    files: int = 0
    voices: int = 0
    links: int = 0
    last: int = 0
    answered: tuple[tuple[Told, int], ...] = ()
    liked: tuple[tuple[Told, int], ...] = ()
    whole: bool = True


def said(connection: Connection, one: Stair, *, chat: int, before: int) -> list[Told]:
    """What was said from the beginning of a talk up to a message of a chat, in its topic.

    Of a talk that began before the group moved, also what was said at the old address.
    """
    (begun, first), thread = one.begins, one.thread_id
    if begun == chat:
        return told.stretch(
            connection, chat=chat, first=first or before, last=before - 1, thread=thread
        )
    here = told.stretch(connection, chat=chat, first=1, last=before - 1, thread=thread)
    there = told.stretch(connection, chat=begun, first=first or LAST, last=LAST)
    return there + here


def summary(read: Sequence[Told]) -> Summary:
    """A talk in numbers; Telegram's own lines and commands are no part of it."""
    found = [one for one in read if one.content != "service" and one.text[:1] not in SIGNS]
    own = {(one.chat, one.message): one for one in found}
    answers = Counter(
        (one.chat, one.reply_to)
        for one in found
        if (target := own.get((one.chat, one.reply_to))) and target.author != one.author
    )
    liked = Counter({place: one.reactions for place, one in own.items() if one.reactions > 0})
    return Summary(
        messages=len(found),
        speakers=len({one.author for one in found} - {0}),
        pictures=sum(one.content == "photo" for one in found),
        files=sum(one.content in _FILES for one in found),
        voices=sum(one.content in ("voice", "video_note") for one in found),
        links=sum(one.has_link for one in found),
        last=max((one.message for one in found), default=0),
        answered=_best(answers, own),
        liked=_best(liked, own),
        whole=len(read) < told.MOST,
    )


def _best(
    counted: Counter[tuple[int, int]], own: dict[tuple[int, int], Told]
) -> tuple[tuple[Told, int], ...]:
    """Those with the highest counts; of several with the same, the earlier ones."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((own[place], times) for place, times in ranked[:BEST])
