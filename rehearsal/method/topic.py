"""Topics of a forum."""

from rehearsal import event, forum
from rehearsal.call import Params
from rehearsal.chat import Chat, Topic
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.target import chat_of
from rehearsal.user import Json
from rehearsal.world import World


def _forum(world: World, params: Params) -> Chat:
    chat = chat_of(world, params)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not chat.has_right(world.bot, "can_manage_topics"):
        raise bad_request("not enough rights to manage topics")
    return chat


def _topic(chat: Chat, params: Params) -> Topic:
    topic = chat.topics.get(params.number("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return topic


@method("createForumTopic")
def create_forum_topic(world: World, params: Params) -> Json:
    chat = _forum(world, params)
    topic = forum.open_topic(chat, params.text("name"), world.bot)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": forum.COLOUR}


@method("editForumTopic")
def edit_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    topic.name = params.text("name") or topic.name
    event.service(chat, world.bot, thread=topic.id, forum_topic_edited={"name": topic.name})
    return True


@method("closeForumTopic")
def close_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    if topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    forum.close_topic(chat, topic, world.bot)
    return True


@method("reopenForumTopic")
def reopen_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    if not topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    forum.close_topic(chat, topic, world.bot, closed=False)
    return True


@method("deleteForumTopic")
def delete_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    for message in chat.messages:
        message.deleted = message.deleted or message.thread == topic.id
    del chat.topics[topic.id]
    return True
