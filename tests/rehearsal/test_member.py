"""Rights, terms and standings."""

from typing import Any

import pytest
from telegram import Bot, ChatPermissions
from telegram.error import BadRequest, Forbidden

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.person import Person
from rehearsal.right import PERMISSIONS

DAY = 86400
MUTED = ChatPermissions.no_permissions()


async def changes(bot: Bot) -> list[tuple[str, str]]:
    found = await bot.get_updates(allowed_updates=["chat_member"])
    return [
        (u.chat_member.old_chat_member.status, u.chat_member.new_chat_member.status)
        for u in found
        if u.chat_member
    ]


async def test_muted_person_is_refused_until_the_term_ends(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person
) -> None:
    await bot.restrict_chat_member(club.id, eve.id, MUTED, until_date=int(clock.now()) + 600)
    with pytest.raises(Refused, match="not enough rights to send text messages"):
        eve.says(club, "mmm")
    clock.advance(600)
    assert club.status(eve) == "member"
    assert eve.says(club, "free").text == "free"


@pytest.mark.parametrize("term", [29, 366 * DAY + 1])
async def test_term_too_near_or_too_far_is_for_ever(
    clock: ManualClock, bot: Bot, club: Chat, eve: Person, term: int
) -> None:
    await bot.ban_chat_member(club.id, eve.id, until_date=int(clock.now()) + term)
    clock.advance(800 * DAY)
    found = await bot.get_chat_member(club.id, eve.id)
    assert (found.status, found.until_date.timestamp()) == ("kicked", 0)


async def test_ban_that_ends_lets_somebody_back(
    clock: ManualClock, bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    link = ann.invites(club)
    await bot.ban_chat_member(club.id, eve.id, until_date=int(clock.now()) + 30)
    with pytest.raises(Refused, match="USER_BANNED_IN_CHANNEL"):
        eve.joins(club, link=link)
    clock.advance(30)
    eve.joins(club, link=link)
    assert club.status(eve) == "member"


async def test_restriction_replaces_the_whole_set_and_all_true_lifts(
    bot: Bot, club: Chat, eve: Person
) -> None:
    await bot.restrict_chat_member(club.id, eve.id, ChatPermissions(can_send_photos=True))
    await bot.restrict_chat_member(
        club.id,
        eve.id,
        ChatPermissions(can_send_messages=True),
        use_independent_chat_permissions=True,
    )
    found = await bot.get_chat_member(club.id, eve.id)
    assert (found.can_send_messages, found.can_send_photos) == (True, False)
    assert found.can_react_to_messages  # omitted: as can_send_messages
    await bot.restrict_chat_member(club.id, eve.id, ChatPermissions.all_permissions())
    assert club.status(eve) == "member"


async def test_wide_permissions_imply_narrow_ones_unless_independent(
    bot: Bot, club: Chat, eve: Person
) -> None:
    wide = ChatPermissions(can_send_polls=True)
    await bot.restrict_chat_member(club.id, eve.id, wide)
    assert club.member(eve).permissions["can_send_messages"]
    await bot.restrict_chat_member(club.id, eve.id, wide, use_independent_chat_permissions=True)
    assert not club.member(eve).permissions["can_send_messages"]


async def test_personal_and_chat_permissions_both_count(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    await bot.set_chat_permissions(club.id, ChatPermissions(can_send_messages=True))
    ann.restricts(eve, club, can_send_messages=True, can_send_photos=True)
    assert eve.says(club, "text")
    with pytest.raises(Refused, match="photos"):
        eve.sends(club, photo=True)
    assert ann.sends(club, photo=True)


async def test_restriction_outlives_leaving_and_coming_back(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    ann.restricts(eve, club)
    eve.leaves(club)
    assert (club.status(eve), eve in club.members) == ("restricted", False)
    eve.joins(club, link=ann.invites(club))
    assert (club.status(eve), eve in club.members) == ("restricted", True)


async def test_unban_removes_a_present_member_unless_only_if_banned(
    bot: Bot, club: Chat, eve: Person
) -> None:
    await bot.unban_chat_member(club.id, eve.id, only_if_banned=True)
    assert club.status(eve) == "member"
    await bot.unban_chat_member(club.id, eve.id)
    assert club.status(eve) == "left"
    await bot.ban_chat_member(club.id, eve.id)
    await bot.unban_chat_member(club.id, eve.id, only_if_banned=True)
    assert club.status(eve) == "left"
    assert await changes(bot) == [("member", "left"), ("left", "kicked"), ("kicked", "left")]


async def test_repeating_what_is_so_already_is_no_change(bot: Bot, club: Chat, eve: Person) -> None:
    for _ in range(2):
        await bot.restrict_chat_member(club.id, eve.id, MUTED)
    for _ in range(2):
        await bot.ban_chat_member(club.id, eve.id)
    assert await changes(bot) == [("member", "restricted"), ("restricted", "kicked")]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("owner", "Can't remove chat owner"),
        ("admin", "User is an administrator of the chat"),
        ("self", "Can't restrict self"),
        ("nobody", "User not found"),
    ],
)
async def test_those_beyond_the_bot(
    tg: Telegram, bot: Bot, club: Chat, ann: Person, who: str, words: str
) -> None:
    ben = tg.person("Ben")
    tg.seat(ben, club)
    ann.promotes(ben, club)
    target = {"owner": ann.id, "admin": ben.id, "self": bot.id, "nobody": 42}[who]
    for act in (
        bot.ban_chat_member(club.id, target),
        bot.restrict_chat_member(club.id, target, MUTED),
    ):
        with pytest.raises(BadRequest) as caught:
            await act
        assert caught.value.message == words


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ("can_restrict_members", "Not enough rights to restrict/unrestrict chat member"),
        ("can_delete_messages", "Message can't be deleted"),
        ("can_pin_messages", "Not enough rights to manage pinned messages in the chat"),
        ("can_invite_users", "Not enough rights to manage chat invite link"),
        ("can_promote_members", "Not enough rights"),
        ("can_manage_tags", "Not enough rights to manage tags"),
    ],
)
async def test_each_right_is_needed(
    bot: Bot, club: Chat, eve: Person, right: str, words: str
) -> None:
    message = eve.says(club, "hello")
    acts: dict[str, Any] = {
        "can_restrict_members": lambda: bot.ban_chat_member(club.id, eve.id),
        "can_delete_messages": lambda: bot.delete_message(club.id, message.id),
        "can_pin_messages": lambda: bot.pin_chat_message(club.id, message.id),
        "can_invite_users": lambda: bot.create_chat_invite_link(club.id),
        "can_promote_members": lambda: bot.promote_chat_member(
            club.id, eve.id, can_pin_messages=True
        ),
        "can_manage_tags": lambda: bot.set_chat_member_tag(club.id, eve.id, "x"),
    }
    club.permissions["can_invite_users"] = False
    club.withdraw(right)
    with pytest.raises(BadRequest) as caught:
        await acts[right]()
    assert caught.value.message == words


async def test_promotion_by_the_bot_can_be_undone_by_it(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    await bot.promote_chat_member(club.id, eve.id, can_delete_messages=True)
    await bot.set_chat_administrator_custom_title(club.id, eve.id, "Warden")
    found = await bot.get_chat_member(club.id, eve.id)
    assert (found.can_be_edited, found.custom_title) == (True, "Warden")
    assert (found.can_delete_messages, found.can_restrict_members) == (True, False)
    await bot.promote_chat_member(club.id, eve.id)
    assert club.status(eve) == "member"
    admins = await bot.get_chat_administrators(club.id)
    assert {one.status for one in admins} == {"creator", "administrator"}
    assert await bot.get_chat_member_count(club.id) == 3


async def test_admins_cannot_give_what_they_lack(
    tg: Telegram, club: Chat, ann: Person, eve: Person
) -> None:
    ann.promotes(eve, club, can_promote_members=True)
    ben = tg.person("Ben")
    tg.seat(ben, club)
    with pytest.raises(Refused, match="RIGHT_FORBIDDEN"):
        eve.promotes(ben, club, can_restrict_members=True)
    with pytest.raises(Refused, match="can't demote chat creator"):
        eve.demotes(ann, club)
    with pytest.raises(Refused, match="not enough rights"):
        eve.bans(ben, club)
    ann.demotes(eve, club)
    assert club.status(eve) == "member"


async def test_every_right_shows_in_the_membership(club: Chat, bot: Bot) -> None:
    club.set_bot_rights("can_delete_messages")
    me = await bot.get_chat_member(club.id, bot.id)
    rights = {key: value for key, value in me.to_dict().items() if key.startswith("can_")}
    assert {key for key, value in rights.items() if value} == {
        "can_manage_chat",
        "can_delete_messages",
    }


async def test_member_tag_is_shown_beside_messages(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    await bot.set_chat_member_tag(club.id, eve.id, "7 days")
    assert club.member(eve).tag == "7 days"
    assert eve.says(club, "hi")["sender_tag"] == "7 days"


async def test_kick_by_an_admin_leaves_no_ban(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    ann.kicks(eve, club)
    assert club.status(eve) == "left"
    assert await changes(bot) == [("member", "kicked"), ("kicked", "left")]


async def test_bot_that_was_removed_or_never_in_is_forbidden(
    tg: Telegram, bot: Bot, club: Chat, ann: Person
) -> None:
    club.remove_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(club.id, "hello?")
    other = tg.supergroup("Other", ann)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(other.id, "hello?")
    club.delete()
    with pytest.raises(Forbidden, match="the group chat was deleted"):
        await bot.get_chat(club.id)


async def test_basic_groups_cannot_restrict(tg: Telegram, bot: Bot, ann: Person) -> None:
    group = tg.group("Old friends", ann)
    group.add_bot()
    ben = tg.person("Ben")
    ann.adds(ben, group)
    with pytest.raises(BadRequest, match="only for supergroups"):
        await bot.restrict_chat_member(group.id, ben.id, MUTED)
    await bot.ban_chat_member(group.id, ben.id)
    assert group.members == [ann, tg.bot]


async def test_sender_chat_ban_silences_a_channel_and_nobody_else(
    tg: Telegram, bot: Bot, club: Chat, eve: Person
) -> None:
    channel = tg.channel("Eve's deals", eve)
    message = eve.says(club, "buy", as_channel=channel)
    assert message.sender is not None
    assert (message.sender.id, message.sender_chat) == (136817688, channel)
    await bot.ban_chat_sender_chat(club.id, channel.id)
    with pytest.raises(Refused, match="banned"):
        eve.says(club, "buy", as_channel=channel)
    assert eve.says(club, "as myself")
    await bot.unban_chat_sender_chat(club.id, channel.id)
    assert eve.says(club, "again", as_channel=channel)


async def test_anonymous_admin_writes_as_the_group(
    bot: Bot, club: Chat, ann: Person, eve: Person
) -> None:
    ann.says(club, "The rules are the rules", anonymously=True)
    (update,) = await bot.get_updates()
    message = update.message
    assert (message.from_user.id, message.sender_chat.id) == (1087968824, club.id)
    with pytest.raises(Refused, match="administrators"):
        eve.says(club, "me too", anonymously=True)


async def test_permission_names_are_those_of_the_api() -> None:
    from aiogram.types import ChatPermissions as Known

    assert set(PERMISSIONS) == set(Known.model_fields)
