"""What happens while an envelope is open: restarts, kills, people who go, a group that moves."""

import re
from pathlib import Path

import pytest

from bot.app import Warden
from bot.core.store import Store
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, Scene
from tests.house.envelope import Purse, boards, listed, number_of, opened, sent
from tests.house.process import Program
from tests.house.test_migration import basic


@pytest.fixture
async def purse(scene: Scene, warden: Warden) -> Purse:
    await scene.set("antiraid.enabled off")
    await scene.set("tidy.enabled off")
    kept = Purse(scene, warden.store)
    await kept.give(scene.bob)
    return kept


async def test_t79_restart_while_it_is_open(
    tg: Telegram, clock: RunningClock, launch: Launch
) -> None:
    """Opened before, claimed after, and what fell due in between is handled at the start."""
    scene = Scene(tg, clock)
    async with launch() as warden:
        await scene.open()
        await scene.set("antiraid.enabled off")
        await Purse(scene, warden.store).give(scene.bob)
        board = await sent(scene, scene.bob, "/redpacket 100 4 expires 3h")
        short = await sent(scene, scene.bob, "/redpacket 10 4 expires 1h")
        first = await opened(scene.eve, board)
    clock.advance(2 * HOUR)
    async with launch() as warden:
        await tg.until(lambda: "Expired" in short.text)
        assert (await opened(scene.eve, board)).startswith("You have had yours")
        second = await opened(scene.bob, board)
        await scene.later(lambda: "Expired" in board.text, step=HOUR)
        purse = Purse(scene, warden.store)
        got = [int(re.sub(r"\D", "", said)) for said in (first, second)]
        assert await purse.of(scene.eve, scene.bob) == [got[0], 1000 - got[0]]
        assert len(listed(board)) == 2
        assert (
            "everything agrees" in (await scene.ask(scene.ann, f"/verify {number_of(board)}")).text
        )
        await purse.sound()


async def test_t78_kill_before_the_envelope_is_said(
    tg: Telegram, clock: RunningClock, database_url: str, tmp_path: Path, store: Store
) -> None:
    """Committed and not sent when the bot dies: sent by the next one, paid once."""
    scene = Scene(tg, clock)
    purse = Purse(scene, store)
    program = Program(tg, database_url, tmp_path)
    async with program:
        await scene.open(pause=0)
        await purse.give(scene.bob)
        scene.fail("429", "sendMessage", retry_after=600, times=None)
        scene.bob.says(scene.group, "/redpacket 100 3")
        await scene.struck("sendMessage")
        await program.kill()
    assert boards(scene) == []
    tg.faults.clear()
    async with program:
        await tg.until(lambda: boards(scene))
        await tg.idle()
        [board] = boards(scene)
        assert (await opened(scene.ann, board)).startswith("🧧 You got")
        [bob, ann] = await purse.of(scene.bob, scene.ann)
        assert (bob, ann + await purse.held()) == (900, 100)


async def test_t91_open_envelopes_are_said_anew_in_the_supergroup(
    scene: Scene, purse: Purse
) -> None:
    await basic(scene)
    await purse.give(scene.bob)
    old = await sent(scene, scene.bob, "/redpacket 100 3")
    got = re.sub(r"\D", "", await opened(scene.eve, old))
    scene.group = scene.tg.upgrade(scene.group)
    await scene.tg.until(lambda: boards(scene))
    await scene.tg.idle()
    [board] = boards(scene)
    assert number_of(board) == number_of(old)
    assert (await opened(scene.eve, board)).startswith(f"You have had yours: {got} ")
    assert (await opened(scene.ann, board)).startswith("🧧 You got")
    await scene.later(lambda: len(listed(board)) == 2)
    await scene.later(lambda: "Expired" in board.text, step=6 * HOUR)
    assert await purse.held() == 0
    await purse.sound()


async def test_t84_whoever_had_a_share_is_erased(scene: Scene, purse: Purse) -> None:
    """Amounts stay, names go, and nobody gets a second share by it."""
    await scene.set("packet.min_stay 0s")
    board = await sent(scene, scene.bob, "/redpacket 100 3 expires 12h")
    got = re.sub(r"\D", "", await opened(scene.eve, board))
    await forgets(scene, scene.eve)
    assert await purse.of(scene.eve) == [0]
    scene.eve.says(scene.group, "hello again")
    assert (await opened(scene.eve, board)).startswith(f"You have had yours: {got} ")
    await scene.later(lambda: "Expired" in board.text, step=4 * HOUR)
    assert [line.split(" · ")[1] for line in listed(board)] == [got]
    assert "Eve" not in board.text
    shown = await scene.ask(scene.ann, f"/verify {number_of(board)}")
    assert "everything agrees" in shown.text
    assert "Eve" not in shown.text
    assert await purse.of(scene.bob) == [1000 - int(got)]
    await purse.sound()


async def test_t84_whoever_sent_it_is_erased(scene: Scene, purse: Purse) -> None:
    """What is left goes to nobody."""
    board = await sent(scene, scene.bob, "/redpacket 100 3 expires 12h")
    await opened(scene.eve, board)
    await forgets(scene, scene.bob)
    await scene.later(lambda: "Expired" in board.text, step=4 * HOUR)
    assert (await purse.of(scene.bob), await purse.held()) == ([0], 0)
    assert "Bob" not in board.text
    await purse.sound()


async def forgets(scene: Scene, person: object) -> None:
    """Somebody asks to be forgotten, and is."""
    private = person.private  # type: ignore[attr-defined]
    person.starts_bot()  # type: ignore[attr-defined]
    await scene.tg.until(lambda: scene.lines(private))
    asked = await scene.ask(person, "/forgetme", private)  # type: ignore[arg-type]
    person.presses(asked, "Confirm")  # type: ignore[attr-defined]
    await scene.later(lambda: any("✅ Done." in one.text for one in scene.lines(private)), step=1)


async def test_sender_is_banned_and_the_message_deleted(scene: Scene, purse: Purse) -> None:
    """Money comes back all the same, frozen with whoever was banned."""
    board = await sent(scene, scene.bob, "/redpacket 100 3 expires 12h")
    got = int(re.sub(r"\D", "", await opened(scene.eve, board)))
    await scene.ask(scene.ann, "/ban @bob_reads")
    scene.ann.deletes(board)
    scene.clock.advance(DAY)
    assert await _until_back(scene, purse) == 0
    assert await purse.of(scene.bob) == [1000 - got]
    await purse.sound()


async def test_bot_is_removed_while_it_is_open(scene: Scene, purse: Purse) -> None:
    await sent(scene, scene.bob, "/redpacket 100 3 expires 12h")
    scene.group.remove_bot()
    await scene.tg.idle()
    scene.clock.advance(DAY)
    assert await _until_back(scene, purse) == 0
    assert await purse.of(scene.bob) == [1000]


async def _until_back(scene: Scene, purse: Purse) -> int:
    for _ in range(50):
        if not await purse.held():
            break
        await scene.tg.idle()
    return await purse.held()


async def test_t1_t7_button_of_another_chat_opens_nothing(scene: Scene, purse: Purse) -> None:
    board = await sent(scene, scene.bob, "/redpacket 100 3")
    pressed = scene.eve.presses(board, forged=f"packet:{number_of(board)}")
    assert (await pressed.answer).text == "This button is out of date."
    assert await purse.held() == 100
