"""Planted violations, each of which must be caught."""

import json
from typing import Any

import aiohttp
import pytest

from rehearsal import ManualClock, Telegram, ViolationError, method
from rehearsal.chat import Chat
from rehearsal.request import STRUCTURED
from rehearsal.validation import models

JSON = "application/json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def post(tg: Telegram, api: str, **params: Any) -> tuple[int, dict[str, Any]]:
    url = f"{tg.base_url}/bot{tg.token}/{api}"
    async with aiohttp.ClientSession() as session, session.post(url, data=params) as answer:
        return answer.status, await answer.json()


def keyboard(**button: Any) -> str:
    return json.dumps({"inline_keyboard": [[button]]})


PLANTED: list[tuple[str, str, dict[str, Any]]] = [
    ("unknown field", "sendMessage", {"text": "x", "reply_mark": "y"}),
    ("unknown field", "sendMessage", {"text": "x", "reply_markup": '{"inline_keybord": []}'}),
    ("unknown field", "sendMessage", {"text": "x", "reply_markup": keyboard(txt="a", url="b.c")}),
    (
        "unknown field",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(text="a", callback_data="b", colour="red")},
    ),
    (
        "unknown field",
        "sendMessage",
        {"text": "x", "reply_parameters": '{"message_id": 1, "qoute": "x"}'},
    ),
    (
        "unknown field",
        "restrictChatMember",
        {"user_id": "1", "permissions": '{"can_send_mesages": false}'},
    ),
    ("required", "sendMessage", {}),
    ("integer", "deleteMessage", {"message_id": "abc"}),
    ("too long", "sendMessage", {"text": "x" * 4097}),
    ("too long", "sendMessage", {"text": "🙂" * 2049}),
    ("empty", "sendMessage", {"text": "  "}),
    ("can't parse entities", "sendMessage", {"text": "<b>x", "parse_mode": "HTML"}),
    ("can't parse entities", "sendMessage", {"text": "a < b", "parse_mode": "HTML"}),
    ("can't parse entities", "sendMessage", {"text": "1.5", "parse_mode": "MarkdownV2"}),
    ("parse_mode", "sendMessage", {"text": "x", "parse_mode": "BBCode"}),
    (
        "BUTTON_DATA",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(text="a", callback_data="é" * 33)},
    ),
    (
        "BUTTON_DATA",
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(text="a", callback_data="")},
    ),
    ("one action", "sendMessage", {"text": "x", "reply_markup": keyboard(text="a")}),
    ("JSON", "sendMessage", {"text": "x", "reply_markup": "{"}),
    ("0-200", "answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
    ("1-100 items", "deleteMessages", {"message_ids": json.dumps(list(range(101)))}),
    ("0-16", "setChatMemberTag", {"user_id": "1", "tag": "x" * 17}),
    ("emoji", "setChatMemberTag", {"user_id": "1", "tag": "🏆"}),
    ("0-32", "createChatInviteLink", {"name": "x" * 33}),
    ("1-300", "sendPoll", {"question": "?" * 301, "options": '[{"text":"a"}]'}),
    ("a-z0-9", "setMyCommands", {"commands": '[{"command":"Rules","description":"x"}]'}),
    ("no such action", "sendChatAction", {"action": "sleeping"}),
    ("not simulated", "getAvailableGifts", {}),
    ("no such method", "sendMesage", {"text": "x"}),
]

WITHOUT_CHAT = ("answerCallbackQuery", "setMyCommands", "getAvailableGifts")
UNKNOWN = ("no such method", "not simulated")


@pytest.mark.parametrize(("words", "name", "params"), PLANTED)
async def test_planted_violation_is_caught(
    tg: Telegram, club: Chat, words: str, name: str, params: dict[str, Any]
) -> None:
    places = {} if name in WITHOUT_CHAT else {"chat_id": str(club.id)}
    before = len(club.messages)
    status, answer = await post(tg, name, **places, **params)
    assert (status, answer["ok"]) == (404 if words in UNKNOWN else 400, False)
    assert words in str(tg.violations[0])
    assert len(club.messages) == before
    tg.violations.clear()


@pytest.mark.parametrize("text", ["[x] done", '{"a": 1}', "[", "true", "12", "null"])
async def test_text_that_looks_like_json_stays_text(tg: Telegram, club: Chat, text: str) -> None:
    status, answer = await post(tg, "sendMessage", chat_id=str(club.id), text=text)
    assert (status, answer["result"]["text"]) == (200, text)


async def test_leaving_the_context_fails_on_a_violation() -> None:
    with pytest.raises(ViolationError, match="sendMessage: text: Field required"):
        async with Telegram(ManualClock()) as tg:
            await post(tg, "sendMessage", chat_id="1")


async def test_missing_methods_are_no_violation(tg: Telegram, club: Chat) -> None:
    tg.missing.add("setchatmembertag")
    status, answer = await post(tg, "setChatMemberTag", chat_id=str(club.id), user_id="1", tag="x")
    assert (status, answer["description"], tg.violations) == (404, "Not Found", [])


@pytest.mark.parametrize("form", ["get", "json", "urlencoded", "multipart"])
async def test_every_way_of_sending_parameters(tg: Telegram, club: Chat, form: str) -> None:
    url = f"{tg.base_url}/bot{tg.token}/sendMessage"
    params = {
        "chat_id": str(club.id),
        "text": "héllo [ & =",
        "reply_markup": keyboard(text="a", callback_data="b"),
    }
    how: dict[str, Any] = {"params": params} if form == "get" else {"data": params}
    if form == "json":
        how = {"json": params | {"chat_id": club.id, "parse_mode": None}}
    if form == "multipart":
        with aiohttp.MultipartWriter("form-data") as writer:
            for key, value in params.items():
                writer.append(value).set_content_disposition("form-data", name=key)
        how = {"data": writer}
    verb = "GET" if form == "get" else "POST"
    async with aiohttp.ClientSession() as session, session.request(verb, url, **how) as answer:
        assert answer.status == 200
    (call,) = tg.calls
    assert call.params["chat_id"] == club.id
    assert club.last is not None
    assert (club.last.text, club.last.buttons) == ("héllo [ & =", ["a"])


async def test_method_names_do_not_mind_their_case(tg: Telegram) -> None:
    assert (await post(tg, "GETME"))[0] == 200


def test_structured_parameters_are_those_of_the_models() -> None:
    """What aiogram types as an object or a list is JSON inside a form, and nothing else is."""
    wrong = []
    for name, model in models().items():
        if name not in method.names():
            continue
        for field, info in model.model_fields.items():
            shown = str(info.annotation)
            scalars = ("InputFile", "datetime")
            nested = "list[" in shown or "aiogram.types." in shown.replace(
                "aiogram.types.custom", ""
            )
            if any(word in shown for word in scalars):
                nested = "list[" in shown
            if nested != (field in STRUCTURED):
                wrong.append((name, field, shown))
    assert wrong == []


async def test_strings_must_be_utf8(tg: Telegram, club: Chat) -> None:
    url = f"{tg.base_url}/bot{tg.token}/sendMessage"
    bodies: list[dict[str, Any]] = [
        {"data": b"chat_id=1&text=%ff", "headers": FORM},
        {"data": b'{"chat_id": 1, "text": "\\ud83d"}', "headers": {"Content-Type": JSON}},
    ]
    async with aiohttp.ClientSession() as session:
        for body in bodies:
            async with session.post(url, **body) as answer:
                words = "Bad Request: strings must be encoded in UTF-8"
                assert (await answer.json())["description"] == words
    assert len(tg.violations) == 2
    tg.violations.clear()
