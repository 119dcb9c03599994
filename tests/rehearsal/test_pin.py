"""Pinned messages."""

import pytest
from telegram import Bot
from telegram.error import BadRequest

from rehearsal import Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def top(bot: Bot, chat: Chat) -> int | None:
    found = (await bot.get_chat(chat.id)).pinned_message
    return None if found is None else found.message_id


async def test_the_newest_message_is_on_top_whenever_it_was_pinned(
    bot: Bot, club: Chat, eve: Person
) -> None:
    first, second, third = [eve.says(club, word) for word in ("one", "two", "three")]
    for message in (second, third, first):
        await bot.pin_chat_message(club.id, message.id)
    assert await top(bot, club) == third.id
    await bot.unpin_chat_message(club.id)
    assert await top(bot, club) == second.id
    await bot.unpin_chat_message(club.id, second.id)
    assert await top(bot, club) == first.id
    await bot.unpin_all_chat_messages(club.id)
    assert await top(bot, club) is None


async def test_people_pin_with_a_service_message_and_unpin_without(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    message = eve.says(club, "rules")
    ann.pins(message)
    ann.unpins(message)
    said, pinned = [update.message for update in await bot.get_updates()]
    assert (pinned.pinned_message.message_id, pinned.from_user.id) == (said.message_id, ann.id)
    assert club.pins == []
    for act in (eve.pins, eve.unpins):
        with pytest.raises(Refused, match="not enough rights to manage pinned"):
            act(message)


async def test_service_and_missing_messages_are_not_pinned(
    bot: Bot, club: Chat, ann: Person
) -> None:
    ann.retitles(club, "Circle")
    line = list(club.history)[-1]
    with pytest.raises(BadRequest, match="Message can't be pinned"):
        await bot.pin_chat_message(club.id, line)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(club.id, 4040)


async def test_a_deleted_message_is_pinned_no_more(bot: Bot, club: Chat, eve: Person) -> None:
    message = eve.says(club, "rules")
    await bot.pin_chat_message(club.id, message.id)
    eve.deletes(message)
    assert await top(bot, club) is None


async def test_a_channels_posts_are_pinned_in_its_group_without_a_word(
    tg: Telegram, bot: Bot, ann: Person
) -> None:
    channel = tg.channel("News", ann)
    group = tg.supergroup("Talk", ann, linked=channel)
    for chat in (channel, group):
        chat.add_bot()
    tg.world.queue.clear()
    post = ann.says(channel, "Big news")
    assert len(await bot.get_updates()) == 2
    assert post.discussion is not None
    assert await top(bot, group) == post.discussion.id
    ann.edits(post, "Bigger news")
    edited = (await bot.get_updates())[-1].edited_message
    assert (edited.text, edited.is_automatic_forward) == ("Bigger news", True)
    ann.pins(post)
    pinned = (await bot.get_updates())[-1].channel_post
    assert (pinned.pinned_message.message_id, pinned.sender_chat.id) == (post.id, channel.id)


async def test_pins_in_private(bot: Bot, eve: Person) -> None:
    message = eve.starts_bot()
    await bot.pin_chat_message(eve.id, message.id)
    assert await top(bot, eve.private) == message.id
