"""Bans and restrictions: what they change in a chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearsal import event
from rehearsal.member import Member, effective_until
from rehearsal.user import User

if TYPE_CHECKING:
    from rehearsal.chat import Chat


def ban(chat: Chat, user: User, *, by: User, until: float | None = None) -> None:
    """Put somebody out and keep them out."""
    old = chat.member(user)
    term = effective_until(until, chat.world.clock.now())
    chat.change(Member(user, "kicked", until=term), by=by)
    if old.present and chat.kind != "channel" and not chat.big:
        event.service(chat, by, left_chat_member=user.to_json())


def unban(chat: Chat, user: User, *, by: User, only_if_banned: bool) -> None:
    """Lift a ban; without `only_if_banned` a present member is removed by it."""
    old = chat.member(user)
    if old.status == "kicked":
        chat.change(Member(user), by=by)
    elif old.present and not only_if_banned:
        chat.change(Member(user), by=by)
        if chat.kind != "channel" and not chat.big:
            event.service(chat, by, left_chat_member=user.to_json())


def restrict(
    chat: Chat,
    user: User,
    *,
    by: User,
    permissions: dict[str, bool],
    until: float | None = None,
) -> None:
    """Give a member a set of their own; a set of nothing but true lifts it."""
    old = chat.member(user)
    if all(permissions.values()):
        lifted = Member(user, "member" if old.present else "left", present=old.present)
        chat.change(replace(lifted, tag=old.tag), by=by)
        return
    term = effective_until(until, chat.world.clock.now())
    new = Member(user, "restricted", permissions=permissions, until=term, tag=old.tag)
    chat.change(replace(new, present=old.present), by=by)
