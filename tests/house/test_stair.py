"""Codes: given, pinned, listed, renamed, taken off; talks; the form of WeChat."""

import re

import pytest

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.message import Message
from tests.house.conftest import DAY, HOUR, MINUTE, Scene

RIGHTS = ("can_delete_messages", "can_restrict_members", "can_pin_messages")
CODE = re.compile(r"#(?:stairs|爬楼)(\d{11,})")


async def rights(scene: Scene, *more: str) -> None:
    """What the bot may do."""
    scene.group.set_bot_rights(*RIGHTS, *more)
    await scene.quiet()


def carrying(scene: Scene, title: str, chat: Chat | None = None) -> list[Message]:
    """The bot's messages that stand and carry a code with that title."""
    return [
        one
        for one in scene.lines(chat)
        if title in one.text and CODE.search(one.text) and not is_index(one)
    ]


def is_index(one: Message) -> bool:
    return one.text.startswith(("📖 Bookmarks ·", "📖 楼号索引"))


def indexes(scene: Scene) -> list[Message]:
    return [one for one in scene.lines() if is_index(one)]


async def give(scene: Scene, title: str, to: Message) -> Message:
    """Ann gives a message a code; the message that carries it."""
    scene.clock.advance(4)
    scene.ann.says(scene.group, f"/stair {title}", reply_to=to)
    await scene.tg.until(lambda: carrying(scene, title))
    await scene.tg.until(lambda: any(title in one.text for one in indexes(scene)))
    await scene.tg.idle()
    return carrying(scene, title)[0]


def code_of(one: Message) -> str:
    found = CODE.search(one.text)
    assert found is not None
    return found[1]


async def test_code_is_posted_in_reply_pinned_and_listed(scene: Scene, tg: Telegram) -> None:
    await rights(scene)
    said = scene.bob.says(scene.group, "How we run a relay: first …")
    post = await give(scene, "Relays", said)
    digits = code_of(post)
    assert post.reply_to is said
    assert post.text == f"📌 Relays\n#stairs{digits} #stairs"
    assert post.entity("hashtag") == [f"#stairs{digits}", "#stairs"]
    assert digits.endswith("001")
    (index,) = indexes(scene)
    assert f"#stairs{digits} Relays" in index.text
    assert f"t.me/bookclub/{said.id}" in str(index.content)
    assert set(scene.group.pins) == {post, index}
    pins = tg.calls_of("pinChatMessage")
    assert [call.params.get("disable_notification") for call in pins] == [True] * len(pins)
    await tg.until(lambda: not [m for m in scene.group.messages if "pinned_message" in m.content])
