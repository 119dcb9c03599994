"""Quizzes: a group's questions, how they are written, and whether an answer is right."""

import re
import unicodedata
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select

from bot.core.sql import reserve_ids
from models.quiz import Question as Row
from services.ads.fold import fold

LONGEST = 300
"""Characters of a question."""

OPTION = 60
"""Characters of an answer."""

OPTIONS = 10
"""Answers of a question."""

MOST = 100
"""Questions of a group."""

_BAR = re.compile(r"\s*[|｜]\s*")
_STARS = "*＊"
_MARKS = re.compile(r"[\W_]+")


class Question(Struct, frozen=True, kw_only=True):
    """A question. With `wrong` answers it is a choice, without it is answered in words."""

    id: int = 0
    text: str
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """What there is to choose among."""
        return (*self.right, *self.wrong) if self.wrong else ()


class Unclear(Exception):
    """No question; `why` is `shape`, `long`, `many` or `same`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(written: str) -> Question:
    """A question as it is typed: `TEXT | *right | wrong`, or `TEXT = answer | another answer`.

    Raises:
        Unclear: it is none.
    """
    head, *parts = _BAR.split(" ".join(written.split()))
    if any(part[:1] in _STARS for part in parts if part):
        right = tuple(part[1:].strip() for part in parts if part[:1] and part[0] in _STARS)
        wrong = tuple(part for part in parts if part and part[0] not in _STARS)
        return _checked(Question(text=head, right=right, wrong=wrong), choice=True)
    text, sign, first = head.replace("＝", "=").rpartition("=")
    if not sign:
        raise Unclear("shape")
    right = tuple(part for part in (first.strip(), *parts) if part)
    return _checked(Question(text=text.strip(), right=right), choice=False)


def _checked(question: Question, *, choice: bool) -> Question:
    answers = (*question.right, *question.wrong)
    if not question.text or not all(question.right) or not question.right:
        raise Unclear("shape")
    if choice and not question.wrong:
        raise Unclear("shape")
    if len(question.text) > LONGEST or any(len(one) > OPTION for one in answers):
        raise Unclear("long")
    if len(answers) > OPTIONS:
        raise Unclear("many")
    if len({folded(one) for one in answers}) < len(answers):
        raise Unclear("same")
    return question


def folded(answer: str) -> str:
    """An answer without what does not matter: width, case, blanks, marks, traditional forms."""
    plain = unicodedata.normalize("NFKC", fold(answer))
    return _MARKS.sub("", plain) or "".join(plain.split())


def is_right(question: Question, answer: str) -> bool:
    """Whether an answer in words is one of those that are right."""
    return folded(answer) in {folded(one) for one in question.right}


def add(connection: Connection, *, room: int, question: Question, by: int | None, now: int) -> None:
    """Put a question to those of a room."""
    (number,) = reserve_ids(connection, Row, 1)
    connection.execute(
        insert(Row).values(
            id=number,
            room_id=room,
            text=question.text,
            right=msgspec.json.encode(question.right).decode(),
            wrong=msgspec.json.encode(question.wrong).decode(),
            made_by=by,
            made_at=now,
        )
    )


def every(connection: Connection, room: int) -> list[Question]:
    """The questions of a room, in the order they were added."""
    rows = connection.execute(
        select(Row.id, Row.text, Row.right, Row.wrong).where(Row.room_id == room).order_by(Row.id)
    )
    return [
        Question(id=row.id, text=row.text, right=_read(row.right), wrong=_read(row.wrong))
        for row in rows
    ]


def _read(stored: str) -> tuple[str, ...]:
    return msgspec.json.decode(stored, type=tuple[str, ...])


def count(connection: Connection, room: int) -> int:
    """How many questions a room has."""
    return connection.execute(select(func.count()).where(Row.room_id == room)).scalar_one()


def remove(connection: Connection, *, room: int, number: int) -> bool:
    """Take a question away by its place in the list, from 1; False if there is none there."""
    known: Sequence[int] = (
        connection.execute(select(Row.id).where(Row.room_id == room).order_by(Row.id))
        .scalars()
        .all()
    )
    if not 1 <= number <= len(known):
        return False
    connection.execute(delete(Row).where(Row.id == known[number - 1]))
    return True
