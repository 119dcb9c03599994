"""What the server of the Bot API can do: asked for before it is relied on, once a day."""

from collections import deque
from typing import Any

import pytest
from kit import CHAT, HastyClock
from post import Post
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, TimedOut

from bot.core.actions import AnyAction, Send, Tag, Whisper
from bot.core.outbox import Fate, Parcel
from bot.core.store import Store
from bot.telegram.able import AGAIN, Able

WHISPER = Whisper(room=1, person=5, text="hush")
TAG = Tag(room=1, person=5, tag="reader")


class Server:
    """A server that answers a question about its methods as told, and notes what was asked."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = deque(answers)
        self.asked: list[str] = []

    async def do_api_request(self, method: str, _fields: Any) -> Any:
        return self._answer(method)

    async def set_chat_member_tag(self, *_fields: Any) -> Any:
        return self._answer("setChatMemberTag")

    def _answer(self, method: str) -> bool:
        self.asked.append(method)
        answer = self.answers.popleft()
        if answer is not None:
            raise answer
        return True


def able(*answers: Exception | None) -> tuple[Able, Server, HastyClock]:
    server, clock = Server(*answers), HastyClock()
    return Able(server, clock), server, clock  # type: ignore[arg-type]


def parcel(action: AnyAction) -> Parcel:
    return Parcel(id=1, action=action)


@pytest.mark.parametrize(
    ("answer", "can"),
    [
        (None, True),
        (BadRequest("message to edit not found"), True),
        (Forbidden("bot is not a member"), True),
        (EndPointNotFound("Not Found"), False),
        (InvalidToken("Not Found"), False),
    ],
)
@pytest.mark.parametrize("action", [WHISPER, TAG], ids=lambda one: type(one).__name__)
async def test_method_that_is_not_found_is_lacking(
    action: AnyAction, answer: Exception | None, can: bool
) -> None:
    """A refusal is an answer of somebody who knows the method; a 404 is not."""
    asked, server, _ = able(answer)
    assert [await asked.can(parcel(action)) for _ in range(3)] == [can] * 3
    assert len(server.asked) == 1


async def test_lacking_is_not_said_before_it_is_known() -> None:
    asked, _, _ = able(EndPointNotFound("Not Found"))
    before = asked.lacks("ephemeral")
    await asked.can(parcel(WHISPER))
    assert (before, asked.lacks("ephemeral"), asked.lacks("tag")) == (False, True, False)


async def test_server_is_asked_again_a_day_later() -> None:
    """It may have been upgraded; until then nobody waits for what it cannot do."""
    asked, server, clock = able(EndPointNotFound("Not Found"), None)
    await asked.can(parcel(WHISPER))
    clock.advance(AGAIN)
    assert (await asked.can(parcel(WHISPER)), asked.lacks("ephemeral")) == (False, True)
    clock.advance(1)
    assert asked.lacks("ephemeral") is False
    assert (await asked.can(parcel(WHISPER)), asked.lacks("ephemeral")) == (True, False)
    assert server.asked == ["deleteEphemeralMessage"] * 2


async def test_server_that_did_not_answer_is_asked_again() -> None:
    asked, _, _ = able(TimedOut(), None)
    with pytest.raises(TimedOut):
        await asked.can(parcel(WHISPER))
    assert asked.lacks("ephemeral") is False
    assert await asked.can(parcel(WHISPER)) is True


@pytest.fixture
async def post(store: Store) -> Post:
    made = Post(store)
    await made.make_rooms()
    return made


@pytest.mark.parametrize("action", [WHISPER, TAG], ids=lambda one: type(one).__name__)
async def test_action_a_server_cannot_do_is_refused_and_never_made(
    post: Post, action: AnyAction
) -> None:
    """An older server takes the unknown field for nothing, and shows everybody the message."""
    post.api.faults.append("404")
    await post.send(action, then="a.b")
    ((_, fate),) = post.host.fates
    said = "this server of Telegram cannot do that yet"
    assert (fate, post.api.effects) == (Fate(state="refused", result=said), [])
    await post.send(Send(room=1, text="hi"))
    assert post.api.effects == [("send_message", (CHAT, "hi"))]


async def test_action_a_server_can_do_is_made(post: Post) -> None:
    await post.send(WHISPER, TAG)
    assert sorted(method for method, _ in post.api.effects) == [
        "do_api_request",
        "send_message",
        "set_chat_member_tag",
        "set_chat_member_tag",
    ]
    assert await post.states() == ["done", "done"]


async def test_action_waits_for_a_server_that_does_not_say(post: Post) -> None:
    """T86: the question is repeated, and nothing was sent before it was answered."""
    post.api.faults.extend(["unreached", "unreached"])
    await post.send(WHISPER)
    assert post.api.calls == ["do_api_request"] * 3 + ["send_message"]
    assert await post.states() == ["done"]


@pytest.mark.parametrize("fault", ["unsent", "lost"])
async def test_whisper_whose_answer_was_lost_is_not_said_again(post: Post, fault: str) -> None:
    """Law 13"""
    await post.send(TAG, WHISPER)
    post.api.faults.append(fault)
    await post.send(Whisper(room=1, person=5, text="again"))
    assert post.api.made("again") == (fault == "lost")
    assert await post.states() == ["done", "done", "unknown"]
