"""Paid membership at the door, as people see it."""

import re
from collections.abc import AsyncIterator

import pytest

from rehearsal import Telegram
from rehearsal.checkout import Checkout
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.shop import inside, invoices, knock, pay, said, selling, wait


@pytest.fixture
async def shop(tg: Telegram, clock: RunningClock, launch: Launch) -> AsyncIterator[Scene]:
    async with selling(tg, clock, launch) as scene:
        yield scene


@pytest.fixture
async def shop_zh(tg: Telegram, clock: RunningClock, launch: Launch) -> AsyncIterator[Scene]:
    async with selling(tg, clock, launch, "zh-hans") as scene:
        yield scene


async def test_who_pays_is_let_in_and_told_until_when(shop: Scene, tg: Telegram) -> None:
    cem = await knock(shop)
    before = cem.stars
    card = next(one for one in shop.lines(cem.private) if "Pay 50 Telegram Stars" in one.text)
    assert "for 30 days" in card.text
    assert "whoever runs this bot" in card.text
    (bill,) = invoices(shop, cem)
    assert bill["invoice"]["currency"] == "XTR"
    assert bill["invoice"]["total_amount"] == 50
    assert (await pay(shop, cem)).paid
    await shop.out(cem, "member")
    await tg.until(lambda: "50 Stars received" in said(shop, cem))
    assert before - cem.stars == 50
    assert (await shop.ask(shop.ann, f"/term {cem.id}")).text.startswith("Cem: until ")


async def test_who_pays_is_let_in_in_chinese(shop_zh: Scene, tg: Telegram) -> None:
    cem = await knock(shop_zh, language="zh-hans")
    assert "请付 50 个 Telegram Stars" in said(shop_zh, cem)
    assert (await pay(shop_zh, cem)).paid
    await shop_zh.out(cem, "member")
    await tg.until(lambda: "收到 50 个 Stars" in said(shop_zh, cem))
    assert (await shop_zh.ask(cem, "/terms", cem.private)).text.startswith("Book club：到")


async def test_gate_is_refused_where_the_operator_takes_no_payments(scene: Scene) -> None:
    answer = await scene.ask(scene.ann, "/set entry.require captcha or paid")
    assert answer.text.startswith("⚠️ Whoever runs this bot takes no payments in this group.")
    assert str(scene.group.id) in answer.text
    assert "off" in await scene.shown("entry.require")


async def test_explanation_names_the_receiver_and_the_missing_price(shop: Scene) -> None:
    answer = await shop.ask(shop.ann, "/set entry.require paid and captcha")
    assert "Telegram Stars go to whoever runs this bot" in answer.text
    assert "wants a price" not in answer.text
    await shop.set("entry.price off")
    assert "wants a price" in (await shop.ask(shop.ann, "/set entry.require paid")).text


async def test_gate_without_a_price_is_no_silent_trap(shop: Scene, tg: Telegram) -> None:
    await shop.set("entry.price off")
    cem = tg.person("Cem")
    cem.requests(shop.group)
    await tg.until(lambda: "Nobody can pay for Book club at present" in said(shop, cem))
    await tg.until(lambda: shop.group.find("Somebody wants to pay to come in, and cannot"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("entry.price 60", "price or the time has changed"),
        ("entry.term 7d", "price or the time has changed"),
        ("entry.price off", "takes no payments"),
    ],
)
async def test_t82_invoice_that_does_not_hold_any_more_is_refused(
    shop: Scene, change: str, why: str
) -> None:
    cem = await knock(shop)
    (bill,) = invoices(shop, cem)
    await shop.set(change)
    outcome = await pay(shop, cem, bill)
    assert why in (outcome.refusal or "")
    assert not outcome.paid


async def test_t82_somebody_elses_invoice_is_refused(shop: Scene) -> None:
    cem = await knock(shop)
    (bill,) = invoices(shop, cem)
    outcome = await shop.bob.pays(bill)
    assert outcome.refusal == "This invoice is somebody else's. You have paid nothing."


async def test_t82_invoice_of_an_application_that_is_over_is_refused(
    shop: Scene, tg: Telegram
) -> None:
    cem = await knock(shop)
    (bill,) = invoices(shop, cem)
    cem.tells_bot("cancel")
    await tg.until(lambda: "cancelled" in said(shop, cem))
    assert "over" in ((await pay(shop, cem, bill)).refusal or "")


async def test_t82_second_payment_of_an_old_invoice_is_refused_while_it_is_of_no_use(
    shop: Scene, tg: Telegram
) -> None:
    await shop.set("entry.require paid and review")
    cem = await knock(shop)
    (bill,) = invoices(shop, cem)
    assert (await pay(shop, cem, bill)).paid
    await tg.until(lambda: "received" in said(shop, cem))
    assert "nothing to pay any more" in ((await pay(shop, cem, bill)).refusal or "")


async def test_t82_each_of_two_payments_at_once_is_credited(shop: Scene, tg: Telegram) -> None:
    """What was agreed to before the first arrived makes the term longer."""
    await shop.set("entry.require paid and review")
    cem = await knock(shop)
    (bill,) = invoices(shop, cem)
    first, second = cem.pays(bill), cem.pays(bill)
    paid = [(await first).charge, (await second).charge]
    counted = len(set(filter(None, paid)))
    await tg.until(lambda: said(shop, cem).count("received") == counted)
    terms = await shop.ask(cem, "/terms", cem.private)
    assert terms.text.count("50 Stars") == counted


async def test_t82_payment_delivered_twice_is_credited_once(shop: Scene, tg: Telegram) -> None:
    """Even as another update: what counts is the charge."""
    cem = await inside(shop)
    first = (await shop.ask(shop.ann, f"/term {cem.id}")).text
    (paid,) = [one for one in cem.private.messages if "successful_payment" in one.content]
    tg.world.queue.put("message", paid.to_json())
    await shop.quiet()
    assert (await shop.ask(shop.ann, f"/term {cem.id}")).text == first


async def test_payer_who_is_declined_gets_the_stars_back(shop: Scene, tg: Telegram) -> None:
    await shop.set("entry.require paid and review")
    cem = await knock(shop)
    before = cem.stars
    assert (await pay(shop, cem)).paid
    await tg.until(lambda: "received" in said(shop, cem))
    await shop.ask(shop.ann, f"/refuse {cem.id}")
    await tg.until(lambda: cem.stars == before)
    await tg.until(
        lambda: "did not let you in: your payment of 50 Stars was given" in said(shop, cem)
    )
    assert "over" in (await shop.ask(shop.ann, f"/term {cem.id}")).text


async def test_payer_whose_time_runs_out_gets_the_stars_back(shop: Scene, tg: Telegram) -> None:
    await shop.set("entry.require paid and review")
    cem = await knock(shop)
    before = cem.stars
    assert (await pay(shop, cem)).paid
    await tg.until(lambda: "received" in said(shop, cem))
    await wait(shop, lambda: cem.stars == before, step=DAY)
    await tg.until(lambda: cem.id not in shop.group.requests)


async def test_refund_that_telegram_refuses_is_told_to_administrators(
    shop: Scene, tg: Telegram
) -> None:
    cem = await inside(shop)
    shop.ann.starts_bot()
    await tg.idle()
    tg.world.till.balance = 0
    await shop.ask(shop.ann, f"/refund {cem.id}")
    await tg.until(lambda: "Telegram does not give Cem" in said(shop, shop.ann))
    await tg.until(lambda: "Telegram does not do it yet" in said(shop, cem))
    before, tg.world.till.balance = cem.stars, 50
    await shop.ask(shop.ann, f"/refund {cem.id}")
    await tg.until(lambda: cem.stars == before + 50)


async def test_seat_is_never_sold_twice(shop: Scene, tg: Telegram) -> None:
    """Ann, Bob and Eve are in; one of four seats is left."""
    await shop.set("entry.seats 4")
    cem, dan = await knock(shop, "Cem"), await knock(shop, "Dan")
    checkouts: list[Checkout] = [one.pays(invoices(shop, one)[-1]) for one in (cem, dan)]
    outcomes = [await one for one in checkouts]
    assert sorted(one.paid for one in outcomes) == [False, True]
    refused = next(one for one in outcomes if not one.paid)
    assert "All seats of Book club are taken" in (refused.refusal or "")


async def test_seat_is_kept_while_a_payer_waits_for_the_rest(shop: Scene, tg: Telegram) -> None:
    await shop.set("entry.seats 4")
    await shop.set("entry.require paid and review")
    cem, dan = await knock(shop, "Cem"), await knock(shop, "Dan")
    assert (await pay(shop, cem)).paid
    await tg.until(lambda: "received" in said(shop, cem))
    shop.clock.advance(HOUR)
    assert "All seats" in ((await pay(shop, dan)).refusal or "")
    await shop.ask(shop.ann, f"/refuse {cem.id}")
    await tg.until(lambda: "given back" in said(shop, cem))
    assert (await pay(shop, dan)).paid


async def test_paysupport_and_terms_say_whom_to_ask(shop: Scene, tg: Telegram) -> None:
    cem = await inside(shop)
    assert "ask an administrator" in (await shop.ask(cem, "/paysupport", cem.private)).text
    terms = (await shop.ask(cem, "/terms", cem.private)).text
    assert re.search(r"50 Stars for 30 days, counted \(stx\w+\)", terms), terms


async def test_t8_link_to_an_invoice_of_a_strange_group_gives_none(
    shop: Scene, tg: Telegram
) -> None:
    cem = tg.person("Cem")
    for payload in ("renew_1", "renew_999999999", "renew_x", "renew_-1"):
        cem.starts_bot(payload)
        await tg.idle()
    assert invoices(shop, cem) == []


async def test_payment_survives_a_restart(
    tg: Telegram, clock: RunningClock, launch: Launch
) -> None:
    scene = Scene(tg, clock)
    sections = {"payments": {"enabled": True, "chats": [scene.group.id]}}
    async with launch(**sections):
        await scene.open()
        scene.group.by_request = True
        for line in ("entry.price 50", "entry.term 30d", "entry.require paid"):
            await scene.set(line)
        cem = await knock(scene)
    checkout = cem.pays(invoices(scene, cem)[-1])
    async with launch(**sections):
        assert (await checkout).paid
    async with launch(**sections):
        await scene.out(cem, "member")
        await tg.until(lambda: said(scene, cem).count("received") == 1)
