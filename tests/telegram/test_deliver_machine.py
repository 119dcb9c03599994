"""Delivery whatever fails and dies when: nothing decided is lost, nothing is said too often."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from kit import CHAT, NOW, until
from post import Post
from sqlalchemy import delete

from bot.core.actions import AnyAction, Delete, Mute, Send
from bot.core.outbox import Fate, Parcel
from bot.core.store import Store
from bot.telegram.courier import Courier
from models.outbox import Outbox

FAULTS = ("unreached", "unsent", "lost", "429", "lost", "unsent")


class OutboxMachine(RuleBasedStateMachine):
    """Actions posted, calls that fail in every way, processes that die in the middle of them."""

    store: Store
    loop: asyncio.Runner
    courier: type[Courier] = Courier

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.posted: dict[int, AnyAction] = {}
        self.go(self._begin())

    def go(self, work: Any) -> Any:
        return self.loop.run(work)

    async def _begin(self) -> None:
        await self.store.write(lambda c: c.execute(delete(Outbox)), durable=False)
        kind = type("Here", (Post,), {"courier_kind": self.courier})
        self.post: Post = kind(self.store)
        await self.post.make_rooms()

    def _action(self, sort: str) -> AnyAction:
        self.number += 1
        match sort:
            case "send":
                return Send(room=1, text=f"m{self.number}")
            case "again":
                return Send(room=2, text=f"m{self.number}", if_unknown="again_once")
            case "delete":
                return Delete(room=1, chat=CHAT, message=100_000 + self.number)
            case _:
                return Mute(room=1, person=6, until=NOW + 10_000_000 + self.number)

    async def _post(self, sorts: list[str]) -> list[Parcel]:
        parcels = await self.post.post(*(self._action(sort) for sort in sorts))
        self.posted |= {parcel.id: parcel.action for parcel in parcels}
        return parcels

    SORTS = st.lists(st.sampled_from(("send", "again", "delete", "mute")), min_size=1, max_size=3)

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4))
    def trouble_ahead(self, faults: list[str]) -> None:
        self.post.api.faults.extend(faults)

    @rule(sorts=SORTS)
    def deliver(self, sorts: list[str]) -> None:
        async def work() -> None:
            self.post.deliverer.take(await self._post(sorts))
            await self.post.rest()

        self.go(work())

    @rule(sorts=SORTS)
    def die_between_commit_and_delivery(self, sorts: list[str]) -> None:
        async def work() -> None:
            await self._post(sorts)
            await self.post.crash_and_start()
            await self.post.rest()

        self.go(work())

    @rule(sorts=SORTS, when=st.sampled_from(("hang_before", "hang_after")), clean=st.booleans())
    def die_in_a_call(self, sorts: list[str], when: str, clean: bool) -> None:
        async def work() -> None:
            if clean:
                self.post.api.faults.clear()
            self.post.api.faults.append(when)
            hangs = self.post.api.hangs
            self.post.deliverer.take(await self._post(sorts))
            await until(lambda: self.post.api.hangs > hangs or not self.post.tasks._running)
            await self.post.crash_and_start()
            if when not in self.post.api.faults:
                await self.post.rest()

        self.go(work())

    @precondition(lambda self: self.posted)
    @rule()
    def die_before_fates_are_written(self) -> None:
        self.go(self.post.crash_and_start())

    def teardown(self) -> None:
        async def work() -> None:
            self.post.api.faults.clear()
            await self.post.crash_and_start()
            await self.post.rest()
            fates = dict(await self.post.fates())
            assert set(fates) == set(self.posted)
            for number, action in self.posted.items():
                self._check(action, fates[number])

        try:
            self.go(work())
        finally:
            self.go(self.post.tasks.cancel())

    def _check(self, action: AnyAction, state: str) -> None:
        made = [args for _, args in self.post.api.effects]
        match action:
            case Send(text=text, if_unknown=policy):
                times = sum(text in args for args in made)
                most = 2 if policy == "again_once" else 1
                assert times <= most, f"{text} was sent {times} times"
                assert state == "unknown" or (state, times > 0) == ("done", True)
            case Delete(message=message):
                gone = any(
                    message == args[1] or (type(args[1]) is list and message in args[1])
                    for args in made
                )
                assert (state, gone) == ("done", True), f"message {message} is still there"
            case _:
                assert state == "done"


def run_machine(url: str, kind: type[Courier] = Courier, examples: int = 0) -> None:
    async def opened() -> Store:
        return Store(url)

    with asyncio.Runner() as runner:

        class Here(OutboxMachine):
            loop = runner
            store = runner.run(opened())
            courier = kind

        try:
            run_state_machine_as_test(
                Here,
                settings=settings(
                    max_examples=examples or (25 if Here.store.sqlite else 6),
                    stateful_step_count=8,
                    phases=(Phase.generate,),
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(Here.store.close())


def test_outbox_machine(database_url: str) -> None:
    """T78, T86, T87, T97: nothing decided is lost; a send is made as often as it declares."""
    run_machine(database_url)


class Silent(Courier):
    """Makes calls that must not be repeated without saying so first."""

    async def _mark_sending(self, parcel: Parcel) -> None:
        return


class Stubborn(Courier):
    """Sends once more in every process."""

    async def _begin_last(self, parcel: Parcel) -> None:
        parcel.uncertain = False


class Careless(Courier):
    """Believes that a call whose answer was lost was made."""

    async def deliver(self, parcel: Parcel) -> Fate:
        fate = await self._try(parcel, int(self._clock.now()))
        return fate if isinstance(fate, Fate) else Fate(state="done")


@pytest.mark.parametrize("broken", [Silent, Stubborn, Careless])
def test_outbox_machine_catches_a_planted_bug(database_url: str, broken: type[Courier]) -> None:
    with pytest.raises(AssertionError):
        run_machine(database_url, broken, examples=400)
