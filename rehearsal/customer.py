"""People as customers: paying with Telegram Stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearsal import checkout, patron, subscription
from rehearsal.chat import Chat
from rehearsal.checkout import Checkout
from rehearsal.user import User

if TYPE_CHECKING:
    from rehearsal.message import Message
    from rehearsal.world import World

PLENTY = 100_000


class Customer(User):
    """Somebody with `stars` to spend, and a private chat with who sells."""

    world: World
    private: Chat
    stars: int
    started: bool
    deactivated: bool

    def pays(self, offer: Message | str) -> Checkout:
        """Pay an invoice or an invoice's link; await it for the outcome."""
        return checkout.begin(self, offer)

    def cancels_subscription(self, of: str | Chat | None = None) -> None:
        """Have a subscription renewed no more: that of a charge, to a channel, or the only one."""
        if isinstance(of, Chat):
            patron.cancel(of, self)
        else:
            subscription.cancel(subscription.of(self, of))

    def resumes_subscription(self, charge: str | None = None) -> None:
        """Have a cancelled subscription renewed after all."""
        subscription.resume(subscription.of(self, charge))
