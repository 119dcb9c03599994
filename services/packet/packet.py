"""What an envelope is, and how one is to be."""

from msgspec import Struct

from services.packet.draw import Draw, draw, promise
from services.points import Account, escrow


class Packet(Struct, frozen=True, kw_only=True):
    """An envelope, see `models/packet.py`."""

    id: int
    room_id: int
    kind: str
    mode: str
    total: int
    shares: int
    account_id: int
    seed: str
    promise: str
    wish: str
    word: str
    guests: int
    checked: int
    state: str
    taken: int
    luckiest: int | None
    opened_at: int
    expires_at: int
    closed_at: int | None
    after: str
    thread_id: int
    chat_id: int
    message_id: int
    shown_at: int

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet; its time may be over all the same."""
        return self.state == "open"

    @property
    def escrow(self) -> Account:
        """Where its points lie."""
        return escrow(f"packet:{self.id}")

    @property
    def draw(self) -> Draw:
        """What is in it."""
        seed = bytes.fromhex(self.seed)
        return draw(seed=seed, total=self.total, shares=self.shares, mode=self.mode)

    @property
    def keeps_its_promise(self) -> bool:
        """Whether the seed is the one that was promised."""
        return self.promise == promise(
            seed=bytes.fromhex(self.seed),
            number=self.id,
            total=self.total,
            shares=self.shares,
            mode=self.mode,
        )


class Share(Struct, frozen=True):
    """A share that was claimed; `person` 0: erased."""

    position: int
    person: int
    amount: int
    at: int


class Terms(Struct, frozen=True, kw_only=True):
    """How an envelope is to be. `source` pays, `sender` is who is named, 0 for nobody.

    `guests` are those for whom it is, empty for everybody; `after` names the deadline that falls
    due with `{"packet": ID}` when it closes, in the same transaction: how another game goes on.
    """

    total: int
    shares: int
    expires_at: int
    source: Account
    kind: str = "member"
    mode: str = "lucky"
    sender: int = 0
    wish: str = ""
    word: str = ""
    checked: bool = False
    guests: tuple[int, ...] = ()
    after: str = ""
    thread: int = 0
