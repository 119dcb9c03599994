"""What tests of codes do again and again: give one, and look at what carries it."""

import re

from rehearsal.chat import Chat
from rehearsal.message import Message
from tests.house.scene import Scene

RIGHTS = ("can_delete_messages", "can_restrict_members", "can_pin_messages")
CODE = re.compile(r"#[^\W_]*[^\W\d_](\d{11,})")
HEADS = ("📖 Bookmarks ·", "📖 楼号索引")


async def rights(scene: Scene, *given: str) -> None:
    """What the bot may do."""
    scene.group.set_bot_rights(*(given or RIGHTS))
    await scene.quiet()


def is_index(one: Message) -> bool:
    return one.text.startswith(HEADS)


def indexes(scene: Scene, chat: Chat | None = None) -> list[Message]:
    """The messages of the index that stand."""
    return [one for one in scene.lines(chat) if is_index(one)]


def carrying(scene: Scene, title: str, chat: Chat | None = None) -> list[Message]:
    """The bot's messages that stand and carry a code with that title."""
    return [
        one
        for one in scene.lines(chat)
        if title in one.text and CODE.search(one.text) and not is_index(one)
    ]


def code_of(one: Message) -> str:
    """The digits that a message carries."""
    found = CODE.search(one.text)
    assert found is not None, one.text
    return found[1]


async def listed(scene: Scene, title: str, chat: Chat | None = None) -> Message:
    """Wait until a code stands in the chat and in the index; the message that carries it."""
    await scene.tg.until(lambda: carrying(scene, title, chat))
    await scene.tg.until(lambda: any(title in one.text for one in indexes(scene, chat)))
    await scene.tg.idle()
    return carrying(scene, title, chat)[0]


async def give(scene: Scene, title: str, to: Message) -> Message:
    """Ann gives a message a code; the message that carries it."""
    scene.clock.advance(4)
    scene.ann.says(to.chat, f"/stair {title}", reply_to=to)
    return await listed(scene, title, to.chat)


def links(one: Message) -> list[str]:
    """Where the texts and buttons of a message lead."""
    content = one.content.get("entities") or []
    found = [entity["url"] for entity in content if entity["type"] == "text_link"]
    rows = (one.markup or {}).get("inline_keyboard", [])
    return found + [button["url"] for row in rows for button in row if "url" in button]
