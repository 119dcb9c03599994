"""Payments by Telegram Stars: invoices, refusals, refunds and subscriptions."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, LabeledPrice, SuccessfulPayment
from telegram.error import BadRequest

from rehearsal import ManualClock, Refused, Telegram
from rehearsal.chat import Chat
from rehearsal.checkout import Checkout, Outcome
from rehearsal.customer import PLENTY
from rehearsal.message import Message
from rehearsal.person import Person

MONTH = 2592000
Send = Callable[..., Awaitable[Message]]


@pytest.fixture
def invoice(bot: Bot, club: Chat, ticket: dict[str, Any]) -> Send:
    """Send the offer, somehow changed, to the club."""

    async def send(**more: Any) -> Message:
        sent = await bot.send_invoice(club.id, **ticket | more)
        return club.history[sent.message_id]

    return send


async def paid(bot: Bot, checkout: Checkout) -> Outcome:
    await bot.answer_pre_checkout_query(checkout.id, ok=True)
    return await checkout


async def payments(bot: Bot) -> list[SuccessfulPayment]:
    found = [update.message for update in await bot.get_updates()]
    return [one.successful_payment for one in found if one and one.successful_payment]


async def test_an_invoice_is_paid_after_the_bot_agreed(
    tg: Telegram, bot: Bot, club: Chat, eve: Person, invoice: Send
) -> None:
    message = await invoice()
    assert (message["invoice"]["total_amount"], message.buttons) == (50, ["Pay ⭐️50"])
    checkout = eve.pays(message)
    (update,) = await bot.get_updates()
    query = update.pre_checkout_query
    assert (query.id, query.from_user.id) == (checkout.id, eve.id)
    assert (query.currency, query.total_amount, query.invoice_payload) == ("XTR", 50, "seat:7")
    assert eve.stars == PLENTY
    await query.answer(ok=True)
    outcome = await checkout
    (payment,) = await payments(bot)
    assert payment.telegram_payment_charge_id == outcome.charge
    assert payment.provider_payment_charge_id == f"{eve.id}_1"
    assert (payment.total_amount, payment.invoice_payload) == (50, "seat:7")
    assert (payment.is_recurring, payment.subscription_expiration_date) == (None, None)
    assert (eve.stars, (await bot.get_my_star_balance()).amount) == (PLENTY - 50, 50)
    assert eve.private.last is not None
    assert "successful_payment" in eve.private.last.content


async def test_a_refusal_reaches_the_person_and_takes_nothing(
    bot: Bot, club: Chat, eve: Person, invoice: Send
) -> None:
    checkout = eve.pays(await invoice())
    await bot.answer_pre_checkout_query(checkout.id, ok=False, error_message="Sold out")
    assert await checkout == Outcome(refusal="Sold out")
    assert (eve.stars, await payments(bot)) == (PLENTY, [])
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_pre_checkout_query(checkout.id, ok=True)


async def test_a_refusal_needs_words(
    tg: Telegram, bot: Bot, club: Chat, eve: Person, invoice: Send
) -> None:
    checkout = eve.pays(await invoice())
    with pytest.raises(BadRequest, match="Error message is required"):
        await bot.answer_pre_checkout_query(checkout.id, ok=False, error_message="")
    tg.violations.clear()


@pytest.mark.parametrize(("seconds", "works"), [(9.9, True), (10, False)])
async def test_the_answer_must_come_within_ten_seconds(
    clock: ManualClock,
    bot: Bot,
    club: Chat,
    eve: Person,
    seconds: float,
    works: bool,
    invoice: Send,
) -> None:
    checkout = eve.pays(await invoice())
    clock.advance(seconds)
    if works:
        assert (await paid(bot, checkout)).paid
        return
    with pytest.raises(BadRequest) as caught:
        await bot.answer_pre_checkout_query(checkout.id, ok=True)
    assert caught.value.message == (
        "Query is too old and response timeout expired or query id is invalid"
    )
    assert await checkout == Outcome(refusal="BOT_PRECHECKOUT_TIMEOUT")
    assert eve.stars == PLENTY


async def test_an_old_invoice_is_paid_again_by_anybody_it_was_forwarded_to(
    tg: Telegram, bot: Bot, club: Chat, ann: Person, eve: Person, invoice: Send
) -> None:
    message = await invoice()
    other = tg.supergroup("Other", eve, members=[ann])
    copy = eve.forwards(message, other)
    outcomes = [await paid(bot, eve.pays(message)) for _ in range(2)]
    outcomes.append(await paid(bot, ann.pays(copy)))
    assert [outcome.paid for outcome in outcomes] == [True, True, True]
    assert len({outcome.charge for outcome in outcomes}) == 3
    locked = await invoice(start_parameter="seat")
    with pytest.raises(Refused, match="only leads to the bot"):
        ann.pays(eve.forwards(locked, other))
    with pytest.raises(BadRequest, match="can't be copied"):
        await bot.copy_message(club.id, club.id, message.id)


async def test_only_who_has_the_stars_pays(
    bot: Bot, club: Chat, eve: Person, invoice: Send
) -> None:
    message = await invoice()
    eve.stars = 70
    first, second = eve.pays(message), eve.pays(message)
    assert (await paid(bot, first)).paid
    assert await paid(bot, second) == Outcome(refusal="BALANCE_TOO_LOW")
    with pytest.raises(Refused, match="BALANCE_TOO_LOW"):
        eve.pays(message)
    with pytest.raises(Refused, match="nothing to pay"):
        eve.pays("https://t.me/$nonsense")


async def test_a_refund_happens_once(
    bot: Bot, club: Chat, ann: Person, eve: Person, invoice: Send
) -> None:
    outcome = await paid(bot, eve.pays(await invoice()))
    assert outcome.charge is not None
    with pytest.raises(BadRequest, match="Charge_not_found"):
        await bot.refund_star_payment(ann.id, outcome.charge)
    await bot.refund_star_payment(eve.id, outcome.charge)
    update = (await bot.get_updates())[-1]
    assert update.message.refunded_payment.telegram_payment_charge_id == outcome.charge
    assert update.message.refunded_payment.invoice_payload == "seat:7"
    with pytest.raises(BadRequest, match="Charge_already_refunded"):
        await bot.refund_star_payment(eve.id, outcome.charge)
    assert (eve.stars, (await bot.get_my_star_balance()).amount) == (PLENTY, 0)


async def test_transactions_are_listed_from_the_oldest(
    bot: Bot, club: Chat, eve: Person, invoice: Send
) -> None:
    message = await invoice()
    one, two = [await paid(bot, eve.pays(message)) for _ in range(2)]
    assert one.charge is not None
    await bot.refund_star_payment(eve.id, one.charge)
    found = (await bot.get_star_transactions()).transactions
    assert [(t.id, t.amount, t.source is None, t.receiver is None) for t in found] == [
        (one.charge, 50, False, True),
        (two.charge, 50, False, True),
        (one.charge, 50, True, False),
    ]
    (middle,) = (await bot.get_star_transactions(offset=1, limit=1)).transactions
    assert (middle.source.user.id, middle.source.invoice_payload) == (eve.id, "seat:7")


async def subscribed(bot: Bot, eve: Person, ticket: dict[str, Any]) -> str:
    link = await bot.create_invoice_link(**ticket, subscription_period=MONTH)
    outcome = await paid(bot, eve.pays(link))
    assert outcome.charge is not None
    return outcome.charge


async def test_a_subscription_is_renewed_by_the_clock(
    clock: ManualClock, bot: Bot, eve: Person, ticket: dict[str, Any]
) -> None:
    start = int(clock.now())
    charge = await subscribed(bot, eve, ticket)
    for periods in (2, 3):
        clock.advance(MONTH)
        await bot.get_me()
        (found,) = await payments(bot)
        end = found.subscription_expiration_date
        assert end is not None
        assert end.timestamp() == start + periods * MONTH
        assert (found.is_recurring, found.is_first_recurring) == (True, None)
        assert found.telegram_payment_charge_id != charge
    assert eve.stars == PLENTY - 150


async def test_the_first_payment_of_a_subscription_says_so(
    bot: Bot, eve: Person, ticket: dict[str, Any]
) -> None:
    charge = await subscribed(bot, eve, ticket)
    (first,) = await payments(bot)
    assert (first.is_recurring, first.is_first_recurring) == (True, True)
    assert first.telegram_payment_charge_id == charge
    (line,) = (await bot.get_star_transactions()).transactions
    assert line.source.subscription_period.total_seconds() == MONTH


async def test_a_cancelled_subscription_ends_with_its_period(
    clock: ManualClock, tg: Telegram, bot: Bot, eve: Person, ticket: dict[str, Any]
) -> None:
    await subscribed(bot, eve, ticket)
    eve.cancels_subscription()
    eve.resumes_subscription()
    eve.cancels_subscription()
    states = [u["subscription"]["state"] for u in tg.updates if "subscription" in u]
    assert states == ["canceled", "active", "canceled"]
    clock.advance(MONTH)
    await bot.get_me()
    assert (await payments(bot), eve.stars) == ([], PLENTY - 50)
    with pytest.raises(Refused, match="0 such subscriptions"):
        eve.cancels_subscription()


async def test_a_subscription_cancelled_by_the_bot_waits_for_both(
    clock: ManualClock, bot: Bot, eve: Person, ticket: dict[str, Any]
) -> None:
    charge = await subscribed(bot, eve, ticket)
    await bot.edit_user_star_subscription(eve.id, charge, is_canceled=True)
    with pytest.raises(Refused, match="the bot cancelled"):
        eve.resumes_subscription(charge)
    await bot.edit_user_star_subscription(eve.id, charge, is_canceled=False)
    eve.resumes_subscription(charge)
    clock.advance(MONTH)
    await bot.get_me()
    assert len(await payments(bot)) == 1
    with pytest.raises(BadRequest, match="Charge_not_found"):
        await bot.edit_user_star_subscription(eve.id, "stx0", is_canceled=True)


async def test_a_subscription_fails_when_the_stars_run_out(
    clock: ManualClock, tg: Telegram, bot: Bot, eve: Person, ticket: dict[str, Any]
) -> None:
    await subscribed(bot, eve, ticket)
    eve.stars = 49
    clock.advance(MONTH)
    await bot.get_me()
    assert (await payments(bot), eve.stars) == ([], 49)
    assert tg.updates[-1]["subscription"] == {
        "user": eve.to_json(),
        "invoice_payload": "seat:7",
        "state": "failed",
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"currency": "EUR"}, "Currency_invalid"),
        ({"provider_token": "1:TEST"}, "Stars_invoice_invalid"),
        ({"prices": [LabeledPrice("a", 1), LabeledPrice("b", 1)]}, "Stars_invoice_invalid"),
        ({"max_tip_amount": 5}, "Stars_invoice_invalid"),
        ({"prices": [LabeledPrice("a", 0)]}, "Currency_total_amount_invalid"),
        ({"prices": [LabeledPrice("a", 10001)]}, "Currency_total_amount_invalid"),
        ({"payload": "é" * 65}, "Invoice_payload_invalid"),
        ({"title": "x" * 33}, "Title: 1-32 characters"),
        ({"description": "x" * 256}, "Description: 1-255 characters"),
        ({"subscription_period": 86400}, "Subscription_period_invalid"),
    ],
)
async def test_offers_against_the_rules_are_refused(
    tg: Telegram, bot: Bot, change: dict[str, Any], words: str, ticket: dict[str, Any]
) -> None:
    with pytest.raises(BadRequest, match=words):
        await bot.create_invoice_link(**ticket | change)
    assert len(tg.violations) == 1
    tg.violations.clear()
