"""What administrators do, held to their rights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rehearsal import event, rank, rule, sanction
from rehearsal.error import Refused
from rehearsal.invoice import MONTH
from rehearsal.link import InviteLink
from rehearsal.member import Member
from rehearsal.right import permission_set, right_set, rights_of
from rehearsal.user import User

if TYPE_CHECKING:
    from rehearsal.chat import Chat

Effect = Callable[..., None]


def on_member(effect: Effect, chat: Chat, target: User, *, by: User, **how: Any) -> None:
    """Ban, unban or restrict somebody, if `by` may."""
    if refusal := rule.restrict(chat, by, target):
        raise Refused(refusal)
    effect(chat, target, by=by, **how)


def restrict(
    chat: Chat, target: User, *, by: User, until: float | None, permissions: dict[str, bool]
) -> None:
    """Restrict somebody to these permissions; none named mutes."""
    full = permission_set(permissions, independent=True)
    on_member(sanction.restrict, chat, target, by=by, permissions=full, until=until)


def promote(
    chat: Chat,
    target: User,
    *,
    by: User,
    rights: dict[str, bool],
    anonymous: bool,
    title: str | None,
) -> None:
    """Appoint somebody; no right named gives all but appointing others."""
    named = [name for name, on in rights.items() if on]
    chosen = named or [name for name in rights_of(chat.kind) if name != "can_promote_members"]
    if refusal := rule.promote(chat, by, target, right_set(chosen)):
        raise Refused(refusal)
    if target is chat.world.bot and not chat.member(target).present:
        raise Refused("add the bot first")
    appointed = right_set(chosen)
    rank.promote(chat, target, by=by, rights=appointed, anonymous=anonymous, title=title)


def demote(chat: Chat, target: User, *, by: User) -> None:
    """Make an administrator an ordinary member again."""
    if refusal := rule.promote(chat, by, target, frozenset()):
        raise Refused(refusal)
    rank.promote(chat, target, by=by, rights=frozenset())


def retitle(chat: Chat, title: str, *, by: User) -> None:
    """Rename a chat."""
    if not chat.may(by, "can_change_info"):
        raise Refused("CHAT_ADMIN_REQUIRED")
    chat.title = title
    if chat.kind != "channel":
        event.service(chat, by, new_chat_title=title)


def link(
    chat: Chat,
    *,
    by: User,
    by_request: bool = False,
    name: str | None = None,
    limit: int = 0,
    expires: float = 0,
    primary: bool = False,
    price: int = 0,
) -> InviteLink:
    """Make an invite link; one with a price leads into a channel for a month at a time."""
    if not chat.may(by, "can_invite_users"):
        raise Refused("CHAT_ADMIN_REQUIRED")
    world = chat.world
    made = InviteLink(
        f"https://t.me/+{world.rng.getrandbits(80):020x}",
        by,
        primary=primary,
        by_request=by_request,
        name=name,
        expires=int(expires),
        limit=limit,
        period=MONTH if price else 0,
        price=price,
    )
    chat.links[made.url] = made
    return made


def replace_primary(chat: Chat, *, by: User) -> InviteLink:
    """Make somebody's main link anew; the one before leads nowhere any more."""
    for old in chat.links.values():
        old.revoked = old.revoked or (old.primary and old.creator is by)
    return link(chat, by=by, primary=True)


def hand_over(chat: Chat, heir: User, *, by: User) -> None:
    """Give the chat to somebody else."""
    if chat.status(by) != "creator":
        raise Refused("only the owner gives a chat away")
    chat.owner = heir
    chat.change(
        Member(by, "administrator", rights=frozenset(rights_of(chat.kind)), present=True), by=by
    )
    chat.change(replace(Member(heir), status="creator", present=True), by=by)
