"""Messages: sending, editing, deleting, buttons, and what is refused."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, Forbidden

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="claim:1")]])


async def test_sent_html_becomes_text_and_entities(bot: Bot, club: Chat, eve: Person) -> None:
    html = f'<b>Hi</b> <a href="tg://user?id={eve.id}">Eve</a> &lt;3 #爬楼20170201201 '
    sent = await bot.send_message(club.id, html, parse_mode="HTML", reply_markup=KEYS)
    message = club.history[sent.message_id]
    assert message.text == "Hi Eve <3 #爬楼20170201201"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 0, 2),
        ("text_mention", 3, 3),
        ("hashtag", 10, 14),
    ]
    assert sent.entities[1].user.id == eve.id
    assert message.buttons == ["Claim"]


async def test_edit_needs_a_difference_and_an_own_message(
    bot: Bot, club: Chat, eve: Person
) -> None:
    sent = await bot.send_message(club.id, "1/5", reply_markup=KEYS)
    await bot.edit_message_text("2/5", club.id, sent.message_id, reply_markup=KEYS)
    for words, act in (
        (
            "Message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message",
            lambda: bot.edit_message_text("2/5", club.id, sent.message_id, reply_markup=KEYS),
        ),
        ("Message to edit not found", lambda: bot.edit_message_text("x", club.id, 4040)),
        (
            "Message can't be edited",
            lambda: bot.edit_message_text("x", club.id, eve.says(club, "mine").id),
        ),
    ):
        with pytest.raises(BadRequest) as caught:
            await act()
        assert caught.value.message == words
    message = club.history[sent.message_id]
    assert (message.text, message.edits, message.buttons) == ("2/5", ["2/5"], ["Claim"])
    await bot.edit_message_reply_markup(club.id, sent.message_id, reply_markup=None)
    assert message.buttons == []


async def test_deleting_skips_missing_but_fails_whole_on_one_that_cannot_go(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person
) -> None:
    old = eve.says(club, "old")
    clock.advance(48 * 3600 + 1)
    new = eve.says(club, "new")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_messages(club.id, [old.id, new.id])
    assert (old.deleted, new.deleted) == (False, False)
    await bot.delete_messages(club.id, [new.id, 99999])
    await bot.delete_messages(club.id, [new.id])
    assert new.deleted
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(club.id, new.id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(club.id, old.id)


async def test_reply_to_a_missing_message_is_refused_unless_allowed(
    bot: Bot, club: Chat, eve: Person
) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(club.id, "re", reply_to_message_id=404)
    lenient = ReplyParameters(404, allow_sending_without_reply=True)
    assert (
        await bot.send_message(club.id, "re", reply_parameters=lenient)
    ).reply_to_message is None
    message = eve.says(club, "hello")
    sent = await bot.send_message(club.id, "re", reply_to_message_id=message.id)
    assert sent.reply_to_message.message_id == message.id


async def test_press_is_answered_once_within_150_seconds(
    clock: ManualClock, tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    sent = await bot.send_message(club.id, "Packet", reply_markup=KEYS)
    message = club.history[sent.message_id]
    press = eve.presses(message, "Claim")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert (query.data, query.from_user.id, query.message.message_id) == (
        "claim:1",
        eve.id,
        message.id,
    )
    await bot.answer_callback_query(query.id, "You got 7", show_alert=True)
    answer = await press.answer
    assert (answer.text, answer.alert) == ("You got 7", True)

    late = eve.presses(message, "claim:1")
    clock.advance(151)
    with pytest.raises(BadRequest) as caught:
        await bot.answer_callback_query(late.id)
    assert caught.value.message == (
        "Query is too old and response timeout expired or query id is invalid"
    )
    assert late.answer.given is None
    with pytest.raises(LookupError):
        eve.presses(message, "No such button")
    assert eve.presses(message, forged="claim:999").data == "claim:999"


async def test_press_on_a_message_that_is_gone_is_inaccessible(
    bot: Bot, club: Chat, eve: Person
) -> None:
    sent = await bot.send_message(club.id, "Packet", reply_markup=KEYS)
    await bot.delete_message(club.id, sent.message_id)
    eve.presses(club.history[sent.message_id], "Claim")
    (update,) = await bot.get_updates()
    assert not update.callback_query.message.is_accessible


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("stranger", "bot can't initiate conversation with a user"),
        ("blocked", "bot was blocked by the user"),
        ("deactivated", "user is deactivated"),
        ("robot", "bot can't send messages to bots"),
    ],
)
async def test_private_chats_that_cannot_be_written_to(
    tg: Telegram, bot: Bot, how: str, words: str
) -> None:
    person = tg.person("Zoe", is_bot=how == "robot", started=how in ("blocked", "deactivated"))
    if how == "blocked":
        person.blocks_bot()
    if how == "deactivated":
        person.deactivates()
    with pytest.raises(Forbidden, match=words):
        await bot.send_message(person.id, "hello")


async def test_start_opens_the_private_chat_and_carries_a_payload(
    tg: Telegram, bot: Bot, eve: Person
) -> None:
    eve.starts_bot("code_abc")
    eve.blocks_bot()
    eve.starts_bot()
    kinds = [update.to_dict() for update in await bot.get_updates()]
    assert [kind.get("message", {}).get("text") for kind in kinds] == [
        "/start code_abc",
        None,
        None,
        "/start",
    ]
    sent = await bot.send_message(eve.id, "welcome")
    assert eve.private.last is eve.private.history[sent.message_id]


async def test_applicant_may_be_written_to_for_five_minutes(
    clock: ManualClock, bot: Bot, club: Chat, ann: Person, tg: Telegram
) -> None:
    zoe = tg.person("Zoe", bio="I read")
    zoe.requests(club, ann.invites(club, by_request=True))
    (update,) = await bot.get_updates()
    assert (update.chat_join_request.user_chat_id, update.chat_join_request.bio) == (
        zoe.id,
        "I read",
    )
    await bot.send_message(zoe.id, "Why do you want to join?")
    clock.advance(301)
    with pytest.raises(Forbidden):
        await bot.send_message(zoe.id, "Still there?")


async def test_copies_and_forwards(bot: Bot, tg: Telegram, club: Chat, eve: Person) -> None:
    eve.started = True
    source = eve.sends(club, photo=True, caption="sea")
    copy = await bot.copy_message(eve.id, club.id, source.id)
    assert eve.private.history[copy.message_id].content.get("forward_origin") is None
    forwarded = await bot.forward_message(eve.id, club.id, source.id)
    assert (forwarded.forward_origin.sender_user.id, forwarded.caption) == (eve.id, "sea")
    await bot.forward_messages(eve.id, club.id, [source.id, 404])
    assert eve.private.last is not None
    assert eve.private.last["forward_origin"]["sender_user"]["id"] == eve.id
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(eve.id, club.id, 404)


async def test_albums_share_a_group_id_and_the_caption_is_on_one(
    bot: Bot, club: Chat, eve: Person
) -> None:
    eve.sends_album(club, [{"photo": True, "caption": "us"}, {"photo": True}, {"video": True}])
    found = [update.message for update in await bot.get_updates()]
    assert len({message.media_group_id for message in found}) == 1
    assert [message.caption for message in found] == ["us", None, None]


async def test_person_edits_and_deletes_only_what_they_may(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    message = eve.says(club, "first")
    eve.edits(message, "second https://spam.example.com")
    _, edited = await bot.get_updates()
    assert edited.edited_message.text == message.text == "second https://spam.example.com"
    assert edited.edited_message.edit_date is not None
    assert [entity.type for entity in edited.edited_message.entities] == ["url"]
    with pytest.raises(Refused):
        ann.edits(message, "censored")
    with pytest.raises(Refused):
        eve.deletes(ann.says(club, "mine"))
    ann.deletes(message)
    assert message not in club.messages


async def test_edit_may_come_without_a_visible_change(bot: Bot, club: Chat, eve: Person) -> None:
    message = eve.says(club, "see https://a.example")
    eve.edits(message)
    said, edited = await bot.get_updates()
    assert edited.edited_message.text == said.message.text == "see https://a.example"


async def test_approving_somebody_who_came_in_meanwhile_is_settled_already(
    bot: Bot, tg: Telegram, club: Chat, ann: Person
) -> None:
    zoe = tg.person("Zoe")
    zoe.requests(club, ann.invites(club, by_request=True))
    zoe.joins(club, link=ann.invites(club))
    with pytest.raises(BadRequest, match="User_already_participant"):
        await bot.approve_chat_join_request(club.id, zoe.id)


async def test_topics(bot: Bot, tg: Telegram, ann: Person) -> None:
    forum = tg.supergroup("Forum", ann, forum=True)
    forum.add_bot()
    topic = tg.topic(forum, "Poetry")
    tg.world.queue.clear()
    said = ann.says(forum, "a haiku", topic=topic.id)
    assert said.to_json()["reply_to_message"]["message_id"] == topic.id
    (update,) = await bot.get_updates()
    assert (update.message.message_thread_id, update.message.is_topic_message) == (topic.id, True)
    sent = await bot.send_message(forum.id, "nice", message_thread_id=topic.id)
    assert forum.history[sent.message_id].thread == topic.id
    assert ann.says(forum, "in General").thread is None
    made = await bot.create_forum_topic(forum.id, "Prose")
    await bot.close_forum_topic(forum.id, made.message_thread_id)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "?", message_thread_id=4040)


async def test_thread_of_an_ordinary_supergroup_is_the_root_of_replies(
    club: Chat, ann: Person, eve: Person
) -> None:
    root = eve.says(club, "root")
    answer = ann.says(club, "answer", reply_to=root)
    again = eve.says(club, "again", reply_to=answer)
    assert (root.thread, answer.thread, again.thread) == (None, root.id, root.id)
    assert "is_topic_message" not in again.to_json()


async def test_pins(bot: Bot, club: Chat, eve: Person) -> None:
    first, second = eve.says(club, "one"), eve.says(club, "two")
    await bot.pin_chat_message(club.id, first.id)
    await bot.pin_chat_message(club.id, second.id)
    assert (await bot.get_chat(club.id)).pinned_message.message_id == second.id
    await bot.unpin_chat_message(club.id)
    assert club.pins == [first]
    await bot.unpin_all_chat_messages(club.id)
    assert club.pins == []


async def test_reactions(bot: Bot, club: Chat, eve: Person) -> None:
    message = eve.says(club, "/me")
    await bot.set_message_reaction(club.id, message.id, "👌")
    eve.reacts(message, "👍")
    eve.reacts(message)
    _, up, down = await bot.get_updates()
    assert [one.emoji for one in up.message_reaction.new_reaction] == ["👍"]
    assert [one.emoji for one in down.message_reaction.old_reaction] == ["👍"]
    eve.reacts(message, "💩")
    await bot.delete_all_message_reactions(club.id, user_id=eve.id)
    assert list(message.reactions) == [bot.id]


async def test_polls(bot: Bot, tg: Telegram, club: Chat, eve: Person) -> None:
    sent = await bot.send_poll(club.id, "When?", ["Mon", "Tue"], is_anonymous=False)
    eve.votes(club.history[sent.message_id], 1)
    poll, answer = await bot.get_updates()
    assert poll.poll.options[1].voter_count == 1
    assert (answer.poll_answer.user.id, answer.poll_answer.option_ids) == (eve.id, (1,))
    assert (await bot.stop_poll(club.id, sent.message_id)).is_closed


async def test_ephemeral_messages_are_seen_by_one(
    bot: Bot, tg: Telegram, club: Chat, ann: Person, eve: Person
) -> None:
    to_eve = {"ephemeral_message_parameters": {"receiver_user_id": eve.id}}
    sent = await bot.send_message(
        club.id, "Only you see this", reply_markup=KEYS, api_kwargs=to_eve
    )
    (message,) = eve.whispers(club)
    assert (sent.message_id, message.text, ann.whispers(club)) == (
        0,
        "Only you see this",
        [],
    )
    assert message not in club.messages
    eve.presses(message, "Claim")
    with pytest.raises(Refused):
        ann.presses(message, "Claim")
    about = {
        "chat_id": club.id,
        "receiver_user_id": eve.id,
        "ephemeral_message_id": sent.api_kwargs["ephemeral_message_id"],
    }
    await bot.do_api_request("editEphemeralMessageText", about | {"text": "Solved"})
    assert message.edits == ["Solved"]
    await bot.do_api_request("deleteEphemeralMessage", about)
    assert eve.whispers(club) == []


async def test_jump_link(club: Chat, eve: Person) -> None:
    message = eve.says(club, "here")
    assert message.link == f"https://t.me/c/{str(club.id)[4:]}/{message.id}"
