"""Changing what the bot has sent."""

from rehearsal import keyboard, speech
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.message import Message
from rehearsal.method.registry import method
from rehearsal.method.sending import formatted
from rehearsal.method.target import chat_of, message_of
from rehearsal.user import Json
from rehearsal.world import World

UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(world: World, params: Params) -> Json:
    message = editable(world, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    kept = {key: value for key, value in message.content.items() if key not in ("text", "entities")}
    return edit(message, kept | formatted(world, params.values, "text"), params)


@method("editMessageCaption")
def edit_message_caption(world: World, params: Params) -> Json:
    message = editable(world, params)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    gone = ("caption", "caption_entities")
    kept = {key: value for key, value in message.content.items() if key not in gone}
    return edit(message, kept | formatted(world, params.values, "caption"), params)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, params: Params) -> Json:
    message = editable(world, params)
    return edit(message, message.content, params)


def editable(world: World, params: Params) -> Message:
    """The message a request means to edit, which must be the bot's own."""
    if "inline_message_id" in params.values:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = chat_of(world, params)
    message = message_of(world, params, chat, "message to edit not found")
    other = chat.kind == "channel" and chat.has_right(world.bot, "can_edit_messages")
    if message.author is not world.bot and not other:
        raise bad_request("message can't be edited")
    return message


def edit(message: Message, content: Json, params: Params) -> Json:
    """Give a message new content and a new keyboard; both the same as before is refused."""
    markup = keyboard.checked(params.get("reply_markup"))
    if content == message.content and markup == message.markup:
        raise bad_request(UNCHANGED)
    speech.edit(message, content, markup)
    return message.to_json()
