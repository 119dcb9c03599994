"""Appointing administrators, titles and tags."""

from rehearsal import rank, rule
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, group_of, user_of
from rehearsal.right import rights_of
from rehearsal.world import World


@method("promoteChatMember")
def promote_chat_member(world: World, params: Params) -> bool:
    chat = group_of(world, params)
    user = user_of(world, params)
    rights = frozenset(name for name in rights_of(chat.kind) if params.flag(name))
    if refusal := rule.promote(chat, world.bot, user, rights):
        raise bad_request(refusal)
    if not chat.member(user).present:
        raise bad_request("USER_NOT_PARTICIPANT")
    anonymous = params.flag("is_anonymous")
    rank.promote(chat, user, by=world.bot, rights=rights, anonymous=anonymous)
    return True


@method("setChatAdministratorCustomTitle")
def set_chat_administrator_custom_title(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if chat.kind != "supergroup":
        raise bad_request("method is available only for supergroups")
    user = user_of(world, params)
    member = chat.member(user)
    if member.status == "creator":
        raise bad_request("only creator can edit their custom title")
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    if member.promoted_by is not world.bot:
        raise bad_request("not enough rights to change custom title of the user")
    rank.retitle(chat, user, by=world.bot, title=params.text("custom_title"))
    return True


@method("setChatMemberTag")
def set_chat_member_tag(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    user = user_of(world, params)
    if not chat.has_right(world.bot, "can_manage_tags"):
        raise bad_request("not enough rights to manage tags")
    if chat.status(user) not in ("member", "restricted"):
        raise bad_request("USER_NOT_PARTICIPANT")
    rank.tag(chat, user, by=world.bot, tag=params.text("tag"))
    return True
