"""The hiding places of advertisements, T17 to T48."""

import json

import pytest

from rehearsal import Telegram
from rehearsal.carrier import CARRIERS, Ad, Carrier, post
from rehearsal.chat import Chat
from rehearsal.person import Person

AD = Ad()
CONTENT = [threat for threat, carrier in CARRIERS.items() if isinstance(carrier, Carrier)]


def carries(update: object) -> bool:
    text = json.dumps(update, ensure_ascii=False)
    return AD.text in text or AD.url in text


@pytest.mark.parametrize("threat", CARRIERS)
async def test_new_message_carries_the_ad(
    tg: Telegram, club: Chat, eve: Person, threat: str
) -> None:
    before = len(tg.updates)
    post(tg, threat, eve, club, AD)
    assert any(carries(update) for update in tg.updates[before:])


@pytest.mark.parametrize("threat", CONTENT)
async def test_edited_message_carries_the_ad(
    tg: Telegram, club: Chat, eve: Person, threat: str
) -> None:
    carrier = CARRIERS[threat]
    assert isinstance(carrier, Carrier)
    carrier.edit(eve, club, AD)
    innocent, edited = tg.updates[-2:]
    assert "edited_message" in edited
    assert (carries(innocent), carries(edited)) == (False, True)


@pytest.mark.parametrize("threat", CONTENT)
async def test_third_of_an_album_carries_the_ad(
    tg: Telegram, club: Chat, eve: Person, threat: str
) -> None:
    carrier = CARRIERS[threat]
    assert isinstance(carrier, Carrier)
    carrier.album(eve, club, AD)
    found = tg.updates[-3:]
    assert [carries(update) for update in found] == [False, False, True]
    assert len({update["message"]["media_group_id"] for update in found}) == 1


def test_there_are_as_many_as_threats() -> None:
    assert list(CARRIERS) == [f"T{number}" for number in range(17, 49)]
    assert len({carrier.name for carrier in CARRIERS.values()}) == 32
