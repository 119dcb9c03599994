"""Taking messages away."""

from rehearsal import rule, speech
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of, message_of
from rehearsal.world import World


@method("deleteMessage")
def delete_message(world: World, params: Params) -> bool:
    chat = chat_of(world, params)
    message = message_of(world, params, chat, "message to delete not found")
    if refusal := rule.delete(world.bot, message):
        raise bad_request(refusal)
    speech.erase(message)
    return True


@method("deleteMessages")
def delete_messages(world: World, params: Params) -> bool:
    """Missing ids are skipped; one message that can't be deleted fails the whole call."""
    chat = chat_of(world, params)
    found = [chat.history.get(int(number)) for number in params.listing("message_ids")]
    messages = [message for message in found if message is not None and not message.deleted]
    for message in messages:
        if refusal := rule.delete(world.bot, message):
            raise bad_request(refusal)
    for message in messages:
        speech.erase(message)
    return True
