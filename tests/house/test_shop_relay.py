"""Goods worth money and the envelope relay: a group has one of them."""

from dataclasses import replace

import pytest

from bot import app
from bot.app import Warden
from bot.core import settings
from bot.core.feature import Feature
from bot.core.kinds import toggle
from services.shop.beside import RELAY, refuse_beside_goods
from tests.house.conftest import Scene
from tests.house.market import market


@pytest.fixture
def relay(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a relay, if only its switch."""
    found = app.discover
    switch = replace(toggle(RELAY, False), check=refuse_beside_goods)
    feature = Feature(name="relay", key="activities", settings=(switch,))

    def discover(*forbidden: object) -> list[Feature]:
        there = list(found(*forbidden))  # type: ignore[arg-type]
        return there if any(one.name == "relay" for one in there) else [*there, feature]

    monkeypatch.setattr(app, "discover", discover)


async def test_goods_and_relay_exclude_each_other(
    relay: None, scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await shop.offer("Gift card 50 worth")
    await shop.offer("Title 10")
    refused = await scene.ask(scene.ann, "/set relay.enabled on")
    assert refused.text == (
        "The relay and goods worth money exclude each other. "
        "Take those out of the shop first: /shop remove"
    )
    await scene.ask(scene.ann, "/shop remove Gift card")
    await scene.set("relay.enabled on")
    for line in ("/shop add Gift card 50 worth", "/shop edit Title worth=on"):
        assert (await scene.ask(scene.ann, line)).text == (
            "Goods worth money and the envelope relay exclude each other. "
            "Switch the relay off first: /set relay.enabled off"
        )
    assert (await scene.ask(scene.bob, "/redeem Title")).text.startswith("✅ Order 1")


async def test_goods_are_neither_shown_nor_sold_beside_a_relay_from_a_file(
    relay: None, scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await shop.offer("Gift card 50 worth")
    window = await scene.ask(scene.bob, "/shop")
    await shop.press(scene.bob, window, "Gift card")
    await scene.tg.until(lambda: "Confirm" in window.buttons)
    now = int(scene.clock.now())
    await warden.store.write(
        lambda c: settings.change(c, room=shop.room, key=RELAY, value=True, by=None, now=now)
    )
    warden.runtime.memory.forget(shop.room)
    said = await shop.press(scene.bob, window, "Confirm")
    assert said == "That is not sold while the envelope relay is on. Nothing was bought."
    await scene.tg.until(lambda: window.text == "The shop is empty.")
    assert await shop.has(scene.bob) == [120]
