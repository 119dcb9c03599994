"""Reactions to messages."""

from rehearsal import event
from rehearsal.error import Refused
from rehearsal.message import Message
from rehearsal.user import Json, User


def react(person: User, message: Message, emoji: tuple[str, ...]) -> None:
    """Replace somebody's reactions to a message; none takes them back."""
    chat = message.chat
    if chat.kind != "private" and not chat.may(person, "can_react_to_messages"):
        raise Refused("not enough rights to react")
    set_reactions(message, person, [{"type": "emoji", "emoji": one} for one in emoji])


def set_reactions(message: Message, user: User, new: list[Json]) -> None:
    """Replace an account's reactions and tell the bot, unless it is the bot's own."""
    old = message.reactions.pop(user.id, [])
    if new:
        message.reactions[user.id] = new
    if old != new and user is not message.chat.world.bot:
        event.reacted(message, user, old)
