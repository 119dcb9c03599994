"""Everything that exists on the simulated Telegram."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

from rehearsal.agenda import Agenda
from rehearsal.clock import Clock
from rehearsal.error import bad_request
from rehearsal.file import FileStore
from rehearsal.till import Till
from rehearsal.update import UpdateQueue
from rehearsal.user import ANONYMOUS_ADMIN, CHANNEL_WRITER, TELEGRAM, User

if TYPE_CHECKING:
    from rehearsal.ballot import Ballot
    from rehearsal.call import Call
    from rehearsal.chat import Chat
    from rehearsal.press import Press


class World:
    """The accounts, chats, files and waiting updates of one server with one bot.

    `privacy` is the bot's privacy mode; `bot_to_bot` lets other bots' messages reach it.
    """

    def __init__(self, clock: Clock, token: str, username: str, seed: int) -> None:
        self.clock = clock
        self.token = token
        self.rng = random.Random(seed)
        self.queue = UpdateQueue(clock, self.rng)
        self.files = FileStore(self.rng)
        self.bot = User(int(token.split(":")[0]), "Louzhang", username=username, is_bot=True)
        self.users: dict[int, User] = {
            user.id: user for user in (self.bot, ANONYMOUS_ADMIN, CHANNEL_WRITER, TELEGRAM)
        }
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.ballots: dict[str, Ballot] = {}
        self.till = Till()
        self.agenda = Agenda(clock)
        self.calls: list[Call] = []
        self.privacy = False
        self.bot_to_bot = False
        self.profile: dict[tuple[str, str], str] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._accounts = itertools.count(1)
        self._rooms = itertools.count(1)
        self._messages = itertools.count(1)

    def now(self) -> int:
        """The wall's time in whole seconds, as Telegram dates things."""
        return int(self.clock.now())

    def new_user_id(self) -> int:
        """An unused id; every other one lies beyond 32 bits."""
        number = next(self._accounts)
        return (7_100_000_000 if number % 2 else 412_000_000) + number * 7919

    def new_chat_id(self, kind: str) -> int:
        """An unused id of that kind of chat."""
        number = next(self._rooms) * 4099
        if kind == "group":
            return -(4_200_000_000 + number)
        return -1_000_000_000_000 - (2_100_000_000 + number)

    def new_message_id(self) -> int:
        """The next id of the counter that private chats and basic groups share."""
        return next(self._messages)

    def new_token(self) -> str:
        """A random string, as in links and query ids."""
        return f"{self.rng.getrandbits(63):019d}"

    def user(self, user_id: int) -> User:
        """The account with that id, as the Bot API looks it up."""
        try:
            return self.users[user_id]
        except KeyError:
            raise bad_request("user not found") from None

    def named(self, username: str) -> Chat | User | None:
        """Whoever has that public name."""
        wanted = username.removeprefix("@").casefold()
        places: list[Chat | User] = [*self.chats.values(), *self.users.values()]
        return next((one for one in places if (one.username or "").casefold() == wanted), None)
