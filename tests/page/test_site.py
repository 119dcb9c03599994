"""What the page's addresses answer; looking at it changes nothing."""

import json

import httpx
import pytest

from rehearsal.page.guard import HEADERS, LARGEST
from rehearsal.page.theatre import Theatre
from rehearsal.stage import Stage
from rehearsal.stage.journal import pack
from tests.page.calling import PAGE, do

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARTS = ("left", "chat", "head", "why", "composer", "clock")
READ = (
    "",
    *(f"part/{name}" for name in PARTS),
    "part/none",
    "link",
    "settings.toml",
    "settings.toml?chat=bot:member1",
    "file/none",
    "static/app.js",
    "static/app.css",
    "static/none",
    "static/../site.py",
    "static",
    "none",
    "do",
    "scene",
)


def state(stage: Stage) -> list[object]:
    """Everything that a step could change."""
    chats = stage.cast.chats.values()
    return [
        len(stage.journal),
        len(stage.telegram.updates),
        [list(chat.history) for chat in chats],
        [[person.name, person.started] for person in stage.cast.people.values()],
        [[chat.status(person) for person in stage.cast.people.values()] for chat in chats],
        round(stage.clock.now() / 60, -1),
    ]


async def test_t101_reading_changes_nothing(client: httpx.AsyncClient, theatre: Theatre) -> None:
    before, stage = state(theatre.stage), theatre.stage
    queries = ("", "?who=owner&chat=forum&lang=zh", "?do=leave&who=member1&chat=club")
    for path in READ:
        for query in queries:
            answer = await client.get(path + query)
            assert "set-cookie" not in answer.headers
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    assert (state(theatre.stage), theatre.stage) == (before, stage)


async def test_every_view_is_shown_in_both_languages(
    client: httpx.AsyncClient, theatre: Theatre
) -> None:
    for lang in ("zh", "en"):
        for who in ("owner", "member1", "applicant"):
            for chat in theatre.stage.cast.chats:
                answer = await client.get("", params={"who": who, "chat": chat, "lang": lang})
                assert answer.status_code == 200
                shown = "zh-CN" if lang == "zh" else "en"
                assert f'<html lang="{shown}">' in answer.text


@pytest.mark.parametrize(
    "query",
    [
        {"who": "nobody", "chat": "nowhere", "lang": "fr"},
        {"chat": "bot:owner", "who": "member1"},
        {"topic": "9" * 5000, "reply": "9" * 5000, "edit": "~" + "9" * 5000},
        {"topic": "²", "reply": "²", "edit": "~²", "anonymous": "2"},
        {"reply": "<script>", "edit": "\x00", "topic": "-1"},
    ],
)
async def test_odd_address_shows_what_there_is(
    client: httpx.AsyncClient, query: dict[str, str]
) -> None:
    assert (await client.get("", params=query)).status_code == 200


async def test_part_is_the_same_as_in_the_page(client: httpx.AsyncClient) -> None:
    whole = (await client.get("?who=owner")).text
    for name in ("left", "head", "chat"):
        assert (await client.get(f"part/{name}?who=owner")).text in whole


async def test_steps_are_done_as_the_forms_send_them(
    client: httpx.AsyncClient, theatre: Theatre
) -> None:
    at = {"who": "member1", "chat": "club"}
    before = theatre.stage.clock.now()
    assert await do(client, "say", **at, text="well met") is None
    assert await do(client, "wait", seconds="3600") is None
    assert round((theatre.stage.clock.now() - before) / 60) == 60
    message = theatre.stage.cast.chats["club"].find("well met")
    assert message is not None
    assert await do(client, "forward", **at, message=str(message.id), to="talk") is None
    assert (
        await do(client, "office", who="owner", chat="club", target="member1", appoint="0") is None
    )
    assert await do(client, "fault", kind="gap", times="2") is None
    for times in ("²", "9" * 5000, "many"):
        assert await do(client, "fault", kind="gap", times=times) is None
    assert await do(client, "wait", seconds="soon") == (
        "time goes forward, by at most 400 days at once"
    )
    assert "well met" in (await client.get("part/chat?who=member2")).text


async def test_nonsense_is_said_shortly(client: httpx.AsyncClient) -> None:
    assert await do(client, "") == "there is no such step"
    assert await do(client, "say", who="x" * 4096, chat="club", text="x") == (
        "there is nobody '" + "x" * 983
    )
    assert await do(client, "say", who="x" * 100_000, chat="club") == "who is too long"
    many = {f"f{number}": "x" for number in range(40)}
    assert (await client.post("do", data=many, headers=PAGE)).status_code == 400
    huge = await client.post("do", content=b"x" * (LARGEST + 1), headers=PAGE)
    assert huge.status_code == 413


async def test_scene_and_link_that_are_none_are_refused(
    client: httpx.AsyncClient, theatre: Theatre
) -> None:
    stage = theatre.stage
    for path, field in (("scene", "scene"), ("again", "code")):
        answer = await client.post(path, data={field: "../../etc"}, headers=PAGE)
        said = json.loads(answer.headers["hx-trigger"])["said"]
        assert (answer.status_code, said["alert"]) == (204, True)
    assert theatre.stage is stage


async def test_link_holds_what_was_done(client: httpx.AsyncClient, theatre: Theatre) -> None:
    stage = theatre.stage
    assert (await client.get("link")).text == pack(stage.language, stage.journal)


async def test_settings_of_what_is_no_group_are_not_there(client: httpx.AsyncClient) -> None:
    answer = await client.get("settings.toml?chat=bot:member1&who=member1")
    assert (answer.status_code, answer.headers["content-type"]) == (
        404,
        "text/plain; charset=utf-8",
    )
