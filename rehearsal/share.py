"""Users and chats that somebody chooses for the bot, held to what the bot asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rehearsal import office
from rehearsal.error import Refused
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat


def _check(wanted: Json, **facts: bool) -> None:
    for name, fact in facts.items():
        if name in wanted and bool(wanted[name]) is not fact:
            raise Refused(f"this one is not offered: {name}")


def users(wanted: Json, chosen: list[User]) -> list[Json]:
    """The chosen users as `SharedUser` objects, with what was requested of each."""
    if not 1 <= len(chosen) <= wanted.get("max_quantity", 1):
        raise Refused(f"1 to {wanted.get('max_quantity', 1)} users are to be chosen")
    return [_user(wanted, one) for one in chosen]


def _user(wanted: Json, user: User) -> Json:
    _check(wanted, user_is_bot=user.is_bot, user_is_premium=user.is_premium)
    found: Json = {"user_id": user.id}
    if wanted.get("request_name"):
        found["first_name"] = user.first_name
        if user.last_name:
            found["last_name"] = user.last_name
    if wanted.get("request_username") and user.username:
        found["username"] = user.username
    photos = getattr(user, "photos", [])
    if wanted.get("request_photo") and photos:
        found["photo"] = photos[0]
    return found


def chat(person: User, wanted: Json, chosen: Chat) -> Json:
    """The chosen chat as a `ChatShared` object; the bot is let in with the requested rights."""
    if not chosen.member(person).present:
        raise Refused("CHANNEL_PRIVATE")
    _check(
        wanted,
        chat_is_channel=chosen.kind == "channel",
        chat_is_forum=chosen.forum,
        chat_has_username=chosen.username is not None,
    )
    if wanted.get("chat_is_created") and chosen.status(person) != "creator":
        raise Refused("this one is not offered: chat_is_created")
    missing = [
        right
        for right in _named(wanted.get("user_administrator_rights"))
        if not chosen.has_right(person, right)
    ]
    if missing:
        raise Refused(f"this one is not offered: {missing}")
    _let_in(person, wanted, chosen)
    found: Json = {"chat_id": chosen.id}
    if wanted.get("request_title"):
        found["title"] = chosen.title
    if wanted.get("request_username") and chosen.username:
        found["username"] = chosen.username
    return found


def _named(rights: Any) -> list[str]:
    every: Json = rights or {}
    return [name for name, on in every.items() if on and name.startswith("can_")]


def _let_in(person: User, wanted: Json, chosen: Chat) -> None:
    bot = chosen.world.bot
    rights = _named(wanted.get("bot_administrator_rights"))
    present = chosen.member(bot).present
    if rights and not chosen.has_right(person, "can_promote_members"):
        raise Refused("CHAT_ADMIN_REQUIRED")
    if not present and (rights or wanted.get("bot_is_member")):
        if not chosen.may(person, "can_invite_users"):
            raise Refused("CHAT_ADMIN_REQUIRED")
        chosen.add_bot(rights or False, by=person)
    elif any(not chosen.has_right(bot, right) for right in rights):
        given = dict.fromkeys([*rights, *chosen.member(bot).rights], True)
        office.promote(chosen, bot, by=person, rights=given, anonymous=False, title=None)
