"""Points: the double-entry ledger of each room, and who may pay whom."""

from services.points.account import RETIRED, SHOP, TREASURY, Account, escrow, member
from services.points.ledger import (
    Moved,
    Short,
    account_of,
    balance,
    balances,
    find,
    move,
    number_of,
    owner_of,
    retire,
)

__all__ = [
    "RETIRED",
    "SHOP",
    "TREASURY",
    "Account",
    "Moved",
    "Short",
    "account_of",
    "balance",
    "balances",
    "escrow",
    "find",
    "member",
    "move",
    "number_of",
    "owner_of",
    "retire",
]
