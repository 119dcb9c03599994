"""Things that go wrong with Telegram, to order."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from rehearsal.call import Call, Params
from rehearsal.error import ApiError, flooded
from rehearsal.poll import TERMINATED

if TYPE_CHECKING:
    from rehearsal.world import World

CallKind = Literal[
    "429", "500", "502", "409", "403", "lost", "unsent", "truncated", "slow", "withdraw"
]
"""429, 409 and 403 answer with that error, 500 and 502 fail before the effect; `lost` cuts the line
after the effect, `unsent` before it; `truncated` sends half an answer; `slow` waits; `withdraw`
takes a right from the bot just before the call."""
UpdateKind = Literal[
    "duplicate", "reordered", "gap", "restart", "unparsable", "surrogate", "bad_utf8"
]
"""What happens to the next updates: twice, in the wrong order, with skipped numbers, numbered
anew, or an extra one that PTB, a strict decoder, or any decoder can't read."""
SENDING = ("send", "edit", "copy", "forward")


@dataclass
class Fault:
    """A fault that waits for its call: lets `after` of them pass, then strikes `times` times."""

    kind: CallKind
    method: str = "*"
    times: int | None = 1
    after: int = 0
    chat: int | None = None
    seconds: float = 1.0
    retry_after: int = 1
    right: str = "can_delete_messages"

    def strikes(self, method: str, params: Params) -> bool:
        """Whether this call is hit; counts it."""
        everything = self.method == "*" and method != "getupdates"
        if self.times == 0 or not (everything or self.method.lower() == method):
            return False
        if self.chat is not None and str(params.get("chat_id")) != str(self.chat):
            return False
        if self.after:
            self.after -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True

    def refusal(self) -> ApiError | None:
        """The error to answer with, for the kinds that are answered."""
        if self.kind == "429":
            return flooded(self.retry_after)
        if self.kind == "409":
            return ApiError(409, TERMINATED)
        if self.kind == "403":
            return ApiError(403, "Forbidden: user is deactivated")
        if self.kind == "500":
            return ApiError(500, "Internal Server Error")
        return None


class Faults:
    """The orders of one server."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ordered: list[Fault] = []
        self._sent: dict[int, deque[float]] = defaultdict(deque)
        self._per_minute: int | None = None
        self.struck: list[Call] = []
        """The calls that a fault has hit, the refused ones among them."""

    def order(
        self, *, kind: CallKind | UpdateKind, method: str = "*", times: int | None = 1, **how: Any
    ) -> None:
        """Let something go wrong `times` times (None: until `clear`).

        `how` for calls: `after`, `chat` (an id), `seconds`, `retry_after`, `right`. The method `*`
        is any but getUpdates.
        """
        if kind in get_args(CallKind):
            self._ordered.append(Fault(kind, method, times, **how))  # type: ignore[arg-type]
            return
        for _ in range(times or 1):
            self._spoil(kind)

    def limit_groups(self, per_minute: int | None = 20) -> None:
        """Answer 429 to what is sent to a group beyond so many a minute; None ends it."""
        self._per_minute = per_minute
        self._sent.clear()

    def clear(self) -> None:
        """Take back every order that has not struck."""
        self._ordered.clear()
        self._per_minute = None

    def take(self, method: str, params: Params) -> Fault | None:
        """The fault that hits this call, if any."""
        if not self._ordered:
            return None
        return next((one for one in self._ordered if one.strikes(method, params)), None)

    def check_rate(self, method: str, params: Params) -> None:
        """Raise 429 if this call is one too many for its group; waits count by the clock."""
        if self._per_minute is None or not method.startswith(SENDING):
            return
        chat = params.integer("chat_id") or 0
        if chat >= 0:
            return
        now, sent = self._world.clock.monotonic(), self._sent[chat]
        while sent and sent[0] <= now - 60:
            sent.popleft()
        if len(sent) >= self._per_minute:
            raise flooded(int(sent[0] + 60 - now) + 1)
        sent.append(now)

    def _spoil(self, kind: str) -> None:
        queue = self._world.queue
        number = queue.next_id
        if kind == "duplicate":
            queue.repeat()
        elif kind == "reordered":
            queue.swap()
        elif kind == "gap":
            queue.gap()
        elif kind == "restart":
            queue.restart()
        elif kind == "unparsable":
            queue.put_raw(b'{"update_id":%d,"message":{"message_id":"?","chat":[]}}' % number)
        elif kind == "surrogate":
            queue.put_raw(_spoken(number, b"half \\ud83d an emoji", self._world.now()))
        elif kind == "bad_utf8":
            queue.put_raw(_spoken(number, b"half \xf0\x9f a letter", self._world.now()))
        else:
            raise ValueError(f"no such fault: {kind}")


def _spoken(number: int, text: bytes, date: int) -> bytes:
    """A raw update with a private message of that JSON text."""
    person = b'"id":412000001,"first_name":"Odd"'
    return (
        b'{"update_id":%d,"message":{"message_id":1,"date":%d,"chat":{%s,"type":"private"},'
        b'"from":{%s,"is_bot":false},"text":"%s"}}'
    ) % (number, date, person, person, text)
