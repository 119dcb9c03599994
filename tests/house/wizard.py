"""The wizard of `/setup` and its three questions, as whoever answers them sees it."""

from typing import Any

from sqlalchemy import select

from bot.app import Warden
from models.founding import FoundingDraft
from tests.house.conftest import Scene
from tests.house.desk import Desk


async def begin(scene: Scene, who: Any = None, group: str = "") -> Desk:
    """Somebody opens the wizard in private, and the first question."""
    desk = Desk(scene, who or scene.ann)
    desk.panel = await desk.types("/setup")
    if group:
        await desk.goes(group)
    assert desk.panel.buttons[0] == "Three questions"
    assert (await desk.goes("Three questions")).endswith("What brings people together here?")
    return desk


async def writes(desk: Desk, text: str) -> str:
    """An answer is written, upon which the page changes; what it says then."""
    desk.scene.clock.advance(4)
    before, lines = len(desk.panel.edits), len(desk.lines)
    desk.person.tells_bot(text)
    await desk.scene.tg.until(lambda: len(desk.panel.edits) > before)
    assert len(desk.lines) == lines, "all in one message"
    return desk.panel.text


async def drafts(warden: Warden) -> list[Any]:
    """What is kept of unfinished answers."""
    columns = (FoundingDraft.step, FoundingDraft.kind, FoundingDraft.need, FoundingDraft.why)
    found = await warden.store.read(lambda c: c.execute(select(*columns)).all())
    return [tuple(row) for row in found]
