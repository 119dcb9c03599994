"""Invite links and the requests that come through them."""

from __future__ import annotations

from dataclasses import dataclass

from rehearsal.user import Json, User


@dataclass(eq=False)
class InviteLink:
    """A way into a chat. `expires` is Unix time, 0 never; `limit` counts members, 0 any."""

    url: str
    creator: User
    primary: bool = False
    by_request: bool = False
    name: str | None = None
    expires: int = 0
    limit: int = 0
    revoked: bool = False
    used: int = 0
    pending: int = 0

    def closed(self, now: float) -> bool:
        """Whether nobody comes in by it any more."""
        spent = bool(self.limit) and self.used >= self.limit
        return self.revoked or spent or (bool(self.expires) and now >= self.expires)

    def to_json(self) -> Json:
        """The link as a `ChatInviteLink` object."""
        found: Json = {
            "invite_link": self.url,
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
