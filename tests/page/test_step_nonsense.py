"""Whatever a step holds, it is done or refused, and only what was done is written down."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehearsal import speech
from rehearsal.page import view
from rehearsal.stage import Stage
from rehearsal.stage.cast import ROLES
from rehearsal.stage.find import Misstep
from rehearsal.stage.step import FAULTS, perform

NAMES = (*ROLES, "nobody", "Zoe")
CHATS = ("club", "forum", "inner", "channel", "talk", "bot:owner", "bot:member1", "nowhere")
SANE: dict[str, st.SearchStrategy[Any]] = {
    "who": st.sampled_from(NAMES),
    "target": st.sampled_from(NAMES),
    "applicant": st.sampled_from(NAMES),
    "chat": st.sampled_from(CHATS),
    "to": st.sampled_from(CHATS),
    "text": st.text() | st.sampled_from(["hello", "<b>x</b>", "a.com", "\ud83d", "/why"]),
    "message": st.integers(-1, 40) | st.sampled_from(["1", "~1", "hello", "²", ""]),
    "reply": st.integers(-1, 40) | st.just("hello"),
    "kind": st.sampled_from(["photo", "file", "voice", "sticker", "contact", "poll", *FAULTS]),
    "rights": st.sampled_from(["all", "none", "out", "some"]),
    "seconds": st.floats() | st.integers(),
    "until": st.sampled_from(["04:00", "25:00", ":", "4", "-1:-1"]),
    "name": st.text(max_size=70) | st.just("Zoe"),
    **{key: st.booleans() for key in ("anonymous", "formatted", "approve", "appoint")},
}
DOINGS = {
    "say": ("who", "chat", "text", "reply", "topic", "quote", "anonymous", "formatted"),
    "send": ("who", "chat", "kind", "text", "reply", "topic", "options"),
    "forward": ("who", "chat", "message", "to", "topic"),
    "edit": ("who", "chat", "message", "text"),
    **dict.fromkeys(("delete", "pin", "pay"), ("who", "chat", "message")),
    "react": ("who", "chat", "message", "emoji"),
    "vote": ("who", "chat", "message", "option"),
    "press": ("who", "chat", "message", "button"),
    "tap": ("who", "chat", "label"),
    "start": ("who", "payload"),
    "block": ("who",),
    **dict.fromkeys(("join", "leave"), ("who", "chat")),
    "answer": ("who", "chat", "applicant", "approve"),
    "rename": ("who", "name"),
    "newcomer": ("name",),
    "office": ("who", "chat", "target", "appoint"),
    "bot": ("chat", "rights"),
    "wait": ("seconds", "until"),
    "fault": ("kind", "method", "times"),
    "settings": ("chat", "file"),
    "fly": ("who", "chat"),
}
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(10**4000),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@st.composite
def steps(draw: st.DrawFn) -> dict[str, Any]:
    """Mostly steps that could be done, with a value or two that make no sense."""
    name = draw(st.sampled_from(list(DOINGS)))
    step: dict[str, Any] = {"do": name}
    for key in DOINGS[name]:
        if draw(st.integers(0, 9)):
            odd = not draw(st.integers(0, 9))
            step[key] = draw(NONSENSE if odd else SANE.get(key, st.text() | st.integers(0, 9)))
    if not draw(st.integers(0, 9)):
        step |= draw(
            st.dictionaries(st.sampled_from(["do", "stage", "force"]) | st.text(), NONSENSE)
        )
    return step


@pytest.fixture(scope="module")
def crowded() -> Iterator[Stage]:
    """A stage on which anything may have happened."""
    made = Stage("en", validate=False)
    made.cast.chats["club"].add_bot()
    buttons = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    speech.post(made.cast.chats["club"], made.telegram.bot, {"text": "Well?"}, markup=buttons)
    yield made
    asyncio.run(made.close())


@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps())
def test_nonsense_is_only_refused(crowded: Stage, step: dict[str, Any]) -> None:
    written = list(crowded.journal)
    try:
        asyncio.run(perform(crowded, step))
    except Misstep:
        assert crowded.journal == written
    else:
        assert crowded.journal == [*written, step]
        assert json.loads(json.dumps(step, ensure_ascii=False).encode()) == step
    del crowded.journal[:]
    for viewer in ("owner", "member1"):
        place = crowded.cast.chats[
            str(step.get("chat")) if step.get("chat") in CHATS[:7] else "club"
        ]
        shown = view.messages(crowded, place, crowded.cast.people[viewer], 0, "en")
        assert len(shown) <= view.SHOWN
