"""Trusted members: approved by an administrator until that is taken back."""

from sqlalchemy import select

from bot.app import Warden
from models.member import Member
from rehearsal import Telegram
from tests.house.conftest import DAY, HOUR, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"


async def test_approve_is_told_listed_and_written_into_the_book(scene: Scene) -> None:
    none = await scene.ask(scene.ann, "/approved")
    assert none.text == "Nobody is approved here. /approve @eve does that."
    said = await scene.ask(scene.ann, "/approve @eve_sells")
    told = "✅ Eve is a trusted member now: no machine warns or removes them."
    assert (said.text, said.buttons) == (told, ["Undo"])
    again = await scene.ask(scene.ann, "/approve @eve_sells")
    assert again.text == "Eve is approved already."
    listed = (await scene.ask(scene.ann, "/approved")).text
    assert listed == f"1 approved member:\nEve ({scene.eve.id}) – by Ann"
    assert (await scene.ask(scene.ann, "/audit")).text.endswith(" Ann: Eve approved")


async def test_approve_in_reply_and_by_number_of_somebody_never_seen(scene: Scene) -> None:
    hello = scene.bob.says(scene.group, "hello everybody")
    assert (await scene.ask_in_reply(scene.ann, "/approve", hello)).text.startswith("✅ Bob is")
    assert (await scene.ask(scene.ann, "/approve 987654321")).text.startswith("✅ 987654321 is")
    listed = (await scene.ask(scene.ann, "/approved")).text.splitlines()
    assert listed[0] == "2 approved members:"
    assert "– (987654321) – by Ann" in listed


async def test_unapprove_takes_it_back_once(scene: Scene) -> None:
    said = await scene.ask(scene.ann, "/approve @eve_sells")
    await scene.ask(scene.ann, "/unapprove @eve_sells")
    late = await scene.ask(scene.ann, "/unapprove @eve_sells")
    assert late.text == "Eve is not approved."
    assert (await scene.ann.presses(said, "Undo").answer).text == "This button is out of date."
    said = await scene.ask(scene.ann, "/approve @eve_sells")
    pressed = await scene.ann.presses(said, "Undo").answer
    assert pressed.text.startswith("Eve is not approved any more.")
    await scene.tg.until(lambda: said.text == pressed.text)
    audit = (await scene.ask(scene.ann, "/audit")).text
    assert audit.splitlines()[0].endswith(" Ann: Eve not approved any more")


async def test_t13_trust_takes_the_right_to_restrict(scene: Scene) -> None:
    scene.ann.promotes(scene.bob, scene.group, can_delete_messages=True)
    answer = await scene.ask(scene.bob, "/approve @eve_sells")
    assert answer.text == "You need the right to ban users for that."
    said = scene.eve.says(scene.group, "/approved")
    await scene.gone(said)


async def test_administrators_and_the_bot_need_none(scene: Scene) -> None:
    needless = "Administrators, channels of the group and I myself need no approval."
    assert (await scene.ask(scene.ann, "/approve @ann_reads")).text == needless
    usage = await scene.ask(scene.ann, "/unapprove")
    assert usage.text.startswith("Whom? In reply to them, or /unapprove @eve")


async def test_approve_lifts_no_mute(scene: Scene) -> None:
    await scene.ask(scene.ann, "/mute @eve_sells 2d")
    said = await scene.ask(scene.ann, "/approve @eve_sells")
    last = f"They are still muted. To let them write: /unmute {scene.eve.id}"
    assert said.text.splitlines()[-1] == last
    assert scene.group.status(scene.eve) == "restricted"


async def test_approved_person_stays_where_another_is_removed(scene: Scene) -> None:
    mallory = scene.newcomer("Mallory", username="mallory_m")
    await scene.quiet()
    await scene.ask(scene.ann, "/approve @mallory_m")
    ads = [one.says(scene.group, AD) for one in (mallory, scene.eve)]
    await scene.gone(*ads)
    await scene.out(scene.eve)
    await scene.tg.idle()
    assert scene.group.status(mallory) == "member"


async def test_approved_newcomer_is_not_held_in_a_raid(scene: Scene, tg: Telegram) -> None:
    await scene.set("antiraid.joins 3")
    await scene.set("antiraid.hold on")
    expected = tg.person("Guest", "guest_g")
    await scene.ask(scene.ann, f"/approve {expected.id}")
    crowd = [scene.newcomer(f"C{number}") for number in range(6)]
    expected.joins(scene.group)
    await scene.out(crowd[-1], "restricted")
    await scene.quiet()
    assert scene.group.status(expected) == "member"


async def test_trust_lasts(scene: Scene, warden: Warden) -> None:
    await scene.ask(scene.ann, "/approve @eve_sells")
    scene.clock.advance(400 * DAY)
    await scene.quiet()
    scene.eve.leaves(scene.group)
    await scene.out(scene.eve)
    scene.clock.advance(HOUR)
    scene.eve.joins(scene.group)
    await scene.quiet()
    rows = await warden.store.read(
        lambda c: c.execute(
            select(Member.approved_by).where(Member.user_id == scene.eve.id)
        ).scalars()
    )
    assert list(rows) == [scene.ann.id]


async def test_approve_in_chinese(scene_zh: Scene) -> None:
    said = await scene_zh.ask(scene_zh.ann, "/approve @eve_sells")
    assert said.text == "✅ Eve 现在是信任成员：机器不会警告，也不会踢出对方。"
    listed = await scene_zh.ask(scene_zh.ann, "/approved")
    assert listed.text.startswith("批准的成员共 1 人：\nEve（")
