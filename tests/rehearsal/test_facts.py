"""What Telegram is known to do with updates and messages, one test for each fact."""

import json
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import ChatMigrated, Conflict
from telegram.ext import Application, ContextTypes, ExtBot, MessageHandler, filters

from rehearsal import ManualClock, Telegram
from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.person import Person
from rehearsal.update import DEFAULT_KINDS


async def poll(tg: Telegram, **params: Any) -> bytes:
    url = f"{tg.base_url}/bot{tg.token}/getUpdates"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        return await answer.read()


def kinds(body: bytes) -> list[str]:
    return [list(update)[-1] for update in json.loads(body)["result"]]


async def test_updates_stay_until_the_offset_moves(tg: Telegram, eve: Person) -> None:
    """Polling again without a greater offset brings the same updates."""
    eve.tells_bot("hello")
    first = await poll(tg)
    number = json.loads(first)["result"][0]["update_id"]
    assert await poll(tg) == first
    assert kinds(await poll(tg, offset=number + 1)) == []


async def test_one_update_may_be_unparsable_among_others(
    tg: Telegram, bot: Bot, eve: Person
) -> None:
    """PTB can't read a batch with such an update; raw, the others can be told from it."""
    tg.faults.order(kind="unparsable")
    eve.tells_bot("fine")
    with pytest.raises(KeyError):
        await bot.get_updates()
    odd, fine = json.loads(await poll(tg))["result"]
    assert (odd["message"]["chat"], Update.de_json(fine, bot).message.text) == ([], "fine")


async def test_a_lone_surrogate_spoils_a_batch_for_strict_readers(
    tg: Telegram, eve: Person
) -> None:
    """msgspec refuses the whole batch, `json` reads it."""
    tg.faults.order(kind="surrogate")
    eve.tells_bot("fine")
    body = await poll(tg)
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(body)
    texts = [update["message"]["text"] for update in json.loads(body)["result"]]
    assert texts == ["half \ud83d an emoji", "fine"]


async def test_bad_utf8_is_another_error(tg: Telegram) -> None:
    """Bytes that are no text fail before they are JSON."""
    tg.faults.order(kind="bad_utf8")
    with pytest.raises(UnicodeDecodeError):
        json.loads(await poll(tg))


async def test_an_answer_may_be_cut_off_and_comes_whole_again(tg: Telegram, eve: Person) -> None:
    """Half an answer is no JSON; the updates are still there."""
    eve.tells_bot("hello")
    tg.faults.order(method="getUpdates", kind="truncated")
    with pytest.raises(json.JSONDecodeError):
        json.loads(await poll(tg))
    assert kinds(await poll(tg)) == ["message"]


async def test_some_kinds_are_never_sent_by_default(
    tg: Telegram, club: Chat, ann: Person, eve: Person
) -> None:
    """`chat_member` and both kinds of reactions must be named in `allowed_updates`."""
    for allowed, expected in (
        ([], ["message"]),
        (
            ["chat_member", "message", "message_reaction", "message_reaction_count"],
            ["message", "message_reaction", "chat_member"],
        ),
    ):
        tg.world.queue.clear()
        await poll(tg, allowed_updates=allowed)
        eve.reacts(eve.says(club, "hi"), "👍")
        ann.restricts(eve, club, can_send_messages=True, can_react_to_messages=bool(not allowed))
        assert kinds(await poll(tg)) == expected
        ann.restricts(eve, club, **dict.fromkeys(club.member(eve).permissions, True))


async def test_only_administrators_hear_of_members_requests_and_reactions(
    tg: Telegram, club: Chat, ann: Person, eve: Person
) -> None:
    """To a bot that is a plain member, only messages come."""
    club.set_bot_rights()
    tg.world.queue.clear()
    eve.reacts(eve.says(club, "hi"), "👍")
    ann.restricts(eve, club)
    tg.person("Zoe").requests(club, ann.invites(club, by_request=True))
    assert kinds(await poll(tg)) == ["message"]


async def test_own_messages_are_no_updates_but_own_pins_and_removals_are(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    """Service messages that the bot caused come back to it."""
    sent = await bot.send_message(club.id, "board")
    await bot.pin_chat_message(club.id, sent.message_id)
    await bot.ban_chat_member(club.id, eve.id)
    found = [one["message"] for one in json.loads(await poll(tg))["result"] if "message" in one]
    assert [list(one)[-1] for one in found] == ["pinned_message", "left_chat_member"]
    assert [one["from"]["id"] for one in found] == [bot.id, bot.id]


@pytest.mark.parametrize(
    ("seconds", "left"),
    [
        (150, ["message", "callback_query", "pre_checkout_query"]),
        (151, ["message"]),
        (86401, []),
    ],
)
async def test_updates_wait_a_day_and_queries_150_seconds(
    clock: ManualClock,
    tg: Telegram,
    bot: Bot,
    eve: Person,
    ticket: dict[str, Any],
    seconds: int,
    left: list[str],
) -> None:
    """What is older than 24 hours is gone; callback and pre-checkout queries live 150 s."""
    eve.starts_bot()
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = await bot.send_message(eve.id, "?", api_kwargs={"reply_markup": keys})
    eve.presses(eve.private.history[sent.message_id], "Go")
    eve.pays(await bot.create_invoice_link(**ticket))
    clock.advance(seconds)
    assert kinds(await poll(tg)) == left


async def test_a_second_poller_gets_409(tg: Telegram, bot: Bot) -> None:
    """Only one getUpdates may be open; with a webhook set, none."""
    tg.faults.order(method="getUpdates", kind="409")
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await bot.get_updates()
    await bot.set_webhook("https://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()


async def test_webhooks_have_a_line_for_each_chat_and_for_each_user(
    tg: Telegram, bot: Bot, club: Chat, eve: Person, ticket: dict[str, Any]
) -> None:
    """With the secret in a header, again after a failure; no order between kinds."""
    seen: list[tuple[str | None, str]] = []
    refusals = ["message"]

    async def receive(request: web.BaseRequest) -> web.Response:
        kind = list(json.loads(await request.read()))[-1]
        if kind in refusals:
            refusals.remove(kind)
            return web.Response(status=500)
        seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), kind))
        return web.Response()

    runner = web.ServerRunner(web.Server(receive))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        eve.says(club, "hello")
        eve.pays(await bot.create_invoice_link(**ticket))
        await bot.set_webhook(address, secret_token="s3cret")
        await tg.until(lambda: len(seen) == 2)
        await bot.delete_webhook()
    finally:
        await runner.cleanup()
    assert seen == [("s3cret", "pre_checkout_query"), ("s3cret", "message")]


async def test_big_groups_keep_silent_about_joins(
    tg: Telegram, club: Chat, ann: Person, eve: Person
) -> None:
    """`chat_member` is the truth, the service message may be missing."""
    club.big = True
    eve.leaves(club)
    eve.joins(club, link=ann.invites(club))
    assert kinds(await poll(tg)) == ["chat_member", "chat_member"]


async def test_an_album_is_several_messages(bot: Bot, club: Chat, eve: Person) -> None:
    """They have one `media_group_id`, and usually one caption."""
    eve.sends_album(club, [{"photo": True}, {"photo": True, "caption": "us"}])
    found = [update.message for update in await bot.get_updates()]
    assert [one.caption for one in found] == [None, "us"]
    assert found[0].media_group_id == found[1].media_group_id


async def test_an_edit_may_change_nothing_visible(bot: Bot, club: Chat, eve: Person) -> None:
    """`edited_message` comes when, for example, a link preview was added."""
    eve.edits(eve.says(club, "see https://a.example"))
    said, edited = await bot.get_updates()
    assert said.message.text == edited.edited_message.text


async def test_masks_have_ids_of_their_own(tg: Telegram, club: Chat, ann: Person) -> None:
    """Anonymous administrators, linked channels and members' channels: `from` is nobody."""
    channel = tg.channel("Ann's", ann)
    club.linked, channel.linked = channel, club
    post = ann.says(channel, "post").discussion
    masked = [ann.says(club, "a", anonymously=True), ann.says(club, "b", as_channel=channel), post]
    found = [one.to_json() for one in masked if isinstance(one, Message)]
    assert [(one["from"]["id"], one["sender_chat"]["id"]) for one in found] == [
        (1087968824, club.id),
        (136817688, channel.id),
        (777000, channel.id),
    ]
    assert found[2]["is_automatic_forward"] is True


async def test_a_group_that_grows_gets_another_id(tg: Telegram, bot: Bot, ann: Person) -> None:
    """Service messages on both sides, the new id in the refusal, message ids from the start."""
    group = tg.group("Friends", ann)
    group.add_bot()
    new = tg.upgrade(group)
    old, fresh = [update.message for update in (await bot.get_updates())[-2:]]
    assert (old.migrate_to_chat_id, fresh.migrate_from_chat_id) == (new.id, group.id)
    assert fresh.message_id == 1
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "anyone?")
    assert caught.value.new_chat_id == new.id


async def test_threads_are_topics_or_roots_of_replies(
    tg: Telegram, club: Chat, ann: Person
) -> None:
    """General has no `message_thread_id`; in an ordinary supergroup it is the reply root."""
    forum = tg.supergroup("Forum", ann, forum=True)
    topic = tg.topic(forum, "Poetry")
    root = ann.says(club, "root")
    answer = ann.says(club, "deep", reply_to=ann.says(club, "answer", reply_to=root))
    found = [ann.says(forum, "a", topic=topic.id), ann.says(forum, "b"), answer]
    assert [one.thread for one in found] == [topic.id, None, root.id]


async def test_other_bots_are_heard_only_when_that_is_switched_on(tg: Telegram, club: Chat) -> None:
    """Bot-to-bot mode is off at first."""
    robot = tg.person("Robot", is_bot=True)
    tg.seat(robot, club)
    for tg.world.bot_to_bot in (False, True):
        robot.says(club, "beep")
    assert kinds(await poll(tg)) == ["message"]


async def test_an_application_without_updater_works(tg: Telegram, club: Chat, eve: Person) -> None:
    """Built on our own bot object, it processes updates after `initialize` alone."""
    base = tg.base_url
    own = ExtBot(tg.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")
    app = Application.builder().bot(own).updater(None).job_queue(None).build()
    got: list[bytes] = []

    async def fetch(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        file = await update.message.document.get_file()
        got.append(bytes(await file.download_as_bytearray()))

    app.add_handler(MessageHandler(filters.ALL, fetch))
    async with app:
        sent = eve.sends(club, document=b"a,b")
        (update,) = await app.bot.get_updates()
        await app.process_update(update)
    assert got == [b"a,b"] == [sent.file]


async def test_default_kinds_are_all_but_three(tg: Telegram) -> None:
    """Everything is on but member changes and reactions."""
    assert not {"chat_member", "message_reaction", "message_reaction_count"} & DEFAULT_KINDS
