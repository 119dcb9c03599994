"""What a chat is like, and changing that."""

from rehearsal import event
from rehearsal.call import Params
from rehearsal.chat import Chat
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, check_reach
from rehearsal.person import Person
from rehearsal.right import permission_set
from rehearsal.user import Json
from rehearsal.world import World

_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


@method("getChat")
def get_chat(world: World, params: Params) -> Json:
    chat = chat_of(world, params, joined=False)
    found = chat.to_json() | {
        "accent_color_id": 3,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }
    if chat.pinned is not None:
        found["pinned_message"] = chat.pinned.to_json(with_reply=False)
    if isinstance(chat.person, Person):
        return found | _person(chat.person)
    found["permissions"] = dict(chat.permissions)
    if chat.description:
        found["description"] = chat.description
    if chat.photo:
        found["photo"] = chat.photo
    if chat.linked is not None:
        found["linked_chat_id"] = chat.linked.id
    if chat.by_request:
        found["join_by_request"] = True
    own = [one for one in chat.links.values() if one.creator is world.bot]
    primary = next((one for one in own if one.primary and not one.revoked), None)
    if primary is not None and chat.has_right(world.bot, "can_invite_users"):
        found["invite_link"] = primary.url
    return found


def _person(person: Person) -> Json:
    found: Json = {}
    if person.bio:
        found["bio"] = person.bio
    if person.photos:
        small, large = person.photos[0][0], person.photos[0][-1]
        found["photo"] = {
            "small_file_id": small["file_id"],
            "small_file_unique_id": small["file_unique_id"],
            "big_file_id": large["file_id"],
            "big_file_unique_id": large["file_unique_id"],
        }
    return found


@method("setChatPermissions")
def set_chat_permissions(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if not chat.has_right(world.bot, "can_restrict_members"):
        raise bad_request("not enough rights to change chat permissions")
    independent = params.flag("use_independent_chat_permissions")
    new = permission_set(params.get("permissions") or {}, independent=independent)
    if new == chat.permissions:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.permissions = new
    return True


def _check_info(chat: Chat) -> None:
    if not chat.may(chat.world.bot, "can_change_info") or chat.kind == "private":
        raise bad_request("not enough rights to change chat info")


@method("setChatTitle")
def set_chat_title(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    _check_info(chat)
    chat.title = params.text("title")
    if chat.kind != "channel":
        event.service(chat, world.bot, new_chat_title=chat.title)
    return True


@method("setChatDescription")
def set_chat_description(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    _check_info(chat)
    if chat.description == params.text("description"):
        raise bad_request("chat description is not modified")
    chat.description = params.text("description")
    return True


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> bool:
    check_reach(world, chat_of(world, params))
    return True
