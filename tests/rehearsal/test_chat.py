"""Kinds of chats: channels, discussion groups, migration, profiles."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import ChatMigrated, Forbidden

from rehearsal import Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def test_upgrade_gives_a_new_id_and_refuses_the_old(
    tg: Telegram, bot: Bot, ann: Person
) -> None:
    group = tg.group("Old friends", ann)
    group.add_bot()
    tg.world.queue.clear()
    ann.says(group, "let us grow")
    new = tg.upgrade(group)
    _, left, came = [update.message for update in await bot.get_updates()]
    assert (left.chat.id, left.migrate_to_chat_id) == (group.id, new.id)
    assert (came.chat.id, came.migrate_from_chat_id, came.message_id) == (new.id, group.id, 1)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "anyone?")
    assert caught.value.new_chat_id == new.id
    assert str(new.id).startswith("-100")
    await bot.send_message(new.id, "here we are")
    assert new.status(ann) == "creator"
    with pytest.raises(Refused):
        ann.says(group, "hello?")


async def test_basic_groups_and_private_chats_share_a_counter(tg: Telegram, ann: Person) -> None:
    group = tg.group("Old friends", ann)
    ids = [ann.says(group, "a").id, ann.tells_bot("b").id, ann.says(group, "c").id]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]


async def test_channel_posts_reach_the_linked_group_by_telegram(
    tg: Telegram, bot: Bot, ann: Person, eve: Person
) -> None:
    channel = tg.channel("News", ann)
    group = tg.supergroup("News talk", ann, linked=channel)
    for chat in (channel, group):
        chat.add_bot()
    tg.world.queue.clear()
    post = ann.says(channel, "Big news")
    posted, copied = await bot.get_updates()
    assert (posted.channel_post.sender_chat.id, posted.channel_post.from_user) == (channel.id, None)
    copy = copied.message
    assert copy.is_automatic_forward
    assert (copy.from_user.id, copy.sender_chat.id) == (777000, channel.id)
    assert copy.forward_origin.message_id == post.id
    assert (await bot.get_chat(group.id)).linked_chat_id == channel.id
    assert post.discussion is not None
    comment = eve.says(group, "First!", reply_to=post.discussion)
    assert comment.thread == post.discussion.id
    with pytest.raises(Refused):
        eve.says(group, "not a comment")


async def test_bot_needs_the_right_to_post_in_a_channel(
    tg: Telegram, bot: Bot, ann: Person
) -> None:
    channel = tg.channel("News", ann)
    with pytest.raises(Refused):
        tg.person("Zoe").says(channel, "hello")
    channel.add_bot(rights=["can_edit_messages"])
    with pytest.raises(Exception, match="administrator rights in the channel"):
        await bot.send_message(channel.id, "hello")
    channel.remove_bot()
    with pytest.raises(Forbidden, match="kicked from the channel"):
        await bot.send_message(channel.id, "hello")


async def test_chat_information(tg: Telegram, bot: Bot, club: Chat, eve: Person) -> None:
    eve.bio = "reader"
    assert (await bot.get_chat(eve.id)).bio == "reader"
    await bot.set_chat_title(club.id, "Reading circle")
    await bot.set_chat_description(club.id, "We read")
    found = await bot.get_chat(club.id)
    assert (found.title, found.description) == ("Reading circle", "We read")
    assert found.permissions is not None
    assert found.permissions.can_send_messages
    assert (await bot.get_me()).username == "louzhang_bot"


async def test_titles_and_names_change_without_and_with_notice(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    eve.renames("Eva", "Ling")
    ann.retitles(club, "Book circle")
    eve.says(club, "hi")
    title, said = await bot.get_updates()
    assert title.message.new_chat_title == "Book circle"
    assert said.message.from_user.full_name == "Eva Ling"


async def test_commands_by_scope_and_language(bot: Bot, club: Chat) -> None:
    scope = BotCommandScopeChat(club.id)
    await bot.set_my_commands([BotCommand("rules", "规则")], scope, language_code="zh")
    assert [one.command for one in await bot.get_my_commands(scope, "zh")] == ["rules"]
    assert await bot.get_my_commands() == ()
    await bot.delete_my_commands(scope, "zh")
    assert await bot.get_my_commands(scope, "zh") == ()
    await bot.set_my_description("A warden")
    assert (await bot.get_my_description()).description == "A warden"
