"""Putting people out and muting them."""

from typing import Any

from rehearsal import rule, sanction
from rehearsal.call import Params
from rehearsal.chat import Chat
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, group_of, user_of
from rehearsal.right import permission_set
from rehearsal.user import User
from rehearsal.world import World


def _target(world: World, params: Params, chat: Chat) -> User:
    """The member a request acts on, who must be one the bot may act on."""
    user = user_of(world, params)
    if refusal := rule.restrict(chat, world.bot, user):
        raise bad_request(refusal)
    return user


@method("banChatMember")
def ban_chat_member(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if chat.kind == "private":
        raise bad_request("can't ban members in private chats")
    user = _target(world, params, chat)
    sanction.ban(chat, user, by=world.bot, until=params.integer("until_date"))
    return True


@method("unbanChatMember")
def unban_chat_member(world: World, params: Params) -> bool:
    chat = group_of(world, params)
    user = user_of(world, params)
    only_if_banned = params.flag("only_if_banned")
    if only_if_banned and chat.status(user) != "kicked":
        if not chat.has_right(world.bot, "can_restrict_members"):
            raise bad_request(rule.NO_RIGHT_TO_RESTRICT)
        return True
    if refusal := rule.restrict(chat, world.bot, user):
        raise bad_request(refusal)
    sanction.unban(chat, user, by=world.bot, only_if_banned=only_if_banned)
    return True


@method("restrictChatMember")
def restrict_chat_member(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if chat.kind != "supergroup":
        raise bad_request("method is available only for supergroups")
    user = _target(world, params, chat)
    given: dict[str, Any] = params.get("permissions") or {}
    sanction.restrict(
        chat,
        user,
        by=world.bot,
        permissions=permission_set(
            given, independent=params.flag("use_independent_chat_permissions")
        ),
        until=params.integer("until_date"),
    )
    return True


def _set_sender_ban(world: World, params: Params, banned: bool) -> bool:
    chat = group_of(world, params)
    if not chat.has_right(world.bot, "can_restrict_members"):
        raise bad_request(rule.NO_RIGHT_TO_RESTRICT)
    sender = params.number("sender_chat_id")
    if sender == chat.id or (chat.linked is not None and sender == chat.linked.id):
        raise bad_request("PARTICIPANT_ID_INVALID")
    if banned:
        chat.banned_chats.add(sender)
    else:
        chat.banned_chats.discard(sender)
    return True


@method("banChatSenderChat")
def ban_chat_sender_chat(world: World, params: Params) -> bool:
    return _set_sender_ban(world, params, banned=True)


@method("unbanChatSenderChat")
def unban_chat_sender_chat(world: World, params: Params) -> bool:
    return _set_sender_ban(world, params, banned=False)
