"""Gates: what may be asked of somebody who wants to come in. A feature declares those it has."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from bot.core.actions import Buttons
from bot.core.demand import Leaf

if TYPE_CHECKING:
    from bot.core.outbox import Fate
    from bot.core.unit import Unit


class Applicant(Struct, frozen=True, gc=False, kw_only=True):
    """Somebody at the door, and what is known of them; see `models.entry` for the fields.

    `link` is the address of the link they came through, `by` who made it or brought them (0:
    nobody in particular); `seen` is what else Telegram said of them.
    """

    id: int
    room_id: int
    user_id: int
    name: str
    username: str
    way: str
    state: str
    demand: str
    chat_id: int
    language: str
    link: str
    by: int
    bio: str
    seen: dict[str, Any]
    earlier: str
    focus: str
    card: int
    pictured: int
    stale: int
    porch: int
    began_at: int
    due_at: int
    ended_at: int | None


class Visit(Struct, frozen=True, gc=False, kw_only=True):
    """An applicant at one gate. `data` is what the gate remembers of them, `tries` how often they
    failed there; `at_door` if it is asked in the group itself."""

    applicant: Applicant
    leaf: Leaf
    index: int
    data: dict[str, Any]
    tries: int = 0
    at_door: bool = False

    def press(self, word: str) -> str:
        """The data of a button of this gate's, for the private chat or the group."""
        return f"door:{self.applicant.id}:{self.index}:{word}"


class Said(Struct, frozen=True, gc=False, kw_only=True):
    """What an applicant did at a gate: the `word` of a button, or a `text`; `shared` is what they
    handed over, under `contact`, `channel` or `photo`. `update` is unique to it."""

    word: str = ""
    text: str = ""
    shared: dict[str, Any] = {}
    update: int = 0


class Prompt(Struct, frozen=True, gc=False, kw_only=True):
    """What a gate asks (HTML), and its buttons. `picture` is what a drawing shows above it (see
    `services.picture`); `data` is remembered from now on. `anew`: it follows what was just said in
    the private chat, so that it has to stand below that."""

    text: str
    buttons: Buttons = ()
    picture: tuple[str, dict[str, Any]] | None = None
    data: dict[str, Any] | None = None
    anew: bool = False


class Result(Struct, frozen=True, gc=False, kw_only=True):
    """What came of it: `open`, `passed` or `failed`; `note` (HTML) tells the applicant, and
    `data` is remembered. `wrong`: it counts as a try."""

    state: str = "open"
    note: str = ""
    data: dict[str, Any] | None = None
    wrong: bool = False


PASSED = Result(state="passed")
OPEN = Result()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One kind of gate, all of whose functions run in the lane of the group.

    `takes` is what stands behind its name (see `bot.core.demand.TAKES`). `look` is tried before
    anything is asked, and whenever the applicant says so; a gate without `hear` waits for it alone.
    `found` gets the fate of an action that a gate had done by `services.entry.inquire`. A `human`
    one waits for other people, an `at_door` one can be asked in the group itself; what is `typed`
    in private may be meant for it; so may what is handed over that it `shares`: `contact` or
    `channel` by a key, or a `photo`. `over` hears that an application is over in which it was
    asked; `ready` says in words what it lacks so far, `shut` why this group cannot ask it at all
    (empty if it can), `probe` has Telegram asked whether a leaf can be asked. Gates with the same
    `found` share an answer. Its name in a demand is the text `gate-NAME`, alone `gate-name-NAME`.
    """

    name: str
    ask: "Callable[[Unit, Visit], Awaitable[Prompt]]"
    hear: "Callable[[Unit, Visit, Said], Awaitable[Result]] | None" = None
    look: "Callable[[Unit, Visit], Awaitable[Result]] | None" = None
    found: "Callable[[Unit, Visit, Fate], Awaitable[Result]] | None" = None
    over: "Callable[[Unit, Applicant], Awaitable[None]] | None" = None
    ready: "Callable[[Unit], Awaitable[str]] | None" = None
    shut: "Callable[[Unit], str] | None" = None
    probe: "Callable[[Unit, Leaf], Awaitable[None]] | None" = None
    takes: str = ""
    human: bool = False
    at_door: bool = False
    typed: bool = False
    shares: str = ""
