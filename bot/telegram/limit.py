"""How fast we may send. Deletes, bans and answers are not counted by Telegram like that."""

from collections import deque

from bot.core.clock import Clock

MINUTE = 60.0
BURST = 5
"""Messages that may follow each other at once in one chat."""


class Pace:
    """Sends and edits: so many a minute and group, about one a second and chat, so many overall.

    Sources: Telegram's FAQ for bots, "My bot is hitting limits".
    """

    def __init__(self, clock: Clock, *, group_per_minute: int = 20, per_second: int = 30) -> None:
        self._clock = clock
        self._group = group_per_minute
        self._overall = per_second
        self._sent: dict[int, deque[float]] = {}
        self._all: deque[float] = deque()
        self._parked: dict[int, float] = {}

    def delay(self, chat: int, *, group: bool) -> float:
        """Seconds until a message may be sent to a chat; 0 for now."""
        now = self._clock.monotonic()
        waits = [self._parked.get(chat, 0.0) - now, _wait(self._all, self._overall, 1.0, now)]
        if sent := self._sent.get(chat):
            waits.append(_wait(sent, BURST, float(BURST), now))
            if group:
                waits.append(_wait(sent, self._group, MINUTE, now))
        return max(0.0, *waits)

    def take(self, chat: int) -> None:
        """Count a message that is being sent."""
        now = self._clock.monotonic()
        sent = self._sent.setdefault(chat, deque(maxlen=self._group))
        sent.append(now)
        self._all.append(now)
        while len(self._all) > self._overall:
            self._all.popleft()
        if len(self._sent) > 10_000:
            self._sent = {
                key: times for key, times in self._sent.items() if times[-1] > now - MINUTE
            }
            self._parked = {key: end for key, end in self._parked.items() if end > now}

    def park(self, chat: int, seconds: float) -> None:
        """Telegram told us to leave a chat alone for a while."""
        self._parked[chat] = self._clock.monotonic() + seconds


def _wait(times: deque[float], count: int, window: float, now: float) -> float:
    """Seconds until fewer than `count` of the times lie within the window."""
    if len(times) < count:
        return 0.0
    return times[-count] + window - now
