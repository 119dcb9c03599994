"""Several settings are changed together, or none of them."""

from dataclasses import replace

import pytest
from kit import ADMIN, Machine, chatter

from bot.core.alter import alter_all
from bot.core.errors import UserError
from bot.core.feature import Command, Feature
from bot.core.kinds import toggle
from bot.core.store import Store
from bot.core.unit import Unit
from handlers import manner
from models.room import Setting as Row
from rehearsal.clock import ManualClock


async def both(unit: Unit, value: object) -> None:
    """One that a group can only have with the other one."""
    if value and not unit.values["one.enabled"]:
        raise UserError("not without the other")


async def change(unit: Unit) -> None:
    """A handler that goes on when it is refused, as deadlines and buttons do."""
    keys = unit.args.split()
    try:
        await alter_all(unit, {(0, key): True for key in keys}, by=unit.actor)
    except UserError as error:
        unit.reply(error.text)


@pytest.fixture
def machine(store: Store) -> Machine:
    settings = (
        toggle("one.enabled", False),
        toggle("other.enabled", False),
        replace(toggle("both.enabled", False), check=both),
    )
    change_ = Command(name="change", handle=change)
    return Machine(
        store,
        ManualClock(),
        manner.FEATURE,
        Feature(name="x", settings=settings, commands=(change_,)),
    )


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("other.enabled both.enabled", []),
        ("both.enabled other.enabled", []),
        ("one.enabled both.enabled", ["both.enabled", "one.enabled"]),
        ("both.enabled one.enabled", ["both.enabled", "one.enabled"]),
    ],
)
async def test_all_of_it_or_nothing(machine: Machine, keys: str, kept: list[str]) -> None:
    """Each is looked at with all the others in force, before any is stored."""
    await machine.handle(chatter(1, f"/change {keys}", person=ADMIN))
    assert await machine.rows(Row, Row.key) == [(key,) for key in kept]
