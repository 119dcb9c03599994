"""Invite links."""

from rehearsal import office
from rehearsal.call import Params
from rehearsal.chat import Chat
from rehearsal.error import Violated, bad_request
from rehearsal.link import InviteLink
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of
from rehearsal.user import Json
from rehearsal.world import World


def inviting(world: World, params: Params) -> Chat:
    """The chat a request names, into which the bot must be able to invite."""
    chat = chat_of(world, params)
    if chat.kind == "private" or not chat.has_right(world.bot, "can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    return chat


def _check(params: Params) -> None:
    if params.flag("creates_join_request") and params.integer("member_limit"):
        raise Violated("member limit can't be specified for links requiring administrator approval")


@method("createChatInviteLink")
def create_chat_invite_link(world: World, params: Params) -> Json:
    chat = inviting(world, params)
    _check(params)
    return office.link(
        chat,
        by=world.bot,
        by_request=params.flag("creates_join_request"),
        name=params.text("name") or None,
        limit=params.integer("member_limit") or 0,
        expires=params.integer("expire_date") or 0,
    ).to_json(world.bot)


@method("editChatInviteLink")
def edit_chat_invite_link(world: World, params: Params) -> Json:
    link = _own(world, params, inviting(world, params))
    _check(params)
    if link.primary or link.price:
        raise bad_request("CHAT_INVITE_PERMANENT")
    link.by_request = params.flag("creates_join_request")
    link.name = params.text("name") or None
    link.limit = params.integer("member_limit") or 0
    link.expires = params.integer("expire_date") or 0
    return link.to_json(world.bot)


@method("revokeChatInviteLink")
def revoke_chat_invite_link(world: World, params: Params) -> Json:
    """A revoked main link is followed by a new one."""
    chat = inviting(world, params)
    link = _own(world, params, chat)
    if link.primary and not link.revoked:
        office.replace_primary(chat, by=world.bot)
    link.revoked = True
    return link.to_json(world.bot)


@method("exportChatInviteLink")
def export_chat_invite_link(world: World, params: Params) -> str:
    chat = inviting(world, params)
    return office.replace_primary(chat, by=world.bot).url


@method("createChatSubscriptionInviteLink")
def create_chat_subscription_invite_link(world: World, params: Params) -> Json:
    chat = inviting(world, params)
    if chat.kind != "channel":
        raise bad_request("subscription links can be created only in channel chats")
    name, price = params.text("name") or None, params.number("subscription_price")
    return office.link(chat, by=world.bot, name=name, price=price).to_json(world.bot)


@method("editChatSubscriptionInviteLink")
def edit_chat_subscription_invite_link(world: World, params: Params) -> Json:
    link = _own(world, params, inviting(world, params))
    if not link.price:
        raise bad_request("INVITE_HASH_EXPIRED")
    link.name = params.text("name") or None
    return link.to_json(world.bot)


def _own(world: World, params: Params, chat: Chat) -> InviteLink:
    link = chat.links.get(params.text("invite_link"))
    if link is None or link.creator is not world.bot:
        raise bad_request("INVITE_HASH_EXPIRED")
    return link
