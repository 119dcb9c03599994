"""What somebody is in a chat, and until when."""

from dataclasses import dataclass, field, replace

from rehearsal.right import PERMISSIONS, rights_of
from rehearsal.user import Json, User

SHORTEST = 30
LONGEST = 366 * 86400


def effective_until(until: float | None, now: float) -> int:
    """The end of a restriction as Telegram keeps it; 0 is for ever.

    Nearer than 30 seconds or farther than 366 days means for ever
    (Bot API, `restrictChatMember`).
    """
    if not until or not now + SHORTEST <= until <= now + LONGEST:
        return 0
    return int(until)


@dataclass(frozen=True)
class Member:
    """One account's standing in one chat; a change makes a new one.

    `permissions` matter while restricted, `rights` while an administrator; `until` (Unix time,
    0 for ever) ends a restriction or a ban by the clock alone. A member's `until` is the end of
    what they paid for.
    """

    user: User
    status: str = "left"
    rights: frozenset[str] = frozenset()
    permissions: dict[str, bool] = field(default_factory=dict)
    until: int = 0
    present: bool = False
    anonymous: bool = False
    title: str | None = None
    tag: str | None = None
    promoted_by: User | None = None

    @property
    def is_admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def at(self, now: float) -> "Member":
        """The standing at that moment, after terms that ran out."""
        if not self.until or now < self.until or self.status not in ("restricted", "kicked"):
            return self
        return replace(
            self,
            status="member" if self.present else "left",
            until=0,
            permissions={},
        )

    def to_json(self, kind: str, viewer: User) -> Json:
        """The standing as a `ChatMember` object, seen by `viewer` in a chat of this kind."""
        found: Json = {"user": self.user.to_json(), "status": self.status}
        if self.is_admin:
            found["is_anonymous"] = self.anonymous
            if self.title:
                found["custom_title"] = self.title
        if self.status == "administrator":
            found["can_be_edited"] = self.promoted_by is viewer
            found.update({name: name in self.rights for name in rights_of(kind)})
        if self.status == "restricted":
            found["is_member"] = self.present
            found.update({name: self.permissions.get(name, False) for name in PERMISSIONS})
        paid = self.status == "member" and self.until
        if self.status in ("restricted", "kicked") or paid:
            found["until_date"] = self.until
        if self.tag and self.status in ("member", "restricted"):
            found["tag"] = self.tag
        return found
