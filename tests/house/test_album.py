"""T49, T50 and the sweep: edits, albums, and what else the author left behind."""

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.house.conftest import DAY, HOUR, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"


async def test_t49_message_edited_into_an_ad_a_day_later(scene: Scene) -> None:
    quiet = scene.eve.says(scene.group, "I liked the second chapter most")
    await scene.quiet()
    scene.clock.advance(DAY)
    scene.eve.edits(quiet, AD)
    await scene.gone(quiet)
    await scene.out(scene.eve)


async def test_t49_message_too_old_to_be_deleted_costs_its_author_the_place(scene: Scene) -> None:
    """Telegram deletes nothing after 48 hours: the author goes, and the admins are told."""
    quiet = scene.eve.says(scene.group, "I liked the second chapter most")
    await scene.quiet()
    scene.clock.advance(5 * DAY)
    scene.eve.edits(quiet, AD)
    await scene.out(scene.eve)
    await scene.tg.until(lambda: scene.group.find("⚠️ #1"))
    assert not quiet.deleted


async def test_t50_whole_album_goes_for_its_third_caption(scene: Scene) -> None:
    parts = [
        {"photo": True},
        {"photo": True, "caption": "our club"},
        {"photo": True, "caption": AD},
    ]
    album = scene.eve.sends_album(scene.group, parts)
    await scene.gone(*album)
    await scene.out(scene.eve)
    assert await scene.cases() == ["ads · removed · Eve · in force"]


async def test_t50_latecomers_of_an_album_go_too(scene: Scene) -> None:
    """A slow upload: the parts of one album come minutes apart, and the ad is not the last."""
    first = scene.eve.sends_album(scene.group, [{"photo": True}])
    album = first[0].album
    await scene.quiet()
    assert not first[0].deleted
    late = [
        scene.eve.sends(scene.group, photo=True, caption=text, raw={"media_group_id": album})
        for text in (AD, "and one more", "the last one")
    ]
    await scene.gone(*first, *late)
    await scene.out(scene.eve)
    assert await scene.cases() == ["ads · removed · Eve · in force"]


async def test_album_of_holiday_pictures_stays(scene: Scene) -> None:
    parts = [{"photo": True, "caption": "the sea"}, {"photo": True}, {"photo": True}]
    album = scene.bob.sends_album(scene.group, parts)
    await scene.quiet()
    assert [one.deleted for one in album] == [False, False, False]


async def test_with_the_author_go_ten_minutes_of_messages(scene: Scene) -> None:
    old = scene.eve.says(scene.group, "hello from Eve, an hour ago")
    await scene.quiet()
    scene.clock.advance(HOUR)
    recent = [scene.eve.says(scene.group, f"look at this picture {n}") for n in range(3)]
    talk = scene.bob.says(scene.group, "which picture do you mean?")
    await scene.quiet()
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad, *recent)
    await scene.out(scene.eve)
    await scene.quiet()
    assert (old.deleted, talk.deleted) == (False, False)


async def test_five_ads_in_a_row_are_one_case_and_one_kick(
    scene: Scene, tg: Telegram, clock: RunningClock
) -> None:
    ads = [scene.eve.says(scene.group, f"{AD} {n}") for n in range(5)]
    await scene.gone(*ads)
    await scene.out(scene.eve)
    await scene.quiet()
    assert len(tg.calls_of("unbanChatMember")) == 1
    assert await scene.cases() == ["ads · removed · Eve · in force"]
