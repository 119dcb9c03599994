"""The house: who handles what."""

import pytest
from kit import said

from bot.core.feature import Command, Feature, Later, Press, Screener, Stage, Watcher
from bot.core.house import House, Route
from bot.core.incoming import Facts
from bot.core.kinds import choice
from bot.core.unit import Unit


async def nothing(_unit: Unit) -> None:
    """Does nothing."""


BAN = Command(name="ban", handle=nothing, right="can_restrict_members")
HELP = Command(name="help", handle=nothing)
VOTE = Press(name="vote", handle=nothing)
JOIN = Watcher(kinds=("chat_member",), handle=nothing, admins=True)
PHOTO = Watcher(kinds=("message",), wants=lambda facts: facts.content == "photo", handle=nothing)
HOUSE = House(
    [Feature(name="test", commands=(BAN, HELP), presses=(VOTE,), watchers=(JOIN, PHOTO))],
    "Louzhang_Bot",
)


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("/ban", ""),
        ("/ban 3d spam", "3d spam"),
        ("!ban 3d", "3d"),
        ("／ban x", "x"),
        ("！BAN x", "x"),
        ("/ban@louzhang_bot x", "x"),
        ("/BAN@LOUZHANG_BOT  x ", "x"),
        ("/ban\nfirst\nsecond", "first\nsecond"),
    ],
)
def test_route_command(text: str, args: str) -> None:
    assert HOUSE.route(said(1, text)) == Route(command=BAN, args=args)


@pytest.mark.parametrize(
    "text", ["/ban@other_bot", "ban", "", " /ban", "/bann", "//ban", "/", "@louzhang_bot", "/@"]
)
def test_route_not_a_command_is_chatter(text: str) -> None:
    assert HOUSE.route(said(1, text)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "x"}},
        {"forward_date": 5},
        {"is_automatic_forward": True},
    ],
)
def test_route_command_in_a_forward_is_none(fields: dict[str, object]) -> None:
    """T11"""
    assert HOUSE.route(said(1, "/ban", **fields)) is None


def test_route_edited_command_is_none() -> None:
    facts = said(1, "/ban")
    facts.kind = "edited_message"
    assert HOUSE.route(facts) is None


def test_route_button_with_args() -> None:
    facts = Facts(update_id=1, kind="callback_query", at=1, chat_id=5, text="vote:3:4")
    assert HOUSE.route(facts) == Route(press=VOTE, args="3:4")


@pytest.mark.parametrize("data", ["", "unheard:5", "/ban", "vot"])
def test_route_unknown_button_still_has_a_route(data: str) -> None:
    """T2: it is answered as stale, never taken for something else."""
    facts = Facts(update_id=1, kind="callback_query", at=1, chat_id=5, text=data)
    assert HOUSE.route(facts) == Route(args=data.partition(":")[2])


def test_route_watchers_want_their_kind_only() -> None:
    joined = Facts(update_id=1, kind="chat_member", at=1, chat_id=5)
    assert HOUSE.route(joined) == Route(watchers=(JOIN,))
    photo = said(1, "/ban")
    photo.content = "photo"
    assert HOUSE.route(photo) == Route(command=BAN, watchers=(PHOTO,))


def test_route_says_whether_administrators_are_needed() -> None:
    facts = said(1, "/ban")
    assert [HOUSE.route(facts).admins, HOUSE.route(said(1, "/help")).admins] == [True, False]


CLAIMS = [
    {"settings": (choice("ban", "a"),)},
    {"commands": (BAN,)},
    {"presses": (VOTE,)},
    {"deadlines": (Later(name="x", handle=nothing),)},
    {"continuations": (Later(name="x", handle=nothing),)},
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: next(iter(claim)))
def test_house_two_claims_of_a_name_are_refused(claim: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="two features claim"):
        House([Feature(name="one", **claim), Feature(name="two", **claim)])


def test_house_two_features_of_a_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two features claim 'one'"):
        House([Feature(name="one"), Feature(name="one")])


def test_read_asks_all_screeners_of_every_stage() -> None:
    def sees(stage: Stage, answer: str | None) -> Screener:
        return Screener(stage=stage, read=lambda *_: answer, rule=lambda *_: None)

    gate, silent, filter_ = sees(Stage.GATE, "a"), sees(Stage.GATE, None), sees(Stage.FILTER, "b")
    house = House([Feature(name="test", screeners=(filter_, silent, gate))])
    assert house.read(said(1), house.values({})) == ((filter_, "b"), (gate, "a"))
    assert house.stages == ((silent, gate), (filter_,))
