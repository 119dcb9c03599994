"""What administrators type to keep the shop."""

import pytest

from services.shop import Item
from services.shop.item import key_of
from services.shop.typed import LONGEST, Wrong, name_of, read_change, read_new, split


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Mug 50", Item(title="Mug", price=50)),
        ("Big  mug ５０ stock=10", Item(title="Big mug", price=50, stock=10)),
        ("Net worth 50", Item(title="Net worth", price=50)),
        ("Mug 50 worth limit=1", Item(title="Mug", price=50, worth=True, per_person=1)),
        (
            "马克杯 50 库存=不限 每月＝2 贵重",
            Item(title="马克杯", price=50, per_month=2, worth=True),
        ),
        ("5 10 stock=0", Item(title="5", price=10, stock=0)),
        ("a=b 10", Item(title="a=b", price=10)),
    ],
)
def test_new_thing_is_read(text: str, item: Item) -> None:
    assert read_new(text) == item


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "usage"),
        ("Mug", "usage"),
        ("50", "usage"),
        ("Mug 50 stock=1 stock=2", "usage"),
        ("Mug 50 price=60", "usage"),
        ("Mug stock=1 50", "usage"),
        ("Mug 0", "price"),
        ("Mug -5", "price"),
        ("Mug 1e9", "price"),
        ("Mug ٣", "price"),
        ("Mug 1.5", "price"),
        ("Mug " + "9" * 30, "price"),
        ("Mug 50 stock=-1", "count"),
        ("Mug 50 limit=1000001", "count"),
        ("Mug 50 worth=maybe", "worth"),
        ("x" * (LONGEST + 1) + " 50", "name"),
        ("\u202e 50", "name"),
    ],
)
def test_t70_what_makes_no_sense_is_refused(text: str, why: str) -> None:
    with pytest.raises(Wrong, match=why):
        read_new(text)


def test_change_takes_what_is_typed_and_leaves_the_rest() -> None:
    mug = Item(id=7, title="Mug", price=50, stock=3, per_person=1, version=4)
    name, options = split("Mug price=60 name=Big blue mug stock=off")
    assert name == "Mug"
    assert read_change(mug, options) == Item(
        id=7, title="Big blue mug", price=60, per_person=1, version=4
    )
    with pytest.raises(Wrong, match="usage"):
        read_change(mug, split("Big mug")[1])


def test_name_is_one_line_without_what_turns_it_around() -> None:
    assert name_of(" a\n b\u202e<b> ") == "a b <b>"
    assert name_of("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"
    assert key_of("ＭＵＧ  Blue") == key_of("mug blue")
