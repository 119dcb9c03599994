"""The shop: what is to be had for points, buying it, and what becomes of an order."""

from services.shop.item import MOST, Item, add, change, find, goods, offered, remove
from services.shop.order import (
    DONE,
    OPEN,
    REFUNDED,
    Order,
    Refused,
    buy,
    look,
    of_person,
    opened,
    settle,
)

__all__ = [
    "DONE",
    "MOST",
    "OPEN",
    "REFUNDED",
    "Item",
    "Order",
    "Refused",
    "add",
    "buy",
    "change",
    "find",
    "goods",
    "look",
    "of_person",
    "offered",
    "opened",
    "remove",
    "settle",
]
