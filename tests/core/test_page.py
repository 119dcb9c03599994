"""Long lists by pages, turned by whoever asked."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import ADMIN, CHAT, NOW, Machine, chatter, pressed, rows_of

from bot.core.actions import Answer, Button, Edit, Send, Strip
from bot.core.errors import UserError
from bot.core.feature import Command, Feature
from bot.core.manner import Pager
from bot.core.manner.page import LINES, PAGE, split
from bot.core.store import Store
from bot.core.unit import Unit
from handlers.manner import FEATURE as MANNER
from handlers.tidy import FEATURE as TIDY
from models.deadline import Deadline
from models.inbox import Quarantine
from rehearsal.clock import ManualClock

ANN, BOB = 5_000_000_001, 5_000_000_002


def test_split_keeps_lines_whole_and_in_order() -> None:
    lines = [f"{number}" for number in range(45)]
    assert split(lines) == ["\n".join(lines[i : i + LINES]) for i in range(0, 45, LINES)]
    assert split([]) == []
    assert split(["x" * 2000, "y" * 1000, "z" * 1000]) == [
        "x" * 2000 + "\n" + "y" * 1000,
        "z" * 1000,
    ]
    assert split(["a", "x" * (PAGE + 100), "b"]) == ["a", "x" * (PAGE + 100), "b"]


@given(st.lists(st.integers(0, PAGE - 1), max_size=70))
def test_split_pages_fit_into_a_message(lengths: list[int]) -> None:
    lines = ["x" * length for length in lengths]
    pages = split(lines)
    assert [line for page in pages for line in page.split("\n")] == lines
    assert all(len(page) <= PAGE and page.count("\n") < LINES for page in pages)


class Shelf:
    """A list of books that changes."""

    def __init__(self) -> None:
        self.books = 45
        self.pager = Pager("books", self.lines)
        self.secret = Pager("secret", self.lines, right="can_restrict_members")

    async def lines(self, _unit: Unit, args: str) -> Sequence[str]:
        if args == "burnt":
            raise UserError("There are none.")
        return [f"{args or 'book'} {number}" for number in range(self.books)]

    async def show(self, unit: Unit) -> None:
        await self.pager.show(unit, unit.args, empty="no books")

    async def show_secret(self, unit: Unit) -> None:
        await self.secret.show(unit)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def machine(store: Store, shelf: Shelf) -> Machine:
    feature = Feature(
        name="test",
        commands=(
            Command(name="books", handle=shelf.show),
            Command(name="secret", handle=shelf.show_secret),
        ),
        presses=(shelf.pager.press, shelf.secret.press),
    )
    return Machine(store, ManualClock(), MANNER, TIDY, feature)


async def does(machine: Machine, payload: bytes) -> list[Any]:
    """What comes of an update; not the deletion of the command later."""
    seen = len(machine.basket.actions)
    await machine.handle(payload)
    assert await rows_of(machine.store, Quarantine.error) == []
    return machine.basket.actions[seen:]


def page(first: int, last: int, name: str = "book") -> str:
    return "\n".join(f"{name} {number}" for number in range(first, last))


def arrows(before: int, here: str, after: int, args: str = "", name: str = "books") -> Any:
    number = int(here[0]) - 1
    turns = ((before, "◀"), (number, here), (after, "▶"))
    return (tuple(Button(text=sign, data=f"{name}:{to}:{args}", only=ANN) for to, sign in turns),)


def test_split_counts_as_telegram_does() -> None:
    """T64: letters beyond the first 65,536 take two places of 4,096."""
    pages = split(["𝕬" * 200] * 15)
    assert [len(page.encode("utf-16-le")) // 2 for page in pages] == [8 * 400 + 7, 7 * 400 + 6]


async def test_pager_shows_the_first_page_and_turns(machine: Machine) -> None:
    (shown,) = await does(machine, chatter(1, "/books", message=9))
    assert shown == Send(
        room=1, text=page(0, 20), reply_to=9, buttons=arrows(2, "1/3", 1), stay=600
    )
    for number, (turn, first, last, keyboard) in enumerate(
        [
            ("books:1:", 20, 40, arrows(0, "2/3", 2)),
            ("books:2:", 40, 45, arrows(1, "3/3", 0)),
            ("books:0:", 0, 20, arrows(2, "1/3", 1)),
        ],
        2,
    ):
        edit, answer = sorted(
            await does(machine, pressed(number, turn, person=ANN, only=ANN)), key=repr, reverse=True
        )
        assert answer == Answer(room=1, query=f"q{number}")
        text = page(first, last)
        assert edit == Edit(room=1, message=1, text=text, buttons=keyboard, priority="reply")


async def test_pager_keeps_what_was_asked_for(machine: Machine) -> None:
    (shown,) = await does(machine, chatter(1, "/books map"))
    assert (shown.text, shown.buttons) == (page(0, 20, "map"), arrows(2, "1/3", 1, "map"))
    edit = (await does(machine, pressed(2, "books:2:map", person=ANN, only=ANN)))[0]
    assert (edit.text, edit.buttons) == (page(40, 45, "map"), arrows(1, "3/3", 0, "map"))


async def test_pager_of_one_page_or_none_has_no_buttons(machine: Machine, shelf: Shelf) -> None:
    shelf.books = 20
    (shown,) = await does(machine, chatter(1, "/books"))
    assert (shown.text, shown.buttons) == (page(0, 20), ())
    shelf.books = 0
    (shown,) = await does(machine, chatter(2, "/books"))
    assert (shown.text, shown.buttons) == ("no books", ())


async def test_pager_whose_question_fits_into_no_button_has_none(machine: Machine) -> None:
    (shown,) = await does(machine, chatter(1, "/books " + "m" * 60))
    assert (shown.text, shown.buttons) == (page(0, 20, "m" * 60), ())


async def test_pager_is_turned_by_whoever_asked(machine: Machine) -> None:
    """T1: somebody else hears that it is not theirs."""
    await does(machine, chatter(1, "/books"))
    (answer,) = await does(machine, pressed(2, "books:1:", person=BOB, only=ANN))
    assert answer == Answer(
        room=1, query="q2", text="This button is for somebody else.", alert=True
    )


async def test_pager_with_a_right_asks_for_it_again(machine: Machine) -> None:
    """T1, T12: whoever was an administrator when the list was shown need not be one now."""
    (answer,) = await does(machine, pressed(1, "secret:1:", person=ANN, only=ANN))
    assert answer.text == "You need the right to ban users for that."
    found = await does(machine, pressed(2, "secret:1:", person=ADMIN, only=ADMIN))
    assert [type(one) for one in found] in ([Edit, Answer], [Answer, Edit])


@pytest.mark.parametrize("data", ["3:", "9:", "x:", "-1:", ":", "", "0:burnt", "1:burnt"])
async def test_pager_of_a_page_that_is_gone_is_stale(machine: Machine, data: str) -> None:
    """T4: the list has become shorter, or nothing is left of what was asked for."""
    found = await does(machine, pressed(1, f"books:{data}", person=ANN, only=ANN))
    assert Answer(room=1, query="q1", text="This button is out of date.") in found
    assert Strip(room=1, chat=CHAT, message=1) in found
    assert len(found) == 2


async def test_pager_stays_longer_when_it_is_turned(machine: Machine) -> None:
    machine.clock.advance(300)
    await does(machine, pressed(1, "books:1:", person=ANN, only=ANN))
    rows = await rows_of(machine.store, Deadline.kind, Deadline.key, Deadline.due_at)
    assert rows == [("tidy.gone", f"{CHAT}:1", NOW + 900)]
