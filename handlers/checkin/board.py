"""The board: one message a day, with who signed in first, who last, and how many did."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.core import deadline, phrase
from bot.core.actions import Button, Buttons
from bot.core.manner import notice
from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.checkin.word import names, span
from services.checkin import book
from services.checkin.book import Line
from services.checkin.calendar import date_of
from services.checkin.slot import slots_of

BOARD: Final = "checkin.board"
"""The deadline at which it is told anew."""

EVERY: Final = 3
"""Seconds between two edits at least."""

CALM: Final = 20
"""Seconds without a sign-in, after which one more answer costs others nothing: Telegram lets a bot
send 20 messages a minute to a group. https://core.telegram.org/bots/faq"""

FIRST: Final = 10
NEWEST: Final = 5


async def renew(unit: Unit, day: int) -> bool:
    """Tell the board of a day: now, or as soon as it may be edited again.

    Returns whether it was calm before: then the group has room for a word to each.
    """
    room, key = unit.room.id, f"{unit.room.id}:{day}"
    told_at = (await unit.run(lambda c: book.state(c, room, day))).told_at
    if not told_at - EVERY < unit.now < told_at + EVERY:
        await tell(unit, day)
    elif not await unit.run(lambda c: deadline.is_set(c, kind=BOARD, key=key)):
        await unit.later(BOARD, key, due_at=told_at + EVERY, data={"day": day})
    return not told_at - CALM < unit.now < told_at + CALM


async def fall_due(unit: Unit) -> None:
    """It may be edited again."""
    if unit.values["checkin.enabled"]:
        await tell(unit, unit.data["day"])


async def tell(unit: Unit, day: int) -> None:
    """Say who signed in on a day, in its one message."""
    room = unit.room.id
    counts = await unit.run(lambda c: book.counts(c, room, day))
    if not counts:
        return
    slot = max(counts)
    lines: list[Line] = await unit.run(
        lambda c: book.first_and_newest(c, room, day, slot, first=FIRST, newest=NEWEST)
    )
    people = [one.user_id for one in lines]
    called = await names(unit, people)
    streaks = await unit.run(lambda c: book.lengths(c, room, people, day))
    await unit.run(lambda c: book.note(c, room, told_at=unit.now))
    text = "\n".join([*_head(unit, day, counts), *_lines(unit, lines, called, streaks)])
    await notice(unit, f"checkin:{day}", text, buttons=_buttons(unit))


def _head(unit: Unit, day: int, counts: Mapping[int, int]) -> list[str]:
    """The date and how many there are; with slots, those of each."""
    shown = phrase.day(date_of(day), unit.language)
    slots = slots_of(unit.values["checkin.slots"])
    now = max(counts)
    head = [unit.say("checkin-board", day=shown, n=counts[now])]
    for slot, count in counts.items():
        if slot < len(slots) and (slot != now or len(slots) > 1):
            head.append(unit.say("checkin-board-slot", slot=slots[slot].shown, n=count))
    return head


def _lines(
    unit: Unit, lines: Sequence[Line], called: Mapping[int, str], streaks: Mapping[int, int]
) -> list[str]:
    shown: list[str] = []
    before = 0
    for number, one in enumerate(lines):
        if number == FIRST and one.rank > before + 1:
            shown.append("…")
        before = one.rank
        shown.append(
            unit.say(
                "checkin-board-first" if one.rank == 1 else "checkin-board-line",
                rank=str(one.rank),
                name=called[one.user_id],
                streak=Html(span(unit, streaks[one.user_id])),
            )
        )
    return shown


def _buttons(unit: Unit) -> Buttons:
    mine = Button(text=unit.say("checkin-button-mine"), data="checkin_mine")
    remind = Button(text=unit.say("checkin-button-remind"), data="checkin_remind")
    return ((mine, remind),)
