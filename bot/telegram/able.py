"""What the server of the Bot API can do: newer methods are asked for before they are relied on.

An older server takes an unknown field for nothing: a message meant for one person would be shown
to everybody. So a method that came in the same version is called in a way that changes nothing.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken
from telegram.ext import ExtBot

from bot.core.actions import Whisper
from bot.core.clock import Clock
from bot.core.outbox import Parcel

AGAIN = 86_400.0
"""Seconds after which a server is asked once more: it may have been upgraded."""

_NOBODY = {"chat_id": 1, "receiver_user_id": 1, "ephemeral_message_id": 1}


class Able:
    """Capabilities of the server, asked for once a day."""

    def __init__(self, bot: ExtBot[Any], clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, bool]] = {}
        self._probes: dict[str, Callable[[], Awaitable[Any]]] = {
            "ephemeral": lambda: bot.do_api_request("deleteEphemeralMessage", _NOBODY),
            "tag": lambda: bot.set_chat_member_tag(1, 1, ""),
        }

    def lacks(self, what: str) -> bool:
        """Whether the server is known not to be able to do something."""
        asked = self._known.get(what)
        return asked is not None and not asked[1] and self._is_fresh(asked[0])

    async def can(self, parcel: Parcel) -> bool:
        """Whether the server can do what an action takes.

        Raises:
            telegram.error.TelegramError: it could not be asked.
        """
        what = "ephemeral" if isinstance(parcel.action, Whisper) else "tag"
        asked = self._known.get(what)
        if asked is None or not self._is_fresh(asked[0]):
            asked = self._known[what] = self._clock.monotonic(), await self._ask(what)
        return asked[1]

    def _is_fresh(self, asked: float) -> bool:
        return self._clock.monotonic() - asked <= AGAIN

    async def _ask(self, what: str) -> bool:
        try:
            await self._probes[what]()
        except (EndPointNotFound, InvalidToken):  # the library takes some 404 for the latter
            return False
        except (BadRequest, Forbidden):
            pass
        return True
