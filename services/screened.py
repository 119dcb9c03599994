"""What the bot is to say for somebody is looked at as if they had written it themselves."""

from bot.core.feature import Standing
from bot.core.incoming import Facts, Person, Piece
from bot.core.unit import Unit
from services import roster


async def is_ad(unit: Unit, person: int, text: str) -> bool:
    """Whether the screeners of this group would have a text taken away that the bot is to post
    for somebody."""
    facts = Facts(
        update_id=0,
        kind="message",
        at=unit.now,
        chat_id=unit.room.chat_id,
        chat_type=unit.room.type,
        room=unit.room.id,
        person=Person(id=person),
        text=text,
        pieces=(Piece("text", text),),
    )
    readings = unit.house.read(facts, unit.values)
    if not readings:
        return False
    who = {unit.room.id: unit.room}
    found = await unit.run(lambda c: roster.standings(c, [(unit.room.id, person)], unit.now, who))
    standing: Standing = found[unit.room.id, person]
    return any(
        (verdict := screener.rule(facts, reading, standing, unit.values, unit.now)) is not None
        and verdict.delete
        for screener, reading in readings
    )
