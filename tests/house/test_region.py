"""The gate `region`."""

import pytest
from sqlalchemy import inspect, text

from bot.core.quarantine import discreet
from bot.core.store import Store
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.door import card_of, knock
from tests.house.test_audience import told

KEY, CHINESE_KEY = "Share my phone number", "分享我的手机号"
NUMBER = "+8613812345678"


async def test_region_is_chosen_among_pages(scene: Scene, tg: Telegram) -> None:
    answer = await scene.ask(scene.ann, "/set entry.require region")
    assert "asks nothing until you list some" in answer.text
    await scene.set("entry.regions " + ", ".join(["Beijing", "新加坡", *"abcdefghijklm"]))
    cem = await knock(scene)
    card = card_of(scene, cem)
    assert {"Beijing", "Singapore"} <= set(card.buttons)
    assert "m" not in card.buttons
    cem.presses(card, "▶️")
    await tg.until(lambda: "m" in card_of(scene, cem).buttons)
    cem.presses(card_of(scene, cem), "◀️")
    await tg.until(lambda: "Singapore" in card_of(scene, cem).buttons)
    cem.presses(card_of(scene, cem), "Singapore")
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_without_regions_nobody_is_locked_out(scene: Scene, tg: Telegram) -> None:
    await scene.set("entry.require region")
    scene.group.by_request = True
    cem = tg.person("Cem")
    cem.requests(scene.group)
    await tg.until(lambda: scene.group.status(cem) == "member")


async def test_phone_proves_countries_only(scene: Scene) -> None:
    await scene.set("entry.regions Beijing, CN")
    refused = await scene.ask(scene.ann, "/set entry.region_proof phone")
    assert refused.text == "A phone number proves only a country, and these are none: Beijing"
    assert await scene.shown("entry.region_proof") == "entry.region_proof = off"
    await scene.set("entry.regions CN")
    await scene.set("entry.region_proof phone")
    refused = await scene.ask(scene.ann, "/set entry.regions CN, Beijing")
    assert "these are none: Beijing" in refused.text
    assert "only the country is kept" in (await scene.set("entry.require region")).text


async def test_t16_only_the_own_number_counts(scene_zh: Scene, tg: Telegram) -> None:
    scene = scene_zh
    await scene.set("entry.regions 中国, 新加坡")
    await scene.set("entry.region_proof phone")
    await scene.set("entry.require region or captcha")
    cem = await knock(scene, language="zh-hans")
    asked = "只收这些国家或地区的手机号：中国和新加坡"
    await tg.until(lambda: asked in told(scene, cem))
    cem.phone = "+12125551234"
    foreign = {"phone_number": NUMBER, "first_name": "Bob"}
    for turn, contact in enumerate(({**foreign, "user_id": scene.bob.id}, foreign), start=1):
        cem.sends(cem.private, contact=contact)
        await tg.until(lambda turn=turn: told(scene, cem).count("我只看了") == turn)
        await tg.until(lambda: "那是别人的名片" in told(scene, cem) and cem.keyboard())
        assert scene.group.status(cem) == "left"
    cem.taps(CHINESE_KEY)
    await tg.until(lambda: "你的号码属于美国" in told(scene, cem))
    again = "再显示一次这个键"
    asked_last = next(one for one in scene.lines(cem.private)[::-1] if again in one.buttons)
    cem.presses(asked_last, again)
    await tg.until(lambda: cem.keyboard() == [CHINESE_KEY])
    cem.phone = NUMBER
    cem.taps(CHINESE_KEY)
    await tg.until(lambda: scene.group.status(cem) == "member")
    await tg.until(lambda: cem.keyboard() == [])


async def test_number_is_kept_nowhere(
    launch: Launch, tg: Telegram, clock: RunningClock, database_url: str
) -> None:
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        await scene.set("entry.regions CN")
        await scene.set("entry.region_proof phone")
        await scene.set("entry.require region and captcha")
        cem = await knock(scene)
        await tg.until(lambda: cem.keyboard() == [KEY])
        await tg.idle()
    cem.phone = NUMBER
    cem.taps(KEY)
    async with launch():
        await tg.until(lambda: "✅ a region" in told(scene, cem))
        await tg.idle()
    async with Store(database_url) as store:

        def everything(connection) -> str:  # type: ignore[no-untyped-def]
            names = inspect(connection).get_table_names()
            rows = [connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in names]
            return repr(rows)

        kept = await store.read(everything)
    assert '"region":"CN"' in kept.replace("\\", "").replace(": ", ":")
    assert NUMBER.removeprefix("+86") not in kept


@pytest.mark.parametrize("part", ["message", "edited_message"])
def test_quarantine_keeps_no_number(part: str) -> None:
    payload = (
        b'{"update_id":1,"%s":{"chat":{"id":5,"type":"private"},"contact":'
        b'{"phone_number":"+8613812345678","vcard":"TEL:+8613812345678","user_id":5}}}'
    ) % part.encode()
    kept = discreet(payload)
    assert b"13812345678" not in kept
    assert b'"user_id":5' in kept
    group = payload.replace(b"private", b"supergroup")
    assert discreet(group) == group
    assert discreet(b'{"contact"') == b'{"contact"'
