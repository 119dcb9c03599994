"""Red envelopes as people see them: sent, opened, emptied, expired, refused."""

import re

import pytest

from bot.app import Warden
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.envelope import Purse, boards, listed, number_of, opened, sent


@pytest.fixture
async def purse(scene: Scene, warden: Warden) -> Purse:
    await scene.set("antiraid.enabled off")
    await scene.set("tidy.enabled off")
    kept = Purse(scene, warden.store)
    await kept.give(scene.bob)
    return kept


async def test_envelope_is_opened_until_it_is_empty(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 100 3 Read <b>on</b>")
    assert board.text.startswith("🧧 Red envelope from Bob\n“Read <b>on</b>”\n100 points, 3 shares")
    assert "0 of 3 taken, 100 left" in board.text
    promise = re.search(r"Commitment ([0-9a-f]{64})\nCheck: /verify (\d+)", board.text)
    assert promise is not None
    assert (await purse.of(scene.bob), await purse.held()) == ([900], 100)
    got = []
    for person in (scene.eve, scene.bob, scene.ann):
        scene.clock.advance(5)
        if len(got) == 2:
            told = await opened(scene.eve, board)
            assert told == f"You have had yours: {got[0]} point{'' if got[0] == 1 else 's'}."
        said = await opened(person, board)
        got.append(int(re.sub(r"\D", "", said)))
        assert re.fullmatch(r"🧧 You got \d+ points?!", said)
    assert sum(got) == 100
    assert await purse.of(scene.eve, scene.bob, scene.ann) == [got[0], 900 + got[1], got[2]]
    await scene.later(lambda: "All taken" in board.text)
    await scene.tg.idle()
    assert board.buttons == []
    lines = [line.removeprefix("👑 ").rpartition(" · ⏱ ") for line in listed(board)]
    names = enumerate(("Eve", "Bob", "Ann"), 1)
    assert [line[0] for line in lines] == [
        f"{place}. {name} · {amount}" for (place, name), amount in zip(names, got, strict=True)
    ]
    # Some of the real time passes, too.
    took = [int(line[2].removesuffix(" s")) for line in lines]
    assert all(at * 5 <= seconds < at * 5 + 5 for at, seconds in enumerate(took, 1))
    crowned = [line for line in listed(board) if line.startswith("👑")]
    assert len(crowned) == 1
    assert f" {max(got)} " in crowned[0]
    assert "Seed " in board.text
    await purse.sound()


async def test_board_is_edited_once_in_three_seconds_at_most(scene: Scene, purse: Purse) -> None:
    people = [scene.newcomer(f"N{at}") for at in range(12)]
    await scene.set("packet.min_stay 0s")
    board = await sent(scene, scene.bob, "/redpacket 100 12")
    scene.clock.advance(10)
    before = len(scene.tg.calls_of("editMessageText"))
    for person in people:
        await opened(person, board)
    await scene.later(lambda: "All taken" in board.text, step=1)
    await scene.tg.idle()
    assert len(scene.tg.calls_of("editMessageText")) - before <= 2
    assert len(listed(board)) == 13  # the luckiest is said once more above the folded list
    assert listed(board)[0].startswith("👑")


async def test_rest_goes_back_when_it_expires(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 100 5 expires 2h")
    await opened(scene.eve, board)
    await scene.later(lambda: "Expired" in board.text, step=HOUR / 2)
    [eve] = await purse.of(scene.eve)
    assert f"Expired with 1 of 5 taken.\n{100 - eve} points have gone back." in board.text
    assert (await purse.of(scene.bob), await purse.held()) == ([1000 - eve], 0)
    assert board.buttons == []
    await purse.sound()


async def test_t77_who_comes_after_its_time_closes_it(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 100 5 expires 10s")
    pressed = scene.eve.presses(board, "🧧")
    assert "You got" in (await pressed.answer).text
    again = scene.ann.presses(board, "🧧")
    scene.clock.advance(60)
    said = (await again.answer).text
    await scene.later(lambda: "Expired" in board.text or "gone back" in board.text)
    assert said in ("Expired, the rest has gone back.",) or said.startswith("🧧 You got")
    assert await purse.held() == 0
    await purse.sound()


async def test_equal_shares_are_equal_or_totals_are_proposed(scene: Scene, purse: Purse) -> None:
    refused = await scene.ask(scene.bob, "/redpacket 100 7 equal")
    assert refused.text.endswith("The nearest totals that do: 98 / 105")
    board = await sent(scene, scene.bob, "/redpacket 20 4 equal")
    assert "20 points, 4 shares of 5 each" in board.text
    assert await opened(scene.eve, board) == "🧧 You got 5 points!"
    assert await purse.of(scene.bob, scene.eve) == [980, 5]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "/redpacket TOTAL SHARES"),
        ("100", "/redpacket TOTAL SHARES"),
        ("100 hello", "/redpacket TOTAL SHARES"),
        ("-5 2", "whole number of points"),
        ("1e3 2", "whole number of points"),
        ("100 0", "1 to 100 shares"),
        ("200 101", "1 to 100 shares"),
        ("4 5", "4 points are not enough for 5 shares"),
        ("1001 5", "You may send 1,000 points in envelopes a day; 1,000 are left"),
        ("100 5 expires soon", "10 seconds to 7 days"),
        ("100 5 word", "up to 32 characters"),
        ("100 5 to @eve_sells", "has one share"),
        ("100 to @bob_reads", "to yourself"),
        ("100 to @nobody_here", "@nobody_here"),
        ("100 5 for checked-in", "no sign-in"),
    ],
)
async def test_t70_bad_input_costs_nothing(
    scene: Scene, purse: Purse, asked: str, said: str
) -> None:
    if "checked-in" in asked and "checkin.enabled" in (await scene.ask(scene.ann, "/config")).text:
        pytest.skip("there is sign-in")
    answer = await scene.ask(scene.bob, f"/redpacket {asked}".strip())
    assert said in answer.text
    assert (boards(scene), await purse.of(scene.bob), await purse.held()) == ([], [1000], 0)


async def test_limits_of_a_day(scene: Scene, purse: Purse) -> None:
    await scene.set("packet.daily_count 2")
    assert (await scene.ask(scene.eve, "/redpacket 10 2")).text == (
        "You have 0 points, which is not enough. Nothing was taken."
    )
    await sent(scene, scene.bob, "/redpacket 900 2")
    refused = await scene.ask(scene.bob, "/redpacket 101 2")
    assert "100 are left of that today" in refused.text
    await sent(scene, scene.bob, "/redpacket 10 2")
    refused = await scene.ask(scene.bob, "/redpacket 10 2")
    assert refused.text == "You have sent 2 envelopes today, which is the limit."
    scene.clock.advance(DAY)
    await scene.quiet()
    await sent(scene, scene.bob, "/redpacket 10 2")
    await purse.sound()


async def test_one_for_somebody_is_theirs_alone(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 30 to @eve_sells for you")
    assert "🎯 For Eve only" in board.text
    assert "“for you”" in board.text
    assert await opened(scene.ann, board) == "This envelope is for somebody else."
    assert await opened(scene.eve, board) == "🧧 You got 30 points!"
    assert await purse.of(scene.eve) == [30]


async def test_one_with_a_word_is_opened_by_typing_it(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, '/redpacket 30 2 word "open sesame"')
    assert "🔑 Type open sesame to open it" in board.text
    assert await opened(scene.eve, board) == "Type “open sesame” into the chat to open it."
    scene.eve.says(scene.group, "open sesame please")
    scene.eve.says(scene.group, "open sesam")
    said = scene.eve.says(scene.group, "open sesame")
    await scene.tg.until(lambda: "🎉" in str(said.reactions))
    again = scene.eve.says(scene.group, "open sesame")
    await scene.quiet()
    assert not again.reactions
    scene.ann.says(scene.group, "open sesame")
    await scene.later(lambda: "All taken" in board.text)
    eve, ann = await purse.of(scene.eve, scene.ann)
    assert (eve + ann, min(eve, ann) >= 1) == (30, True)
    late = scene.bob.says(scene.group, "open sesame")
    await scene.quiet()
    assert not late.reactions


async def test_only_members_in_good_standing_open_it(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 100 5")
    new = scene.newcomer("Gil")
    said = await opened(new, board)
    assert re.fullmatch(r"You are new here\. Try again in (10|9) minutes.*\.", said)
    await scene.set("packet.min_stay 0s")
    assert (await opened(new, board)).startswith("🧧 You got")
    await scene.ask(scene.ann, "/mute @eve_sells 1h")
    assert await opened(scene.eve, board) == "Whoever is muted here cannot open it."
    await scene.ask(scene.ann, "/unmute @eve_sells")
    await scene.tg.idle()
    assert (await opened(scene.eve, board)).startswith("🧧 You got")


async def test_somebody_never_seen_is_looked_up(scene: Scene, purse: Purse) -> None:
    stranger = scene.tg.person("Zoe")
    board = await sent(scene, scene.bob, "/redpacket 100 5")
    assert await opened(stranger, board) == "Only members of this group can open it."
    assert await purse.held() == 100


async def test_verify_draws_it_again(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 100 3 expires 1h")
    number = number_of(board)
    early = await scene.ask(scene.eve, f"/verify {number}")
    assert early.text.startswith(f"Envelope {number} is still open.\nCommitment ")
    said = await opened(scene.eve, board)
    amount = re.sub(r"\D", "", said)
    await scene.later(lambda: "Expired" in board.text, step=HOUR / 2)
    shown = await scene.ask(scene.eve, f"/verify {number}")
    assert shown.text.startswith(f"✅ Envelope {number}: everything agrees\n100 points, 3 shares")
    assert f"1. {amount} ✓ Eve" in shown.text
    assert len(re.findall(r"\d\. \d+ – nobody", shown.text)) == 2
    assert f"SHA-256(seed ‖ {number} ‖ 100 ‖ 3 ‖ lucky)" in shown.text
    unknown = await scene.ask(scene.eve, "/verify 999")
    assert unknown.text == "I know of no envelope 999 here."
    assert (await scene.ask(scene.eve, "/verify x")).text.startswith("Which envelope?")
    fair = await scene.ask(scene.eve, "/fairness")
    assert fair.text.startswith("⚖️ Closed lucky envelopes of this group: 1")
    assert "Not enough yet" in fair.text


async def test_it_is_closed_when_it_cannot_be_posted(scene: Scene, purse: Purse) -> None:
    scene.tg.faults.order(kind="403", method="sendMessage", times=3)
    scene.clock.advance(4)
    scene.bob.says(scene.group, "/redpacket 100 3")
    await scene.struck("sendMessage")
    scene.tg.faults.clear()
    await scene.tg.idle()
    await scene.quiet()
    assert (await purse.of(scene.bob), await purse.held()) == ([1000], 0)
    await purse.sound()
