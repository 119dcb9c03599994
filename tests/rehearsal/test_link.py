"""Invite links beyond the plain ones: subscriptions, folders, links of others, main links."""

import pytest
from telegram import Bot
from telegram.error import BadRequest

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.customer import PLENTY
from rehearsal.person import Person

MONTH = 2592000


@pytest.fixture
def news(tg: Telegram, ann: Person) -> Chat:
    """A channel with the bot in it; nothing pending."""
    channel = tg.channel("News", ann)
    channel.add_bot()
    tg.world.queue.clear()
    return channel


async def test_a_subscription_link_is_paid_every_month(
    clock: ManualClock, bot: Bot, news: Chat, eve: Person
) -> None:
    made = await bot.create_chat_subscription_invite_link(news.id, MONTH, 30, name="friends")
    assert (made.subscription_price, made.subscription_period.total_seconds()) == (30, MONTH)
    edited = await bot.edit_chat_subscription_invite_link(news.id, made.invite_link, name="all")
    assert (edited.name, edited.subscription_price) == ("all", 30)
    eve.joins(news, link=news.links[made.invite_link])
    (joined,) = await bot.get_updates()
    assert joined.chat_member.invite_link.subscription_price == 30
    assert joined.chat_member.new_chat_member.until_date.timestamp() == clock.now() + MONTH
    clock.advance(MONTH)
    await bot.get_me()
    assert (eve.stars, news.status(eve)) == (PLENTY - 60, "member")
    eve.cancels_subscription(news)
    clock.advance(MONTH)
    await bot.get_me()
    assert (eve.stars, news.status(eve)) == (PLENTY - 60, "left")


async def test_subscription_links_are_for_channels_and_cost_1_to_10000(
    tg: Telegram, bot: Bot, club: Chat, news: Chat, eve: Person
) -> None:
    with pytest.raises(BadRequest, match="only in channel chats"):
        await bot.create_chat_subscription_invite_link(club.id, MONTH, 30)
    for period, price in ((86400, 30), (MONTH, 0), (MONTH, 10001)):
        with pytest.raises(BadRequest, match=r"Subscription_(period|price): "):
            await bot.create_chat_subscription_invite_link(news.id, period, price)
    tg.violations.clear()
    made = await bot.create_chat_subscription_invite_link(news.id, MONTH, 30)
    eve.stars = 29
    with pytest.raises(Refused, match="BALANCE_TOO_LOW"):
        eve.joins(news, link=news.links[made.invite_link])


async def test_somebody_elses_link_is_shown_in_part(
    tg: Telegram, bot: Bot, club: Chat, ann: Person
) -> None:
    link = ann.invites(club, name="Ann's")
    tg.person("Zoe").joins(club, link=link)
    shown = (await bot.get_updates())[0].chat_member.invite_link
    assert (shown.invite_link, shown.name) == (f"{link.url[:22]}…", "Ann's")
    with pytest.raises(BadRequest, match="Invite_hash_expired"):
        await bot.revoke_chat_invite_link(club.id, link.url)


async def test_a_folder_brings_people_without_a_link(tg: Telegram, bot: Bot, club: Chat) -> None:
    tg.person("Zoe").joins(club, folder=True)
    change = (await bot.get_updates())[0].chat_member
    assert (change.via_chat_folder_invite_link, change.invite_link) == (True, None)


async def test_a_revoked_main_link_is_followed_by_another(bot: Bot, club: Chat) -> None:
    first = await bot.export_chat_invite_link(club.id)
    with pytest.raises(BadRequest, match="Chat_invite_permanent"):
        await bot.edit_chat_invite_link(club.id, first, name="main")
    assert (await bot.revoke_chat_invite_link(club.id, first)).is_revoked
    second = (await bot.get_chat(club.id)).invite_link
    assert second is not None
    assert (second != first, club.links[second].revoked) == (True, False)


async def test_a_link_leads_only_where_it_was_made_for(
    tg: Telegram, club: Chat, news: Chat, ann: Person
) -> None:
    zoe = tg.person("Zoe")
    with pytest.raises(Refused, match="INVITE_HASH_EXPIRED"):
        zoe.joins(news, link=ann.invites(club))
    with pytest.raises(Refused, match="this way in is open"):
        zoe.requests(club, ann.invites(club))


async def test_pending_requests_are_counted_and_named(
    tg: Telegram, bot: Bot, club: Chat, ann: Person
) -> None:
    made = await bot.create_chat_invite_link(club.id, name="door", creates_join_request=True)
    for person in tg.people("Zoe", "Ben"):
        person.requests(club, club.links[made.invite_link])
    first, second = [update.chat_join_request for update in await bot.get_updates()]
    counts = [one.invite_link.pending_join_request_count for one in (first, second)]
    assert (counts, first.invite_link.invite_link) == ([1, 2], made.invite_link)
