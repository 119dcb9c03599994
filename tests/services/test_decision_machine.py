"""Appeals and reports, presses of everybody, refusals, crashes and time, in any order.

Whatever happens, each is decided once, by somebody who may, and none is forgotten.
"""

import asyncio
import contextlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, update

from bot.core import audit, deadline
from bot.core.store import Store
from bot.core.verdict import Sanction
from models.appeal import Appeal
from services import appeal as appeals
from services import moderation
from services.appeal import DUE
from tests.services.decision import ADMIN, CLERK, EVE, HOUR, JURORS, REPORTERS, RIGHTS, World

Story = list[tuple[str, tuple[Any, ...]]]
CASES = (1, 2, 3)
EXAMPLES = 16
STEPS = st.one_of(
    st.sampled_from(
        [
            ("punish", (Sanction.BAN,)),
            ("punish", (Sanction.MUTE,)),
            ("punish", (Sanction.WARN,)),
            ("configure", ("appeal.jury", 3)),
            ("configure", ("appeal.jury", 0)),
            ("configure", ("report.threshold", 1)),
            ("rights", (frozenset(),)),
            ("rights", (frozenset({"can_delete_messages"}),)),
            ("rights", (RIGHTS,)),
            ("crash", ()),
            ("pass_", (60,)),
            ("pass_", (25 * HOUR,)),
        ]
    ),
    st.tuples(st.just("answer"), st.tuples(st.sampled_from(("done", "refused", "unknown")))),
    st.tuples(st.just("undo"), st.tuples(st.sampled_from(CASES))),
    st.tuples(
        st.just("appeal"),
        st.tuples(st.sampled_from(CASES), st.sampled_from(("no", "", "x" * 2000))),
    ),
    st.tuples(st.just("report"), st.tuples(st.sampled_from((1, 2)), st.sampled_from(REPORTERS))),
    st.tuples(
        st.just("press"),
        st.tuples(
            st.sampled_from(
                (
                    "appeal_uphold",
                    "appeal_reverse",
                    "jury_uphold",
                    "jury_reverse",
                    "report_ham",
                    "report_ban",
                    "report_delete",
                )
            ),
            st.sampled_from(CASES),
            st.sampled_from((ADMIN, CLERK, EVE, *JURORS)),
        ),
    ),
)


OPENINGS: dict[str, Story] = {
    "ban": [("punish", (Sanction.BAN,)), ("appeal", (1, "no"))],
    "report": [("report", (1, REPORTERS[0])), ("report", (2, REPORTERS[1]))],
    "jury": [
        ("configure", ("appeal.jury", 3)),
        ("punish", (Sanction.BAN,)),
        ("appeal", (1, "no")),
        ("answer", ("done",)),
    ],
}


def live(store: Store, runner: asyncio.Runner, story: Story) -> None:
    """One life of a bot, looked at after every step."""
    world = World(store, runner)
    for name, how in story:
        getattr(world, name)(*how)
        world.check()
    world.end()


@contextlib.contextmanager
def opened(url: str) -> Iterator[tuple[Store, asyncio.Runner]]:
    async def make() -> Store:
        return Store(url)

    with asyncio.Runner() as runner:
        store = runner.run(make())
        try:
            yield store, runner
        finally:
            runner.run(store.close())


def test_decision_machine(database_url: str) -> None:
    """T1, T3, T12, T13, T79, T93"""
    with opened(database_url) as (store, runner):

        @settings(
            max_examples=EXAMPLES if store.sqlite else EXAMPLES // 4,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            deadline=None,
        )
        @given(st.sampled_from(sorted(OPENINGS)), st.lists(STEPS, min_size=6, max_size=16))
        def anything(opening: str, steps: Story) -> None:
            live(store, runner, [*OPENINGS[opening], *steps])

        anything()


def _decides_again(connection: Connection, *, case: int, state: str, **how: Any) -> bool:
    connection.execute(update(Appeal).where(Appeal.case_id == case).values(state=state))
    deadline.cancel_deadline(connection, kind=DUE, key=str(case))
    return True


def _waits_no_longer(*_: Any, **__: Any) -> None:
    return


def _settles_again(connection: Connection, case: Any, *, how: str, by: int, now: int) -> list[Any]:
    audit.note(connection, room=case.room_id, at=now, by=by, what="settle", case=case.id, said=how)
    return []


def _lets_anybody(_unit: Any, _right: str) -> bool:
    return True


TWICE: Story = [("press", ("appeal_uphold", 1, ADMIN)), ("press", ("appeal_reverse", 1, ADMIN))]
HAM: Story = [("press", ("report_ham", 1, ADMIN))]
STRANGER = ("press", ("report_ham", 1, EVE))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("module", "name", "broken", "story"),
    [
        (appeals, "decide", _decides_again, [*OPENINGS["ban"], *TWICE]),
        (appeals, "wait", _waits_no_longer, OPENINGS["ban"]),
        (moderation, "settle", _settles_again, [OPENINGS["report"][0], *2 * HAM]),
        ("handlers.report.decide", "_may", _lets_anybody, [OPENINGS["report"][0], STRANGER]),
    ],
)
def test_decision_machine_catches_a_planted_bug(
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    broken: Any,
    story: Story,
) -> None:
    """Decided again, not waited for, settled again, by anybody: and the story as such is sound."""
    with opened(database_url) as (store, runner):
        live(store, runner, story)
        monkeypatch.setattr(sys.modules.get(module, module), name, broken)
        with pytest.raises(AssertionError):
            live(store, runner, story)
