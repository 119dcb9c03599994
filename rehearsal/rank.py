"""Offices, titles and tags: what they change in a chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearsal.member import Member
from rehearsal.user import User

if TYPE_CHECKING:
    from rehearsal.chat import Chat


def promote(
    chat: Chat,
    user: User,
    *,
    by: User,
    rights: frozenset[str],
    anonymous: bool = False,
    title: str | None = None,
) -> None:
    """Appoint an administrator, change their rights, or (no rights) dismiss them."""
    old = chat.member(user)
    if not rights and not anonymous:
        if old.is_admin:
            chat.change(Member(user, "member", present=True), by=by)
        return
    new = Member(
        user,
        "administrator",
        rights=rights | {"can_manage_chat"},
        present=True,
        anonymous=anonymous,
        title=title or old.title,
        promoted_by=old.promoted_by or by,
    )
    chat.change(new, by=by)


def retitle(chat: Chat, user: User, *, by: User, title: str) -> None:
    """Give an administrator a title; an empty one takes it."""
    chat.change(replace(chat.member(user), title=title or None), by=by)


def tag(chat: Chat, user: User, *, by: User, tag: str) -> None:
    """Give an ordinary member a tag; an empty one takes it."""
    chat.change(replace(chat.member(user), tag=tag or None), by=by)
