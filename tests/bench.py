"""Lanes over an inbox that is a list."""

import asyncio
from collections.abc import Sequence

from bot.core.actions import Leave
from bot.core.deadline import Deadline
from bot.core.incoming import Facts
from bot.core.lane import Arrival, Due, Ended, Lane, Lanes, Turn
from bot.core.outbox import Fate, Parcel
from bot.core.task import Tasks

ROOM = 7


def arrival(number: int, room: int = ROOM) -> Arrival:
    facts = Facts(update_id=number, kind="message", at=0, chat_id=-room, room=room)
    return Arrival(facts, number)


def due(number: int, room: int = ROOM) -> Due:
    return Due(Deadline(number, "k", f"{number}", room, 0, None))


def ended(number: int) -> Ended:
    return Ended(Parcel(id=number, action=Leave(room=ROOM)), Fate(state="done"))


def name(turn: Turn) -> tuple[str, int]:
    match turn:
        case Arrival(facts=facts):
            return "update", facts.update_id
        case Due(deadline=deadline):
            return "due", deadline.id
        case Ended(parcel=parcel):
            return "ended", parcel.id


class Bench:
    """Lanes over an inbox that is a list; work and paging can be held up.

    `visible` are the updates that a page can see. A page has seen what it sees when it begins,
    and returns when it may.
    """

    lanes_kind: type[Lanes] = Lanes

    def __init__(self) -> None:
        self.tasks = Tasks()
        self.lanes = self.lanes_kind(self.tasks, self._work, self._page)
        self.visible: dict[int, list[int]] = {}
        self.settled: set[int] = set()
        self.done: list[tuple[str, int]] = []
        self.longest = 0
        self.running: dict[int, int] = {}
        self.may_work = asyncio.Event()
        self.may_page = asyncio.Event()
        self.may_work.set()
        self.may_page.set()

    async def _work(self, lane: Lane) -> None:
        self.running[lane.room] = self.running.get(lane.room, 0) + 1
        assert self.running[lane.room] == 1, "two turns of a room overlap"
        self.longest = max(self.longest, len(lane.queue))
        turn = lane.queue.popleft()
        await self.may_work.wait()
        await asyncio.sleep(0)
        # The tombstone decides: an update that is settled already is passed over.
        if not (isinstance(turn, Arrival) and turn.facts.update_id in self.settled):
            self.done.append(name(turn))
        if isinstance(turn, Arrival):
            self.settled.add(turn.facts.update_id)
        self.running[lane.room] -= 1

    async def _page(self, room: int, after: tuple[int, int], limit: int) -> Sequence[Arrival]:
        await asyncio.sleep(0)
        seen = [
            number
            for number in sorted(self.visible.get(room, ()))
            if number not in self.settled and (number, number) > after
        ][:limit]
        await self.may_page.wait()
        return [arrival(number, room) for number in seen]

    def commit(self, *numbers: int, room: int = ROOM) -> None:
        """The receipt is in the inbox, and the lane does not know yet."""
        self.visible.setdefault(room, []).extend(numbers)

    def put(self, *numbers: int, room: int = ROOM) -> None:
        for number in numbers:
            self.lanes.put(room, arrival(number, room))

    def receive(self, *numbers: int, room: int = ROOM) -> None:
        self.commit(*numbers, room=room)
        self.put(*numbers, room=room)

    async def turn(self, times: int = 5) -> None:
        for _ in range(times):
            await asyncio.sleep(0)

    async def rest(self) -> None:
        self.may_work.set()
        self.may_page.set()
        while len(self.lanes):
            assert await self.tasks.drain(5)
            await asyncio.sleep(0)

    @property
    def updates(self) -> list[int]:
        return [number for kind, number in self.done if kind == "update"]
