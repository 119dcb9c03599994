"""What administrators type to keep the shop: a name, a price, and options behind them."""

import re

from msgspec import structs

from bot.core.errors import UserError
from services.points import amount
from services.shop.item import Item

LONGEST = 32
"""Characters of a name: one line of a small screen, with its price."""

LARGEST = 1_000_000
"""Pieces of a stock, and of a limit."""

_OPTION = re.compile(
    r"(price|stock|limit|month|worth|name|价格|库存|限购|每月|贵重|名称)[=＝](.*)",
    re.IGNORECASE,
)
_ENGLISH = {
    "价格": "price",
    "库存": "stock",
    "限购": "limit",
    "每月": "month",
    "贵重": "worth",
    "名称": "name",
}
_NONE = frozenset(("off", "∞", "不限", "无限"))
_YES = frozenset(("on", "yes", "是", "开"))
_NO = frozenset(("off", "no", "否", "关"))
_JOINER = "\u200d"
"""Holds together what is one emoji."""


class Wrong(Exception):
    """What was typed makes no sense: `usage`, `name`, `price`, `count` or `worth`."""


def read_new(text: str) -> Item:
    """`NAME PRICE [stock=10] [limit=1] [month=1] [worth]`.

    Raises:
        Wrong: it is not that.
    """
    words, options = _split(text)
    misplaced = any(_OPTION.fullmatch(word) for word in words)
    if len(words) < 2 or misplaced or {"name", "price"} & set(options):
        raise Wrong("usage")
    item = Item(title=name_of(" ".join(words[:-1])), price=_price(words[-1]))
    return _with(item, options)


def read_change(item: Item, options: dict[str, str]) -> Item:
    """Something with the options that were typed for it.

    Raises:
        Wrong: one of them cannot be, or there is none.
    """
    if not options:
        raise Wrong("usage")
    return _with(item, options)


def split(text: str) -> tuple[str, dict[str, str]]:
    """`NAME [OPTION=…]…` as name and options.

    Raises:
        Wrong: an option stands there twice.
    """
    words, options = _split(text)
    return " ".join(words), options


def name_of(text: str) -> str:
    """A name in one line, without signs that nobody sees or that turn the line around.

    Raises:
        Wrong: nothing is left of it, or too much.
    """
    seen = "".join(one if one.isprintable() or one == _JOINER else " " for one in text)
    name = " ".join(seen.split())
    if not name.strip(_JOINER) or len(name) > LONGEST:
        raise Wrong("name")
    return name


def _split(text: str) -> tuple[list[str], dict[str, str]]:
    """The words before the options, and those; a new name may have blanks in it."""
    words = text.split()
    begin = next((at for at, word in enumerate(words) if _option(word)[0] == "name"), len(words))
    while begin and _option(words[begin - 1])[0]:
        begin -= 1
    options: dict[str, str] = {}
    last = ""
    for word in words[begin:]:
        name, value = _option(word)
        if not name and last != "name":
            raise Wrong("usage")
        if name in options:
            raise Wrong("usage")
        last = name or last
        options[last] = value if name else f"{options[last]} {word}"
    return words[:begin], options


def _option(word: str) -> tuple[str, str]:
    """Name and value of an option; empty for any other word."""
    if word.lower() in ("worth", "贵重"):
        return "worth", "on"
    found = _OPTION.fullmatch(word)
    if found is None:
        return "", ""
    name = found[1].lower()
    return _ENGLISH.get(name, name), found[2]


def _with(item: Item, options: dict[str, str]) -> Item:
    for name, value in options.items():
        match name:
            case "name":
                item = structs.replace(item, title=name_of(value))
            case "price":
                item = structs.replace(item, price=_price(value))
            case "stock":
                stock = None if value.lower() in _NONE else _count(value)
                item = structs.replace(item, stock=stock)
            case "limit":
                item = structs.replace(item, per_person=_limit(value))
            case "month":
                item = structs.replace(item, per_month=_limit(value))
            case _:
                item = structs.replace(item, worth=_yes(value))
    return item


def _price(text: str) -> int:
    try:
        return amount.read(text)
    except UserError:
        raise Wrong("price") from None


def _count(text: str) -> int:
    if text in ("0", "０"):
        return 0
    try:
        return amount.read(text, most=LARGEST)
    except UserError:
        raise Wrong("count") from None


def _limit(text: str) -> int:
    return 0 if text.lower() in _NONE else _count(text)


def _yes(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise Wrong("worth")
    return text.lower() in _YES
