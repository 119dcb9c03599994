"""What a transcript tells of a stage: each thing once, as it stands when one looks."""

from collections.abc import AsyncIterator

import pytest

from rehearsal import speech
from rehearsal.stage import Stage
from rehearsal.stage.watch import Line, Watcher

CLUB = "Book club"


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """People and chats whose bot is not there."""
    made = Stage("en", validate=False)
    yield made
    await made.close()


async def test_what_was_there_before_is_not_told(stage: Stage) -> None:
    club, bob = stage.cast.chats["club"], stage.cast.people["member1"]
    bob.says(club, "early")
    watcher = Watcher(stage)
    assert list(watcher.look()) == []
    bob.says(club, "late")
    assert list(watcher.look()) == [Line("said", CLUB, "Bob", "late")]
    assert list(watcher.look()) == []


async def test_edits_and_deletions_are_told(stage: Stage) -> None:
    club, bob = stage.cast.chats["club"], stage.cast.people["member1"]
    watcher = Watcher(stage)
    message, brief = bob.says(club, "one"), bob.says(club, "brief")
    bob.deletes(brief)
    assert list(watcher.look()) == [
        Line("said", CLUB, "Bob", "one"),
        Line("gone", CLUB, "Bob", "brief"),
    ]
    bob.edits(message, "two")
    assert list(watcher.look()) == [Line("edited", CLUB, "Bob", "two")]
    bob.deletes(message)
    assert list(watcher.look()) == [Line("gone", CLUB, "Bob", "two")]


async def test_bot_speaks_with_buttons_and_in_whispers(stage: Stage) -> None:
    club, bob = stage.cast.chats["club"], stage.cast.people["member1"]
    bot = stage.telegram.bot
    watcher = Watcher(stage)
    rows = [[{"text": "Yes"}, {"text": "No"}], [{"text": "Later"}]]
    asked = speech.post(club, bot, {"text": "Well?"}, markup={"inline_keyboard": rows})
    assert list(watcher.look()) == [
        Line("said", CLUB, "Louzhang", "Well?", True, (("Yes", "No"), ("Later",)))
    ]
    asked.markup = {"inline_keyboard": rows[1:]}
    assert list(watcher.look()) == [Line("edited", CLUB, "Louzhang", "Well?", True, (("Later",),))]
    whisper = speech.post(club, bot, {"text": "psst"})
    del club.history[whisper.id]
    whisper.receiver, whisper.ephemeral_id = bob, whisper.id
    club.ephemeral[whisper.id] = whisper
    assert list(watcher.look()) == [Line("whispered", CLUB, "Louzhang", "psst", True)]


async def test_private_chat_is_named_after_the_bot(stage: Stage) -> None:
    watcher = Watcher(stage)
    stage.cast.people["owner"].starts_bot()
    assert list(watcher.look()) == [Line("said", "Louzhang", "Ann", "/start")]


async def test_standings_are_told_and_service_messages_are_not(stage: Stage) -> None:
    club, eve = stage.cast.chats["club"], stage.cast.people["advertiser"]
    watcher = Watcher(stage)
    eve.joins(club)
    assert list(watcher.look()) == [Line("status", CLUB, "Eve", "member")]
    stage.cast.people["owner"].bans(eve, club)
    assert list(watcher.look()) == [Line("status", CLUB, "Eve", "kicked")]


async def test_content_without_text_is_named_and_channels_speak_for_themselves(
    stage: Stage,
) -> None:
    club, news = stage.cast.chats["club"], stage.cast.chats["channel"]
    owner = stage.cast.people["owner"]
    watcher = Watcher(stage)
    first = owner.sends(club, sticker=True)
    owner.sends(club, reply_to=first, voice=True)
    owner.sends(club, text="as the group", anonymously=True)
    assert list(watcher.look()) == [
        Line("said", CLUB, "Ann", "sticker"),
        Line("said", CLUB, "Ann", "voice"),
        Line("said", CLUB, CLUB, "as the group"),
    ]
    owner.says(news, "today")
    told = list(watcher.look())
    assert told == [
        Line("said", "Book club news", "Book club news", "today"),
        Line("said", "News talk", "Book club news", "today"),
    ]
