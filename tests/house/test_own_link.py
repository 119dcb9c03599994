"""`/invite`: members' own links, and who came through them."""

import re

from rehearsal import Telegram
from rehearsal.link import InviteLink
from rehearsal.person import Person
from tests.house.conftest import Scene
from tests.house.door import card_of, inside, sees


async def own_link(scene: Scene, person: Person) -> InviteLink:
    """What somebody is given for `/invite`."""
    found = re.search(r"https://t\.me/\+\S+", (await scene.ask(person, "/invite")).text)
    assert found
    return scene.group.links[found[0]]


async def test_own_link_is_made_once_and_says_who_came(scene: Scene, tg: Telegram) -> None:
    link = await own_link(scene, scene.bob)
    assert not link.by_request
    first = await scene.ask(scene.bob, "/invite")
    assert first.text.endswith("Nobody has come through your link yet.")
    cem, dan = tg.people("Cem", "Dan")
    for one in (cem, dan):
        one.joins(scene.group, link)
    dan.leaves(scene.group)
    await tg.idle()
    assert await own_link(scene, scene.bob) is link
    said = (await scene.ask(scene.bob, "/invite")).text.splitlines()
    assert said[1] == "2 people came through your link, 1 of them still here:"
    assert sorted(said[2:]) == ["• Cem", "• Dan (gone)"]


async def test_link_asks_for_requests_where_there_is_a_door(scene: Scene, tg: Telegram) -> None:
    plain = await own_link(scene, scene.bob)
    await scene.set("entry.require captcha")
    link = await own_link(scene, scene.bob)
    assert (plain.by_request, link.by_request) == (False, True)
    cem = tg.person("Cem")
    cem.requests(scene.group, link)
    await sees(scene, cem, "Show that you are a person")
    cem.presses(card_of(scene, cem), "I am a person")
    await inside(scene, cem)
    await tg.idle()
    assert "One person came" in (await scene.ask(scene.bob, "/invite")).text


async def test_who_comes_again_counts_for_the_first_link(scene: Scene, tg: Telegram) -> None:
    bobs, eves = await own_link(scene, scene.bob), await own_link(scene, scene.eve)
    cem = tg.person("Cem")
    cem.joins(scene.group, bobs)
    cem.leaves(scene.group)
    cem.joins(scene.group, eves)
    await tg.idle()
    assert "One person came through your link, 1 of" in (await scene.ask(scene.bob, "/invite")).text
    assert "Nobody has come" in (await scene.ask(scene.eve, "/invite")).text


async def test_t75_nobody_invites_themselves(scene: Scene, tg: Telegram) -> None:
    """T75"""
    link = await own_link(scene, scene.bob)
    scene.bob.leaves(scene.group)
    scene.bob.joins(scene.group, link)
    await tg.idle()
    assert "Nobody has come" in (await scene.ask(scene.bob, "/invite")).text


async def test_bot_without_the_right_says_so(scene: Scene, tg: Telegram) -> None:
    scene.ann.promotes(tg.bot, scene.group, can_delete_messages=True)
    await tg.idle()
    answer = await scene.ask(scene.bob, "/invite")
    assert "add members" in answer.text


async def test_own_link_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    link = await own_link(scene_zh, scene_zh.bob)
    tg.person("Cem").joins(scene_zh.group, link)
    await tg.idle()
    said = (await scene_zh.ask(scene_zh.bob, "/invite")).text
    assert "已有 1 人通过你的链接进群，现在还在 1 人：" in said
