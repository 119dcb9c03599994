"""The house: who handles what."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from kit import said

from bot.core.button import Seal
from bot.core.feature import (
    Command,
    Daily,
    Feature,
    Later,
    Press,
    Screener,
    Stage,
    Watcher,
    Word,
)
from bot.core.house import Board, House, Route
from bot.core.incoming import Facts
from bot.core.kinds import choice, clock, toggle
from bot.core.settings import Values
from bot.core.unit import Unit


async def nothing(_unit: Unit) -> None:
    """Does nothing."""


SEAL = Seal(b"secret")
BAN = Command(name="ban", handle=nothing, right="can_restrict_members")
HELP = Command(name="help", handle=nothing)
LIST = Command(name="list", handle=nothing, lists=True)
VOTE = Press(name="vote", handle=nothing)
JOIN = Watcher(kinds=("chat_member",), handle=nothing, admins=True)
PHOTO = Watcher(kinds=("message",), wants=lambda facts: facts.content == "photo", handle=nothing)
HOUSE = House(
    [Feature(name="test", commands=(BAN, HELP, LIST), presses=(VOTE,), watchers=(JOIN, PHOTO))],
    "Louzhang_Bot",
    SEAL,
)


def route(facts: Facts, house: House = HOUSE, **stored: object) -> Route | None:
    """Who wants an update, in a group that has set this much."""
    changed = {key.replace("_", "."): value for key, value in stored.items()}
    return house.route(facts, house.values({0: changed}))


def pressed(data: str, chat: int = 5) -> Facts:
    return Facts(update_id=1, kind="callback_query", at=1, chat_id=chat, text=data)


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
    assert route(said(1, text)) == Route(command=BAN, args=args)


@pytest.mark.parametrize(
    "text", ["/ban@other_bot", "ban", "", " /ban", "/bann", "//ban", "/", "@louzhang_bot", "/@"]
)
def test_route_not_a_command_is_chatter(text: str) -> None:
    assert route(said(1, text)) is None


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
    assert route(said(1, "/ban", **fields)) is None


def test_route_edited_command_is_none() -> None:
    facts = said(1, "/ban")
    facts.kind = "edited_message"
    assert route(facts) is None


def test_route_button_with_args() -> None:
    assert route(pressed(SEAL.close(5, "vote:3:4"))) == Route(press=VOTE, args="3:4")
    mine = SEAL.close(5, "vote", only=7)
    assert route(pressed(mine)) == Route(press=VOTE, only=7)


@pytest.mark.parametrize("data", ["", "unheard:5", "/ban", "vot"])
def test_route_unknown_button_still_has_a_route(data: str) -> None:
    """T2: it is answered as stale, never taken for something else."""
    assert route(pressed(SEAL.close(5, data))) == Route(args=data.partition(":")[2])


@pytest.mark.parametrize("data", ["", "~", "~~", "vote", "vote:3:4", "vote~~", "vote~7~00000000"])
def test_route_forged_button_is_nobody_s(data: str) -> None:
    """T2: whatever a client says it pressed means nothing unless we sealed it."""
    assert route(pressed(data)) == Route()


def test_route_button_copied_from_another_chat_is_nobody_s() -> None:
    """T7"""
    sealed = SEAL.close(5, "vote:3")
    assert route(pressed(sealed, chat=6)) == Route()
    assert route(pressed(sealed)) == Route(press=VOTE, args="3")


def test_route_watchers_want_their_kind_only() -> None:
    joined = Facts(update_id=1, kind="chat_member", at=1, chat_id=5)
    assert route(joined) == Route(watchers=(JOIN,))
    photo = said(1, "/ban")
    photo.content = "photo"
    assert route(photo) == Route(command=BAN, watchers=(PHOTO,))


def test_route_watcher_behind_a_switch_sees_nothing_while_it_is_off() -> None:
    """An update that nobody else wants is chatter then."""
    line = replace(PHOTO, switch="x.lines", wants=lambda facts: facts.content == "service")
    house = House([Feature(name="x", settings=(toggle("x.lines", False),), watchers=(line,))])
    came = said(1, "")
    came.content = "service"
    assert route(came, house) is None
    assert route(came, house, x_lines=True) == Route(watchers=(line,))


def test_route_says_whether_administrators_are_needed() -> None:
    needed = []
    for text in ("/ban", "/help", "/list"):
        found = route(said(1, text))
        assert found is not None
        needed.append(found.admins)
    assert needed == [True, False, True]


def test_route_in_private_without_a_command_may_answer_a_question() -> None:
    texts = ("5 days", "/what", "/help", "!x")
    found = [route(said(1, text, type="private")) for text in texts]
    assert found == [Route(asked=True), Route(asked=True), Route(command=HELP), Route(asked=True)]
    assert route(said(1, "5", type="private", forward_date=5)) is None
    assert route(said(1, "", type="private")) is None


def test_route_command_of_a_feature_that_is_off_is_marked() -> None:
    """It is refused with a reason, which administrators may hear: they are asked for."""
    house = House(
        [
            Feature(
                name="game",
                settings=(toggle("game.enabled", True, topical=True),),
                commands=(HELP,),
                watchers=(PHOTO,),
            )
        ]
    )
    photo = said(1, "/help")
    photo.content = "photo"
    on, off = route(photo, house), route(photo, house, game_enabled=False)
    assert on == Route(command=HELP, watchers=(PHOTO,))
    assert off == Route(command=HELP, off=True)
    assert (on.admins, off.admins) == (False, True)
    photo.thread_id = 8
    values = house.values({8: {"game.enabled": False}})
    assert house.route(photo, values) == off


@pytest.mark.parametrize(
    ("rights", "group", "may"),
    [
        ((), True, ["help", "list"]),
        (("can_pin",), True, ["help", "list", "tidy"]),
        (("can_restrict_members",), True, ["ban", "help", "list", "tidy"]),
        ((), False, ["ban", "help", "list", "mail", "tidy"]),
    ],
)
def test_command_may_use(rights: tuple[str, ...], group: bool, may: list[str]) -> None:
    tidy = Command(name="tidy", handle=nothing, admin=True)
    mail = Command(name="mail", handle=nothing, where="private")
    commands = (BAN, HELP, LIST, mail, tidy)
    able = [one.name for one in commands if one.may_use(frozenset(rights), group=group)]
    assert able == may


CLAIMS = [
    {"settings": (choice("ban", "a"),)},
    {"commands": (BAN,)},
    {"presses": (VOTE,)},
    {"deadlines": (Later(name="x", handle=nothing),)},
    {"continuations": (Later(name="x", handle=nothing),)},
    {"questions": (Later(name="x", handle=nothing),)},
    {"links": (Later(name="x", handle=nothing),)},
    {"dailies": (Daily(name="x", at="at", handle=nothing),)},
]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: next(iter(claim)))
def test_house_two_claims_of_a_name_are_refused(claim: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="two features claim"):
        House([Feature(name="one", **claim), Feature(name="two", **claim)])


def test_house_two_features_of_a_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two features claim 'one'"):
        House([Feature(name="one"), Feature(name="one")])


def test_house_daily_is_a_deadline_at_a_setting() -> None:
    at = clock("x.at", 480)
    house = House(
        [Feature(name="x", settings=(at,), dailies=(Daily(name="x", at="x.at", handle=nothing),))]
    )
    assert (list(house.dailies), list(house.deadlines)) == (["x"], ["x"])
    with pytest.raises(ValueError, match=r"'x' happens at 'x\.at', which is no setting"):
        House([Feature(name="x", dailies=(Daily(name="x", at="x.at", handle=nothing),))])


def test_house_feature_of_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="has no key 'fun'"):
        House([Feature(name="x", key="fun")])


@pytest.mark.parametrize(
    ("preset", "part"),
    [("fans", {"x.level": "hard"}), ("fans", {"y.level": "soft"}), ("club", {"x.level": "soft"})],
)
def test_house_preset_that_could_not_be_typed_is_refused(
    preset: str, part: dict[str, object]
) -> None:
    level = choice("x.level", "soft", "strict")
    House([Feature(name="x", settings=(level,), presets={"fans": {"x.level": "strict"}})])
    with pytest.raises(ValueError, match="cannot stand in preset"):
        House([Feature(name="x", settings=(level,), presets={preset: part})])


def test_house_needs_the_rights_of_what_is_on() -> None:
    house = House(
        [
            Feature(name="a", needs=("can_delete_messages", "can_pin_messages")),
            Feature(
                name="b",
                settings=(toggle("b.enabled", True),),
                needs=("can_delete_messages", "can_invite_users"),
            ),
        ]
    )
    every = ("can_delete_messages", "can_pin_messages", "can_invite_users")
    assert house.needs() == house.needs(house.values({})) == every
    assert house.needs(house.values({0: {"b.enabled": False}})) == every[:2]


def test_house_defaults_go_by_the_language() -> None:
    level = choice("x.level", "soft", "strict")
    spoken = replace(level, by_language={"zh": "strict"})
    house = House([Feature(name="x", settings=(spoken,))])
    levels = [house.values({}, language=one)["x.level"] for one in ("", "en", "zh")]
    assert levels == ["soft", "soft", "strict"]
    assert house.values({0: {"x.level": "soft"}}, language="zh")["x.level"] == "soft"


def test_read_asks_all_screeners_of_every_stage() -> None:
    def sees(stage: Stage, answer: str | None) -> Screener:
        return Screener(stage=stage, read=lambda *_: answer, rule=lambda *_: None)

    gate, silent, filter_ = sees(Stage.GATE, "a"), sees(Stage.GATE, None), sees(Stage.FILTER, "b")
    house = House([Feature(name="test", screeners=(filter_, silent, gate))])
    assert house.read(said(1), house.values({})) == ((filter_, "b"), (gate, "a"))
    assert house.stages == ((silent, gate), (filter_,))


def test_watcher_chooses_by_the_settings_and_what_is_recalled() -> None:
    """Where it wants nothing at all, it is asked about no update."""
    asked = []

    def choose(values: Values) -> Callable[[Facts], bool] | None:
        words = values.recalled.get("echo")
        asked.append(words)
        return (lambda facts: facts.text in words) if words else None

    watcher = Watcher(kinds=("message",), handle=nothing, choose=choose)
    house = House([Feature(name="echo", watchers=(watcher,))])
    plain, told = house.values({}), house.values({8: {}}, recalled={"echo": ("hi",)})
    assert [house.route(said(1, "hi"), plain) for _ in range(2)] == [None, None]
    assert house.route(said(1, "hi"), told) == Route(watchers=(watcher,))
    assert house.route(said(1, "ho"), told) is None
    assert asked == [None, ("hi",)]


def test_groups_that_changed_nothing_share_what_follows_from_that() -> None:
    """Thousands of them hold the words once, whatever they are called and is recalled of them."""
    echo = Command(name="echo", handle=nothing, words=(Word(texts=("echo",)),))
    watcher = Watcher(
        kinds=("message",), handle=nothing, choose=lambda values: values.recalled["x"]
    )
    switch = toggle("x.enabled", True)
    house = House([Feature(name="x", settings=(switch,), commands=(echo,), watchers=(watcher,))])

    def see(stored: dict[str, object], wanted: bool) -> Board:
        of = house.values(
            {0: stored} if stored else {}, "name", recalled={"x": lambda _facts: wanted}
        )
        assert (house.route(said(1, "?"), of) is not None) is wanted
        return of.derive(house._board)

    one, other, own = see({}, True), see({}, False), see({"words.echo": ["hey"]}, True)
    assert one.words is other.words
    assert list(one.words.meanings) == ["echo"]
    assert list(own.words.meanings) == ["hey"]
    assert see({"x.enabled": False}, False).watchers == {}


def test_topic_recalls_what_its_group_does() -> None:
    house = House([Feature(name="game", settings=(toggle("game.on", True, topical=True),))])
    values = house.values({8: {"game.on": False}}, recalled={"game": 5})
    assert values.at(8).recalled == {"game": 5}
