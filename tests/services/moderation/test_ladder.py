"""The ladder as people type it, and which step so many strikes bring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.duration import DAY, HOUR, MINUTE
from bot.core.errors import UserError
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.verdict import FOREVER, Sanction
from services.moderation import ladder
from services.moderation.ladder import (
    LONGEST,
    MOST,
    SHORTEST,
    Step,
    ladder_of,
    parse_step,
    show_step,
)

LADDER = ladder.SETTINGS[0]


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("warn", Step(Sanction.WARN)),
        ("警告", Step(Sanction.WARN)),
        ("mute", Step(Sanction.MUTE, FOREVER)),
        ("禁言 1h", Step(Sanction.MUTE, HOUR)),
        (" MUTE 60s ", Step(Sanction.MUTE, SHORTEST)),
        ("mute 1m", Step(Sanction.MUTE, MINUTE)),
        ("kick", Step(Sanction.KICK)),
        ("踢出", Step(Sanction.KICK)),
        ("ban", Step(Sanction.BAN, FOREVER)),
        ("封禁 30d", Step(Sanction.BAN, 30 * DAY)),
        ("ban 365d", Step(Sanction.BAN, LONGEST)),
        ("ban 366d", None),
        ("mute 59s", None),
        ("mute soon", None),
        ("warn 1h", None),
        ("kick 1d", None),
        ("dance", None),
        ("", None),
    ],
)
def test_parse_step(typed: str, step: Step | None) -> None:
    assert parse_step(typed) == step


@given(
    st.sampled_from((Sanction.MUTE, Sanction.BAN)),
    st.integers(SHORTEST, LONGEST) | st.just(FOREVER),
)
def test_step_is_read_as_it_is_shown(act: Sanction, term: int) -> None:
    shown = show_step(Step(act, term))
    again = parse_step(shown)
    assert again is not None
    assert (again.act, show_step(again)) == (act, shown)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("warn, mute 1h, kick", ["warn", "mute 1h", "kick"]),
        ("警告，禁言 1h、封禁", ["warn", "mute 1h", "ban"]),
        ("warn → mute 1d | ban", ["warn", "mute 1d", "ban"]),
        ("warn\nwarn\n\nban", ["warn", "warn", "ban"]),
        (" Rose ", ["warn", "warn", "ban"]),
        (",".join(["warn"] * MOST), ["warn"] * MOST),
    ],
)
def test_ladder_is_read_with_any_separator(typed: str, kept: list[str]) -> None:
    assert LADDER.parse(typed) == kept
    assert LADDER.parse(LADDER.show(kept)) == kept


@pytest.mark.parametrize("typed", ["", " , ", "warn, dance", "mute 1s", ",".join(["warn"] * 13)])
def test_ladder_that_is_none_is_refused_with_what_is_one(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        LADDER.parse(typed)
    assert "mute 1h" in str(refused.value)


def test_rose_cannot_be_changed_by_who_gets_it() -> None:
    LADDER.parse("rose").append("ban")
    assert LADDER.parse("rose") == ["warn", "warn", "ban"]


@pytest.mark.parametrize(
    ("count", "step"),
    [(1, "warn"), (2, "mute 1h"), (3, "ban 30d"), (4, "ban 30d"), (99, "ban 30d")],
)
def test_strikes_climb_to_the_last_step_and_stay_there(count: int, step: str) -> None:
    house = House([Feature(name="punish", settings=ladder.SETTINGS)])
    values = house.values({0: {"punish.ladder": ["warn", "mute 1h", "ban 30d"]}})
    assert show_step(ladder.step_at(ladder_of(values), count)) == step


def test_ladder_and_decay_without_a_word() -> None:
    values = House([]).values({})
    shown = [show_step(one) for one in ladder_of(values)]
    assert (shown, ladder.decay_of(values)) == (ladder.USUAL, 30 * DAY)
    assert shown == LADDER.default
