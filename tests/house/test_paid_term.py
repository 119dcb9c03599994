"""Terms: how they are entered, made longer, and come to their end."""

from collections.abc import AsyncIterator

import pytest

from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, Scene
from tests.house.shop import apply, inside, invoices, knock, pay, said, selling, wait


@pytest.fixture
async def shop(tg: Telegram, clock: RunningClock, launch: Launch) -> AsyncIterator[Scene]:
    async with selling(tg, clock, launch) as scene:
        yield scene


async def test_t83_term_of_a_payer_who_left_stays(shop: Scene, tg: Telegram) -> None:
    cem = await inside(shop)
    cem.leaves(shop.group)
    await tg.idle()
    cem.requests(shop.group)
    await shop.out(cem, "member")
    assert len(invoices(shop, cem)) == 1


async def test_t83_term_of_a_banned_payer_stays_until_it_is_given_back(
    shop: Scene, tg: Telegram
) -> None:
    cem = await inside(shop)
    before = cem.stars
    await shop.ask(shop.ann, f"/ban {cem.id}")
    await shop.out(cem, "kicked")
    assert (await shop.ask(shop.ann, f"/term {cem.id}")).text.startswith("Cem: until ")
    cem.tells_bot("/renew")
    await tg.until(lambda: "no term that could be made longer" in said(shop, cem))
    answer = await shop.ask(shop.ann, f"/refund {cem.id}")
    assert "Cem gets 50 Stars back" in answer.text
    assert "Nothing else is left" in answer.text
    await tg.until(lambda: cem.stars == before + 50)
    assert "Nothing of what Cem paid" in (await shop.ask(shop.ann, f"/refund {cem.id}")).text
    assert (await shop.ask(shop.ann, f"/term {cem.id}")).text.startswith("Cem: over since ")


async def test_term_ends_with_reminders_grace_and_a_card_before_the_first_removals(
    shop: Scene, tg: Telegram
) -> None:
    cem = await inside(shop)
    shop.ann.starts_bot()
    await tg.idle()
    await wait(shop, lambda: "you stay longer" in said(shop, cem))
    first = said(shop, cem).count("you stay longer")
    await wait(shop, lambda: said(shop, cem).count("you stay longer") > first)
    await wait(shop, lambda: "You may stay for 3 days more" in said(shop, cem))
    await wait(shop, lambda: "Should they be removed?" in said(shop, shop.ann))
    assert shop.group.status(cem) == "member"
    card = next(one for one in shop.lines(shop.ann.private) if "Should they be" in one.text)
    assert "Cem: over since" in card.text
    shop.ann.presses(card, "Keep 7 days more")
    await tg.until(lambda: "decided" in card.text)
    shop.clock.advance(6 * DAY)
    await shop.quiet()
    assert shop.group.status(cem) == "member"
    await wait(
        shop, lambda: any("Should they be" in one.text for one in shop.lines(shop.ann.private))
    )
    card = next(one for one in shop.lines(shop.ann.private) if "Should they be" in one.text)
    shop.ann.presses(card, "Remove them")
    await shop.out(cem)
    await tg.until(lambda: "You are not banned" in said(shop, cem))
    assert await shop.cases() == ["term · removed · Cem · in force"]


async def test_later_removals_need_no_card_and_the_removed_pay_again(
    shop: Scene, tg: Telegram
) -> None:
    cem = await inside(shop)
    await wait(shop, lambda: shop.group.find("Should they be removed?"))
    card = shop.group.find("Should they be removed?")
    assert card is not None
    refused = await shop.bob.presses(card, "Remove them").answer
    assert refused.alert
    shop.ann.presses(card, "Remove them")
    await shop.out(cem)
    dan = await inside(shop, "Dan")
    await wait(shop, lambda: shop.group.status(dan) == "left")
    await apply(shop, cem, bills=2)
    assert (await pay(shop, cem)).paid
    await shop.out(cem, "member")


async def test_renewal_in_time_makes_the_term_longer(shop: Scene, tg: Telegram) -> None:
    cem = await inside(shop)
    await wait(shop, lambda: "you stay longer" in said(shop, cem))
    cem.tells_bot("/renew")
    await tg.until(lambda: len(invoices(shop, cem)) == 2)
    bill = invoices(shop, cem)[-1]
    assert (await pay(shop, cem, bill)).paid
    await tg.until(lambda: said(shop, cem).count("received") == 2)
    assert (await pay(shop, cem, bill)).paid, "an invoice of a member can be paid again"
    await tg.until(lambda: said(shop, cem).count("received") == 3)
    shop.clock.advance(60 * DAY)
    await shop.quiet()
    assert shop.group.status(cem) == "member"


async def test_term_is_given_by_hand_shown_and_taken_away(shop: Scene, tg: Telegram) -> None:
    assert "Bob has no term" in (await shop.ask(shop.ann, "/term @bob_reads")).text
    answer = await shop.ask(shop.ann, "/term @bob_reads 730d")
    assert answer.text.startswith("✅ The term of Bob lasts until ")
    assert (await shop.ask(shop.ann, "/terms all")).text.startswith("Bob: until ")
    for wrong in ("soon", "0d", "-3d", "99999999d"):
        assert "how long?" in (await shop.ask(shop.ann, f"/term @bob_reads {wrong}")).text
    await shop.ask(shop.ann, "/term @bob_reads off")
    assert (await shop.ask(shop.ann, "/terms all")).text == "Nobody has a term here."


async def test_term_by_hand_opens_the_gate(shop: Scene, tg: Telegram) -> None:
    cem = await knock(shop)
    await shop.ask(shop.ann, f"/term {cem.id} 730d")
    await shop.out(cem, "member")


async def test_people_without_a_term_and_administrators_are_never_removed(
    shop: Scene, tg: Telegram
) -> None:
    await shop.ask(shop.ann, f"/term {shop.ann.id} 2d")
    await shop.ask(shop.ann, f"/term {shop.eve.id} 2d")
    await wait(shop, lambda: shop.group.find("Should they be removed?"))
    card = shop.group.find("Should they be removed?")
    assert card is not None
    shop.ann.presses(card, "Remove them")
    await shop.out(shop.eve)
    for _ in range(10):
        shop.clock.advance(DAY)
        await shop.quiet()
    assert shop.group.status(shop.bob) == "member"
    assert shop.group.status(shop.ann) == "creator"


async def test_only_administrators_see_all_terms_and_give_back(shop: Scene, tg: Telegram) -> None:
    for line in ("/refund @eve_sells", "/term @eve_sells 2d", "/terms all"):
        asked = shop.bob.says(shop.group, line)
        await tg.until(lambda asked=asked: asked.deleted)
