"""Trust: nobody whom an administrator approved is warned or removed by any screener there is."""

from collections.abc import Iterator
from typing import Any

import pytest
from kit import NOW, said

from bot.core.feature import Record, Screener, Standing
from bot.core.house import House
from bot.core.incoming import Facts
from bot.core.settings import Values
from bot.core.verdict import Sanction
from bot.discovery import discover

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
STRANGER = Standing(joined_at=NOW - 60, member=True, room_size=10, room_since=NOW - 10**7)
APPROVED = Standing(approved=True, joined_at=NOW - 60, member=True)
WATCHED = [(feature.name, screener) for feature in discover() for screener in feature.screeners]
LIMITS = {
    "mention.most": 1,
    "emoji.most": 1,
    "length.most": 50,
    "repeat.count": 1,
    "flood.count": 2,
    "blocklist.words": ["rude"],
}


def harshest(house: House) -> Values:
    """Everything is on, and brings the most that can be set."""
    chosen: dict[str, Any] = {}
    for key in house.settings:
        if key.endswith(".enabled"):
            chosen[key] = True
        elif key.endswith(".action") and house.settings[key].accepts("ban 7d"):
            chosen[key] = "ban 7d"
    chosen |= {"ads.policy": "ban", "ads.level": "strict"}
    chosen |= {key: value for key, value in LIMITS.items() if key in house.settings}
    chosen["lock.types"] = ["text", "url"]
    return house.values({0: chosen})


def talk() -> Iterator[Facts]:
    """All that somebody can do wrong, within a few seconds."""
    wrong = [AD, "rude", "x" * 500, "@ann @bob @eve @joe @amy", "🎉🎉🎉🎉🎉🎉🎉", *["again"] * 12]
    for number, text in enumerate(wrong, 1):
        names = [] if "@" not in text else text.split()
        entities = [
            {"type": "mention", "offset": text.index(name), "length": len(name)} for name in names
        ]
        yield said(number, text, at=NOW + number // 4, entities=entities)


def verdicts(screener: Screener, standing: Standing) -> list[Any]:
    """What a screener says of all that."""
    values = harshest(House(discover()))
    found = []
    for facts in talk():
        reading = screener.read(facts, values)
        if reading is not None:
            found.append(screener.rule(facts, reading, standing, values, NOW))
    return [verdict for verdict in found if verdict is not None]


def hurts(verdict: Any) -> bool:
    return bool(verdict.sanction is not Sanction.NONE or verdict.strikes)


@pytest.mark.parametrize(("name", "screener"), WATCHED, ids=[name for name, _ in WATCHED])
def test_screener_hurts_strangers_and_nobody_who_is_approved(name: str, screener: Screener) -> None:
    assert any(hurts(one) for one in verdicts(screener, STRANGER)), f"{name} was not tried"
    assert [one for one in verdicts(screener, APPROVED) if hurts(one)] == []


def test_second_certain_ad_of_somebody_approved_mutes_until_somebody_decides() -> None:
    """The one exception, and no removal."""
    screener = dict(WATCHED)["ads"]
    before = Record(1, "ads", "certain", NOW - 60, NOW - 60, "reported")
    again = Standing(approved=True, records=(before,))
    found = {one.sanction for one in verdicts(screener, again)}
    assert found == {Sanction.MUTE}
