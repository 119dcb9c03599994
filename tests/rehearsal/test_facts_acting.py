"""What Telegram is known to do with what a bot asks for, one test for each fact."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot, ChatMember, ChatPermissions
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person

DAY = 86400
NOBODY = ChatPermissions.no_permissions()


@pytest.mark.parametrize(("term", "ends"), [(29, 0), (30, 30), (366 * DAY, 366 * DAY)])
@pytest.mark.parametrize("act", ["ban", "restrict"])
async def test_terms_too_near_are_for_ever(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person, act: str, term: int, ends: int
) -> None:
    """`until_date` nearer than 30 seconds has no end."""
    until = int(clock.now()) + term
    if act == "ban":
        await bot.ban_chat_member(club.id, eve.id, until_date=until)
    else:
        await bot.restrict_chat_member(club.id, eve.id, NOBODY, until_date=until)
    assert club.member(eve).until == (until if ends else 0)


async def test_terms_too_far_are_for_ever(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person
) -> None:
    """`until_date` farther than 366 days has no end."""
    await bot.ban_chat_member(club.id, eve.id, until_date=int(clock.now()) + 366 * DAY + 1)
    assert club.member(eve).until == 0


@pytest.mark.parametrize("bans", [True, False])
async def test_a_kick_leaves_no_ban(
    bot: Bot, club: Chat, ann: Person, eve: Person, bans: bool
) -> None:
    """A ban that is lifted, or `unbanChatMember` on somebody present."""
    if bans:
        await bot.ban_chat_member(club.id, eve.id)
    await bot.unban_chat_member(club.id, eve.id, only_if_banned=bans)
    assert club.status(eve) == ChatMember.LEFT
    eve.joins(club, link=ann.invites(club))


async def test_revoking_messages_deletes_none_in_a_supergroup(
    bot: Bot, club: Chat, eve: Person
) -> None:
    """`revoke_messages` is for other kinds of chats."""
    message = eve.says(club, "ad")
    await bot.ban_chat_member(club.id, eve.id, revoke_messages=True)
    assert not message.deleted


async def test_deleting_many(
    clock: ManualClock, tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    """At most 100 and 48 hours old; missing ids are skipped, one old message fails the call."""
    old = eve.says(club, "old")
    clock.advance(48 * 3600 + 1)
    new = eve.says(club, "new")
    with pytest.raises(BadRequest, match="can't be deleted"):
        await bot.delete_messages(club.id, [old.id, new.id])
    assert not new.deleted
    assert await bot.delete_messages(club.id, [new.id, *range(9000, 9099)])
    assert new.deleted
    with pytest.raises(BadRequest, match="1-100 items"):
        await bot.delete_messages(club.id, list(range(101)))
    tg.violations.clear()


async def test_a_restriction_replaces_the_whole_set(bot: Bot, club: Chat, eve: Person) -> None:
    """What is omitted is false; nothing but true lifts it."""
    for chosen, expected in (
        (ChatPermissions(can_send_photos=True), (True, False)),
        (ChatPermissions(can_send_videos=True), (False, True)),
    ):
        await bot.restrict_chat_member(
            club.id, eve.id, chosen, use_independent_chat_permissions=True
        )
        own = club.member(eve).permissions
        assert (own["can_send_photos"], own["can_send_videos"]) == expected
    await bot.restrict_chat_member(club.id, eve.id, ChatPermissions.all_permissions())
    assert club.status(eve) == "member"


async def test_personal_and_chat_permissions_both_count(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    """Who may by their own set may still not by the chat's."""
    ann.restricts(eve, club, can_send_messages=True, can_send_photos=True)
    await bot.set_chat_permissions(club.id, ChatPermissions(can_send_messages=True))
    with pytest.raises(Refused, match="photos"):
        eve.sends(club, photo=True)


@pytest.mark.parametrize(("seconds", "settled"), [(300, False), (301, False), (1, True)])
async def test_who_knocks_may_be_written_to_for_five_minutes(
    clock: ManualClock,
    tg: Telegram,
    bot: Bot,
    club: Chat,
    ann: Person,
    seconds: int,
    settled: bool,
) -> None:
    """While the request is pending, and no longer."""
    zoe = tg.person("Zoe")
    zoe.requests(club, ann.invites(club, by_request=True))
    clock.advance(seconds)
    if settled:
        await bot.decline_chat_join_request(club.id, zoe.id)
    if settled or seconds > 300:
        with pytest.raises(Forbidden, match="can't initiate conversation"):
            await bot.send_message(zoe.id, "Why?")
    else:
        assert (await bot.send_message(zoe.id, "Why?")).text == "Why?"


async def test_requests_that_are_settled_say_so(
    tg: Telegram, bot: Bot, club: Chat, ann: Person
) -> None:
    """By one of two errors, whichever way they were settled."""
    link = ann.invites(club, by_request=True)
    zoe, ben = tg.people("Zoe", "Ben")
    for person, settle, words in (
        (zoe, ann.approves, "User_already_participant"),
        (ben, ann.declines, "Hide_requester_missing"),
    ):
        person.requests(club, link)
        settle(person, club)
        with pytest.raises(BadRequest, match=words):
            await bot.approve_chat_join_request(club.id, person.id)


async def test_the_link_is_missing_for_public_joins_and_rejoins(
    tg: Telegram, bot: Bot, ann: Person
) -> None:
    """`ChatMemberUpdated.invite_link` tells of first joins by a link only."""
    agora = tg.supergroup("Agora", ann, username="agora")
    agora.add_bot()
    made = await bot.create_chat_invite_link(agora.id)
    zoe, ben = tg.people("Zoe", "Ben")
    ben.joins(agora)
    zoe.joins(agora, link=agora.links[made.invite_link])
    zoe.leaves(agora)
    zoe.joins(agora, link=agora.links[made.invite_link])
    found = [update.chat_member for update in await bot.get_updates() if update.chat_member]
    joined = [one for one in found if one.new_chat_member.status == "member"]
    assert [one.invite_link is not None for one in joined] == [False, True, False]


async def test_a_link_asks_for_approval_or_counts(tg: Telegram, bot: Bot, club: Chat) -> None:
    """`creates_join_request` excludes `member_limit`."""
    with pytest.raises(BadRequest, match="Member limit can't be specified"):
        await bot.create_chat_invite_link(club.id, creates_join_request=True, member_limit=1)
    tg.violations.clear()


async def test_subscription_links_are_for_channels(tg: Telegram, bot: Bot, club: Chat) -> None:
    """In a group, a paid term needs an end of one's own."""
    with pytest.raises(BadRequest, match="only in channel chats"):
        await bot.create_chat_subscription_invite_link(club.id, 2592000, 10)


async def test_the_charge_id_tells_payments_apart(
    bot: Bot, eve: Person, ticket: dict[str, Any]
) -> None:
    """Two payments of one invoice differ in `telegram_payment_charge_id` alone."""
    link = await bot.create_invoice_link(**ticket)
    for _ in range(2):
        await bot.answer_pre_checkout_query(eve.pays(link).id, ok=True)
    messages = [update.message for update in await bot.get_updates() if update.message]
    found = [message.successful_payment for message in messages]
    assert len({one.telegram_payment_charge_id for one in found}) == 2
    assert len({one.invoice_payload for one in found}) == 1


async def test_groups_take_20_sends_and_edits_a_minute(
    clock: ManualClock, tg: Telegram, bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    """Deletes and restrictions go on, other chats too, and a minute later the group as well."""
    tg.faults.limit_groups(20)
    other = tg.supergroup("Other", ann)
    other.add_bot()
    sent = await bot.send_message(club.id, "0")
    for number in range(1, 20):
        await bot.edit_message_text(str(number), club.id, sent.message_id)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(club.id, "one too many")
    await bot.delete_message(club.id, eve.says(club, "ad").id)
    await bot.restrict_chat_member(club.id, eve.id, NOBODY)
    await bot.send_message(other.id, "free")
    clock.advance(caught.value._retry_after.total_seconds())
    assert (await bot.send_message(club.id, "now")).text == "now"


async def test_a_send_without_an_answer_may_have_been_sent(
    tg: Telegram, bot: Bot, club: Chat
) -> None:
    """Sends are not safe to repeat: the answer may be lost after the effect."""
    tg.faults.order(method="sendMessage", kind="lost")
    with pytest.raises(NetworkError):
        await bot.send_message(club.id, "once")
    await bot.send_message(club.id, "once")
    assert [message.text for message in club.messages[-2:]] == ["once", "once"]


async def test_deletes_and_bans_are_safe_to_repeat(bot: Bot, club: Chat, eve: Person) -> None:
    """The second time changes nothing and fails nothing."""
    message = eve.says(club, "ad")
    acts: list[Callable[[], Awaitable[bool]]] = [
        lambda: bot.delete_messages(club.id, [message.id]),
        lambda: bot.ban_chat_member(club.id, eve.id),
        lambda: bot.unban_chat_member(club.id, eve.id, only_if_banned=True),
    ]
    assert [await act() for act in acts for _ in range(2)] == [True] * 6


async def test_ephemeral_messages_are_seen_by_one(bot: Bot, club: Chat, eve: Person) -> None:
    """They are in nobody else's chat, and have no ordinary id."""
    to_eve = {"ephemeral_message_parameters": {"receiver_user_id": eve.id}}
    sent = await bot.send_message(club.id, "psst", api_kwargs=to_eve)
    assert (sent.message_id, [one.text for one in eve.whispers(club)]) == (0, ["psst"])
    assert club.find("psst") is None


@pytest.mark.parametrize(("seconds", "works"), [(10, True), (11, False)])
async def test_guard_bots_answer_requests_by_query(
    clock: ManualClock, tg: Telegram, bot: Bot, club: Chat, ann: Person, seconds: int, works: bool
) -> None:
    """Within ten seconds; afterwards the request waits like any other."""
    club.guarded = True
    zoe = tg.person("Zoe")
    query = zoe.requests(club, ann.invites(club, by_request=True)).query
    clock.advance(seconds)
    answer = {"chat_join_request_query_id": query, "result": "approve"}
    if not works:
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.do_api_request("answerChatJoinRequestQuery", answer)
        await bot.approve_chat_join_request(club.id, zoe.id)
    else:
        await bot.do_api_request("answerChatJoinRequestQuery", answer)
    assert zoe in club.members


async def test_tags_make_nobody_an_administrator(bot: Bot, club: Chat, eve: Person) -> None:
    """A tag stands beside the name of an ordinary member."""
    await bot.set_chat_member_tag(club.id, eve.id, "7 days")
    found = await bot.get_chat_member(club.id, eve.id)
    assert (found.status, eve.says(club, "hi")["sender_tag"]) == ("member", "7 days")


async def test_buttons_have_styles(bot: Bot, club: Chat) -> None:
    """They are kept as they were sent."""
    row = [{"text": "Ban", "callback_data": "ban", "style": "danger"}]
    markup = {"reply_markup": {"inline_keyboard": [row]}}
    sent = await bot.send_message(club.id, "?", api_kwargs=markup)
    assert club.history[sent.message_id].button("Ban")["style"] == "danger"


async def test_all_reactions_of_somebody_go_at_once(bot: Bot, club: Chat, eve: Person) -> None:
    """With the right to delete messages."""
    messages = [eve.says(club, word) for word in ("a", "b")]
    for message in messages:
        eve.reacts(message, "💩")
    await bot.delete_all_message_reactions(club.id, user_id=eve.id)
    assert [message.reactions for message in messages] == [{}, {}]


async def test_an_older_server_lacks_newer_methods(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    """It answers 404, which PTB takes for a wrong token."""
    tg.missing.add("setchatmembertag")
    with pytest.raises(InvalidToken):
        await bot.set_chat_member_tag(club.id, eve.id, "x")


async def test_bots_cannot_list_members_or_read_the_past(tg: Telegram, bot: Bot) -> None:
    """There are no methods for it."""
    for name in ("getChatMembers", "getChatHistory"):
        url = f"{tg.base_url}/bot{tg.token}/{name}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert (answer.status, (await answer.json())["ok"]) == (404, False)
    tg.violations.clear()
