"""Reactions: the bot's own, and taking away those of others."""

from rehearsal import reaction
from rehearsal.call import Params
from rehearsal.chat import Chat
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, message_of, user_of
from rehearsal.world import World

MISSING = "message to react not found"


@method("setMessageReaction")
def set_message_reaction(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    message = message_of(world, params, chat, MISSING)
    chosen = params.listing("reaction")
    if len(chosen) > 1 or any(one["type"] == "paid" for one in chosen):
        raise bad_request("REACTIONS_TOO_MANY")
    if chat.kind != "private" and not chat.may(world.bot, "can_react_to_messages"):
        raise bad_request("not enough rights to react")
    reaction.set_reactions(message, world.bot, chosen)
    return True


@method("deleteMessageReaction")
def delete_message_reaction(world: World, params: Params) -> bool:
    chat = _governed(world, params)
    message = message_of(world, params, chat, MISSING)
    reaction.set_reactions(message, user_of(world, params), [])
    return True


@method("deleteAllMessageReactions")
def delete_all_message_reactions(world: World, params: Params) -> bool:
    chat = _governed(world, params)
    user = user_of(world, params)
    for message in chat.messages:
        if user.id in message.reactions:
            reaction.set_reactions(message, user, [])
    return True


def _governed(world: World, params: Params) -> Chat:
    chat = chat_of(world, params)
    if not chat.has_right(world.bot, "can_delete_messages"):
        raise bad_request("not enough rights to delete reactions")
    return chat
