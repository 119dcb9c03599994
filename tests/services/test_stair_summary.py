"""What a closing card counts."""

from typing import Any

from services.stair.talk import BEST, Summary, summary
from services.stair.told import Told


def told(message: int, **known: Any) -> Told:
    fields = {"author": 7, "reply_to": 0, "content": "text", "text": "hello", "album": ""}
    return Told(chat=-1, message=message, at=message, gone=False, **{**fields, **known})


def test_nothing_was_said() -> None:
    assert summary([]) == Summary()
    assert summary([told(1, content="service"), told(2, text="/stair close")]) == Summary()


def test_things_are_counted() -> None:
    kinds = ("photo", "photo", "document", "video", "voice", "sticker", "text")
    found = [told(n, content=kind, author=n % 3) for n, kind in enumerate(kinds, 1)]
    found.append(told(8, text="look at t.me/x and https://example.org"))
    found.append(told(9, text="no.link at all: http"))
    made = summary(found)
    assert (made.messages, made.speakers, made.last) == (9, 3, 9)
    assert (made.pictures, made.files, made.voices, made.links) == (2, 2, 1, 1)


def test_answers_of_others_within_the_talk_count() -> None:
    found = [
        told(1, author=1),
        told(2, author=2, reply_to=1),
        told(3, author=3, reply_to=1),
        told(4, author=1, reply_to=1),
        told(5, author=1, reply_to=2),
        told(6, author=9, reply_to=99),
    ]
    assert [(one.message, n) for one, n in summary(found).answered] == [(1, 2), (2, 1)]


def test_most_liked_are_few_and_the_earlier_of_equals() -> None:
    liked = (0, 2, 5, 2, 1, 2)
    found = [told(n, reactions=times) for n, times in enumerate(liked, 1)]
    best = summary(found).liked
    assert [(one.message, n) for one, n in best] == [(3, 5), (2, 2), (4, 2)]
    assert len(best) == BEST
