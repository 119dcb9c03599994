"""Links and join requests."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person


async def joins(bot: Bot) -> list[Any]:
    found = await bot.get_updates(allowed_updates=["chat_member"])
    return [update.chat_member for update in found if update.chat_member]


async def test_request_through_a_link_is_approved_and_attributed(
    tg: Telegram, bot: Bot, club: Chat
) -> None:
    link = await bot.create_chat_invite_link(club.id, name="spring", creates_join_request=True)
    zoe = tg.person("Zoe")
    zoe.requests(club, club.links[link.invite_link])
    assert club.links[link.invite_link].pending == 1
    (update,) = await bot.get_updates()
    assert update.chat_join_request.invite_link.name == "spring"
    await bot.approve_chat_join_request(club.id, zoe.id)
    assert zoe in club.members
    (joined,) = await joins(bot)
    assert joined.invite_link.invite_link == link.invite_link
    with pytest.raises(BadRequest, match="User_already_participant"):
        await bot.approve_chat_join_request(club.id, zoe.id)


async def test_declined_or_withdrawn_requests_are_settled(
    tg: Telegram, bot: Bot, club: Chat, ann: Person
) -> None:
    link = ann.invites(club, by_request=True)
    zoe = tg.person("Zoe")
    zoe.requests(club, link)
    await bot.decline_chat_join_request(club.id, zoe.id)
    for act in (bot.approve_chat_join_request, bot.decline_chat_join_request):
        with pytest.raises(BadRequest, match="Hide_requester_missing"):
            await act(club.id, zoe.id)
    zoe.requests(club, link)
    zoe.withdraws(club)
    with pytest.raises(BadRequest, match="Hide_requester_missing"):
        await bot.approve_chat_join_request(club.id, zoe.id)
    with pytest.raises(Refused, match="approval"):
        zoe.joins(club, link=link)


async def test_public_joins_carry_no_link(tg: Telegram, bot: Bot, ann: Person) -> None:
    agora = tg.supergroup("Agora", ann, username="agora")
    agora.add_bot()
    zoe, ben = tg.people("Zoe", "Ben")
    zoe.joins(agora)
    agora.by_request = True
    ben.requests(agora)
    await bot.approve_chat_join_request(agora.id, ben.id)
    first, second = await joins(bot)
    assert (first.invite_link, first.via_join_request) == (None, None)
    assert (second.invite_link, second.via_join_request) == (None, True)


async def test_links_run_out(clock: ManualClock, tg: Telegram, bot: Bot, club: Chat) -> None:
    made = await bot.create_chat_invite_link(club.id, member_limit=1)
    timed = await bot.create_chat_invite_link(club.id, expire_date=int(clock.now()) + 60)
    ben, zoe, max_ = tg.people("Ben", "Zoe", "Max")
    ben.joins(club, link=club.links[made.invite_link])
    with pytest.raises(Refused, match="INVITE_HASH_EXPIRED"):
        zoe.joins(club, link=club.links[made.invite_link])
    clock.advance(60)
    with pytest.raises(Refused, match="INVITE_HASH_EXPIRED"):
        zoe.joins(club, link=club.links[timed.invite_link])
    with pytest.raises(Refused, match="a link is needed"):
        max_.joins(club)
    edited = await bot.edit_chat_invite_link(club.id, made.invite_link, member_limit=2)
    assert edited.member_limit == 2
    zoe.joins(club, link=club.links[made.invite_link])
    revoked = await bot.revoke_chat_invite_link(club.id, made.invite_link)
    assert revoked.is_revoked


async def test_exported_link_replaces_the_one_before(bot: Bot, club: Chat) -> None:
    first = await bot.export_chat_invite_link(club.id)
    second = await bot.export_chat_invite_link(club.id)
    assert (club.links[first].revoked, club.links[second].revoked) == (True, False)
    assert (await bot.get_chat(club.id)).invite_link == second


async def test_limit_and_approval_exclude_each_other(tg: Telegram, bot: Bot, club: Chat) -> None:
    with pytest.raises(BadRequest, match="Member limit can't be specified"):
        await bot.create_chat_invite_link(club.id, creates_join_request=True, member_limit=5)
    assert len(tg.violations) == 1
    tg.violations.clear()


async def test_added_people_name_who_brought_them(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    ben = tg.person("Ben")
    eve.adds(ben, club)
    changed, line = await bot.get_updates()
    assert changed.chat_member.from_user.id == eve.id
    assert [one.id for one in line.message.new_chat_members] == [ben.id]
    club.big = True
    ben.leaves(club)
    assert club.last is not None
    assert "new_chat_members" in club.last.content


async def test_guarded_chats_ask_by_query(tg: Telegram, bot: Bot, club: Chat, ann: Person) -> None:
    club.guarded = True
    zoe = tg.person("Zoe")
    zoe.requests(club, ann.invites(club, by_request=True))
    (update,) = await bot.get_updates()
    query = update.chat_join_request.api_kwargs["query_id"]
    answer = {"chat_join_request_query_id": query, "result": "approve"}
    await bot.do_api_request("answerChatJoinRequestQuery", answer)
    assert zoe in club.members
