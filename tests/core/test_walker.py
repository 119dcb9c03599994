"""The walk over raw messages: what it sees, what it leaves out, and that nothing breaks it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.incoming import Piece
from bot.core.walker import walk
from bot.core.walker.walk import MAX_PIECES, MAX_TEXT

CHAT = {"id": -1001, "type": "supergroup", "title": "Our own room", "username": "our_room"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "last_name": "Li", "language_code": "en"}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_700_000_000, "chat": CHAT, "from": ANNA, **fields}


def texts(raw: dict[str, Any]) -> list[str]:
    return [piece.text for piece in walk(raw)]


def test_walk_plain_message_gives_name_and_text() -> None:
    assert walk(message(text="hello")) == (
        Piece("display name", "Anna Li", "name"),
        Piece("text", "hello", "words"),
    )


def test_walk_keyboard_gives_every_button() -> None:
    keyboard = [
        [{"text": "one", "url": "https://a.example"}, {"text": "two", "callback_data": "x:1"}],
        [{"text": "three", "copy_text": {"text": "copied"}}],
        [{"text": "four", "web_app": {"url": "https://b.example"}}],
        [{"text": "five", "login_url": {"url": "https://c.example", "forward_text": "go"}}],
        [{"text": "six", "switch_inline_query": "asked"}],
        [{"text": "seven", "switch_inline_query_chosen_chat": {"query": "chosen"}}],
    ]
    pieces = walk(message(reply_markup={"inline_keyboard": keyboard}))[1:]
    assert [piece.text for piece in pieces if piece.kind == "link"] == [
        "https://a.example",
        "https://b.example",
        "https://c.example",
    ]
    assert [piece.text for piece in pieces if piece.carrier == "button"] == [
        *("one", "two", "three", "copied", "four", "five", "go", "six", "asked", "seven", "chosen")
    ]


def test_walk_leaves_out_ids_the_room_and_other_messages() -> None:
    raw = message(
        text="hi",
        reply_to_message=message(text="their words"),
        pinned_message=message(text="pinned words"),
        media_group_id="13579",
        photo=[{"file_id": "AgACAgQ", "file_unique_id": "AQAD", "width": 90}],
        document={"file_id": "BQACAgQ", "mime_type": "text/plain", "file_name": "notes.txt"},
        entities=[{"type": "custom_emoji", "custom_emoji_id": "535", "offset": 0, "length": 2}],
    )
    assert texts(raw) == ["Anna Li", "hi", "notes.txt"]


@pytest.mark.parametrize("account", [777000, 1087968824, 136817688])
def test_walk_service_account_has_no_name(account: int) -> None:
    raw = message(text="hi", **{"from": {"id": account, "first_name": "Telegram"}})
    assert texts(raw) == ["hi"]


def test_walk_the_room_itself_is_no_stranger() -> None:
    raw = message(text="hi", sender_chat=CHAT, external_reply={"chat": CHAT, "message_id": 4})
    assert texts(raw) == ["Anna Li", "hi"]


def test_walk_unknown_field_is_seen() -> None:
    raw = message(
        rich_story={"blocks": [{"headline": "new words", "link": {"url": "https://n.io"}}]}
    )
    assert walk(raw)[1:] == (
        Piece("blocks headline", "new words", "words"),
        Piece("link url", "https://n.io", "link"),
    )


def test_walk_unknown_chat_shows_its_username_as_link() -> None:
    raw = message(shared_by={"community": {"id": 9, "title": "Club", "username": "club"}})
    assert walk(raw)[1:] == (
        Piece("community title", "Club", "name"),
        Piece("community username", "@club", "link"),
    )


def test_walk_quote_from_this_chat_belongs_to_its_author() -> None:
    other = {"from": {"id": 8, "first_name": "Bo"}, "text": "these are my words"}
    own = {"from": ANNA, "text": "these are my words"}
    quote = {"text": "my words", "position": 10}
    assert "my words" not in texts(message(text="no", reply_to_message=other, quote=quote))
    assert "my words" in texts(message(text="no", reply_to_message=own, quote=quote))
    assert "alien" in texts(message(text="no", reply_to_message=other, quote={"text": "alien"}))


@pytest.mark.parametrize("raw", [None, [], "text", 5, {}, {"text": None}, {"from": "x"}])
def test_walk_not_a_message_gives_at_most_words(raw: Any) -> None:
    assert len(walk(raw)) <= 1


def test_walk_deep_wide_and_long_is_bounded() -> None:
    deep: dict[str, Any] = {"text": "bottom"}
    for _ in range(2_000):
        deep = {"inner": deep}
    wide = [{"caption": f"{number}"} for number in range(20_000)]
    found = walk(message(text="я" * 100_000, deep=deep, wide=wide))
    assert len(found) <= MAX_PIECES
    assert max(len(piece.text) for piece in found) == MAX_TEXT


FIELDS = [
    "from",
    "text",
    "chat",
    "contact",
    "quote",
    "story",
    "entities",
    "poll",
    "id",
    "title",
    "reply_to_message",
    "forward_origin",
    "via_bot",
    "sender_chat",
    "username",
    "photo",
    "giveaway",
    "chats",
    "unheard_of",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)
    ),
    max_leaves=30,
)


@given(raw=JSON)
def test_walk_any_shape_gives_pieces(raw: Any) -> None:
    assert all(type(piece.text) is str and piece.text for piece in walk(raw))
