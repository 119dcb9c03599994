"""What kind of thing an update is: nobody's business, an accusation, or a case for a handler."""

from enum import Enum

from msgspec import Struct

from bot.core.directory import Directory
from bot.core.house import MESSAGES, House
from bot.core.incoming import Facts
from bot.core.judgement import Accusation
from bot.core.memory import Memory
from bot.core.role import CHANNEL_POST
from bot.core.settings import Values


class Path(Enum):
    """How an update travels on."""

    CHATTER = "chatter"
    ACCUSED = "accused"
    COLD = "cold"
    FULL = "full"


CHEAP = (Path.CHATTER, Path.ACCUSED)
"""The ways that need no handler. To look a member up in its enumeration is slow in Python 3.11."""


class Assessment(Struct, frozen=True, gc=False):
    """The way of an update; of an accused one, with the accusation."""

    path: Path
    accusation: Accusation | None = None


_CHATTER = Assessment(Path.CHATTER)
_COLD = Assessment(Path.COLD)
FULL = Assessment(Path.FULL)


class Assessor:
    """Pure and in memory: it looks at every update there is.

    What it needs of a room must be in memory; where it is not, the update is COLD.
    """

    def __init__(
        self,
        house: House,
        directory: Directory,
        memory: Memory,
        bot_id: int,
    ) -> None:
        self._house = house
        self._directory = directory
        self._memory = memory
        self._bot_id = bot_id

    def assess(self, facts: Facts) -> Assessment:
        """The way an update goes. COLD: something must be read first."""
        values = self._memory.values(facts.room)
        if values is None:
            return _COLD
        if self._house.route(facts, values) is not None:
            return FULL
        return self.accuse(facts, values)

    def accuse(self, facts: Facts, values: Values) -> Assessment:
        """What screeners say about a message or a newcomer, unless its author is above it."""
        if not self._is_judged(facts):
            return _CHATTER
        values = values.at(facts.thread_id)
        readings = self._house.read(facts, values)
        if not readings and not facts.media_group:
            return _CHATTER
        admins = self._directory.admins(facts.room)
        if admins is None:
            return _COLD
        if facts.sender_chat:
            if facts.sender_chat.id == admins.linked:
                return _CHATTER
        elif facts.person and facts.person.id in admins.by_id:
            return _CHATTER
        room = self._memory.book.of(facts.room)
        if room is None:
            return _COLD
        member = None
        if readings and facts.person and not facts.sender_chat:
            member = self._directory.member(facts.room, facts.person.id)
            if member is None:
                return _COLD
        return Assessment(Path.ACCUSED, Accusation(facts, room, values, readings, member))

    def _is_judged(self, facts: Facts) -> bool:
        if facts.chat_type not in ("group", "supergroup") or facts.automatic_forward:
            return False
        if facts.sender_chat and facts.sender_chat.id == facts.chat_id:
            return False
        if facts.person and facts.person.id in (self._bot_id, CHANNEL_POST):
            return False
        if facts.kind == "chat_member":
            return facts.content in ("member", "restricted") and facts.text in ("left", "kicked")
        return facts.kind in MESSAGES
