"""Demands: gates composed with `and`, `or` and brackets, as a group writes them.

Parsing is pure and takes a time that grows with the length; a mistake is named with a caret under
the place where it stands.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from bot.core import duration
from bot.core.settings import Unfit

LONGEST = 400
"""Characters of a demand."""

DEEPEST = 10
"""Brackets inside one another."""

MOST = 12
"""Gates in one demand: more is no door."""

COUNTED = 10**12
"""The largest number behind `>=`."""

_TOKEN = re.compile(r"\s*(?:(>=|≥|＞＝|>|＞|<=|<|==|=)|([()（）])|([^\s()（）><=≥＞]+))")
_AND = frozenset(("and", "&", "&&", "+", "且", "并且", "和", "与"))
_OR = frozenset(("or", "|", "||", "或", "或者"))
_NUMBER = re.compile(r"[0-9]{1,12}")
_CHAT = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}|-100[0-9]{5,13}")


class Leaf(Struct, frozen=True):
    """One gate of a demand: which one, of which chat, and how much of it."""

    gate: str
    chat: str = ""
    least: int = 0
    unit: str = ""
    """`s` where `least` counts seconds."""

    @property
    def key(self) -> str:
        """The leaf as it is written."""
        chat = f"({self.chat})" if self.chat and self.least else f" {self.chat}" * bool(self.chat)
        if not self.least:
            return f"{self.gate}{chat}"
        shown = duration.show(self.least) if self.unit else str(self.least)
        return f"{self.gate}{chat}>={shown}"


class Both(Struct, frozen=True):
    """All of some demands."""

    parts: "tuple[Demand, ...]"


class Either(Struct, frozen=True):
    """At least one of some demands."""

    parts: "tuple[Demand, ...]"


Demand: TypeAlias = Leaf | Both | Either

TAKES = ("", "count", "span", "chat", "count of chat")
"""What stands behind the name of a gate: nothing, `>=N`, `>=30d`, `@channel`, `(@group)>=N`."""


def show(demand: Demand) -> str:
    """A demand as text that `parse` reads back."""
    match demand:
        case Leaf():
            return demand.key
        case Both(parts):
            return " and ".join(f"({show(p)})" if isinstance(p, Either) else show(p) for p in parts)
        case Either(parts):
            return " or ".join(show(part) for part in parts)


def leaves(demand: Demand) -> Iterator[Leaf]:
    """The gates of a demand in their order, each once."""
    yield from dict.fromkeys(_leaves(demand))


def _leaves(demand: Demand) -> Iterator[Leaf]:
    if isinstance(demand, Leaf):
        yield demand
    else:
        for part in demand.parts:
            yield from _leaves(part)


def evaluate(demand: Demand, states: Mapping[str, bool]) -> bool | None:
    """Whether a demand is met, by the gates that were passed (True) or failed (False) so far;
    None while that is open."""
    match demand:
        case Leaf():
            return states.get(demand.key)
        case Both(parts):
            found = [evaluate(part, states) for part in parts]
            return False if False in found else None if None in found else True
        case Either(parts):
            found = [evaluate(part, states) for part in parts]
            return True if True in found else None if None in found else False


def open_leaves(demand: Demand, states: Mapping[str, bool]) -> list[Leaf]:
    """The gates whose passing would still help, in their order, each once."""
    return list(dict.fromkeys(_open(demand, states)))


def _open(demand: Demand, states: Mapping[str, bool]) -> Iterator[Leaf]:
    if evaluate(demand, states) is not None:
        return
    if isinstance(demand, Leaf):
        yield demand
    else:
        for part in demand.parts:
            yield from _open(part, states)


# -- parsing ----------------------------------------------------------------------------


class _Token(Struct, frozen=True):
    text: str
    at: int
    is_sign: bool = False


def parse(text: str, gates: Mapping[str, str]) -> Demand:
    """The demand that somebody wrote; `gates` says of each gate what it takes (see `TAKES`).

    Raises:
        Unfit: it is none; the reason shows where and why.
    """
    if len(text) > LONGEST:
        raise Unfit("value-long", most=LONGEST)
    demand = _Parser(text, gates).whole()
    if len(list(leaves(demand))) > MOST:
        raise Unfit("demand-many", most=MOST)
    return demand


class _Parser:
    def __init__(self, text: str, gates: Mapping[str, str]) -> None:
        self._text = " ".join(text.split())
        self._gates = gates
        self._tokens = list(self._split())
        self._next = 0
        self._depth = 0

    def _split(self) -> Iterator[_Token]:
        for found in _TOKEN.finditer(self._text):
            sign, bracket, word = found.groups()
            at = found.end() - len(sign or bracket or word)
            if bracket:
                yield _Token("(" if bracket in "(（" else ")", at, is_sign=True)
            elif sign:
                yield _Token(">=" if sign in (">=", "≥", "＞＝") else sign, at, is_sign=True)
            else:
                yield _Token(word, at)

    def whole(self) -> Demand:
        found = self._either()
        if (token := self._peek()) is not None:
            raise self._wrong("demand-bracket-more" if token.text == ")" else "demand-joint", token)
        return found

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _follows(self, words: frozenset[str]) -> bool:
        token = self._peek()
        if token is not None and not token.is_sign and token.text.lower() in words:
            self._next += 1
            return True
        return False

    def _either(self) -> Demand:
        parts = [self._both()]
        while self._follows(_OR):
            parts.append(self._both())
        return _joined(parts, Either)

    def _both(self) -> Demand:
        parts = [self._part()]
        while self._follows(_AND):
            parts.append(self._part())
        return _joined(parts, Both)

    def _part(self) -> Demand:
        token = self._peek()
        if token is None:
            raise self._wrong("demand-ends", _Token("", len(self._text)))
        if token.text == "(" and token.is_sign:
            self._take()
            self._depth += 1
            if self._depth > DEEPEST:
                raise self._wrong("demand-deep", token)
            found = self._either()
            self._depth -= 1
            closing = self._peek()
            if closing is None:
                raise self._wrong("demand-bracket-open", token)
            if closing.text != ")":
                raise self._wrong("demand-joint", closing)
            self._take()
            return found
        return self._leaf()

    def _leaf(self) -> Leaf:
        token = self._take()
        name = token.text.lower()
        if token.is_sign or name in _AND | _OR:
            raise self._wrong("demand-gate", token)
        if name not in self._gates:
            raise self._wrong("demand-unknown", token)
        takes = self._gates[name]
        chat = self._chat(takes, token) if "chat" in takes else ""
        if takes in ("", "chat"):
            if (sign := self._peek()) is not None and sign.is_sign and sign.text not in "()":
                raise self._wrong("demand-no-number", sign)
            return Leaf(name, chat)
        least = self._least(takes, token)
        return Leaf(name, chat, least, "s" if takes == "span" else "")

    def _chat(self, takes: str, token: _Token) -> str:
        following = self._peek()
        bracket = following is not None and following.text == "(" and following.is_sign
        if bracket:
            self._take()
        elif takes != "chat":
            return ""  # it may be left out
        named = self._peek()
        if named is None or named.is_sign or not _CHAT.fullmatch(named.text):
            raise self._wrong("demand-chat", named or token)
        self._take()
        if bracket:
            closing = self._peek()
            if closing is None or closing.text != ")":
                raise self._wrong("demand-bracket-open", named)
            self._take()
        return named.text.lower()

    def _least(self, takes: str, token: _Token) -> int:
        sign = self._peek()
        if sign is None or not sign.is_sign or sign.text in "()":
            raise self._wrong(f"demand-{takes.partition(' ')[0]}", token)
        self._take()
        if sign.text not in (">=", ">"):
            raise self._wrong("demand-sign", sign)
        number = self._peek()
        if number is None or number.is_sign:
            raise self._wrong(f"demand-{takes.partition(' ')[0]}", number or sign)
        self._take()
        more = int(sign.text == ">")
        if takes == "span":
            seconds = duration.parse(number.text)
            if not seconds or more:
                raise self._wrong("demand-span", number)
            return seconds
        if not _NUMBER.fullmatch(number.text) or not 0 < int(number.text) + more <= COUNTED:
            raise self._wrong("demand-count", number)
        return int(number.text) + more

    def _wrong(self, reason: str, token: _Token) -> Unfit:
        return Unfit(
            reason,
            text=self._text,
            caret=caret(self._text, token.at),
        )


def caret(text: str, at: int) -> str:
    """Blanks as wide as what stands before a place, and a caret under it."""
    wide = [unicodedata.east_asian_width(sign) in "WF" for sign in text[:at]]
    return "".join("\u3000" if one else " " for one in wide) + "^"


def _joined(parts: Sequence[Demand], kind: type[Both] | type[Either]) -> Demand:
    """Some demands as one; parts of the same kind stand beside each other, each once."""
    found: list[Demand] = []
    for part in parts:
        found += part.parts if isinstance(part, kind) else (part,)
    once = tuple(dict.fromkeys(found))
    return once[0] if len(once) == 1 else kind(once)
