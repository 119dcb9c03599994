"""What a group decides about ads: bands, policies, levels, repetition, trust, lists."""

import pytest

from rehearsal import Telegram
from rehearsal.person import Person
from tests.house.conftest import DAY, HOUR, MINUTE, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"
SUSPICIOUS = "加我微信 abc12345"


async def test_certain_is_deleted_and_the_group_hears_nothing(scene: Scene) -> None:
    lines = scene.lines()
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    await scene.out(scene.eve)
    await scene.tg.idle()
    assert scene.lines() == lines
    assert await scene.cases() == ["ads · removed · Eve · in force"]


async def test_likely_is_deleted_and_an_admin_is_asked(scene: Scene) -> None:
    scene.ann.starts_bot()
    message = scene.eve.says(scene.group, LIKELY)
    await scene.gone(message)
    await scene.tg.until(lambda: scene.ann.private.find("Book club"))
    card = scene.ann.private.find("Book club")
    assert card is not None
    assert card.buttons == ["Kick", "Ban", "Not an ad"]
    assert LIKELY in card.text
    assert scene.group.status(scene.eve) == "member"
    assert await scene.cases() == ["ads · nothing · Eve · waits for a decision"]


async def test_suspicious_is_only_reported(scene: Scene) -> None:
    scene.ann.starts_bot()
    message = scene.eve.says(scene.group, SUSPICIOUS)
    await scene.tg.until(lambda: scene.ann.private.find("suspicious"))
    await scene.quiet()
    assert not message.deleted
    assert scene.group.status(scene.eve) == "member"


POLICIES = {
    "kick": "left",
    "ban": "kicked",
    "ban 30d": "kicked",
    "ban 2w": "kicked",
    "mute 1d": "restricted",
    "mute 3小时": "restricted",
    "delete": "member",
}
TERMS = {"ban 30d": 30 * DAY, "ban 2w": 14 * DAY, "mute 1d": DAY, "mute 3小时": 3 * HOUR}


async def test_policy_decides_what_becomes_of_the_author(scene: Scene) -> None:
    for number, (policy, status) in enumerate(POLICIES.items()):
        await scene.set(f"ads.policy {policy}")
        author = scene.newcomer(f"Guest {number}")
        ad = author.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(author, status)
        now, until = scene.clock.now(), scene.group.member(author).until
        term = TERMS.get(policy, 0)
        assert (until == 0) if not term else (now + term - 20 <= until <= now + term)


async def test_policy_report_leaves_everything_and_asks(scene: Scene) -> None:
    await scene.set("ads.policy report")
    ad = scene.eve.says(scene.group, AD)
    await scene.tg.until(lambda: scene.group.find("please decide"))
    await scene.quiet()
    assert not ad.deleted
    assert scene.group.status(scene.eve) == "member"
    assert await scene.cases() == ["ads · nothing · Eve · waits for a decision"]


async def test_ads_can_be_switched_off(scene: Scene) -> None:
    await scene.set("ads.enabled off")
    ad = scene.eve.says(scene.group, AD)
    await scene.quiet()
    assert not ad.deleted
    await scene.set("ads.enabled on")
    again = scene.eve.says(scene.group, AD)
    await scene.gone(again)


async def test_level_moves_the_bands(scene: Scene) -> None:
    fay, gus = scene.newcomer("Fay"), scene.newcomer("Gus")
    await scene.set("ads.level soft")
    message = fay.says(scene.group, SUSPICIOUS)
    await scene.quiet()
    assert not message.deleted
    assert await scene.cases() == []
    await scene.set("ads.level strict")
    message = gus.says(scene.group, LIKELY)
    await scene.gone(message)
    await scene.out(gus)


async def test_next_ad_within_30_days_is_a_ban(scene: Scene) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    scene.clock.advance(29 * DAY)
    scene.eve.joins(scene.group)
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve, "kicked")
    left = scene.group.member(scene.eve).until - scene.clock.now()
    assert 30 * DAY - 20 <= left <= 30 * DAY


async def test_next_ad_after_30_days_is_a_kick_again(scene: Scene) -> None:
    scene.eve.says(scene.group, AD)
    await scene.out(scene.eve)
    scene.clock.advance(31 * DAY)
    scene.eve.joins(scene.group)
    again = scene.eve.says(scene.group, AD)
    await scene.gone(again)
    await scene.out(scene.eve)


async def test_repetition_can_be_left_out(scene: Scene) -> None:
    await scene.set("ads.repeat off")
    for _ in range(2):
        ad = scene.eve.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(scene.eve)
        scene.clock.advance(HOUR)
        scene.eve.joins(scene.group)


async def earn_trust(scene: Scene, person: Person, days: int, a_day: int) -> None:
    """Talk on several days."""
    for day in range(days):
        for number in range(a_day):
            person.says(scene.group, f"thought {number} of day {day} about our book")
        await scene.quiet()
        scene.clock.advance(DAY)


async def test_trusted_person_is_never_removed_by_the_machine(scene: Scene) -> None:
    """Ten messages of substance on three days; a second certain ad within a day mutes."""
    await earn_trust(scene, scene.bob, days=3, a_day=4)
    first = scene.bob.says(scene.group, AD)
    await scene.gone(first)
    await scene.quiet()
    assert scene.group.status(scene.bob) == "member"
    scene.clock.advance(HOUR)
    second = scene.bob.says(scene.group, AD)
    await scene.gone(second)
    await scene.out(scene.bob, "restricted")
    assert scene.group.member(scene.bob).until == 0
    assert await scene.cases() == [
        "ads · muted · Bob · waits for a decision",
        "ads · nothing · Bob · waits for a decision",
    ]


async def test_t59_taken_over_account_is_muted_at_its_second_ad_within_minutes(
    scene: Scene,
) -> None:
    await earn_trust(scene, scene.bob, days=3, a_day=4)
    ads = [scene.bob.says(scene.group, AD) for _ in range(2)]
    await scene.gone(*ads)
    await scene.out(scene.bob, "restricted")


async def test_trusted_person_has_a_second_ad_after_a_day(scene: Scene) -> None:
    await earn_trust(scene, scene.bob, days=3, a_day=4)
    for _ in range(2):
        ad = scene.bob.says(scene.group, AD)
        await scene.gone(ad)
        scene.clock.advance(DAY + HOUR)
    await scene.quiet()
    assert scene.group.status(scene.bob) == "member"


@pytest.mark.parametrize(("days", "a_day", "text"), [(2, 10, "long enough"), (4, 4, "ok")])
async def test_talk_that_earns_no_trust(scene: Scene, days: int, a_day: int, text: str) -> None:
    """Two days are too few, and so are messages of two letters."""
    for _ in range(days):
        for _ in range(a_day):
            scene.bob.says(scene.group, text)
        await scene.quiet()
        scene.clock.advance(DAY)
    scene.bob.says(scene.group, AD)
    await scene.out(scene.bob)


async def test_trust_takes_as_many_messages_as_the_owner_says(scene: Scene) -> None:
    await scene.set("ads.trust_after 3")
    await earn_trust(scene, scene.bob, days=3, a_day=1)
    ad = scene.bob.says(scene.group, AD)
    await scene.gone(ad)
    await scene.quiet()
    assert scene.group.status(scene.bob) == "member"


@pytest.mark.usefixtures("warden")
async def test_veterans_of_a_big_group_are_trusted_for_a_week(scene: Scene, tg: Telegram) -> None:
    club = tg.supergroup("Choir", owner=scene.ann, username="choir")
    club.crowd = 200
    uma, ivy = tg.person("Uma"), tg.person("Ivy")
    tg.seat(uma, club)
    tg.seat(ivy, club)
    club.add_bot()
    await tg.until(lambda: club.find("/rules"))
    await tg.idle()
    ad = uma.says(club, AD)
    await scene.gone(ad)
    scene.eve.joins(club)
    scene.eve.says(club, AD)
    await scene.out(scene.eve, chat=club)
    assert club.status(uma) == "member"
    scene.clock.advance(7 * DAY + MINUTE)
    ivy.says(club, AD)
    await scene.out(ivy, chat=club)


@pytest.mark.usefixtures("warden")
async def test_veterans_of_a_small_group_are_not(scene: Scene, tg: Telegram) -> None:
    trio = tg.supergroup("Trio", owner=scene.ann, username="trio")
    uma = tg.person("Uma")
    tg.seat(uma, trio)
    trio.add_bot()
    await tg.until(lambda: trio.find("/rules"))
    uma.says(trio, AD)
    await scene.out(uma, chat=trio)


async def test_allowed_domains_channels_and_words(scene: Scene) -> None:
    await scene.set("ads.allow jobs.example.com, t.me/club_jobs")
    kept = [
        scene.newcomer("Fay").says(scene.group, "招聘兼职 https://jobs.example.com/42"),
        scene.newcomer("Gus").says(scene.group, "招聘兼职 t.me/club_jobs"),
    ]
    gone = scene.eve.says(scene.group, "招聘兼职日结 https://jobs.example.net/42")
    await scene.gone(gone)
    await scene.quiet()
    assert [one.deleted for one in kept] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "have a look at https://evil.top/join/now",
        "my channel is @bad_channel",
        "I sell snake oil cheaply",
        "I sell SNAKE  OIL cheaply",
        "order number zz-1234 is ready",
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_the_owner_blocks_is_certain(scene: Scene, text: str) -> None:
    await scene.set("ads.block evil.top, t.me/bad_channel, snake oil, /zz-[0-9]{4}/")
    talk = scene.bob.says(scene.group, "there is oil on the snake in chapter two, zz-top on air")
    ad = scene.eve.says(scene.group, text)
    await scene.gone(ad)
    await scene.out(scene.eve)
    await scene.quiet()
    assert not talk.deleted


async def test_blocked_address_is_no_pattern(scene: Scene) -> None:
    """The slashes of an address do not make a pattern, nor its scheme a blocked word."""
    answer = await scene.set("ads.block https://evil.example/join/now, /foo+/, t.me/bad/")
    assert answer.text == "✅ ads.block = https://evil.example/join/now, t.me/bad/, /foo+/"
    talk = scene.bob.says(scene.group, "see https://docs.python.org/3/library/re.html now")
    await scene.quiet()
    assert not talk.deleted


async def test_commenter_who_is_no_member_is_banned_for_a_day(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Daily page", owner=scene.ann, username="daily_page")
    club = tg.supergroup("Daily talk", owner=scene.ann, linked=channel)
    club.add_bot()
    await tg.until(lambda: club.find("/rules"))
    post = scene.ann.says(channel, "Page 12 is out").discussion
    fay, gus = tg.person("Fay"), tg.person("Gus")
    comment = fay.says(club, "a fine page", reply_to=post)
    ad = gus.says(club, AD, reply_to=post)
    await scene.gone(ad)
    await scene.out(gus, "kicked", chat=club)
    left = club.member(gus).until - scene.clock.now()
    assert DAY - 20 <= left <= DAY
    assert " · banned · Gus · " in (await scene.ask(scene.ann, "/cases", club)).text
    assert (club.status(fay), comment.deleted) == ("left", False)
    scene.clock.advance(DAY + MINUTE)
    assert club.status(gus) == "left"
    assert post is not None
    assert not post.deleted


async def test_member_of_a_discussion_group_is_only_kicked(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Daily page", owner=scene.ann, username="daily_page")
    club = tg.supergroup("Daily talk", owner=scene.ann, linked=channel, username="daily_talk")
    club.add_bot()
    scene.eve.joins(club)
    scene.eve.says(club, AD)
    await scene.out(scene.eve, chat=club)


async def test_t10_foreign_channel_is_shut_out_for_a_day(scene: Scene, tg: Telegram) -> None:
    channel = tg.channel("Shop", owner=scene.eve, username="shop")
    ad = scene.eve.says(scene.group, AD, as_channel=channel)
    await scene.gone(ad)
    await tg.until(lambda: channel.id in scene.group.banned_chats)
    await tg.idle()
    assert scene.group.status(scene.eve) == "member"
    assert tg.calls_of("banChatMember", "unbanChatMember", "restrictChatMember") == []
    scene.clock.advance(DAY - MINUTE)
    await scene.quiet()
    assert channel.id in scene.group.banned_chats
    scene.clock.advance(2 * MINUTE)
    await tg.until(lambda: channel.id not in scene.group.banned_chats)


async def test_log_chat_hears_of_every_case(scene: Scene, tg: Telegram) -> None:
    office = tg.supergroup("Office", owner=scene.ann)
    office.add_bot()
    await tg.until(lambda: scene.lines(office))
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    await scene.set(f"log.chat {office.id}")
    scene.eve.says(scene.group, AD)
    await tg.until(lambda: office.find("Eve"))
    told = office.find("Eve")
    assert told is not None
    assert told.buttons == []
    scene.newcomer("Fay").says(scene.group, LIKELY)
    await tg.until(lambda: office.find("Fay"))
    asked = office.find("Fay")
    assert asked is not None
    assert asked.buttons == ["Kick", "Ban", "Not an ad"]
    assert len(scene.lines(scene.ann.private)) == 1
