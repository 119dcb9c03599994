"""Coming and going: what changes in a chat when somebody knocks, enters or leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearsal import event
from rehearsal.error import Refused
from rehearsal.link import InviteLink, JoinRequest
from rehearsal.member import Member
from rehearsal.user import User

if TYPE_CHECKING:
    from rehearsal.chat import Chat


def enter(
    chat: Chat,
    user: User,
    *,
    by: User,
    link: InviteLink | None = None,
    request: JoinRequest | None = None,
    until: int = 0,
    folder: bool = False,
) -> None:
    """Make somebody present; whoever was restricted stays so.

    Bots are not told the link of somebody who was there before. `until` ends what was paid for.
    """
    old = chat.member(user)
    if old.present:
        raise Refused("USER_ALREADY_PARTICIPANT")
    restricted = old.status == "restricted"
    fresh = Member(user, "member", present=True, until=until)
    new = replace(old, present=True) if restricted else fresh
    if link is not None:
        link.used += 1
    told = None if user.id in chat.memberships else link
    direct = request is not None and link is None
    chat.change(new, by=by, link=told, via_request=direct, via_folder=folder)
    if chat.kind != "channel" and not chat.big:
        inviter = user if request is not None else by
        event.service(chat, inviter, new_chat_members=[user.to_json()])


def admit(chat: Chat, user: User, link: InviteLink | None, *, folder: bool = False) -> None:
    """Check that the way in is open to somebody; the link of a folder opens every chat in it."""
    if chat.member(user).status == "kicked" and chat.kind != "group":
        raise Refused("USER_BANNED_IN_CHANNEL")
    if chat.member(user).present:
        raise Refused("USER_ALREADY_PARTICIPANT")
    if link is None and not (chat.username or folder):
        raise Refused("the chat is private: a link is needed")
    if link is not None and not link.leads_to(chat):
        raise Refused("INVITE_HASH_EXPIRED")


def knock(chat: Chat, user: User, link: InviteLink | None, bio: str) -> JoinRequest:
    """Ask to be let in; asking again changes nothing."""
    admit(chat, user, link)
    if not (chat.by_request or (link is not None and link.by_request)):
        raise Refused("this way in is open: use joins()")
    old = chat.requests.get(user.id)
    if old is not None and old.state == "pending":
        return old
    request = JoinRequest(user, chat.world.clock.now(), link)
    chat.requests[user.id] = request
    if chat.guarded:
        request.query = chat.world.new_token()
    if link is not None:
        link.pending += 1
    event.requested(chat, request, bio)
    return request


def answer(chat: Chat, request: JoinRequest, *, approve: bool, by: User) -> None:
    """Settle a request."""
    request.state = "approved" if approve else "declined"
    del chat.requests[request.user.id]
    if request.link is not None:
        request.link.pending -= 1
    if approve:
        enter(chat, request.user, by=by, link=request.link, request=request)


def leave(chat: Chat, user: User) -> None:
    """Go; a restriction outlives it."""
    old = chat.member(user)
    if not old.present:
        raise Refused("USER_NOT_PARTICIPANT")
    restricted = old.status == "restricted"
    chat.change(replace(old, present=False) if restricted else Member(user), by=user)
    if chat.kind != "channel" and not chat.big:
        event.service(chat, user, left_chat_member=user.to_json())
