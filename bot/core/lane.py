"""Lanes: one queue a room. What happens in one room never overlaps; rooms run side by side."""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence, Set
from typing import TypeAlias

from msgspec import Struct

from bot.core.deadline import Deadline
from bot.core.incoming import Facts
from bot.core.outbox import Fate, Parcel
from bot.core.task import Tasks

LENGTH = 200
"""Updates a lane keeps in memory; the rest waits in the inbox."""


class Arrival(Struct, frozen=True, gc=False):
    """An update that waits in the inbox."""

    facts: Facts
    received_at: int


class Due(Struct, frozen=True, gc=False):
    """A deadline that has come."""

    deadline: Deadline


class Ended(Struct, frozen=True, gc=False):
    """An action that met its fate, and whose continuation is to run."""

    parcel: Parcel
    fate: Fate


Turn: TypeAlias = Arrival | Due | Ended
Page = Callable[[int, tuple[int, int], int], Awaitable[Sequence[Arrival]]]
"""Reads the arrivals of a room after a place in its lane."""


class Lane:
    """The queue of one room. `after` is the last place that was taken into memory; the first
    `alone` of the queue are to be done by themselves."""

    __slots__ = ("after", "alone", "drops", "queue", "room", "running", "spilled", "tail")

    def __init__(self, room: int) -> None:
        self.room = room
        self.queue: deque[Turn] = deque()
        self.tail: deque[Turn] = deque()
        self.after = (0, 0)
        self.alone = 0
        self.drops = 0
        self.spilled = False
        self.running = False


class Lanes:
    """All lanes in which something waits or happens."""

    def __init__(self, tasks: Tasks, work: Callable[[Lane], Awaitable[None]], page: Page) -> None:
        self._lanes: dict[int, Lane] = {}
        self._held: set[int] = set()
        self._tasks = tasks
        self._work = work
        self._page = page
        self.stopping = False

    def __len__(self) -> int:
        return len(self._lanes.keys() | self._held)

    def is_busy(self, room: int) -> bool:
        """Whether something of the room waits or happens."""
        return room in self._lanes or room in self._held

    def hold(self, rooms: Set[int]) -> None:
        """Keep the turns of rooms waiting while their updates are settled elsewhere."""
        self._held |= rooms

    def release(self, rooms: Set[int]) -> None:
        """Let held rooms go on."""
        self._held -= rooms
        for room in rooms & self._lanes.keys():
            self._wake(self._lanes[room])

    def put(self, room: int, turn: Turn) -> None:
        """Have something done after everything of its room that came before it."""
        lane = self._lane(room)
        if isinstance(turn, Arrival):
            if lane.spilled or len(lane.queue) >= LENGTH:
                lane.spilled = True
                lane.drops += 1
            else:
                lane.queue.append(turn)
                lane.after = (turn.received_at, turn.facts.update_id)
        elif lane.spilled:
            lane.tail.append(turn)
        else:
            lane.queue.append(turn)
        self._wake(lane)

    def resume(self, room: int) -> None:
        """Begin with what is in the inbox for a room."""
        lane = self._lane(room)
        lane.spilled = True
        self._wake(lane)

    def ended(self) -> list[Ended]:
        """What met its fate and still waits in a lane, in each in its order."""
        waiting = (turn for lane in self._lanes.values() for turn in (*lane.queue, *lane.tail))
        return [turn for turn in waiting if isinstance(turn, Ended)]

    async def refill(self, lane: Lane) -> None:
        """Take the next of what was left in the inbox."""
        drops = lane.drops
        arrivals = await self._page(lane.room, lane.after, LENGTH)
        lane.queue.extend(arrivals)
        if arrivals:
            last = arrivals[-1]
            lane.after = (last.received_at, last.facts.update_id)
        if len(arrivals) < LENGTH and drops == lane.drops:
            lane.spilled = False
            lane.queue.extend(lane.tail)
            lane.tail.clear()

    def _lane(self, room: int) -> Lane:
        lane = self._lanes.get(room)
        if lane is None:
            lane = self._lanes[room] = Lane(room)
        return lane

    def _wake(self, lane: Lane) -> None:
        if lane.room in self._held or lane.running or self.stopping:
            return
        if lane.queue or lane.spilled:
            lane.running = True
            self._tasks.start(self._run(lane), f"lane {lane.room}")
        else:
            del self._lanes[lane.room]

    async def _run(self, lane: Lane) -> None:
        try:
            while (lane.queue or lane.spilled) and not self.stopping:
                if not lane.queue:
                    await self.refill(lane)
                if lane.queue:
                    await self._work(lane)
        finally:
            lane.running = False
            self._wake(lane)
