"""Rooms: basic groups, supergroups, channels and private chats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearsal import event
from rehearsal.link import InviteLink, JoinRequest
from rehearsal.member import Member
from rehearsal.right import DEFAULT_PERMISSIONS, OFFICIAL, right_set, rights_of
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.message import Message
    from rehearsal.world import World


@dataclass(eq=False)
class Topic:
    """A topic of a forum; `id` is the id of the service message that opened it."""

    id: int
    name: str
    closed: bool = False


class Chat:
    """A chat with all that happened in it.

    `big` keeps the service messages of joining and leaving away, as Telegram does in large
    groups; `gone` is a group that was deleted; `by_request` makes a public group ask first;
    `guarded` hands requests to the bot as queries (10.1);
    `crowd` is how many more members are counted than are simulated.
    """

    def __init__(
        self,
        world: World,
        chat_id: int,
        kind: str,
        title: str | None = None,
        *,
        username: str | None = None,
        person: User | None = None,
        forum: bool = False,
    ) -> None:
        self.world = world
        self.id = chat_id
        self.kind = kind
        self.title = title
        self.username = username
        self.person = person
        self.forum = forum
        self.description = ""
        self.photo: Json | None = None
        self.owner: User | None = None
        self.memberships: dict[int, Member] = {}
        self.permissions = dict(DEFAULT_PERMISSIONS)
        self.history: dict[int, Message] = {}
        self.ephemeral: dict[int, Message] = {}
        self.links: dict[str, InviteLink] = {}
        self.requests: dict[int, JoinRequest] = {}
        self.patrons: set[int] = set()
        self.topics: dict[int, Topic] = {}
        self.pins: list[Message] = []
        self.banned_chats: set[int] = set()
        self.linked: Chat | None = None
        self.migrated_to: Chat | None = None
        self.by_request = False
        self.guarded = False
        self.big = False
        self.crowd = 0
        self.gone = False
        self._last_id = 0
        world.chats[chat_id] = self

    # -- what a test reads --------------------------------------------------------------

    @property
    def members(self) -> list[User]:
        """Who is in it now."""
        now = self.world.clock.now()
        return [one.user for one in self.memberships.values() if one.at(now).present]

    @property
    def messages(self) -> list[Message]:
        """What can be read in it, oldest first."""
        return [message for message in self.history.values() if not message.deleted]

    @property
    def last(self) -> Message | None:
        """The newest message that can be read."""
        return next((one for one in reversed(self.history.values()) if not one.deleted), None)

    def find(self, text: str) -> Message | None:
        """The newest readable message with that piece of text."""
        return next(
            (
                message
                for message in reversed(self.history.values())
                if not message.deleted and text in message.text
            ),
            None,
        )

    def status(self, user: User) -> str:
        """`creator`, `administrator`, `member`, `restricted`, `left` or `kicked`."""
        return self.member(user).status

    def member(self, user: User) -> Member:
        """Somebody's standing at this moment."""
        found = self.memberships.get(user.id)
        return found.at(self.world.clock.now()) if found else Member(user)

    def may(self, user: User, permission: str) -> bool:
        """Whether somebody present has a permission, by the chat's set and their own."""
        member = self.member(user)
        if self.kind == "private" or member.status == "creator":
            return True
        if member.status == "administrator" and permission not in OFFICIAL:
            return True
        if member.status == "administrator" and permission in member.rights:
            return True
        own = member.status != "restricted" or member.permissions.get(permission, False)
        return member.present and own and self.permissions.get(permission, False)

    @property
    def pinned(self) -> Message | None:
        """The newest of the pinned messages, which is shown first, whenever it was pinned."""
        return max(self.pins, key=lambda message: message.id, default=None)

    def has_right(self, user: User, right: str) -> bool:
        """Whether somebody is an administrator with that right."""
        member = self.member(user)
        return member.status == "creator" or (
            member.status == "administrator" and right in member.rights
        )

    # -- what a test arranges -----------------------------------------------------------

    def add_bot(self, rights: Iterable[str] | bool = True, by: User | None = None) -> None:
        """Let the bot in, as an administrator with all rights, some, or (False) as a member."""
        bot, by = self.world.bot, by or self.owner or self.world.bot
        names = rights_of(self.kind) if rights is True else (rights or ())
        member = Member(
            bot,
            status="administrator" if names else "member",
            rights=right_set(names),
            present=True,
            promoted_by=by if names else None,
        )
        self.change(member, by=by)
        if self.kind != "channel":
            event.service(self, by, new_chat_members=[bot.to_json()])

    def remove_bot(self, by: User | None = None) -> None:
        """Ban the bot."""
        gone = Member(self.world.bot, status="kicked")
        self.change(gone, by=by or self.owner or self.world.bot)

    def set_bot_rights(self, *names: str, by: User | None = None) -> None:
        """Leave the bot exactly these rights; none at all makes it a member."""
        member = replace(
            self.member(self.world.bot),
            status="administrator" if names else "member",
            rights=right_set(names),
        )
        self.change(member, by=by or self.owner or self.world.bot)

    def withdraw(self, right: str, by: User | None = None) -> None:
        """Take one right from the bot."""
        self.set_bot_rights(*(self.member(self.world.bot).rights - {right}), by=by)

    def delete(self) -> None:
        """Delete the whole group: nothing reaches it any more."""
        self.gone = True

    # -- how it is kept -----------------------------------------------------------------

    def change(
        self,
        member: Member,
        *,
        by: User,
        link: InviteLink | None = None,
        via_request: bool = False,
        via_folder: bool = False,
    ) -> None:
        """Give somebody a new standing and tell the bot, unless it is the old one."""
        old = self.member(member.user)
        self.memberships[member.user.id] = member
        if old != member:
            event.member_changed(
                self,
                old,
                member,
                by=by,
                link=link,
                via_request=via_request,
                via_folder=via_folder,
            )

    def next_id(self) -> int:
        """The id of the next message."""
        if self.kind in ("private", "group"):
            return self.world.new_message_id()
        self._last_id += 1
        return self._last_id

    def to_json(self) -> Json:
        """The chat as a `Chat` object."""
        found: Json = {"id": self.id, "type": self.kind}
        if self.person is not None:
            account = self.person.to_json()
            names = ("first_name", "last_name", "username")
            return found | {key: account[key] for key in names if key in account}
        found["title"] = self.title
        if self.username:
            found["username"] = self.username
        if self.forum:
            found["is_forum"] = True
        return found

    def __repr__(self) -> str:
        return f"<Chat {self.id} {self.title or self.person}>"
