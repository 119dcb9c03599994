"""Long lists by pages, with buttons for whoever asked."""

from collections.abc import Awaitable, Callable, Sequence

from bot.core import texts
from bot.core.actions import Button, Buttons, Edit
from bot.core.button import ROOM
from bot.core.errors import UserError
from bot.core.feature import Press
from bot.core.unit import Stay, Unit

PAGE = 3500
"""Characters (as Telegram counts) of a page, markup included: a message holds 4096."""

LINES = 20
"""Lines of a page, if a list says nothing else: more is no reading on a phone."""

Lines = Callable[[Unit, str], Awaitable[Sequence[str]]]
Below = Callable[[Unit, str], Awaitable[Buttons]]


async def _nothing(_unit: Unit, _args: str) -> Buttons:
    return ()


class Pager:
    """A list that is looked up anew for each page. `lines` makes it of what was asked for.

    `name` names its buttons; put `press` among the feature's presses. `right` is the Telegram
    right it takes to see it. Only who asked turns the pages. `below` makes further rows of buttons,
    `size` is how many lines a page has at most.
    """

    def __init__(
        self,
        name: str,
        lines: Lines,
        *,
        right: str = "",
        below: Below = _nothing,
        size: int = LINES,
    ) -> None:
        self._name = name
        self._size = size
        self._lines = lines
        self._below = below
        self.press = Press(name=name, handle=self._turn, right=right)

    async def show(self, unit: Unit, args: str = "", *, empty: str = "") -> None:
        """Answer with the first page; with `empty` if there is nothing."""
        pages = split(await self._lines(unit, args), self._size)
        buttons = await self._buttons(unit, args, 0, len(pages))
        unit.reply(pages[0] if pages else empty, buttons=buttons, stay=Stay.LONG)

    async def _turn(self, unit: Unit) -> None:
        number, _, args = unit.args.partition(":")
        try:
            pages = split(await self._lines(unit, args), self._size)
        except UserError:
            pages = []
        page = int(number) if number.isdecimal() else -1
        if not 0 <= page < len(pages):
            unit.stale()
            return
        facts = unit.facts
        unit.do(
            Edit(
                room=unit.room.id,
                message=facts.message_id,
                text=pages[page],
                buttons=await self._buttons(unit, args, page, len(pages)),
                priority="reply",
            )
        )
        if unit.room.is_group:
            await unit.stay(facts.chat_id, facts.message_id, Stay.LONG)
        unit.answer()

    async def _buttons(self, unit: Unit, args: str, page: int, count: int) -> Buttons:
        below = await self._below(unit, args) if count else ()
        if count < 2 or len(f"{self._name}:99:{args}".encode()) > ROOM:
            return below

        def to(number: int, sign: str) -> Button:
            data = f"{self._name}:{number % count}:{args}"
            return Button(text=sign, data=data, only=unit.actor)

        here = f"{page + 1}/{count}"
        return ((to(page - 1, "◀"), to(page, here), to(page + 1, "▶")), *below)


def split(lines: Sequence[str], size: int = LINES) -> list[str]:
    """Lines as texts of pages; a line that is longer than a page is a page of its own."""
    pages: list[list[str]] = []
    length = 0
    for line in lines:
        own = texts.size(line)
        if not pages or length + own >= PAGE or len(pages[-1]) >= size:
            pages.append([])
            length = 0
        pages[-1].append(line)
        length += own + 1
    return ["\n".join(page) for page in pages]
