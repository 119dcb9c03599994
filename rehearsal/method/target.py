"""Which chat, person or message a request means, and whether the bot may reach it."""

from rehearsal.call import Params
from rehearsal.chat import Chat
from rehearsal.error import bad_request, forbidden
from rehearsal.message import Message
from rehearsal.person import Person
from rehearsal.user import User
from rehearsal.world import World

KNOCKING = 300.0
"""How long after a join request its sender may be written to, in seconds."""
_NOUN = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


def chat_of(world: World, params: Params, *, name: str = "chat_id", joined: bool = True) -> Chat:
    """The chat a request names; unless `joined` is off, the bot must be in it."""
    value = params.text(name)
    if value.startswith("@"):
        found = world.named(value)
        chat = found if isinstance(found, Chat) else None
    else:
        chat = world.chats.get(params.number(name))
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to.id,
        )
    if chat.gone:
        raise forbidden("the group chat was deleted")
    if chat.kind != "private":
        _enter(world, chat, joined)
    return chat


def _enter(world: World, chat: Chat, joined: bool) -> None:
    member = chat.member(world.bot)
    if member.present:
        return
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {_NOUN[chat.kind]}")
    if chat.username and not joined:
        return
    if world.bot.id not in chat.memberships and not chat.username:
        raise bad_request("chat not found")
    raise forbidden(f"bot is not a member of the {_NOUN[chat.kind]}")


def group_of(world: World, params: Params) -> Chat:
    """The supergroup or channel a request names, for what basic groups can't."""
    chat = chat_of(world, params)
    if chat.kind == "private":
        raise bad_request("method is available only for groups and channels")
    if chat.kind == "group":
        raise bad_request("method is available for supergroup and channel chats only")
    return chat


def user_of(world: World, params: Params, name: str = "user_id") -> User:
    """The account a request names."""
    return world.user(params.number(name))


def check_reach(world: World, chat: Chat) -> None:
    """Raise unless the bot may write to the person behind a private chat."""
    person = chat.person
    if not isinstance(person, Person):
        return
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.is_bot:
        raise forbidden("bot can't send messages to bots")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started and not _knocks(world, person):
        raise forbidden("bot can't initiate conversation with a user")


def _knocks(world: World, person: Person) -> bool:
    now = world.clock.now()
    for chat in world.chats.values():
        request = chat.requests.get(person.id)
        heard = request is not None and chat.has_right(world.bot, "can_invite_users")
        if heard and request is not None and now - request.at <= KNOCKING:
            return True
    return False


def message_of(
    world: World, params: Params, chat: Chat, missing: str, name: str = "message_id"
) -> Message:
    """The readable message a request names, or a refusal in those words."""
    message = chat.history.get(params.number(name))
    if message is None or message.deleted:
        raise bad_request(missing)
    return message
