"""What every method that sends has in common."""

from typing import Any

from rehearsal import forward, keyboard, limit, markup, rule, speech
from rehearsal.call import Params
from rehearsal.chat import Chat
from rehearsal.error import bad_request
from rehearsal.message import Message
from rehearsal.method.target import chat_of, check_reach
from rehearsal.user import Json
from rehearsal.world import World


def send(world: World, params: Params, content: Json) -> Json:
    """Send `content` where the request says; the sent message."""
    return deliver(world, params, content).to_json()


def deliver(world: World, params: Params, content: Json, album: str | None = None) -> Message:
    """Send `content` after all that can stand in its way was checked."""
    chat = chat_of(world, params)
    if ephemeral := params.get("ephemeral_message_parameters"):
        return whisper(world, params, chat, content, ephemeral)
    check_reach(world, chat)
    if refusal := rule.post(chat, world.bot, content):
        raise bad_request(refusal)
    reply_to, extra = _reply(world, params, chat)
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    if (options := params.get("link_preview_options")) and "text" in content:
        extra["link_preview_options"] = options
    return speech.post(
        chat,
        world.bot,
        content | extra,
        reply_to=reply_to,
        topic=_topic(chat, params),
        markup=keyboard.checked(params.get("reply_markup"), private=chat.kind == "private"),
        album=album,
    )


def formatted(
    world: World,
    source: Json,
    field: str,
    *,
    mode: str = "parse_mode",
    entities: str | None = None,
) -> Json:
    """A text or caption and its entities, within the limits, as a message carries them."""
    caption = field == "caption"
    listed = entities or ("caption_entities" if caption else "entities")
    text, found = markup.rendered(
        world, str(source.get(field) or ""), source.get(mode), source.get(listed)
    )
    limit.check_text(text, caption=caption)
    content: Json = {field: text} if text else {}
    if found:
        content["caption_entities" if caption else "entities"] = found
    return content


def _reply(world: World, params: Params, chat: Chat) -> tuple[Message | None, Json]:
    given: Json = params.get("reply_parameters") or {}
    number = given.get("message_id", params.integer("reply_to_message_id"))
    if number is None:
        return None, {}
    lenient = given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")
    place = chat
    if "chat_id" in given and given["chat_id"] != chat.id:
        place = chat_of(world, Params({"chat_id": given["chat_id"]}))
    message = place.history.get(int(number))
    if message is None or message.deleted:
        if lenient:
            return None, {}
        raise bad_request("message to be replied not found")
    extra: Json = {}
    if quote := given.get("quote"):
        text, _ = markup.rendered(world, quote, given.get("quote_parse_mode"))
        if text not in message.text:
            raise bad_request("QUOTE_TEXT_INVALID")
        extra["quote"] = {"text": text, "position": message.text.index(text), "is_manual": True}
    if place is not chat:
        extra["external_reply"] = {
            "origin": forward.origin(message),
            "chat": place.to_json(),
            "message_id": message.id,
        }
        return None, extra
    return message, extra


def _topic(chat: Chat, params: Params) -> int | None:
    number = params.integer("message_thread_id")
    if not number:
        return None
    if chat.forum and number == 1:
        return None
    if not chat.forum and number in chat.history:
        return number
    topic = chat.topics.get(number)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not chat.has_right(chat.world.bot, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return topic.id


def whisper(
    world: World, params: Params, chat: Chat, content: Json, ephemeral: dict[str, Any]
) -> Message:
    """Send a message that one member of a group sees and nobody else."""
    if chat.kind not in ("group", "supergroup"):
        raise bad_request("ephemeral messages can be sent only to groups")
    receiver = world.user(int(ephemeral["receiver_user_id"]))
    if not chat.member(receiver).present:
        raise bad_request("USER_NOT_PARTICIPANT")
    if not chat.member(world.bot).is_admin and "callback_query_id" not in ephemeral:
        raise bad_request("not enough rights")
    number = len(chat.ephemeral) + 1
    message = Message(
        chat,
        0,
        world.now(),
        world.bot,
        content,
        world.bot,
        markup=keyboard.checked(params.get("reply_markup")),
        receiver=receiver,
        ephemeral_id=number,
    )
    chat.ephemeral[number] = message
    return message
