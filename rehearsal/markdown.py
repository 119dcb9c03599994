"""Telegram's MarkdownV2, turned into text and entities."""

import re

from rehearsal import unit
from rehearsal.html import MarkupError
from rehearsal.user import Json

_RESERVED = "_*[]()~`>#+-=|{}.!"
_TOGGLES = {
    "||": "spoiler",
    "__": "underline",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
}
_FENCE = re.compile(r"```(?:([\w+-]*)\n)?((?:[^`\\]|\\.|`(?!``))*?)```", re.DOTALL)
_CODE = re.compile(r"`((?:[^`\\]|\\.)*)`", re.DOTALL)
_TARGET = re.compile(r"\]\(((?:[^)\\]|\\.)*)\)")


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.entities: list[Json] = []
        self.open: list[tuple[str, int]] = []
        self.quote: int | None = None

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.offset += unit.length(piece)

    def close(self, kind: str, start: int, **more: str) -> None:
        size = self.offset - start
        self.entities.append({"type": kind, "offset": start, "length": size} | more)

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self.step()
        self.end_quote()
        if self.open:
            kind = _TOGGLES.get(self.open[-1][0], "text_link")
            raise MarkupError(f"Can't find end of {kind.title()} entity")
        return "".join(self.text), self.entities

    def step(self) -> None:
        rest = self.source[self.at :]
        line_start = self.at == 0 or self.source[self.at - 1] == "\n"
        if line_start and rest.startswith(">"):
            self.quote = self.offset if self.quote is None else self.quote
            self.at += 1
        elif line_start and self.quote is not None:
            self.end_quote()
        elif rest[0] == "\\" and len(rest) > 1:
            self.add(rest[1])
            self.at += 2
        elif rest[0] == "`":
            self.code(rest)
        elif rest.startswith(("[", "![")):
            self.open.append(("[", self.offset))
            self.at += 2 if rest[0] == "!" else 1
        elif rest[0] == "]" and any(mark == "[" for mark, _ in self.open):
            self.target()
        elif mark := next((mark for mark in _TOGGLES if rest.startswith(mark)), None):
            self.toggle(mark)
        elif rest[0] in _RESERVED:
            raise MarkupError(
                f"Character '{rest[0]}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            self.add(rest[0])
            self.at += 1

    def end_quote(self) -> None:
        if self.quote is not None:
            self.close("blockquote", self.quote)
            self.quote = None

    def code(self, rest: str) -> None:
        start = self.offset
        if found := _FENCE.match(rest):
            self.add(re.sub(r"\\(.)", r"\1", found.group(2)))
            self.close("pre", start, **({"language": found[1]} if found[1] else {}))
        elif found := _CODE.match(rest):
            self.add(re.sub(r"\\(.)", r"\1", found.group(1)))
            self.close("code", start)
        else:
            raise MarkupError("Can't find end of Code entity")
        self.at += found.end()

    def target(self) -> None:
        mark, start = self.open.pop()
        found = _TARGET.match(self.source, self.at)
        if mark != "[" or found is None:
            raise MarkupError("Can't find end of a URL")
        url = re.sub(r"\\(.)", r"\1", found.group(1))
        self.close("text_link", start, url=url)
        self.at = found.end()

    def toggle(self, mark: str) -> None:
        self.at += len(mark)
        if self.open and self.open[-1][0] == mark:
            _, start = self.open.pop()
            self.close(_TOGGLES[mark], start)
        elif any(mark == one for one, _ in self.open):
            raise MarkupError(f"Can't find end of {_TOGGLES[self.open[-1][0]].title()} entity")
        else:
            self.open.append((mark, self.offset))


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and entities of a MarkdownV2 source; raises `MarkupError` as the server would."""
    return _Parser(source).run()
