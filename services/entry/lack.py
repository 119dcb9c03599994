"""What a gate lacks is said to who can mend it, when somebody stands before it."""

from functools import partial

from bot.core.duration import DAY
from bot.core.feature import Later
from bot.core.texts import Html
from bot.core.unit import Unit
from services import desk
from services.desk import Sheet


async def report(unit: Unit, gate: str) -> None:
    """A gate cannot ask what it is there for: administrators hear so, once a day."""
    if await unit.once(f"lack.{gate}", DAY):
        day = unit.now // DAY
        kind, key = f"{gate}.lack", f"{unit.room.id}:{day}"
        await unit.later(kind, key, due_at=unit.now, data={"case": day})


def telling(gate: str) -> Later:
    """The deadline, due at once, at which they hear so, in the words of the gate's `ready`."""
    return Later(name=f"{gate}.lack", handle=partial(_tell, gate=gate), admins=True)


async def _tell(unit: Unit, gate: str) -> None:
    ready = unit.house.gates[gate].ready
    lacks = await ready(unit) if ready else ""
    if lacks:
        text = unit.say("entry-lack", group=unit.room.title[:64], what=Html(lacks))
        line = unit.say("entry-lack-line", admins=desk.called(unit, desk.deciders(unit)))
        sheet = Sheet(text=text, line=line, open=True)
        matter = f"lack-{gate}:{unit.data['case']}"
        await desk.show(unit, matter, f"{gate}.lack", sheet, category="door")
