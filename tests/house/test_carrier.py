"""T17 to T48: an ad goes with its author wherever in a message it hides."""

import pytest

from rehearsal.carrier import CARRIERS, Ad, Carrier, post
from rehearsal.person import Person
from tests.house.conftest import Scene

AD = Ad(
    text="网络兼职日结，加微信 hr88990",
    url="https://t.me/+AbCdEfGhIj",
    beside="网络兼职，佣金日结，点这里",
)
CONTENT = [threat for threat, carrier in CARRIERS.items() if isinstance(carrier, Carrier)]
SAMPLE = ["T18", "T21", "T26", "T31", "T33", "T40", "T43", "T46"]
"""Carriers that are tried on PostgreSQL, too: what a case stores of them differs most."""

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def chunks(threats: list[str]) -> list[list[str]]:
    """Several hiding places for one running bot."""
    return [threats[at : at + 8] for at in range(0, len(threats), 8)]


def named(threats: list[str]) -> str:
    return f"{threats[0]}-{threats[-1]}"


async def new(scene: Scene, threats: list[str]) -> None:
    """Post the ad by each hiding place: message and author go, Bob's talk stays."""
    talk = scene.bob.says(scene.group, "Shall we read the next chapter on Friday?")
    gone: dict[str, tuple[Person, str]] = {}
    for threat in threats:
        author = scene.newcomer(f"Guest {threat}")
        message = post(scene.tg, threat, author, scene.group, AD)
        await scene.gone(message)
        status = "member" if threat == "T40" else "left"
        await scene.out(author, status)
        gone[threat] = (author, status)
    await scene.tg.idle()
    assert not talk.deleted
    assert {threat: scene.group.status(author) for threat, (author, _) in gone.items()} == {
        threat: status for threat, (_, status) in gone.items()
    }
    assert scene.tg.calls_of("banChatMember") == []


@sqlite
@pytest.mark.parametrize("threats", chunks(list(CARRIERS)), ids=named)
async def test_t17_to_t48_new(scene: Scene, threats: list[str]) -> None:
    await new(scene, threats)


@postgresql
async def test_t17_to_t48_new_on_postgresql(scene: Scene) -> None:
    await new(scene, SAMPLE)


async def edited(scene: Scene, threats: list[str]) -> None:
    """An innocent message becomes the ad."""
    for threat in threats:
        carrier = CARRIERS[threat]
        assert isinstance(carrier, Carrier)
        author = scene.newcomer(f"Guest {threat}")
        message = carrier.edit(author, scene.group, AD)
        await scene.gone(message)
        await scene.out(author)


@sqlite
@pytest.mark.parametrize("threats", chunks(CONTENT), ids=named)
async def test_t17_to_t48_edited(scene: Scene, threats: list[str]) -> None:
    await edited(scene, threats)


@postgresql
async def test_t17_to_t48_edited_on_postgresql(scene: Scene) -> None:
    await edited(scene, [threat for threat in SAMPLE if threat in CONTENT])


async def albums(scene: Scene, threats: list[str]) -> None:
    """The third part of an album is the ad: the whole album goes, as one case."""
    for threat in threats:
        carrier = CARRIERS[threat]
        assert isinstance(carrier, Carrier)
        author = scene.newcomer(f"Guest {threat}")
        album = carrier.album(author, scene.group, AD)
        await scene.gone(*album)
        await scene.out(author)
    assert len(await scene.cases()) == len(threats)


@sqlite
@pytest.mark.parametrize("threats", chunks(CONTENT), ids=named)
async def test_t17_to_t48_in_an_album(scene: Scene, threats: list[str]) -> None:
    await albums(scene, threats)


@postgresql
async def test_t17_to_t48_in_an_album_on_postgresql(scene: Scene) -> None:
    await albums(scene, [threat for threat in SAMPLE if threat in CONTENT])


@sqlite
async def test_t40_channel_that_edits_and_sends_albums(scene: Scene) -> None:
    channel = scene.tg.channel(AD.text, owner=scene.eve, username="casino_bonus")
    quiet = scene.eve.says(scene.group, "hello", as_channel=channel)
    await scene.gone(quiet)
    await scene.tg.until(lambda: channel.id in scene.group.banned_chats)
    other = scene.tg.channel("Weather", owner=scene.bob)
    harmless = scene.bob.says(scene.group, "sunny tomorrow", as_channel=other)
    turned = scene.bob.says(scene.group, "rain on Friday", as_channel=other)
    await scene.quiet()
    assert (harmless.deleted, turned.deleted) == (False, False)
    scene.bob.edits(turned, f"{AD.text} {AD.url}")
    await scene.gone(turned)
    await scene.tg.until(lambda: other.id in scene.group.banned_chats)
    assert scene.group.status(scene.bob) == "member"


@sqlite
async def test_t44_name_becomes_an_ad_before_an_edit_and_an_album(scene: Scene) -> None:
    turned = scene.eve.says(scene.group, "hello everybody")
    await scene.quiet()
    assert not turned.deleted
    scene.eve.renames(AD.text)
    scene.eve.edits(turned, "hello everybody!")
    await scene.gone(turned)
    await scene.out(scene.eve)
    fay = scene.newcomer("Fay")
    fay.renames(AD.text)
    album = fay.sends_album(scene.group, [{"photo": True}, {"photo": True}])
    await scene.gone(*album)
    await scene.out(fay)


@pytest.mark.usefixtures("warden")
@sqlite
async def test_t46_newcomer_with_an_ad_for_a_name_is_removed(scene: Scene) -> None:
    scene.group.big = True  # no service message tells of who comes to a big group
    fay = scene.newcomer(AD.text)
    await scene.out(fay)
    gus = scene.newcomer("Gus")
    await scene.quiet()
    assert scene.group.status(gus) == "member"


@sqlite
async def test_t47_owner_may_call_the_group_what_they_like(scene: Scene) -> None:
    scene.ann.retitles(scene.group, AD.text)
    line = scene.group.last
    await scene.quiet()
    assert line is not None
    assert not line.deleted


def test_every_carrier_is_here() -> None:
    assert [threat for part in chunks(list(CARRIERS)) for threat in part] == [
        f"T{number}" for number in range(17, 49)
    ]
