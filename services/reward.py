"""What people earn by doing something for a group."""

from bot.core.unit import Unit


async def reward(unit: Unit, person: int, what: str, reference: str) -> int:
    """Pay somebody for something once; how many points that were. There are none to be had yet.

    `what` names it (`intro`), `reference` makes it this one time: it is never paid again.
    """
    return 0
