"""People in office: what administrators do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rehearsal import act, ballot, office, sanction
from rehearsal.link import InviteLink
from rehearsal.user import User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.message import Message


class Officer(User):
    """Somebody who may have rights in a chat; without them this raises `Refused`."""

    def bans(self, target: User, chat: Chat, until: float | None = None) -> None:
        """Put somebody out for good, or until then."""
        office.on_member(sanction.ban, chat, target, by=self, until=until)

    def unbans(self, target: User, chat: Chat) -> None:
        """Lift a ban."""
        office.on_member(sanction.unban, chat, target, by=self, only_if_banned=True)

    def kicks(self, target: User, chat: Chat) -> None:
        """Put somebody out who may come back."""
        self.bans(target, chat)
        self.unbans(target, chat)

    def restricts(
        self, target: User, chat: Chat, until: float | None = None, **permissions: bool
    ) -> None:
        """Leave somebody only the named permissions; none at all mutes."""
        office.restrict(chat, target, by=self, until=until, permissions=permissions)

    def promotes(
        self,
        target: User,
        chat: Chat,
        *,
        anonymous: bool = False,
        title: str | None = None,
        **rights: bool,
    ) -> None:
        """Make somebody an administrator, with all rights but appointing or with those named."""
        office.promote(chat, target, by=self, rights=rights, anonymous=anonymous, title=title)

    def demotes(self, target: User, chat: Chat) -> None:
        """Take somebody's office away."""
        office.demote(chat, target, by=self)

    def retitles(self, chat: Chat, title: str) -> None:
        """Give a group another title."""
        office.retitle(chat, title, by=self)

    def invites(self, chat: Chat, **how: Any) -> InviteLink:
        """Make an invite link: `by_request`, `name`, `limit`, `expires` (Unix time)."""
        return office.link(chat, by=self, **how)

    def pins(self, message: Message) -> None:
        """Pin a message."""
        act.pin(self, message)

    def unpins(self, message: Message) -> None:
        """Take a message from the top; nobody is told."""
        act.unpin(self, message)

    def stops_poll(self, message: Message) -> None:
        """Close one's own poll."""
        ballot.stop(self, message)
