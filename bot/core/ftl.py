"""Fluent's files, read without mercy: what Fluent would skip or leave out is an error here."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

Entries = Mapping[str, ast.Message | ast.Term]


def parse(sources: Mapping[str, str]) -> Entries:
    """Every message by its id, and every term by its id with the dash; `sources` by file name.

    Raises:
        ValueError: not Fluent, an id that comes twice, attributes, or a term with variables.
    """
    entries: dict[str, ast.Message | ast.Term] = {}
    for file, source in sources.items():
        for entry in FluentParser().parse(source).body:
            if isinstance(entry, ast.Junk):
                said = "; ".join(note.message or "" for note in entry.annotations)
                line = source.count("\n", 0, entry.span.start if entry.span else 0) + 1
                raise ValueError(f"{file}:{line}: {said}")
            if not isinstance(entry, ast.Message | ast.Term):
                continue
            name = entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
            if name in entries:
                raise ValueError(f"{file}: {name} comes twice")
            if entry.attributes:
                raise ValueError(f"{file}: {name} has attributes, which nobody reads")
            if isinstance(entry, ast.Term) and _References(entry).variables:
                raise ValueError(f"{file}: {name} is a term, and sees no variables")
            entries[name] = entry
    return entries


def variables(entries: Entries, name: str, above: tuple[str, ...] = ()) -> frozenset[str]:
    """What a message, with every message and term it quotes, has to be given.

    Raises:
        ValueError: it quotes what is not there, or itself.
    """
    found = _References(entries[name])
    wanted = found.variables
    for other in found.entries:
        if other not in entries or other in (name, *above):
            raise ValueError(f"{name} quotes {other}: not there, or itself")
        wanted |= variables(entries, other, (name, *above))
    return frozenset(wanted)


def numbers(entries: Entries, name: str) -> frozenset[str]:
    """Variables of a message that stand behind a `#`: they name something and count nothing."""
    return frozenset(_References(entries[name]).numbers)


def quoted(entry: ast.Message | ast.Term) -> frozenset[str]:
    """The other messages and terms that an entry names."""
    return frozenset(_References(entry).entries)


class _References(Visitor):
    """The variables and the other entries that an entry names."""

    def __init__(self, entry: ast.Message | ast.Term) -> None:
        self.variables: set[str] = set()
        self.entries: set[str] = set()
        self.numbers: set[str] = set()
        self.visit(entry)

    def visit_Pattern(self, node: Any) -> None:
        for before, element in pairwise(node.elements):
            marked = isinstance(before, ast.TextElement) and before.value.endswith("#")
            if marked and isinstance(element.expression, ast.VariableReference):
                self.numbers.add(element.expression.id.name)
        self.generic_visit(node)

    def visit_VariableReference(self, node: Any) -> None:
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: Any) -> None:
        self.entries.add(node.id.name)

    def visit_TermReference(self, node: Any) -> None:
        self.entries.add(f"-{node.id.name}")
