"""Steps: what each of them does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rehearsal import checkout, speech
from rehearsal.invoice import Invoice
from rehearsal.message import Message
from rehearsal.page import view
from rehearsal.stage import Stage
from rehearsal.stage.find import Misstep
from rehearsal.stage.step import CROWD, FAULTS, perform

BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
KEYS = {"keyboard": [[{"text": "Menu"}]]}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """People and chats whose bot is not there; it is a member of the club."""
    made = Stage("en", validate=False)
    made.cast.chats["club"].add_bot()
    yield made
    await made.close()


async def do(stage: Stage, name: str, /, **how: Any) -> Any:
    return await perform(stage, {"do": name, **how})


async def said(stage: Stage, who: str = "member1", chat: str = "club", **how: Any) -> Message:
    message: Message = await do(stage, "say", who=who, chat=chat, text="hello", **how)
    return message


def offer(stage: Stage, chat: str, markup: dict[str, Any]) -> Message:
    """A message of the bot with buttons or keys."""
    text = {"text": "Well?"}
    return speech.post(stage.cast.chats[chat], stage.telegram.bot, text, markup=markup)


async def test_say_writes_a_text(stage: Stage) -> None:
    first = await said(stage)
    answer = await do(
        stage, "say", who="member2", chat="club", text="<b>well</b>", reply=first.id, formatted=True
    )
    assert (answer.text, answer.reply_to) == ("well", first)
    assert answer.content["entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert len(stage.journal) == 2


async def test_say_anonymously_in_a_topic_with_a_quote(stage: Stage) -> None:
    hidden = await said(stage, who="owner", anonymous=True, quote="words")
    club, owner = stage.cast.chats["club"], stage.cast.people["owner"]
    assert hidden.sender_chat is club
    assert club.member(owner).anonymous, "or the bot would look for somebody else"
    await said(stage, who="owner")
    assert not club.member(owner).anonymous
    assert hidden.content["quote"]["text"] == "words"
    topic = stage.cast.topics["forum"][0].id
    assert (await said(stage, chat="forum", topic=topic)).thread == topic


@pytest.mark.parametrize(
    ("kind", "text", "field", "caption"),
    [
        ("photo", "a cat", "photo", "a cat"),
        ("file", "", "document", ""),
        ("voice", "listen", "voice", "listen"),
        ("sticker", "", "sticker", ""),
        ("contact", "Zoe", "contact", ""),
        ("poll", "Where?", "poll", ""),
    ],
)
async def test_send_makes_every_kind(
    stage: Stage, kind: str, text: str, field: str, caption: str
) -> None:
    made = await do(
        stage, "send", who="member1", chat="club", kind=kind, text=text, options="Here | There"
    )
    assert (field in made.content, made.text) == (True, caption)
    if kind == "poll":
        assert [one["text"] for one in made["poll"]["options"]] == ["Here", "There"]
        await do(stage, "vote", who="member2", chat="club", message=made.id, option=1)
        assert [one["voter_count"] for one in made["poll"]["options"]] == [0, 1]


async def test_forward_edit_delete_pin_and_react(stage: Stage) -> None:
    message = await said(stage)
    at = {"chat": "club", "message": message.id}
    copy = await do(stage, "forward", who="member1", to="bot:member1", **at)
    assert copy["forward_origin"]["sender_user"]["first_name"] == "Bob"
    await do(stage, "edit", who="member1", text="hello again", **at)
    await do(stage, "react", who="member2", **at)
    assert (message.text, list(message.reactions.values())) == (
        "hello again",
        [[{"type": "emoji", "emoji": "👍"}]],
    )
    await do(stage, "react", who="member2", **at)
    assert message.reactions == {}
    await do(stage, "pin", who="admin", **at)
    assert stage.cast.chats["club"].pins == [message]
    await do(stage, "delete", who="admin", chat="club", message="hello")
    assert message.deleted is True


async def test_press_and_tap_use_what_the_bot_shows(stage: Stage) -> None:
    asked = offer(stage, "club", BUTTONS)
    press = await do(stage, "press", who="member1", chat="club", message=asked.id, button="Yes")
    assert (press.person.first_name, press.data) == ("Bob", "y")
    offer(stage, "bot:member1", KEYS)
    tapped = await do(stage, "tap", who="member1", chat="bot:member1", label="Menu")
    assert tapped.text == "Menu"


async def test_pay_gives_the_charge_or_the_bots_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bill = offer(stage, "bot:member1", {})
    bill.invoice = Invoice("Ticket", "One seat", "seat:7", 50)
    world, paid = stage.telegram.world, []
    for refusal in (None, "sold out"):
        at = {"who": "member1", "chat": "bot:member1", "message": bill.id}
        paying = asyncio.create_task(do(stage, "pay", **at))
        await stage.telegram.until(lambda: world.till.checkouts)
        checkout.settle(world, next(iter(world.till.checkouts)), refusal)
        (end,) = await asyncio.gather(paying, return_exceptions=True)
        paid.append(end)
    assert (paid[0], str(paid[1])) == (next(iter(world.till.charges)), "sold out")
    monkeypatch.setattr(checkout, "PATIENCE", 0.05)
    with pytest.raises(Misstep, match=r"^the bot does not answer$"):
        await do(stage, "pay", **at)
    assert [one["do"] for one in stage.journal] == ["pay"]


async def test_start_and_block_open_and_shut_the_private_chat(stage: Stage) -> None:
    ann = stage.cast.people["owner"]
    assert (await do(stage, "start", who="owner", payload="go")).text == "/start go"
    await do(stage, "block", who="owner")
    assert (ann.started, ann.blocked) == (True, True)
    await do(stage, "block", who="owner")
    assert ann.blocked is False


async def test_join_and_leave_by_every_way_in(stage: Stage) -> None:
    eve = stage.cast.people["advertiser"]
    for chat in ("club", "forum", "channel"):
        await do(stage, "join", who="advertiser", chat=chat)
        assert stage.cast.chats[chat].status(eve) == "member"
        await do(stage, "leave", who="advertiser", chat=chat)
        assert stage.cast.chats[chat].status(eve) == "left"


@pytest.mark.parametrize(("approve", "status"), [(True, "member"), (False, "left")])
async def test_answer_settles_who_asked(stage: Stage, approve: bool, status: str) -> None:
    inner, finn = stage.cast.chats["inner"], stage.cast.people["applicant"]
    await do(stage, "join", who="applicant", chat="inner")
    assert list(inner.requests) == [finn.id]
    await do(stage, "answer", who="owner", chat="inner", applicant="applicant", approve=approve)
    assert (inner.status(finn), inner.requests) == (status, {})


async def test_names_and_newcomers(stage: Stage) -> None:
    await do(stage, "rename", who="member1", name=" Robert ")
    await do(stage, "newcomer", name="Zoe")
    assert stage.cast.people["member1"].name == "Robert"
    assert (await said(stage, who="Zoe", chat="bot:Zoe")).text == "hello"
    for number in range(CROWD - 1):
        await do(stage, "newcomer", name=f"N{number}")
    with pytest.raises(Misstep, match=r"^that is enough people$"):
        await do(stage, "newcomer", name="one more")


async def test_office_and_the_bots_rights(stage: Stage) -> None:
    club = stage.cast.chats["club"]
    bob, bot = stage.cast.people["member1"], stage.telegram.bot
    for appoint, status in ((True, "administrator"), (False, "member")):
        await do(stage, "office", who="owner", chat="club", target="member1", appoint=appoint)
        assert club.status(bob) == status
    found = []
    for rights in ("none", "all", "out", "none", "out", "all"):
        await do(stage, "bot", chat="club", rights=rights)
        found.append(club.status(bot))
    assert found == ["member", "administrator", "kicked", "member", "kicked", "administrator"]


async def test_wait_moves_the_time(stage: Stage) -> None:
    before = stage.clock.now()
    await do(stage, "wait", seconds=3600)
    assert round(stage.clock.now() - before) == 3600
    await do(stage, "wait", until="04:00")
    assert view.clock_of(stage, stage.clock.now()) == "04:00"


async def test_fault_is_ordered(stage: Stage) -> None:
    for kind in FAULTS:
        await do(stage, "fault", kind=kind, times=2)
    assert [one["kind"] for one in stage.journal] == list(FAULTS)
