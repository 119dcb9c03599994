"""Punishments by hand: aimed, timed, warned by the ladder, taken back."""

import pytest

from handlers.punish.word import term
from rehearsal import Telegram
from rehearsal.right import PERMISSIONS as ALL
from tests.house.conftest import DAY, HOUR, Scene


async def test_ban_by_reply_with_term_and_reason(scene: Scene) -> None:
    said = scene.eve.says(scene.group, "you are all stupid")
    answer = await scene.ask_in_reply(scene.ann, "/ban 7d be polite", said)
    assert answer.text == "⛔ Eve: banned, 7 days · #1\nReason: be polite"
    await scene.out(scene.eve, "kicked")
    assert await scene.cases() == ["manual · banned · Eve · in force"]
    assert not said.deleted


async def test_warnings_climb_the_ladder(scene: Scene) -> None:
    shown = [(await scene.ask(scene.ann, "/warn @eve_sells rude")).text for _ in range(5)]
    assert shown == [
        "⚠️ Eve: warned · #1\nReason: rude\n1/5, next: mute 1h",
        "🔇 Eve: muted, 1 hour · #2\nReason: rude\n2/5, next: mute 1d",
        "🔇 Eve: muted, 1 day · #3\nReason: rude\n3/5, next: kick",
        "👢 Eve: removed · #4\nReason: rude\n4/5, next: ban 30d",
        "⛔ Eve: banned, 30 days · #5\nReason: rude\n5/5, next: ban 30d",
    ]
    await scene.out(scene.eve, "kicked")


async def test_aimed_by_number_name_and_mention(scene: Scene) -> None:
    """A name before the reply, and that before one further on; what names them is no reason."""
    by_number = await scene.ask(scene.ann, f"/warn {scene.eve.id} by number")
    assert by_number.text.splitlines()[:2] == ["⚠️ Eve: warned · #1", "Reason: by number"]
    said = scene.bob.says(scene.group, "hello")
    before = await scene.ask_in_reply(scene.ann, "/unwarn @eve_sells", said)
    assert before.text == "✅ Eve: 1 strike taken back, 0 left."
    reply = await scene.ask_in_reply(scene.ann, "/warn 3 times late", said)
    assert reply.text.splitlines()[:2] == ["⚠️ Bob: warned · #2", "Reason: 3 times late"]
    within = await scene.ask(scene.ann, "/warn that was rude @eve_sells really")
    assert within.text.splitlines()[1] == "Reason: that was rude really"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/ban", "Reply to somebody, or name them: /ban @eve 7d reason"),
        ("/tban @eve_sells", "Reply to somebody, or name them: /tban @eve 7d reason"),
        ("/mute @eve_sells 5s", "From 10 seconds to ten years, such as 30m, 6h, 7d."),
        ("/dwarn @eve_sells", "Reply to the message that is to go: /dwarn reason"),
        ("/ban @nobody_here", "I have not seen @nobody_here here."),
        ("/ban @ann_reads", "Administrators are left alone."),
        ("/ban 777000", "There is nobody behind that."),
        ("/kick @eve_sells 99999999999999999999", "👢 Eve: removed · #1"),
        ("/unwarn @eve_sells", "Eve has no strikes."),
        ("/undo", "Which case? /undo 12, or in reply to its message."),
        ("/undo 99", "There is no case #99 here."),
    ],
)
async def test_what_is_wrong_is_said(scene: Scene, typed: str, said: str) -> None:
    assert (await scene.ask(scene.ann, typed)).text.splitlines()[0] == said


async def test_bot_is_spared_and_needs_the_right(scene: Scene, tg: Telegram) -> None:
    assert (await scene.ask(scene.ann, f"/ban {tg.bot.id}")).text == "I do nothing to myself."
    scene.group.set_bot_rights("can_delete_messages")
    answer = await scene.ask(scene.ann, "/ban @eve_sells")
    assert answer.text == "I need the right to ban users for that."
    assert await scene.cases() == []


async def test_dban_takes_the_message_and_sban_leaves_no_trace(scene: Scene) -> None:
    insult = scene.eve.says(scene.group, "you are all stupid")
    await scene.ask_in_reply(scene.ann, "/dmute 1h", insult)
    await scene.gone(insult)
    before = scene.lines()
    again = scene.eve
    command = scene.ann.says(scene.group, "/sban @eve_sells enough")
    await scene.out(again, "kicked")
    await scene.gone(command)
    assert scene.lines() == before
    assert (await scene.cases())[0] == "manual · banned · Eve · in force"


async def test_t94_kick_leaves_no_ban(scene: Scene) -> None:
    await scene.ask(scene.ann, "/kick @eve_sells")
    await scene.out(scene.eve, "left")
    scene.eve.joins(scene.group)
    assert scene.group.status(scene.eve) == "member"


async def test_t95_mute_ends_and_what_held_before_holds_again(scene: Scene) -> None:
    """An admin's own restriction, longer than the bot's mute, is there again afterwards."""
    end = int(scene.clock.now()) + DAY
    scene.ann.restricts(scene.eve, scene.group, until=end, can_send_messages=True)
    await scene.quiet()
    await scene.ask(scene.ann, "/mute @eve_sells 1h")
    await scene.tg.until(lambda: not scene.group.may(scene.eve, "can_send_messages"))
    member = scene.group.member
    await scene.later(lambda: member(scene.eve).permissions.get("can_send_messages"), step=600)
    member = scene.group.member(scene.eve)
    assert (member.status, member.permissions.get("can_send_polls", False)) == ("restricted", False)
    assert member.until == end


async def test_t95_unmute_gives_back_what_held_before(scene: Scene) -> None:
    scene.ann.restricts(scene.eve, scene.group, can_send_messages=True)
    await scene.quiet()
    for typed in ("/mute @eve_sells 1h", "/mute @eve_sells"):
        await scene.ask(scene.ann, typed)
    await scene.tg.until(lambda: not scene.group.may(scene.eve, "can_send_messages"))
    assert (await scene.ask(scene.ann, "/unmute @eve_sells")).text == "🔊 Eve may write again."
    await scene.tg.until(lambda: scene.group.may(scene.eve, "can_send_messages"))
    assert scene.group.status(scene.eve) == "restricted"
    assert {line.rpartition(" · ")[2] for line in await scene.cases()} == {"taken back"}


async def test_mute_too_short_for_telegram_ends_all_the_same(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells 10s")
    await scene.out(scene.eve, "restricted")
    await scene.later(lambda: scene.group.status(scene.eve) == "member", step=2)


async def test_admin_who_lifts_a_mute_by_hand_has_the_last_word(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells 1h")
    await scene.out(scene.eve, "restricted")
    scene.ann.restricts(scene.eve, scene.group, **dict.fromkeys(ALL, True))
    await scene.out(scene.eve, "member")
    await scene.quiet()
    assert await scene.cases() == ["manual · muted · Eve · taken back"]


async def test_undo_takes_back_what_a_case_did(scene: Scene) -> None:
    said = scene.eve.says(scene.group, "you are all stupid")
    await scene.ask_in_reply(scene.ann, "/dban 1d", said)
    await scene.out(scene.eve, "kicked")
    answer = await scene.ask(scene.ann, "/undo 1")
    assert answer.text == (
        "↩️ #1 is taken back.\nThe ban is lifted.\n1 message that was deleted cannot return."
    )
    await scene.out(scene.eve, "left")
    assert (await scene.ask(scene.ann, "/undo 1")).text.startswith("#1 was taken back or")


async def test_undo_leaves_what_another_case_does(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells 1d")
    await scene.ask(scene.ann, "/mute @eve_sells 1h")
    await scene.ask(scene.ann, "/undo 2")
    await scene.quiet()
    assert scene.group.status(scene.eve) == "restricted"
    assert scene.group.member(scene.eve).until > scene.clock.now() + 20 * HOUR
    await scene.ask(scene.ann, "/undo 1")
    await scene.out(scene.eve, "member")


async def test_undone_kick_gives_a_link_for_one(scene: Scene) -> None:
    scene.eve.starts_bot()
    await scene.ask(scene.ann, "/kick @eve_sells")
    await scene.out(scene.eve)
    await scene.ask(scene.ann, "/undo 1")
    await scene.tg.until(lambda: scene.eve.private.find("You can come back to Book club"))
    assert [link.limit for link in scene.group.links.values() if link.name == "#1"] == [1]


async def test_t1_button_is_for_who_may_ban(scene: Scene) -> None:
    answer = await scene.ask(scene.ann, "/warn @eve_sells")
    pressed = await scene.eve.presses(answer, "Undo").answer
    assert pressed.text == "You need the right to ban users for that."
    await scene.ann.presses(answer, "Undo").answer
    await scene.tg.until(lambda: answer.edits)
    assert answer.text == "↩️ #1 is taken back.\n1 strike is lifted."


async def test_t9_anonymous_admin_says_who_they_are(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_restrict_members=True)
    said = scene.bob.says(scene.group, "/ban @eve_sells rude", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    scene.bob.presses(scene.answers(said)[0], "Confirm")
    await scene.out(scene.eve, "kicked")
    assert await scene.cases() == ["manual · banned · Eve · in force"]


async def test_t10_channel_is_banned_as_a_channel(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Loud", owner=scene.eve)
    said = scene.eve.says(scene.group, "listen", as_channel=channel)
    answer = await scene.ask_in_reply(scene.ann, "/mute 1h", said)
    assert answer.text == "A channel can only be banned."
    answer = await scene.ask_in_reply(scene.ann, "/ban", said)
    assert answer.text == "⛔ Loud: banned, for good · #1"
    await scene.tg.until(lambda: tg.calls_of("banChatSenderChat"))
    assert scene.group.status(scene.eve) == "member"


async def test_words_act_in_reply_and_are_silent_otherwise(scene_zh: Scene) -> None:
    scene = scene_zh
    said = scene.eve.says(scene.group, "你们都是笨蛋")
    answer = await scene.ask_in_reply(scene.ann, "禁言 3小时 文明用语", said)
    assert answer.text == "🔇 Eve：禁言，3 小时 · #1\n理由：文明用语"
    before = scene.lines()
    scene.ann.says(scene.group, "禁言 3小时")
    scene.bob.says(scene.group, "踢出", reply_to=said)
    await scene.tg.idle()
    assert scene.lines() == before
    assert (await scene.ask_in_reply(scene.ann, "警告", said)).text == (
        "⚠️ Eve：警告 · #2\n违规 1/5，下一步：禁言 1 小时"
    )


async def test_warns_are_told_privately_to_whom_they_concern(scene: Scene) -> None:
    await scene.ask(scene.ann, "/warn @eve_sells rude")
    listed = await scene.ask(scene.ann, "/warns @eve_sells")
    assert listed.text.splitlines()[0] == "Strikes of Eve:"
    assert listed.text.splitlines()[1].startswith("#1 rude · fades ")
    assert listed.text.splitlines()[2] == "1/5, next: mute 1h"
    scene.eve.starts_bot()
    await scene.tg.until(lambda: scene.lines(scene.eve.private))
    scene.eve.says(scene.group, "/warns")
    await scene.tg.until(
        lambda: scene.eve.private.find("Strikes of Eve") or scene.eve.whispers(scene.group)
    )


async def test_rules_publish_the_ladder(scene: Scene) -> None:
    await scene.set("punish.ladder rose")
    said = (await scene.ask(scene.ann, "/rules")).text
    assert "Strikes bring, one after the other: warn → warn → ban." in said
    assert "A strike fades after 30 days." in said
    assert await scene.shown("punish.ladder") == "punish.ladder = warn, warn, ban"


async def test_end_of_an_earlier_ban_does_not_let_in_who_is_banned_for_good(scene: Scene) -> None:
    await scene.ask(scene.ann, "/ban @eve_sells 30s")
    await scene.ask(scene.ann, "/ban @eve_sells")
    await scene.out(scene.eve, "kicked")
    scene.clock.advance(HOUR)
    await scene.quiet()
    assert scene.group.status(scene.eve) == "kicked"
    assert await scene.cases() == [
        "manual · banned · Eve · in force",
        "manual · banned · Eve · replaced by a later one",
    ]


@pytest.mark.parametrize(
    ("typed", "method", "right", "doing"),
    [
        ("/mute @eve_sells 1d", "restrictChatMember", "can_restrict_members", "unmute"),
        ("/ban @eve_sells 1d", "unbanChatMember", "can_restrict_members", "unban"),
        ("/kick @eve_sells", "createChatInviteLink", "can_invite_users", "make an invite link"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_cannot_be_taken_back_is_said(
    scene: Scene, typed: str, method: str, right: str, doing: str
) -> None:
    await scene.ask(scene.ann, typed)
    await scene.tg.until(lambda: scene.group.status(scene.eve) != "member")
    scene.fail("withdraw", method, right=right)
    await scene.ask(scene.ann, "/undo 1")
    await scene.tg.until(lambda: scene.group.find("⚠️ #1: Telegram refused"))
    assert f"{doing}: Telegram refused." in (await scene.ask(scene.ann, "/case 1")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_mute_that_cannot_end_is_said(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells 20s")
    await scene.out(scene.eve, "restricted")
    scene.group.set_bot_rights("can_delete_messages")
    await scene.later(lambda: scene.group.find("⚠️ #1: Telegram refused"), step=4)


class Speaker:
    """Says which text it was asked for, and the number in it."""

    def say(self, name: str, n: int = 0) -> str:
        return f"{name} {n}"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (300, "term-m 5"),
        (299, "term-m 5"),
        (86_390, "term-d 1"),
        (44, "term-s 44"),
        (270, "term-s 270"),
    ],
)
def test_term_is_told_as_it_was_decided(left: int, told: str) -> None:
    """It leaves some seconds later."""
    assert term(Speaker(), 1_000 + left, 1_000) == told  # type: ignore[arg-type]
