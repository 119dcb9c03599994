"""Bare words: what is meant as a command, and what is only something somebody said."""

from typing import Any

import pytest
from kit import ADMIN, CHAT, Machine, chatter, rows_of, said

from bot.core import vocabulary
from bot.core.actions import Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Word, aimed, in_reply, with_text
from bot.core.house import House, Route
from bot.core.kinds import toggle
from bot.core.store import Store
from bot.core.unit import Unit
from models.message import Message
from rehearsal.clock import ManualClock


async def nothing(_unit: Unit) -> None:
    """Does nothing."""


RULES = Command(name="rules", handle=nothing, words=(Word(texts=("群规", "Rules")),))
FIND = Command(
    name="find", handle=nothing, words=(Word(texts=("找",), complete=with_text, args=str.upper),)
)
KICK = Command(
    name="kick",
    handle=nothing,
    right="can_restrict_members",
    words=(Word(texts=("踢",), complete=aimed), Word(name="out", texts=("滚",), complete=in_reply)),
)
TOPICAL = toggle("game.enabled", True, topical=True)
GAME = Feature(
    name="game",
    settings=(TOPICAL,),
    commands=(Command(name="play", handle=nothing, words=(Word(texts=("玩",)),)),),
)
PLAY = GAME.commands[0]
HOUSE = House(
    [
        Feature(
            name="test",
            settings=(toggle(vocabulary.SWITCH, True),),
            commands=(RULES, FIND, KICK),
        ),
        GAME,
    ]
)
REPLY = {"reply_to_message": {"message_id": 4, "chat": {"id": CHAT}, "date": 1}}


def meant(text: str, stored: dict[str, Any] | None = None, **more: Any) -> tuple[str, str] | None:
    """The command and arguments of something said without a slash."""
    route = HOUSE.route(said(9, text, **more), HOUSE.values({0: stored or {}}))
    if route is None or route.command is None:
        return None
    assert route == Route(command=route.command, args=route.args, word=True, asked=route.asked)
    return route.command.name, route.args


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("群规", ("rules", "")),
        (" 群规\n", ("rules", "")),
        ("rules", ("rules", "")),
        ("RULES", ("rules", "")),
        ("找 tea house", ("find", "TEA HOUSE")),
        ("找\ntea\nhouse", ("find", "TEA\nHOUSE")),
        ("踢 @eve_sells", ("kick", "@eve_sells")),
        ("踢 5000000001 3d", ("kick", "5000000001 3d")),
        ("玩", ("play", "")),
    ],
)
def test_word_is_meant_as_a_command(text: str, command: tuple[str, str]) -> None:
    assert meant(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "群规呢",
        "看群规",
        "群规 呢",
        "the rules",
        "rules!",
        "rules please",
        "找",
        "找 ",
        "踢",
        "踢 他",
        "踢球",
        "滚",
        "滚 @eve_sells",
        "kick 5000000001",
        "“群规”",
        "群规@louzhang_bot",
    ],
)
def test_word_that_is_not_the_whole_message_or_not_complete_is_talk(text: str) -> None:
    assert meant(text) is None


def test_word_may_need_a_message_it_replies_to() -> None:
    """In a topic everything replies to its first message, which is no reply."""
    assert meant("滚", **REPLY) == ("kick", "")
    assert meant("踢", **REPLY) == ("kick", "")
    assert meant("踢 3d", **REPLY) == ("kick", "3d")
    topic = {"message_thread_id": 4, "is_topic_message": True}
    assert meant("滚", **REPLY, **topic) is None
    assert meant("滚 dich", message_thread_id=3, is_topic_message=True, **REPLY) == ("kick", "dich")


@pytest.mark.parametrize(
    "fields",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "x"}},
        {"is_automatic_forward": True},
        {"via_bot": {"id": 5, "is_bot": True, "first_name": "b"}},
        {"sender_chat": {"id": -100, "type": "channel", "title": "c"}},
    ],
)
def test_word_of_somebody_else_is_talk(fields: dict[str, Any]) -> None:
    """T11: forwarded, sent through a bot, a channel's."""
    assert meant("群规", **fields) is None


def test_word_of_an_anonymous_administrator_is_their_own() -> None:
    """T9"""
    group = {"id": CHAT, "type": "supergroup", "title": "c"}
    assert meant("群规", sender_chat=group) == ("rules", "")
    assert meant("踢 3d", sender_chat=group, **REPLY) == ("kick", "3d")


def test_word_below_a_picture_is_talk() -> None:
    facts = said(1, "群规")
    facts.content = "photo"
    assert HOUSE.route(facts, HOUSE.values({})) is None


def test_word_edited_into_a_message_is_talk() -> None:
    facts = said(1, "群规")
    facts.kind = "edited_message"
    assert HOUSE.route(facts, HOUSE.values({})) is None


def test_words_switched_off_are_talk() -> None:
    assert meant("群规", {vocabulary.SWITCH: False}) is None
    values = HOUSE.values({0: {vocabulary.SWITCH: False}})
    assert HOUSE.route(said(1, "/rules"), values) == Route(command=RULES)


def test_words_reworded_replace_the_old_ones() -> None:
    stored = {"words.rules": ["守则", "House"], "words.kick": []}
    assert [meant(text, stored) for text in ("守则", "house", "群规", "踢 @eve")] == [
        ("rules", ""),
        ("rules", ""),
        None,
        None,
    ]
    assert meant("滚", stored, **REPLY) == ("kick", "")


def test_word_of_two_commands_means_the_first_that_is_complete() -> None:
    stored = {"words.rules": ["去"], "words.kick": ["去"], "words.find": ["去"]}
    assert meant("去", stored) == ("rules", "")
    assert meant("去 @eve", stored) == ("find", "@EVE")
    assert meant("去", stored, **REPLY) == ("rules", "")


def test_word_of_a_feature_that_is_off_is_talk() -> None:
    """A command says that its feature is off; a word is just said."""
    assert meant("玩", {"game.enabled": False}) is None
    values = HOUSE.values({7: {"game.enabled": False}})
    routes = []
    for topic in (7, 8):
        facts = said(1, "玩")
        facts.thread_id = topic
        routes.append(HOUSE.route(facts, values))
    assert routes == [None, Route(command=PLAY, word=True)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("守则", ["守则"]),
        ("守则，House | x", ["守则", "House", "x"]),
        ("off", []),
        ("x" * 32, ["x" * 32]),
    ],
)
def test_setting_of_a_word_takes_words(typed: str, kept: list[str]) -> None:
    assert HOUSE.settings["words.rules"].parse(typed) == kept


@pytest.mark.parametrize("typed", ["a b", "/rules", "!x", "／x", "#tag", "x" * 33])
def test_setting_of_a_word_refuses_what_could_not_be_one(typed: str) -> None:
    with pytest.raises(UserError):
        HOUSE.settings["words.out"].parse(typed)
    with pytest.raises(UserError):
        HOUSE.settings["words.out"].parse(", ".join(f"w{number}" for number in range(11)))


def test_settings_of_words_are_named_by_word_or_command() -> None:
    words = [key for key in HOUSE.settings if key.startswith("words.")]
    assert words == [
        "words.enabled",
        "words.rules",
        "words.find",
        "words.kick",
        "words.out",
        "words.play",
    ]
    assert HOUSE.settings["words.rules"].default == ["群规", "Rules"]


async def test_word_of_somebody_without_the_right_is_met_with_silence(store: Store) -> None:
    """It may have been meant as talk: it stays, is archived, and nobody is told anything."""

    async def kick(unit: Unit) -> None:
        unit.reply("kicked")

    async def fail(_unit: Unit) -> None:
        raise UserError("no")

    feature = Feature(
        name="test",
        commands=(
            Command(name="kick", handle=kick, right="can_restrict_members", words=KICK.words),
            Command(name="fail", handle=fail, words=(Word(texts=("糟",)),)),
        ),
    )
    machine = Machine(store, ManualClock(), feature)
    await machine.handle(chatter(1, "踢 @eve"), chatter(2, "糟"))
    assert machine.basket.actions == []
    await machine.handle(chatter(3, "踢 @eve", person=ADMIN))
    assert [type(one) for one in machine.basket.actions] == [Send]
    assert sorted(text for (text,) in await rows_of(store, Message.text)) == [
        "糟",
        "踢 @eve",
        "踢 @eve",
    ]
