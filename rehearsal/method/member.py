"""Who is in a chat, and leaving it."""

from rehearsal import door
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, user_of
from rehearsal.user import Json
from rehearsal.world import World


@method("getChatMember")
def get_chat_member(world: World, params: Params) -> Json:
    chat = chat_of(world, params, joined=False)
    user = user_of(world, params)
    if chat.kind == "private" and user not in (chat.person, world.bot):
        raise bad_request("member not found")
    member = chat.member(user)
    if chat.kind == "channel" and not chat.member(world.bot).is_admin:
        raise bad_request("member list is inaccessible")
    return member.to_json(chat.kind, world.bot)


@method("getChatAdministrators")
def get_chat_administrators(world: World, params: Params) -> list[Json]:
    chat = chat_of(world, params, joined=False)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member.to_json(chat.kind, world.bot)
        for member in chat.memberships.values()
        if member.is_admin and (not member.user.is_bot or member.user is world.bot)
    ]


@method("getChatMemberCount")
def get_chat_member_count(world: World, params: Params) -> int:
    chat = chat_of(world, params, joined=False)
    return 2 if chat.kind == "private" else len(chat.members) + chat.crowd


@method("leaveChat")
def leave_chat(world: World, params: Params) -> bool:
    door.leave(chat_of(world, params), world.bot)
    return True
