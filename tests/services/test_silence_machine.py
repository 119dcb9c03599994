"""Silence as a machine: whatever is wished in whatever order, and however late Telegram answers."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.silence import state
from services.silence.state import State, reopened, shut

FREE = ("can_invite_users", "can_send_messages", "can_send_photos")
QUIET = ("can_invite_users",)
CHANGES = (FREE, ("can_send_messages",), QUIET, ("can_pin_messages",), (*FREE, "can_pin_messages"))


class Group(RuleBasedStateMachine):
    """Wishes, looks that come back later, permissions that are set later, and people who meddle."""

    wished: Callable[..., Any] = staticmethod(state.wished)
    seen: Callable[..., Any] = staticmethod(state.seen)

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = None
        self.wants = {"ordered": False, "night": False}
        self.real = self.human = tuple(sorted(FREE))
        self.opened = False
        """Whether somebody let people write by hand though there is to be silence."""
        self.calls: list[Any] = []
        self.answers: list[tuple[int, tuple[str, ...]]] = []

    @rule(who=st.sampled_from(("ordered", "night")), wanted=st.booleans())
    def wish(self, who: str, wanted: bool) -> None:
        self.wants[who] = wanted
        self.state, look = self.wished(self.state, **{who: wanted})
        if look:
            assert self.state is not None
            self.calls.append(self.state.turn)

    @precondition(lambda self: self.calls)
    @rule()
    def telegram_hears(self) -> None:
        """Calls of a room reach Telegram one after the other."""
        call = self.calls.pop(0)
        if isinstance(call, int):
            self.answers.append((call, self.real))
        else:
            self.real = call

    @precondition(lambda self: self.answers)
    @rule()
    def answer_comes(self) -> None:
        turn, can = self.answers.pop(0)
        self.state, permissions = self.seen(self.state, turn, can)
        if permissions is not None:
            self.calls.append(tuple(sorted(permissions)))

    @precondition(lambda self: not self.calls and not self.answers)
    @rule(can=st.sampled_from(CHANGES))
    def somebody_meddles(self, can: tuple[str, ...]) -> None:
        """An administrator changes the permissions by hand."""
        self.real = tuple(sorted(can))
        earlier = self.state.earlier if self.state is not None else None
        if earlier is not None and self.real == shut(self.real):
            # They did not let anybody write: that comes back with the end of the silence.
            self.human = reopened(self.real, earlier)
        else:
            self.human = self.real
        self.opened = self.state is not None and self.real != shut(self.real)

    def settle(self) -> None:
        while self.calls or self.answers:
            (self.telegram_hears if self.calls else self.answer_comes)()

    @invariant()
    def ends_as_wished(self) -> None:
        """When all calls are through: silent if that is wanted, else as people left it."""
        if self.calls or self.answers:
            return
        if not any(self.wants.values()):
            assert self.state is None
            assert self.real == self.human
            self.opened = False
        elif not self.opened:
            assert self.real == shut(self.real)

    def teardown(self) -> None:
        self.settle()
        self.ends_as_wished()
        for who in self.wants:
            self.wish(who, False)
        self.settle()
        self.ends_as_wished()


QUICK = settings(max_examples=60, stateful_step_count=20, deadline=None, report_multiple_bugs=False)


def test_silence_ends_with_what_people_left() -> None:
    run_state_machine_as_test(Group, settings=QUICK)


def _ignores_turns(was: State | None, _turn: int, can: Any) -> Any:
    return state.seen(was, was.turn if was else 0, can)


def _restores_blindly(was: State | None, turn: int, can: Any) -> Any:
    now, permissions = state.seen(was, turn, can)
    if was is not None and now is None:
        return None, was.earlier
    return now, permissions


def _forgets_the_other(was: State | None, **wish: bool) -> Any:
    now, look = state.wished(was, **wish)
    if now is not None and not all(wish.values()):
        now = State(False, False, now.earlier, now.turn)
        look = now.earlier is not None
    return now, look


@pytest.mark.parametrize(
    "broken",
    [
        {"seen": staticmethod(_restores_blindly)},
        {"wished": staticmethod(_forgets_the_other)},
        {"seen": staticmethod(_ignores_turns)},
    ],
)
def test_planted_bugs_are_caught(broken: dict[str, Any]) -> None:
    machine = type("Broken", (Group,), broken)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            machine,
            settings=settings(
                QUICK, max_examples=300, database=None, print_blob=False, phases=[Phase.generate]
            ),
        )
