"""The queue behind getUpdates: offsets, limits, long polls, and when each update came to be."""

import asyncio
from bisect import bisect_right
from collections.abc import Callable

Reply = Callable[[bytes, int], None]

_EMPTY = b'{"ok":true,"result":[]}'
_CONFLICT = (
    b'{"ok":false,"error_code":409,'
    b'"description":"Conflict: terminated by other getUpdates request"}'
)


class Feed:
    """Updates with consecutive ids, made available at once (`release`) or on a timetable.

    Positions count from 0 in the order of `payloads`. An update that fell due while a poll was
    waiting counts as available from the moment it was answered: the generator's own lateness,
    kept in `late`, is not the bot's.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.first = 0
        self.payloads: list[bytes] = []
        self.available: list[float] = []
        self.handed_stops: list[int] = []
        self.handed_times: list[float] = []
        self.confirmed = 0
        self.confirmed_at = 0.0
        self.ready = 0
        self.polls = 0
        self.late = 0.0
        self.polled = asyncio.Event()
        self.first_poll = 0.0
        self._due: list[float] = []
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: tuple[Reply, int, asyncio.TimerHandle] | None = None
        self._waiters: list[tuple[int, asyncio.Future[None]]] = []

    def load(self, first: int, payloads: list[bytes]) -> None:
        """Take over the updates of a traffic; none is available yet."""
        self.first, self.payloads = first, payloads

    def release(self, stop: int) -> None:
        """Make everything before position `stop` available now."""
        now = self._loop.time()
        self.available.extend([now] * (stop - self.ready))
        self._due.extend([now] * (stop - len(self._due)))
        self.ready = stop
        self._wake()

    def schedule(self, due: list[float]) -> None:
        """Make the following updates available at these times of the loop's clock, ascending."""
        self._due.extend(due)
        if self._waiting:
            self._arm()

    async def wait_confirmed(self, stop: int) -> None:
        """Return when everything before `stop` is confirmed."""
        if self.confirmed >= stop:
            return
        future = self._loop.create_future()
        self._waiters.append((stop, future))
        await future

    def handed(self, position: int) -> float:
        """When the update first left in an answer."""
        return self.handed_times[bisect_right(self.handed_stops, position)]

    def poll(self, offset: int, limit: int, seconds: float, reply: Reply) -> None:
        """One getUpdates call."""
        self.polls += 1
        if not self.polled.is_set():
            self.first_poll = self._loop.time()
            self.polled.set()
        if self._waiting:
            self._dismiss(_CONFLICT, 409)
        if offset > 0:
            self._confirm(min(offset - self.first, self.ready))
        self._advance()
        if self.ready > self.confirmed or seconds <= 0:
            self._answer(reply, limit)
            return
        expiry = self._loop.call_later(seconds, self._expire)
        self._waiting = (reply, limit, expiry)
        self._arm()

    def _confirm(self, position: int) -> None:
        if position <= self.confirmed:
            return
        self.confirmed, self.confirmed_at = position, self._loop.time()
        for waiter in [waiter for waiter in self._waiters if waiter[0] <= position]:
            self._waiters.remove(waiter)
            if not waiter[1].done():
                waiter[1].set_result(None)

    def _advance(self) -> None:
        """Take in what fell due while nobody was waiting."""
        if self.ready == len(self._due):
            return
        stop = bisect_right(self._due, self._loop.time(), self.ready)
        self.available.extend(self._due[self.ready : stop])
        self.ready = stop

    def _arm(self) -> None:
        if self.ready < len(self._due):
            self._timer = self._loop.call_at(self._due[self.ready], self._fall_due)

    def _fall_due(self) -> None:
        now = self._loop.time()
        self.late = max(self.late, now - self._due[self.ready])
        stop = max(bisect_right(self._due, now, self.ready), self.ready + 1)
        self.available.extend([now] * (stop - self.ready))
        self.ready = stop
        self._wake()

    def _wake(self) -> None:
        if self._waiting and self.ready > self.confirmed:
            reply, limit, _ = self._waiting
            self._disarm()
            self._answer(reply, limit)

    def _expire(self) -> None:
        self._dismiss(_EMPTY, 200)

    def _dismiss(self, body: bytes, status: int) -> None:
        assert self._waiting is not None
        reply = self._waiting[0]
        self._disarm()
        reply(body, status)

    def _disarm(self) -> None:
        if self._waiting:
            self._waiting[2].cancel()
        if self._timer:
            self._timer.cancel()
        self._waiting = self._timer = None

    def _answer(self, reply: Reply, limit: int) -> None:
        stop = min(self.confirmed + limit, self.ready)
        if stop > (self.handed_stops[-1] if self.handed_stops else 0):
            self.handed_stops.append(stop)
            self.handed_times.append(self._loop.time())
        reply(b'{"ok":true,"result":[%b]}' % b",".join(self.payloads[self.confirmed : stop]), 200)
