"""Whose points: the accounts of a room's ledger."""

from msgspec import Struct


class Account(Struct, frozen=True, gc=False):
    """One account of a room. `kind` is member, treasury, escrow, shop or retired; `key` the number
    of the person, or the name of the escrow."""

    kind: str
    key: str = ""


TREASURY = Account("treasury")
"""The mint: the only one that may owe."""

SHOP = Account("shop")
"""Where what people spend goes to."""

RETIRED = Account("retired")
"""Where the points of those go to who were erased."""


def member(person: int) -> Account:
    """Somebody's own.

    Raises:
        ValueError: that is nobody: a channel's number, or none.
    """
    if person <= 0:
        raise ValueError(f"{person} is no person")
    return Account("member", str(person))


def escrow(game: str) -> Account:
    """What is held for a game or an envelope, as `packet:12`."""
    return Account("escrow", game)
