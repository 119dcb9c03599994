"""Messages that one member of a group sees and nobody else."""

from rehearsal import keyboard
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.message import Message
from rehearsal.method.registry import method
from rehearsal.method.sending import formatted
from rehearsal.method.target import chat_of
from rehearsal.user import Json
from rehearsal.world import World


def _message(world: World, params: Params) -> Message:
    chat = chat_of(world, params)
    message = chat.ephemeral.get(params.number("ephemeral_message_id"))
    receiver = None if message is None or message.deleted else message.receiver
    if message is None or receiver is None or receiver.id != params.number("receiver_user_id"):
        raise bad_request("message to edit not found")
    return message


def _edit(message: Message, content: Json, params: Params) -> bool:
    message.content = message.content | content
    message.markup = keyboard.checked(params.get("reply_markup"))
    message.edit_date = message.chat.world.now()
    message.edits.append(message.text)
    return True


@method("editEphemeralMessageText")
def edit_ephemeral_message_text(world: World, params: Params) -> bool:
    content = formatted(world, params.values, "text")
    return _edit(_message(world, params), {"entities": []} | content, params)


@method("editEphemeralMessageCaption")
def edit_ephemeral_message_caption(world: World, params: Params) -> bool:
    content = formatted(world, params.values, "caption")
    return _edit(_message(world, params), {"caption_entities": []} | content, params)


@method("editEphemeralMessageReplyMarkup")
def edit_ephemeral_message_reply_markup(world: World, params: Params) -> bool:
    return _edit(_message(world, params), {}, params)


@method("deleteEphemeralMessage")
def delete_ephemeral_message(world: World, params: Params) -> bool:
    _message(world, params).deleted = True
    return True
