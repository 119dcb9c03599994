"""Perception: bytes become facts, whatever they are."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import CHAT, NOW, chatter

from bot.core.incoming import Facts, Person, Piece, SenderChat
from bot.core.memory import describe
from bot.core.perception import Unusable, perceive, split

LARGE = 2**63 - 1


def answer(*updates: bytes) -> bytes:
    return b'{"ok":true,"result":[' + b",".join(updates) + b"]}"


def test_perceive_plain_chatter() -> None:
    payload = chatter(7, "hi", person=5, message=3, at=99)
    assert perceive(payload, NOW) == Facts(
        update_id=7,
        kind="message",
        at=99,
        chat_id=CHAT,
        chat_type="supergroup",
        chat_title="Club",
        message_id=3,
        person=Person(5, "P5"),
        text="hi",
        pieces=(Piece("text", "hi"), Piece("display name", "P5", "name")),
        payload=payload,
    )


def test_perceive_chatter_and_dictionary_agree() -> None:
    """The quick way and the slow way see the same facts."""
    reply = {"message_id": 2, "from": {"id": 8}, "date": 1, "chat": {"id": CHAT}, "text": "x"}
    more = {
        "reply_to_message": reply,
        "message_thread_id": 4,
        "link_preview_options": {"url": "https://a.example", "show_above_text": True},
    }
    quick = perceive(chatter(7, "hi", **more), NOW)
    slow = perceive(chatter(7, "hi", **more, unheard_of=0), NOW)
    assert quick.raw is None
    assert slow.raw is not None
    for name in set(Facts.__struct_fields__) - {"raw", "payload", "pieces"}:
        assert getattr(quick, name) == getattr(slow, name), name
    assert set(quick.pieces) == set(slow.pieces)
    assert Piece("link preview", "https://a.example", "link") in quick.pieces


def test_perceive_unknown_field_goes_through_the_walker() -> None:
    """A new carrier of text is never invisible."""
    facts = perceive(chatter(7, "hi", novelty={"headline": "buy now"}), NOW)
    assert "buy now" in [piece.text for piece in facts.pieces]


@pytest.mark.parametrize("where", ["chat", "from"])
def test_perceive_unknown_field_inside_is_seen(where: str) -> None:
    update = json.loads(chatter(7))
    update["message"][where]["slogan"] = "buy now"
    facts = perceive(json.dumps(update).encode(), NOW)
    assert facts.raw is not None


@pytest.mark.parametrize("thread", [(True, 4), (False, 0)])
def test_perceive_thread_counts_only_in_topics(thread: tuple[bool, int]) -> None:
    is_topic, number = thread
    facts = perceive(chatter(7, message_thread_id=4, is_topic_message=is_topic), NOW)
    assert facts.thread_id == number


def test_perceive_large_ids() -> None:
    """T71"""
    facts = perceive(chatter(LARGE, chat=-LARGE, person=LARGE, message=LARGE, sender_tag="x"), NOW)
    assert (facts.update_id, facts.chat_id, facts.message_id) == (LARGE, -LARGE, LARGE)
    assert facts.person == Person(LARGE, f"P{LARGE}")


@pytest.mark.parametrize("number", [2**63, 10**30, -(2**63) - 1])
@pytest.mark.parametrize("field", ["person", "message", "at", "chat"])
def test_perceive_numbers_no_column_holds_are_none(field: str, number: int) -> None:
    """T70, T89"""
    update = json.loads(chatter(7))
    match field:
        case "person":
            update["message"]["from"]["id"] = number
        case "chat":
            update["message"]["chat"]["id"] = number
        case "message":
            update["message"]["message_id"] = number
        case _:
            update["message"]["date"] = number
    facts = perceive(json.dumps(update).encode(), NOW)
    held = [facts.update_id, facts.chat_id, facts.message_id, facts.at]
    held += [facts.person.id] if facts.person else []
    assert all(-(2**63) <= value < 2**63 for value in held)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{}",
        b'{"update_id":null}',
        b'{"update_id":"7"}',
        b'{"update_id":true}',
        b'{"update_id":7',
        b'{"update_id":%d}' % 2**63,
        b'{"update_id":7,"x":' + b"[" * 3000 + b"]" * 3000 + b"}",
        b'{"update_id":7,"n":"\\u0000","x":' + b"[" * 700 + b"]" * 700 + b"}",
    ],
)
def test_perceive_without_a_number_is_unusable(payload: bytes) -> None:
    """T89"""
    with pytest.raises(Unusable):
        perceive(payload, NOW)


def test_perceive_nul_and_lone_surrogates_are_taken_out() -> None:
    """T72"""
    payload = chatter(7, "0").replace(b'"text":"0"', b'"text":"a\\u0000b\\ud83dc\\ud83c\\udc04d"')
    facts = perceive(payload, NOW)
    assert facts.text == "ab�c🀄d"
    assert facts.pieces[-1].text == "ab�c🀄d"


def test_perceive_bad_utf8_is_replaced() -> None:
    payload = chatter(7, "0").replace(b'"text":"0"', b'"text":"a\xf0\x9f b"')
    assert perceive(payload, NOW).text == "a� b"


def test_perceive_receipt_stands_in_for_a_missing_date() -> None:
    assert perceive(b'{"update_id":7,"unheard_of":{}}', 123).at == 123


def test_perceive_edit_has_the_date_of_the_edit() -> None:
    update = json.loads(chatter(7, at=100))
    update["edited_message"] = update.pop("message") | {"edit_date": 200}
    facts = perceive(json.dumps(update).encode(), NOW)
    assert (facts.kind, facts.edited, facts.at) == ("edited_message", True, 200)


def test_perceive_channel_writer_and_group_itself() -> None:
    facts = perceive(
        chatter(7, sender_chat={"id": -100, "type": "channel", "title": "T", "username": "u"}), NOW
    )
    assert facts.sender_chat == SenderChat(-100, "channel", "T", "u")


def test_perceive_member_update_is_about_the_member() -> None:
    told = {
        "chat": {"id": CHAT, "type": "supergroup"},
        "from": {"id": 1, "first_name": "Admin"},
        "date": 5,
        "old_chat_member": {"user": {"id": 2, "first_name": "Bo"}, "status": "left"},
        "new_chat_member": {"user": {"id": 2, "first_name": "Bo"}, "status": "member"},
    }
    facts = perceive(msgspec.json.encode({"update_id": 7, "chat_member": told}), NOW)
    assert (facts.person, facts.actor) == (Person(2, "Bo"), Person(1, "Admin"))
    assert (facts.text, facts.content, facts.at) == ("left", "member", 5)


def test_split_gives_each_update_as_it_came() -> None:
    updates = (chatter(1), chatter(2, "🀄"))
    assert split(answer(*updates)) == list(updates)


def test_split_one_lone_surrogate_loses_no_update() -> None:
    """T72: it makes the whole batch undecodable."""
    odd = chatter(2, "0").replace(b'"text":"0"', b'"text":"a\\ud83d"')
    pieces = split(answer(chatter(1, "one"), odd, chatter(3, "three")))
    assert [perceive(piece, NOW).text for piece in pieces] == ["one", "a�", "three"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502 Bad Gateway</html>",
        answer(chatter(1))[:-5],
        b"null",
        b'{"ok":true}',
        b'{"ok":true,"result":{}}',
        b"\xff\xfe",
        b'{"ok":true,"result":' + b"[" * 100_000,
    ],
)
def test_split_truncated_or_foreign_is_an_error(body: bytes) -> None:
    """T87"""
    with pytest.raises(ValueError):
        split(body)


def test_split_nested_beyond_measure_is_an_error() -> None:
    deep = b'{"update_id":2,"x":' + b"[" * 5000 + b"]" * 5000 + b"}"
    with pytest.raises(ValueError):
        split(answer(chatter(1), deep))


KINDS = ("message", "edited_message", "callback_query", "chat_member", "my_chat_member", "poll")
FIELDS = (
    *("from", "chat", "user", "message", "new_chat_member", "old_chat_member", "status", "date"),
    *("sender_chat", "reply_to_message", "text", "data", "id", "entities", "title", "bio"),
    *("migrate_to_chat_id", "message_id", "type", "username", "forward_origin", "first_name"),
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(kind=st.sampled_from(KINDS), thing=JSON)
def test_perceive_any_shape_gives_facts(kind: str, thing: Any) -> None:
    """T89: nothing Telegram could send stops the poll; what it names fits the columns."""
    facts = perceive(json.dumps({"update_id": 7, kind: thing}).encode(), NOW)
    numbers = (facts.at, facts.chat_id, facts.message_id, facts.reply_to, facts.reply_to_person)
    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert "\0" not in facts.text
    facts.text.encode()
    room = describe(facts)
    assert (type(room.title), type(room.username)) == (str, str)


@given(st.binary(max_size=80))
def test_split_any_bytes_gives_updates_or_a_value_error(body: bytes) -> None:
    try:
        split(body)
    except ValueError:
        return
