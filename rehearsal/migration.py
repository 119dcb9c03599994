"""A basic group becomes a supergroup."""

from rehearsal import event
from rehearsal.chat import Chat
from rehearsal.error import Refused
from rehearsal.user import ANONYMOUS_ADMIN


def upgrade(group: Chat) -> Chat:
    """The supergroup that follows a basic group.

    Both get a service message; the old id is refused from now on, and messages are numbered
    from the beginning.
    """
    if group.kind != "group" or group.migrated_to is not None:
        raise Refused("only a basic group can be upgraded, and only once")
    world = group.world
    successor = Chat(world, world.new_chat_id("supergroup"), "supergroup", group.title)
    successor.owner = group.owner
    successor.memberships = dict(group.memberships)
    successor.permissions = dict(group.permissions)
    event.service(group, group.owner, migrate_to_chat_id=successor.id)
    event.service(successor, ANONYMOUS_ADMIN, sender_chat=successor, migrate_from_chat_id=group.id)
    group.migrated_to = successor
    return successor
