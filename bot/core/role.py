"""Who may do what: Telegram's administrators and their rights."""

from collections.abc import Mapping

from msgspec import Struct

ANONYMOUS = 1087968824
"""Telegram's stand-in for an anonymous administrator."""

CHANNEL_POST = 777000
"""Telegram's stand-in for the linked channel's automatic forwards."""

AS_CHANNEL = 136817688
"""Telegram's stand-in for somebody who writes as a channel."""

STAND_INS = frozenset((ANONYMOUS, CHANNEL_POST, AS_CHANNEL))
"""Accounts that are nobody: never acted upon."""

CHANGE = "can_change_info"
"""The right that settings take."""

OWNER = frozenset(
    (
        "owner",
        CHANGE,
        "can_delete_messages",
        "can_restrict_members",
        "can_promote_members",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    )
)
"""What the owner of a chat may do."""


class Admin(Struct, frozen=True, gc=False):
    """An administrator as Telegram lists them."""

    id: int
    rights: frozenset[str]
    anonymous: bool = False
    is_bot: bool = False
    name: str = ""
    status: str = "administrator"
    title: str = ""


class Admins(Struct, frozen=True):
    """The administrators of a chat, by id, and the channel whose discussion it is (0: none)."""

    by_id: Mapping[int, Admin]
    linked: int = 0

    def rights_of(self, person: int) -> frozenset[str]:
        """The rights of a person; empty for anybody who is no administrator."""
        admin = self.by_id.get(person)
        return admin.rights if admin else frozenset()

    def rights_of_anonymous(self) -> frozenset[str]:
        """What every anonymous administrator may do, whoever of them it is."""
        hidden = [admin.rights for admin in self.by_id.values() if admin.anonymous]
        return frozenset.intersection(*hidden) if hidden else frozenset()

    def rights_of_some_anonymous(self) -> frozenset[str]:
        """What at least one anonymous administrator may do."""
        hidden = [admin.rights for admin in self.by_id.values() if admin.anonymous]
        return frozenset[str]().union(*hidden)

    def people(self) -> list[Admin]:
        """Administrators who are no bots, the owner first."""
        people = [admin for admin in self.by_id.values() if not admin.is_bot]
        return sorted(people, key=lambda admin: ("owner" not in admin.rights, admin.id))
