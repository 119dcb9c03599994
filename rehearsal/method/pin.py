"""Pinning and unpinning."""

from rehearsal import rule, speech
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, message_of
from rehearsal.world import World


@method("pinChatMessage")
def pin_chat_message(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if refusal := rule.pin(chat, world.bot):
        raise bad_request(refusal)
    message = message_of(world, params, chat, "message to pin not found")
    if message.service:
        raise bad_request("message can't be pinned")
    speech.pin(message, by=world.bot)
    return True


@method("unpinChatMessage")
def unpin_chat_message(world: World, params: Params) -> bool:
    """Without an id the newest of the pinned messages goes."""
    chat = chat_of(world, params)
    if refusal := rule.pin(chat, world.bot):
        raise bad_request(refusal)
    if params.integer("message_id") is None:
        message = chat.pinned
    else:
        message = message_of(world, params, chat, "message to unpin not found")
    if message in chat.pins:
        chat.pins.remove(message)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    if refusal := rule.pin(chat, world.bot):
        raise bad_request(refusal)
    chat.pins.clear()
    return True
