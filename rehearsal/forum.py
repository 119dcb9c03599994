"""Topics of a forum, opened and closed by whoever may."""

from rehearsal import event
from rehearsal.chat import Chat, Topic
from rehearsal.user import User

COLOUR = 7322096


def open_topic(chat: Chat, name: str, by: User | None) -> Topic:
    """A new topic, numbered like the service message that opens it."""
    number = chat.next_id()
    created = {"name": name, "icon_color": COLOUR}
    event.service(chat, by, thread=number, message_id=number, forum_topic_created=created)
    topic = chat.topics[number] = Topic(number, name)
    return topic


def close_topic(chat: Chat, topic: Topic, by: User | None, *, closed: bool = True) -> None:
    """Close or reopen a topic."""
    topic.closed = closed
    if closed:
        event.service(chat, by, thread=topic.id, forum_topic_closed={})
    else:
        event.service(chat, by, thread=topic.id, forum_topic_reopened={})
