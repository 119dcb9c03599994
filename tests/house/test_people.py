"""T9 to T13: who may do what, and who is never punished."""

import pytest

from rehearsal import Telegram
from tests.house.conftest import DAY, MINUTE, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"


async def test_t9_anonymous_admin_has_rights_and_is_not_judged(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, title="Editor")
    scene.clock.advance(4)
    said = scene.bob.says(scene.group, "/set ads.level strict", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == "✅ ads.level = strict"
    ad = scene.bob.says(scene.group, AD, anonymously=True)
    await scene.quiet()
    assert not ad.deleted


async def test_t9_anonymous_admins_may_what_all_of_them_may(scene: Scene) -> None:
    """Nobody can tell which of them writes: where one of them may, they are asked who it is."""
    scene.ann.promotes(scene.bob, scene.group, anonymous=True, can_pin_messages=True)
    scene.ann.promotes(scene.eve, scene.group, anonymous=True)
    scene.clock.advance(4)
    said = scene.eve.says(scene.group, "/set ads.level strict", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].buttons == ["Confirm", "Cancel"]
    assert await scene.shown("ads.level") == "ads.level = standard"


async def test_t9_anonymous_admin_is_not_named_in_the_group(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, anonymous=True)
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    assert line.text == "#1: Ann, please decide about a message I found suspicious."
    assert [one["user"]["id"] for one in line["entities"]] == [scene.ann.id]


async def test_t13_admins_who_may_not_decide_are_not_called(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_pin_messages=True)
    scene.bob.starts_bot()
    scene.eve.says(scene.group, LIKELY)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    line = scene.group.find("please decide")
    assert line is not None
    assert line.text == "#1: Ann, please decide about a message I found suspicious."
    assert scene.bob.private.find("#1") is None


async def test_t10_linked_channel_is_never_punished(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Daily page", owner=scene.ann, username="daily_page")
    club = tg.supergroup("Daily talk", owner=scene.ann, linked=channel, username="daily_talk")
    club.add_bot()
    await tg.until(lambda: club.find("/rules"))
    post = scene.ann.says(channel, AD)
    scene.eve.joins(club)
    ad = scene.eve.says(club, AD)
    await scene.gone(ad)
    await tg.idle()
    assert post.discussion is not None
    assert not post.discussion.deleted
    assert tg.calls_of("banChatSenderChat") == []


async def test_t10_linked_channel_may_write_in_its_group(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Daily page", owner=scene.ann, username="daily_page")
    club = tg.supergroup("Daily talk", owner=scene.ann, linked=channel, username="daily_talk")
    club.add_bot()
    await tg.until(lambda: club.find("/rules"))
    written = scene.ann.says(club, AD, as_channel=channel)
    scene.eve.joins(club)
    ad = scene.eve.says(club, AD)
    await scene.gone(ad)
    await tg.idle()
    assert not written.deleted
    assert tg.calls_of("banChatSenderChat") == []


async def test_t11_command_in_a_forward_is_no_command(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Daily page", owner=scene.ann, username="daily_page")
    club = tg.supergroup("Daily talk", owner=scene.ann, linked=channel)
    club.add_bot()
    await tg.until(lambda: club.find("/rules"))
    original = scene.ann.says(scene.ann.private, "/set ads.enabled off")
    forwarded = scene.ann.forwards(original, scene.group)
    hidden = scene.ann.sends(scene.group, text="/set ads.enabled off", forwarded_from="Somebody")
    posted = scene.ann.says(channel, "/set ads.enabled off").discussion
    await scene.quiet()
    assert [scene.answers(one) for one in (forwarded, hidden, posted) if one] == [[], [], []]
    assert await scene.shown("ads.enabled") == "ads.enabled = on"


async def test_t12_former_admin_has_no_rights_any_more(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group)
    assert (await scene.ask(scene.bob, "/set ads.level soft")).text == "✅ ads.level = soft"
    scene.ann.demotes(scene.bob, scene.group)
    denied = scene.bob.says(scene.group, "/set ads.level strict")
    await scene.quiet()
    assert scene.answers(denied) == []
    assert await scene.shown("ads.level") == "ads.level = soft"


async def test_t12_former_admin_is_judged_like_anybody(scene: Scene) -> None:
    scene.ann.promotes(scene.eve, scene.group)
    allowed = scene.eve.says(scene.group, AD)
    await scene.quiet()
    assert not allowed.deleted
    scene.ann.demotes(scene.eve, scene.group)
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)


async def test_t12_rights_are_believed_for_a_minute_where_no_update_comes(scene: Scene) -> None:
    """A bot that is no administrator hears of no member update."""
    scene.ann.promotes(scene.bob, scene.group)
    scene.group.set_bot_rights()
    assert (await scene.ask(scene.bob, "/set ads.level soft")).text == "✅ ads.level = soft"
    scene.ann.demotes(scene.bob, scene.group)
    scene.clock.advance(MINUTE + 1)
    denied = scene.bob.says(scene.group, "/set ads.level strict")
    await scene.quiet()
    assert scene.answers(denied) == []


async def test_person_of_another_group_is_not_known_here(scene: Scene, tg: Telegram) -> None:
    """A name that was seen elsewhere is answered like one that nobody has."""
    choir = tg.supergroup("Choir", owner=scene.bob, username="choir")
    choir.add_bot()
    await tg.until(lambda: scene.lines(choir))
    await scene.gone(scene.eve.says(scene.group, AD))
    assert await scene.cases("@eve_sells") == ["ads · removed · Eve · in force"]
    for name in ("@eve_sells", "@EVE_sells", "@nobody_here"):
        asked = await scene.ask(scene.bob, f"/cases {name}", choir)
        assert asked.text == f"I have not seen {name} here."
    fay = tg.person("Fay", "fay_sings")
    fay.joins(choir)
    assert (await scene.ask(scene.bob, "/cases @fay_sings", choir)).text == "No cases."


async def test_new_admin_is_believed_at_once(scene: Scene) -> None:
    """Before anybody is refused their rights are read anew, even where no update comes."""
    scene.group.set_bot_rights()
    await scene.ask(scene.ann, "/set ads.level soft")
    scene.ann.promotes(scene.bob, scene.group)
    assert (await scene.ask(scene.bob, "/set ads.level strict")).text == "✅ ads.level = strict"


async def test_new_admin_s_button_and_log_chat_are_believed_at_once(
    scene: Scene, tg: Telegram
) -> None:
    """The same where the rights are looked at in another room's lane: no update tells of them."""
    office = tg.supergroup("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    for place in (scene.group, office):
        place.set_bot_rights()
    scene.eve.says(scene.group, LIKELY)
    await tg.until(lambda: scene.group.find("please decide"))
    call = scene.group.find("please decide")
    assert call is not None
    assert (await scene.ask(scene.ann, f"/set log.chat {office.id}")).text.startswith("✅")
    for place in (scene.group, office):
        scene.ann.promotes(scene.bob, place)
    await scene.bob.presses(call, "Not an ad").answer
    await tg.until(lambda: "dismissed" in call.text)
    assert (await scene.ask(scene.bob, "/set log.chat off")).text == "✅ log.chat = off"
    assert (await scene.ask(scene.bob, f"/set log.chat {office.id}")).text.startswith("✅")
    assert (await scene.ask(scene.bob, "/why")).text.startswith("#1")


async def test_t12_refusals_one_after_another_cost_few_calls(scene: Scene, tg: Telegram) -> None:
    before = len(tg.calls_of("getChatAdministrators"))
    for _ in range(40):
        scene.bob.says(scene.group, "/set ads.level soft")
    await scene.quiet()
    assert len(tg.calls_of("getChatAdministrators")) - before < 15


async def test_t13_admin_with_only_some_rights(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    answer = await scene.ask(scene.bob, "/set ads.level strict")
    assert answer.text == "You need the right to change group info for that."
    answer = await scene.ask(scene.bob, "/cases")
    assert answer.text == "You need the right to ban users for that."
    scene.ann.promotes(scene.bob, scene.group, can_restrict_members=True)
    assert (await scene.ask(scene.bob, "/cases")).text == "No cases."


async def test_member_is_told_nothing_by_commands_for_admins(scene: Scene) -> None:
    said = [scene.bob.says(scene.group, text) for text in ("/cases", "/set ads.level soft")]
    await scene.quiet()
    assert [scene.answers(one) for one in said] == [[], []]


@pytest.mark.parametrize("sign", ["/", "!", "／", "！"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_commands_have_four_signs(scene: Scene, sign: str) -> None:
    assert (await scene.ask(scene.bob, f"{sign}rules")).text.startswith("Rules")
    assert (await scene.ask(scene.bob, f"{sign}RULES@louzhang_bot")).text.startswith("Rules")
    other = scene.bob.says(scene.group, f"{sign}rules@another_bot")
    await scene.quiet()
    assert scene.answers(other) == []


async def test_edited_command_is_no_command(scene: Scene) -> None:
    said = scene.ann.says(scene.group, "the level should be strict")
    scene.ann.edits(said, "/set ads.level strict")
    await scene.quiet()
    assert scene.answers(said) == []


async def test_t90_owner_who_left_has_no_say(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group)
    scene.bob.leaves(scene.group)
    scene.clock.advance(DAY)
    scene.bob.joins(scene.group)
    said = scene.bob.says(scene.group, "/cases")
    await scene.quiet()
    assert scene.answers(said) == []
