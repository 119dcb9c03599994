"""Invite links and the requests that come through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat

SHOWN = 8
"""How many characters of another administrator's link a bot gets to see."""


@dataclass(eq=False)
class InviteLink:
    """A way into a chat. `expires` is Unix time, 0 never; `limit` counts members, 0 any.

    A link with a `price` (in stars, for every `period` of seconds) leads into a channel.
    """

    url: str
    creator: User
    primary: bool = False
    by_request: bool = False
    name: str | None = None
    expires: int = 0
    limit: int = 0
    revoked: bool = False
    period: int = 0
    price: int = 0
    used: int = 0
    pending: int = 0

    def closed(self, now: float) -> bool:
        """Whether nobody comes in by it any more."""
        spent = bool(self.limit) and self.used >= self.limit
        return self.revoked or spent or (bool(self.expires) and now >= self.expires)

    def leads_to(self, chat: Chat) -> bool:
        """Whether somebody comes into that chat by it now."""
        return chat.links.get(self.url) is self and not self.closed(chat.world.clock.now())

    def to_json(self, viewer: User) -> Json:
        """The link as a `ChatInviteLink` object; whose it is not sees only its beginning."""
        own = viewer is self.creator
        start, secret = self.url.split("+")
        found: Json = {
            "invite_link": self.url if own else f"{start}+{secret[:SHOWN]}…",
            "creator": self.creator.to_json(),
            "creates_join_request": self.by_request,
            "is_primary": self.primary,
            "is_revoked": self.revoked,
        }
        if self.name:
            found["name"] = self.name
        if self.expires:
            found["expire_date"] = self.expires
        if self.limit:
            found["member_limit"] = self.limit
        if self.price:
            found["subscription_period"] = self.period
            found["subscription_price"] = self.price
        if self.pending:
            found["pending_join_request_count"] = self.pending
        return found


@dataclass(eq=False)
class JoinRequest:
    """Somebody who knocks; `at` is Unix time. A guard bot answers by `query`."""

    user: User
    at: float
    link: InviteLink | None
    state: str = "pending"
    query: str | None = None
