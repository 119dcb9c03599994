"""Steps that cannot be done: each is refused in words, and not written down."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from rehearsal.stage import Stage
from rehearsal.stage.find import Misstep
from rehearsal.stage.step import perform

BOB = {"who": "member1", "chat": "club"}
HALF = "\ud83d"


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The club's history: 1 the bot came, 2 Bob's words, 3 a poll, 4 gone; Ann spoke to the bot."""
    made = Stage("en", validate=False)
    made.cast.chats["club"].add_bot()
    for step in (
        {"do": "say", **BOB, "text": "hello"},
        {"do": "send", **BOB, "kind": "poll", "text": "Where?"},
        {"do": "say", **BOB, "text": "gone"},
        {"do": "delete", **BOB, "message": "gone"},
        {"do": "start", "who": "owner"},
    ):
        await perform(made, step)
    made.journal.clear()
    yield made
    await made.close()


SECRET = {"chat": "bot:owner", "message": "/start"}
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("", {}, "there is no such step"),
    ("fly", {}, "there is no such step"),
    ("say", {"who": "member1"}, "this makes no sense: missing a required argument: 'chat'"),
    (
        "leave",
        BOB | {"force": True},
        "force makes no sense here",
    ),
    ("say", BOB | {"text": "x", "who": "nobody"}, "there is nobody 'nobody'"),
    ("say", BOB | {"text": "x", "chat": "nowhere"}, "there is no chat 'nowhere'"),
    ("say", BOB | {"text": " \n"}, "a text has 1 to 4096 characters"),
    ("say", BOB | {"text": "<b> </b>", "formatted": True}, "a text has 1 to 4096 characters"),
    ("say", BOB | {"text": "x" * 4097}, "text is too long"),
    ("say", BOB | {"text": 5}, "text makes no sense here"),
    ("say", BOB | {"text": HALF}, "text holds half a character"),
    ("say", BOB | {"text": "x", "reply": 4}, "the message is gone"),
    ("say", BOB | {"text": "x", "topic": 99}, "there is no such topic"),
    ("say", BOB | {"text": "x", "topic": True}, "topic makes no sense here"),
    ("say", BOB | {"text": "x", "anonymous": True}, "only administrators write anonymously"),
    (
        "say",
        BOB | {"text": "<b>x", "formatted": True},
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("say", BOB | {"text": "x", "chat": "bot:owner"}, "this is somebody else's private chat"),
    (
        "say",
        {"who": "advertiser", "chat": "club", "text": "x"},
        "not enough rights to send text messages to the chat",
    ),
    ("send", BOB | {"kind": "film"}, "this makes no sense: film"),
    ("forward", BOB | {"message": 1, "to": "talk"}, "this is nobody's message"),
    ("forward", BOB | SECRET | {"to": "club"}, "this is somebody else's private chat"),
    ("forward", BOB | {"message": 2, "to": "nowhere"}, "there is no chat 'nowhere'"),
    ("edit", BOB | {"message": 2, "text": " "}, "a text has 1 to 4096 characters"),
    ("edit", BOB | {"message": 3, "text": "x"}, "there is nothing to change in it"),
    (
        "edit",
        {"who": "member2", "chat": "club", "message": 2, "text": "x"},
        "MESSAGE_AUTHOR_REQUIRED",
    ),
    ("delete", {"who": "member2", "chat": "club", "message": 2}, "message can't be deleted"),
    ("delete", BOB | SECRET, "this is somebody else's private chat"),
    ("delete", BOB | {"message": "gone"}, "the message is gone"),
    ("delete", BOB | {"message": "~7"}, "the message is gone"),
    ("delete", BOB | {"message": ""}, "the message is gone"),
    ("delete", BOB | {"message": 1 << 63}, "message is too large"),
    (
        "pin",
        BOB | {"message": 2},
        "not enough rights to manage pinned messages in the chat",
    ),
    ("react", BOB | {"message": 2, "emoji": " "}, "there is no such reaction"),
    ("vote", BOB | {"message": 2, "option": 0}, "this makes no sense: 'poll'"),
    ("vote", BOB | {"message": 3, "option": 7}, "OPTION_INVALID"),
    (
        "press",
        BOB | {"message": 2, "button": "Yes"},
        "this makes no sense: no button 'Yes' among []",
    ),
    ("tap", BOB | {"label": "Menu"}, "this makes no sense: no key 'Menu' among []"),
    ("pay", BOB | {"message": 2}, "there is nothing to pay"),
    ("start", {"who": "member1", "payload": "a b"}, "START_PARAM_INVALID"),
    ("join", BOB, "USER_ALREADY_PARTICIPANT"),
    ("join", BOB | {"chat": "bot:member1"}, "this is a private chat"),
    ("leave", BOB | {"chat": "bot:member1"}, "this is a private chat"),
    ("leave", BOB | {"chat": "channel"}, "USER_NOT_PARTICIPANT"),
    ("answer", BOB | {"applicant": "applicant"}, "CHAT_ADMIN_REQUIRED"),
    (
        "answer",
        {"who": "owner", "chat": "inner", "applicant": "applicant"},
        "HIDE_REQUESTER_MISSING",
    ),
    ("rename", {"who": "member1", "name": " "}, "a name has 1 to 64 characters"),
    ("rename", {"who": "member1", "name": "x" * 65}, "a name has 1 to 64 characters"),
    ("newcomer", {"name": ""}, "a new name is needed"),
    ("newcomer", {"name": "owner"}, "a new name is needed"),
    ("office", BOB | {"target": "member2"}, "not enough rights"),
    ("bot", {"chat": "bot:owner"}, "this is a private chat"),
    ("bot", {"chat": "club", "rights": "some"}, "rights are all, none or out"),
    ("wait", {}, "time goes forward, by at most 400 days at once"),
    ("wait", {"seconds": -1}, "time goes forward, by at most 400 days at once"),
    ("wait", {"seconds": float("nan")}, "time goes forward, by at most 400 days at once"),
    ("wait", {"seconds": 401 * 86400}, "time goes forward, by at most 400 days at once"),
    ("wait", {"until": "25:00"}, "this makes no sense: hour must be in 0..23"),
    ("fault", {"kind": "flood"}, "there is no such fault"),
]


@pytest.mark.parametrize(("name", "how", "said"), REFUSED)
async def test_step_is_refused_in_words(
    stage: Stage, name: str, how: dict[str, Any], said: str
) -> None:
    with pytest.raises(Misstep) as refused:
        await perform(stage, {"do": name, **how})
    assert (str(refused.value), stage.journal) == (said, [])


async def test_whispers_are_only_pressed_and_only_by_whom_they_are_for(stage: Stage) -> None:
    club, bob = stage.cast.chats["club"], stage.cast.people["member1"]
    whisper = club.history[2]
    whisper.receiver, whisper.ephemeral_id = bob, 7
    whisper.markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    club.ephemeral[7] = club.history.pop(2)
    at = {"chat": "club", "message": "~7"}
    for who, name, how in (
        ("member2", "press", {"button": "Yes"}),
        ("member1", "react", {}),
        ("member1", "forward", {"to": "talk"}),
    ):
        with pytest.raises(Misstep) as refused:
            await perform(stage, {"do": name, "who": who, **at, **how})
        assert str(refused.value) == "the message was only whispered"
    press = await perform(stage, {"do": "press", "who": "member1", **at, "button": "Yes"})
    assert press.data == "y"


async def test_values_are_bound_to_what_was_asked_then(stage: Stage) -> None:
    asked = {"do": "say", **BOB, "text": "first"}
    await perform(stage, asked)
    asked["text"] = "second"
    assert stage.journal == [{"do": "say", **BOB, "text": "first"}]
