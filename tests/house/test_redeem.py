"""The shop as people see it: looked at, bought from, handed over, paid back."""

import asyncio

from bot.app import Warden
from tests.conftest import Launch
from tests.house.conftest import Scene
from tests.house.desk import Desk
from tests.house.market import market
from tests.house.test_forget import forgets
from tests.house.test_migration import basic


async def test_shop_is_off_until_chosen(scene: Scene) -> None:
    refused = await scene.ask(scene.ann, "/shop")
    assert refused.text == "shop is off here: /set shop.enabled on"


async def test_member_buys_by_buttons_and_confirms(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    assert (await scene.ask(scene.bob, "/shop")).text == "The shop is empty."
    await shop.offer("Mug 50 stock=2 limit=1")
    await shop.offer("Day off 500")
    window = await scene.ask(scene.bob, "/shop")
    assert window.text == (
        "🛒 Shop\nMug – 50 points · 2 left · 1 each\nDay off – 500 points\nYou have 120 points."
    )
    assert window.buttons == ["Mug · 50", "Day off · 500"]
    # Somebody else's buttons are not theirs.
    assert await shop.press(scene.eve, window, "Mug") == "This button is for somebody else."
    await shop.press(scene.bob, window, "Mug")
    await scene.tg.until(lambda: window.text == "Mug for 50 points? You have 120.")
    assert await shop.has(scene.bob) == [120]
    await shop.press(scene.bob, window, "Back")
    await scene.tg.until(lambda: "Mug · 50" in window.buttons)
    await shop.press(scene.bob, window, "Mug")
    await scene.tg.until(lambda: "Confirm" in window.buttons)
    await shop.press(scene.bob, window, "Confirm")
    await scene.tg.until(lambda: window.text.startswith("✅"))
    assert window.text == (
        "✅ Order 1: Mug for 50 points. An administrator hands it over; I tell you."
    )
    assert window.buttons == []
    assert await shop.has(scene.bob) == [70]
    card = await shop.card(scene.ann)
    assert card.text == "🛒 Order 1 · Book club\nMug for 50 points\nFor Bob"
    assert card.buttons == ["Done", "Refund"]


async def test_admin_hands_over_and_the_buyer_hears(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    await shop.offer("Mug 50 stock=1")
    bought = await scene.ask(scene.bob, "/redeem mug")
    assert bought.text.startswith("✅ Order 1: Mug for 50 points.")
    card = await shop.card(scene.ann)
    assert await shop.press(scene.ann, card, "Done") == "Done."
    await scene.tg.until(lambda: scene.bob.whispers(scene.group))
    assert scene.bob.whispers(scene.group)[-1].text == "✅ Order 1 (Mug) was handed over."
    await scene.tg.until(lambda: card.text.endswith("→ handed over"))
    assert card.buttons == []
    sold_out = await scene.ask(scene.bob, "/redeem Mug")
    assert sold_out.text == "Sold out. Nothing was bought."
    assert await shop.has(scene.bob) == [70]


async def test_refund_gives_points_and_piece_back_once(scene: Scene, warden: Warden) -> None:
    """T3: two administrators press at once, and one of them again and again."""
    shop = await market(scene, warden)
    scene.ann.promotes(scene.eve, scene.group, can_change_info=True)
    scene.ann.starts_bot()
    scene.eve.starts_bot()
    await shop.offer("Mug 50 stock=1")
    await scene.ask(scene.bob, "/redeem Mug")
    cards = [await shop.card(scene.ann), await shop.card(scene.eve)]
    pressed = [
        person.presses(card, "Refund")
        for _ in range(5)
        for person, card in zip((scene.ann, scene.eve), cards, strict=True)
    ]
    said = sorted([(await one.answer).text or "" for one in pressed])
    assert said == ["Done.", *["This was decided already."] * 9]
    await scene.tg.idle()
    assert await shop.has(scene.bob) == [120]
    window = await scene.ask(scene.bob, "/shop")
    assert "Mug – 50 points · 1 left" in window.text
    assert [one.text for one in scene.bob.whispers(scene.group)] == [
        "↩️ Order 1 (Mug) does not come about: 50 points are yours again."
    ]


async def test_group_is_told_in_one_line_where_no_admin_can_be_written_to(
    scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await shop.offer("Mug 50")
    await scene.ask(scene.bob, "/redeem Mug")
    await scene.tg.until(lambda: scene.group.find("please hand it over"))
    line = scene.group.find("please hand it over")
    assert line is not None
    assert line.text == "🛒 Order 1 (Mug) Ann: please hand it over."
    assert await shop.press(scene.bob, line, "Done") == (
        "You need the right to change group info for that."
    )
    assert await shop.press(scene.ann, line, "Done") == "Done."
    await scene.tg.until(lambda: line.text == "🛒 Order 1 → handed over")


async def test_t3_hundred_taps_on_confirm_buy_once(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await shop.offer("Mug 50 stock=5")
    window = await shop.choose(scene.bob, "Mug")
    pressed = [scene.bob.presses(window, "Confirm") for _ in range(30)]
    said = [(await one.answer).text or "" for one in pressed]
    assert said == ["", *["You bought that already: order 1."] * 29]
    await scene.tg.idle()
    assert await shop.has(scene.bob) == [70]
    assert window.text.startswith("✅ Order 1")


async def test_t4_old_price_on_an_old_button_is_not_charged(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await shop.offer("Mug 50")
    window = await shop.choose(scene.bob, "Mug")
    changed = await scene.ask(scene.ann, "/shop edit Mug price=60")
    assert changed.text == "✅ Changed: Mug – 60 points"
    said = await shop.press(scene.bob, window, "Confirm")
    assert said == "That has changed. Look at the price again. Nothing was bought."
    await scene.tg.until(lambda: window.buttons == ["Mug · 60"])
    assert await shop.has(scene.bob) == [120]
    await scene.ask(scene.ann, "/shop remove mug")
    said = await shop.press(scene.bob, window, "Mug")
    assert said == "That is not in the shop any more. Nothing was bought."
    await scene.tg.until(lambda: window.text == "The shop is empty.")


async def test_t4_shop_that_was_closed_sells_nothing_by_old_buttons(
    scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await shop.offer("Mug 50")
    window = await shop.choose(scene.bob, "Mug")
    await scene.set("shop.enabled off")
    said = await shop.press(scene.bob, window, "Confirm")
    assert said == "There is nothing to be had for points here."
    assert await shop.has(scene.bob) == [120]


async def test_last_piece_goes_to_one_of_two_who_confirm_at_once(
    scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    await shop.earn(scene.eve, 120)
    await shop.offer("Mug 50 stock=1")
    windows = [await shop.choose(one, "Mug") for one in (scene.bob, scene.eve)]
    scene.clock.advance(4)
    pressed = [
        one.presses(window, "Confirm")
        for one, window in zip((scene.bob, scene.eve), windows, strict=True)
    ]
    said = sorted([(await one.answer).text or "" for one in pressed])
    assert said == ["", "Sold out. Nothing was bought."]
    assert sorted(await shop.has(scene.bob, scene.eve)) == [70, 120]


async def test_who_cannot_have_it_hears_why(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    await shop.offer("Mug 50 limit=2")
    await shop.offer("Song 1 month=1")
    asks = {
        "/redeem": "What would you like? /redeem Mug, or the buttons of /shop",
        "/redeem Cup": "There is no “Cup” in the shop: /shop",
        "/redeem <b>": "There is no “<b>” in the shop: /shop",
    }
    for text, answer in asks.items():
        assert (await scene.ask(scene.bob, text)).text == answer
    for number in (1, 2):
        assert (await scene.ask(scene.bob, "/redeem Mug")).text.startswith(f"✅ Order {number}")
    assert (await scene.ask(scene.bob, "/redeem Mug")).text == (
        "You cannot have more than 2 of it. Nothing was bought."
    )
    assert (await scene.ask(scene.bob, "/redeem Song")).text.startswith("✅ Order 3")
    assert (await scene.ask(scene.bob, "/redeem Song")).text == (
        "You cannot have more than 1 of it a month. Nothing was bought."
    )
    assert (await scene.ask(scene.eve, "/redeem Mug")).text == (
        "That is too much for your 0 points. Nothing was bought."
    )
    own = await scene.ask(scene.bob, "/shop orders")
    assert [one.rpartition(" · ")[0] for one in own.text.splitlines()] == [
        "Order 3: Song · 1 · waiting",
        "Order 2: Mug · 50 · waiting",
        "Order 1: Mug · 50 · waiting",
    ]
    assert (await scene.ask(scene.eve, "/shop orders")).text == (
        "You have bought nothing yet: /shop"
    )


async def test_t67_name_with_markup_is_shown_as_it_is(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    added = await shop.offer("<b>Mug</b> { $x } & co 50")
    assert added.text == "✅ In the shop: <b>Mug</b> { $x } & co – 50 points"
    await shop.choose(scene.bob, "<b>Mug</b>")
    await scene.ask(scene.bob, "/redeem <b>mug</b> { $x } & CO")
    card = await shop.card(scene.ann)
    assert card.text.splitlines()[1] == "<b>Mug</b> { $x } & co for 50 points"


async def test_admins_keep_the_shop_and_members_do_not(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    asked = {
        "/shop add": "Name, price, and what else is to hold:",
        "/shop add Mug 0": "A price is a whole number of points, in digits, from 1 on.",
        "/shop add Mug 50 stock=-1": "How many is a whole number in digits, at most 1,000,000,",
        "/shop add Mug 50 limit=1": "✅ In the shop: Mug – 50 points · 1 each",
        "/shop add mug 60": "There is something of that name already.",
        "/shop edit Cup price=6": "There is no “Cup” in the shop: /shop",
        "/shop edit Mug": "Which, and what of it?",
        "/shop edit Mug limit=off name=Big mug": "✅ Changed: Big mug – 50 points",
        "/shop remove Mug": "There is no “Mug” in the shop: /shop",
        "/shop remove Big mug": "✅ Not in the shop any more: Big mug",
        "/shop refund 1": "Which order?",
        "/shop sell": "/shop · /shop orders ·",
    }
    for text, answer in asked.items():
        assert (await scene.ask(scene.ann, text)).text.startswith(answer), text
    said = scene.bob.says(scene.group, "/shop add Mug 1")
    await scene.gone(said)
    assert (await scene.ask(scene.ann, "/shop")).text == "The shop is empty."
    audit = (await scene.ask(scene.ann, "/audit")).text
    assert "Ann: ⚙️ /shop edit Mug limit=off name=Big mug" in audit
    assert await shop.has(scene.bob) == [120]


async def test_t9_anonymous_admin_keeps_the_shop_and_buys_nothing(
    scene: Scene, warden: Warden
) -> None:
    shop = await market(scene, warden)
    scene.ann.promotes(scene.eve, scene.group, anonymous=True, can_change_info=True)
    scene.clock.advance(4)
    said = scene.eve.says(scene.group, "/shop add Mug 50", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].text == "✅ In the shop: Mug – 50 points"
    scene.clock.advance(4)
    said = scene.eve.says(scene.group, "/shop", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].buttons == []
    said = scene.eve.says(scene.group, "/redeem Mug", anonymously=True)
    await scene.tg.until(lambda: scene.answers(said))
    assert scene.answers(said)[0].buttons == ["Confirm", "Cancel"]
    assert await shop.has(scene.bob) == [120]


async def test_buyer_who_left_is_named_on_the_card_and_not_called(
    scene: Scene, warden: Warden
) -> None:
    """T83 of points: what is theirs stays theirs, whether they are there or not."""
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    await shop.offer("Mug 50 stock=1")
    await scene.ask(scene.bob, "/redeem Mug")
    await shop.card(scene.ann)
    scene.bob.leaves(scene.group)
    await scene.tg.idle()
    before = len(scene.lines())
    answer = await scene.ask(scene.ann, "/shop refund 1")
    assert answer.text == "Done."
    card = await shop.card(scene.ann)
    await scene.tg.until(lambda: "→ paid back" in card.text)
    assert card.text.splitlines()[2:] == [
        "For Bob",
        "They are not in the group any more.",
        "→ paid back",
    ]
    await scene.tg.idle()
    assert len(scene.lines()) == before + 1
    assert await shop.has(scene.bob) == [120]


async def test_t84_order_of_whoever_was_erased_names_nobody(scene: Scene, warden: Warden) -> None:
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    await shop.offer("Mug 50 stock=1")
    await scene.ask(scene.bob, "/redeem Mug")
    await shop.card(scene.ann)
    desk = Desk(scene, scene.bob)
    await desk.starts()
    await forgets(desk)
    listed = await scene.ask(scene.ann, "/shop orders")
    assert "Order 1: Mug · 50 · somebody who was erased" in listed.text
    assert (await scene.ask(scene.ann, "/shop refund 1")).text == "Done."
    card = await shop.card(scene.ann)
    await scene.tg.until(lambda: "→ paid back" in card.text)
    assert card.text.splitlines()[2] == "Whoever bought it had themselves erased."
    assert await shop.has(scene.bob) == [0]


async def test_t91_group_that_becomes_a_supergroup_keeps_its_shop(
    scene: Scene, warden: Warden
) -> None:
    await basic(scene)
    shop = await market(scene, warden)
    await shop.offer("Mug 50 stock=1")
    await scene.ask(scene.bob, "/redeem Mug")
    await scene.tg.idle()
    scene.group = scene.tg.upgrade(scene.group)
    await scene.tg.idle()
    assert (await scene.ask(scene.ann, "/shop refund 1")).text == "Done."
    assert await shop.has(scene.bob) == [120]
    assert "1 left" in (await scene.ask(scene.bob, "/shop")).text


async def test_t79_orders_wait_through_a_restart(
    scene: Scene, warden: Warden, launch: Launch
) -> None:
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    await shop.offer("Mug 50 stock=1")
    window = await shop.choose(scene.bob, "Mug")
    await scene.tg.idle()
    await warden.__aexit__(None, None, None)
    async with launch() as reborn:
        shop.warden = reborn
        await shop.press(scene.bob, window, "Confirm")
        await scene.tg.until(lambda: window.text.startswith("✅ Order 1"))
        card = await shop.card(scene.ann)
        assert await shop.press(scene.ann, card, "Refund") == "Done."
        assert await shop.has(scene.bob) == [120]
    await asyncio.sleep(0)


async def test_shop_speaks_chinese(scene_zh: Scene, warden: Warden) -> None:
    scene = scene_zh
    shop = await market(scene, warden)
    scene.ann.starts_bot()
    await shop.offer("马克杯 50 库存=1 限购=1")
    window = await shop.choose(scene.bob, "马克杯")
    assert window.text == "用 50 分兑换 马克杯？你有 120 分。"
    await shop.press(scene.bob, window, "确认")
    await scene.tg.until(lambda: window.text.startswith("✅ 订单 1"))
    card = await shop.card(scene.ann, "🛒 订单 1")
    assert card.text == "🛒 订单 1 · Book club\n马克杯，50 分\n兑换人：Bob"
    assert await shop.press(scene.ann, card, "退还积分") == "已处理。"
    shown = await scene.ask(scene.bob, "/shop")
    assert shown.text == ("🛒 积分商店\n马克杯——50 分 · 剩 1 份 · 每人限 1 份\n你有 120 分。")
