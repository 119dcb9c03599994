"""What the runtime needs of others, and does not know by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct
from sqlalchemy import Connection

from bot.core.assess import Assessment
from bot.core.house import Route
from bot.core.incoming import Facts
from bot.core.judgement import Accusation, Judgement
from bot.core.lane import Arrival, Turn
from bot.core.outbox import Parcel


class Outlet(Protocol):
    """Takes what was decided to Telegram."""

    def take(self, parcels: Sequence[Parcel]) -> None:
        """Deliver what was committed."""


class Archive(Protocol):
    """Writes down what was said, and counts it by the clocks of its rooms."""

    def __call__(
        self, connection: Connection, stays: Sequence[Facts], *, zones: Mapping[int, str]
    ) -> None:
        """Inside a transaction; `zones` are those of the rooms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """The services that decide inside a transaction, as `bot.app` puts them together.

    `try_all` turns accusations into a judgement; `archive` writes down what stays.
    """

    try_all: Callable[[Connection, Sequence[Accusation], int], Judgement]
    archive: Archive


class Cheap(Struct, frozen=True, gc=False):
    """An update that is settled without a handler."""

    facts: Facts
    received_at: int
    assessment: Assessment


class Alike(Struct, frozen=True, gc=False):
    """An update that may share a transaction with others of its kind, and where it leads."""

    turn: Arrival
    route: Route


class Shared(Struct, frozen=True):
    """How many of a group, from its first, are done; `stuck`: the next one has to be alone."""

    done: int
    stuck: bool = False


class Runner(Protocol):
    """Runs the units of turns that need a handler; see `bot.core.dispatch`."""

    async def run(self, turn: Turn) -> None:
        """Do all a turn asks for, commit it, and hand over what follows."""

    async def share(self, group: Sequence[Alike]) -> Shared:
        """Do what like updates of one room ask for, in one transaction, as far as that goes.

        Raises whatever went wrong with all of them: then nothing was done.
        """
