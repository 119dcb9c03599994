"""A clean stop: what was sent is written down as sent, so that no start sends it again."""

from sqlalchemy import select

from models.outbox import Outbox
from rehearsal.clock import RunningClock
from rehearsal.telegram import Telegram
from tests.conftest import Launch
from tests.house.scene import Scene


async def test_how_the_last_calls_ended_is_written_down_before_the_end(
    launch: Launch, tg: Telegram, clock: RunningClock
) -> None:
    """T78: a send of which nobody knows would be made again, or be forgotten."""
    scene = Scene(tg, clock)
    async with launch():
        await scene.open()
        tg.faults.order(kind="slow", method="sendMessage", seconds=0.3)
        scene.ann.says(scene.group, "/id")
        await tg.until(lambda: tg.faults.struck)
    async with launch() as warden:
        await tg.idle()
        states = await warden.store.read(lambda c: set(c.execute(select(Outbox.state)).scalars()))
        assert states <= {"done"}
