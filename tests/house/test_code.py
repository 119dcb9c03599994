"""Invite codes: made by administrators, typed or brought by who wants to come in."""

import asyncio
import re

import pytest
from sqlalchemy import text

from bot.app import Warden
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from services import code
from tests.conftest import Launch
from tests.house.conftest import DAY, Scene
from tests.house.door import card_of, inside, knock, request, sees

CODE = re.compile(r"[A-Z0-9-]{24}")


async def make(scene: Scene, args: str = "") -> str:
    """A new code, as it stands at the beginning of the answer."""
    answer = await scene.ask(scene.ann, f"/code new {args}".strip())
    found = CODE.match(answer.text)
    assert found, answer.text
    return found[0]


async def test_code_is_typed_in_any_way_and_lets_in_once(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code")
    made = await make(scene)
    cem = await knock(scene)
    assert card_of(scene, cem).text.startswith("Write your invite code here")
    cem.tells_bot(f" {made.lower().replace('-', ' ')}\n")
    await inside(scene, cem)
    dan = await knock(scene, "Dan")
    dan.tells_bot(made)
    await sees(scene, dan, "does not let you in")
    assert (await scene.ask(scene.ann, "/codes")).text.startswith("There are no invite codes")


async def test_code_is_listed_and_revoked(scene: Scene, tg: Telegram) -> None:
    made = await make(scene, "uses=3 days=2")
    listed = (await scene.ask(scene.ann, "/codes")).text
    assert listed.startswith(f"{made[:4]}… · 3 of 3 left · until ")
    assert listed.endswith("by Ann")
    assert (await scene.ask(scene.ann, f"/code revoke {made[:4].lower()}")).text.startswith("✅")
    assert (await scene.ask(scene.ann, f"/code revoke {made}")).text.startswith("No code")


@pytest.mark.parametrize("args", ["uses=0", "uses=1e9", "uses=٣", "uses=-1", "days=367", "what"])
async def test_t70_code_with_nonsense_is_refused(scene: Scene, args: str) -> None:
    said = (await scene.ask(scene.ann, f"/code new {args}")).text
    assert said.startswith(("uses is from 1", "/code new"))
    assert (await scene.ask(scene.ann, "/codes")).text.startswith("There are no")


async def test_t8_code_in_the_database_is_a_hash(
    scene: Scene, tg: Telegram, warden: Warden
) -> None:
    """T8: neither the rows of codes nor what was sent keep it."""
    made = await make(scene)
    await tg.idle()
    plain = code.read(made)
    store = warden.runtime.store
    rows = await store.read(lambda c: c.execute(text("SELECT digest FROM codes")).scalars().all())
    assert rows == [code.digest_of(plain)]
    kept = "coalesce(action, '') || coalesce(then_data, '') || coalesce(result, '')"
    sent = text(f"SELECT count(*) FROM outbox WHERE {kept} LIKE :code")
    async with asyncio.timeout(5):  # what was sent is forgotten once it is known to have arrived
        while await store.read(lambda c: c.execute(sent, {"code": f"%{made}%"}).scalar()):
            await tg.idle()


async def test_t8_wrong_codes_are_tries(scene: Scene, tg: Telegram) -> None:
    """T8: somebody who guesses is turned away."""
    await scene.set("entry.require code")
    await make(scene)
    cem = await knock(scene)
    for guess in ("AAAA-BBBB-CCCC-DDDD-2222", "t.me/x?start=code_AAAA-BBBB-CCCC-DDDD-3333"):
        before = card_of(scene, cem)
        cem.tells_bot(guess)
        await tg.until(lambda before=before: card_of(scene, cem) is not before)
        assert "does not let you in: it is wrong" in card_of(scene, cem).text
    cem.starts_bot("code_AAAA-BBBB-CCCC-DDDD-4444")
    await sees(scene, cem, "did not let you in")
    assert cem.id not in scene.group.requests


async def test_what_cannot_be_a_code_is_no_try(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code")
    made = await make(scene)
    cem = await knock(scene)
    for chat in ("Hello?", "What is this?", "I want in", "Please!"):
        cem.tells_bot(chat)
        await tg.idle()
    assert "does not look like" in card_of(scene, cem).text
    cem.presses(card_of(scene, cem), "Enter invite code")
    await sees(scene, cem, "Just write the code here")
    cem.tells_bot(made)
    await inside(scene, cem)


async def test_code_for_one_person_is_for_them_alone(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code")
    answer = await scene.ask(scene.ann, "/code new @dan_reads")
    assert answer.text.endswith("Only for @dan_reads.")
    made = CODE.match(answer.text)
    assert made
    cem = await knock(scene)
    cem.tells_bot(made[0])
    await sees(scene, cem, "does not let you in")
    dan = await knock(scene, "Dan", username="Dan_Reads")
    dan.tells_bot(made[0])
    await inside(scene, dan)


async def test_code_runs_out(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code")
    made = await make(scene, "days=1")
    scene.clock.advance(DAY + 60)
    cem = await knock(scene)
    cem.tells_bot(made)
    await sees(scene, cem, "does not let you in")


async def test_code_brought_by_a_link_waits_for_the_request(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code and captcha")
    made = await make(scene)
    cem = tg.person("Cem")
    cem.starts_bot(f"code_{made}")
    await sees(scene, cem, "I keep your code")
    assert card_of(scene, cem).button("Ask to join")["url"] == "https://t.me/bookclub"
    await request(scene, cem)
    assert "✅ an invite code" in card_of(scene, cem).text
    cem.presses(card_of(scene, cem), "I am a person")
    await inside(scene, cem)


async def test_code_brought_to_a_private_group_shows_a_link_by_request(
    scene: Scene, tg: Telegram
) -> None:
    scene.group.username = None
    await scene.set("entry.require code")
    made = await make(scene)
    cem = tg.person("Cem")
    cem.tells_bot(made)
    await sees(scene, cem, "I keep your code")
    url = card_of(scene, cem).button("Ask to join")["url"]
    assert scene.group.links[url].by_request
    dan = tg.person("Dan")
    dan.tells_bot(made)
    await sees(scene, dan, "I keep your code")
    assert card_of(scene, dan).button("Ask to join")["url"] == url


async def test_code_brought_while_at_the_door_is_used_there(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code")
    made = await make(scene)
    cem = await knock(scene)
    cem.starts_bot(f"code_{made}")
    await inside(scene, cem)


async def test_code_of_who_was_not_let_in_is_given_back(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require code and captcha")
    made = await make(scene)
    cem = await knock(scene)
    cem.tells_bot(made)
    await sees(scene, cem, "✅ an invite code")
    assert (await scene.ask(scene.ann, "/codes")).text.startswith("There are no")
    cem.tells_bot("cancel")
    await sees(scene, cem, "cancelled")
    dan = await knock(scene, "Dan")
    dan.tells_bot(made)
    await sees(scene, dan, "✅ an invite code")
    dan.presses(card_of(scene, dan), "I am a person")
    await inside(scene, dan)


async def test_wrong_code_in_private_without_an_application_is_said(
    scene: Scene, tg: Telegram
) -> None:
    scene.bob.starts_bot("code_AAAA-BBBB-CCCC-DDDD-2222")
    await sees(scene, scene.bob, "This invite code does not let you in")
    made = await make(scene)
    scene.bob.tells_bot(made)
    await sees(scene, scene.bob, "already")


async def test_owner_hears_that_there_are_no_codes(scene: Scene) -> None:
    answer = await scene.set("entry.require code")
    assert "wants invite codes: /code new uses=10 days=30" in answer.text


async def test_code_in_chinese(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    await scene.set("entry.require code")
    answer = await scene.ask(scene.ann, "/code new 次数=2")
    assert "邀请码只显示这一次：可用 2 次" in answer.text
    cem = await knock(scene, language="zh-hans")
    assert card_of(scene, cem).button("填写邀请码")
    made = CODE.match(answer.text)
    assert made
    cem.tells_bot(f"邀请码 {made[0]}")
    await sees(scene, cem, "这不像邀请码")
    cem.tells_bot(made[0])
    await inside(scene, cem)


async def test_restart_between_code_and_request_loses_nothing(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set("entry.require code")
        made = await make(scene)
        cem = tg.person("Cem")
        cem.starts_bot(f"code_{made}")
        await sees(scene, cem, "I keep your code")
        await tg.idle()
    async with launch():
        scene.group.by_request = True
        cem.requests(scene.group)
        await inside(scene, cem)
