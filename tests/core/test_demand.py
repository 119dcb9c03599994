"""Demands: what is written is read, what is wrong is pointed at, and nothing takes long."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.demand import (
    Both,
    Demand,
    Either,
    Leaf,
    caret,
    evaluate,
    leaves,
    open_leaves,
    parse,
    show,
)
from bot.core.settings import Unfit

GATES = {
    "captcha": "",
    "pledge": "",
    "code": "",
    "vouch": "",
    "paid": "",
    "intro": "",
    "member": "chat",
    "points": "count of chat",
    "channel": "count",
    "age": "span",
}

plain = st.sampled_from([Leaf(one) for one, takes in GATES.items() if not takes])
leaf = st.one_of(
    plain,
    st.builds(lambda n: Leaf("channel", least=n), st.integers(1, 10**9)),
    st.builds(lambda n: Leaf("age", least=n * 86_400, unit="s"), st.integers(1, 900)),
    st.builds(lambda n: Leaf("points", "@club_one", n), st.integers(1, 10**6)),
    st.just(Leaf("points", least=500)),
    st.sampled_from([Leaf("member", "@news_of_us"), Leaf("member", "-1001234567890")]),
)


def _whole(kind: type[Both] | type[Either], parts: list[Demand]) -> Demand:
    flat: list[Demand] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    found = tuple(dict.fromkeys(flat))
    return found[0] if len(found) == 1 else kind(found)


demand = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _whole(Both, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _whole(Either, parts)),
    ),
    max_leaves=8,
)


@given(demand)
def test_what_is_shown_is_read_back(one: Demand) -> None:
    if len(show(one)) <= 400:
        assert parse(show(one), GATES) == one


@given(demand)
def test_open_gates_are_those_that_can_still_change_it(one: Demand) -> None:
    """Against all ways in which what is open may end."""
    names = [each.key for each in leaves(one)][:6]
    known = {each.key: True for each in leaves(one) if each.key not in names}
    for states in product((True, False, None), repeat=len(names)):
        decided = known | {n: s for n, s in zip(names, states, strict=True) if s is not None}
        verdict = evaluate(one, decided)
        still = [name for name, state in zip(names, states, strict=True) if state is None]
        ends = {
            evaluate(one, decided | dict(zip(still, rest, strict=True)))
            for rest in product((True, False), repeat=len(still))
        }
        assert verdict is not None or ends <= {True, False}
        assert verdict is None or ends == {verdict}
        helpful = {each.key for each in open_leaves(one, decided)}
        assert helpful <= set(still)
        assert (verdict is not None) == (not helpful)


@given(st.text(alphabet="()（）>=≥<@ aptchcodemrvn&|且或0123456789d", max_size=80))
def test_t66_nonsense_is_refused_and_nothing_else(text: str) -> None:
    wrong = None
    try:
        found = parse(text, GATES)
    except Unfit as error:
        wrong = error
    if wrong is None:
        assert parse(show(found), GATES) == found
    else:
        assert wrong.why("en") != wrong.why("zh")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("captcha", "captcha"),
        ("CAPTCHA And pledge", "captcha and pledge"),
        ("captcha 且 （code 或 vouch）", "captcha and (code or vouch)"),
        ("(code or vouch) and captcha and intro", "(code or vouch) and captcha and intro"),
        ("paid or points>=500", "paid or points>=500"),
        ("points(@Club_One) ≥ 20", "points(@club_one)>=20"),
        ("member @News_of_us", "member @news_of_us"),
        ("member(@news_of_us)", "member @news_of_us"),
        ("age >= 30d & channel>9999", "age>=30d and channel>=10000"),
        ("captcha and (captcha and captcha)", "captcha"),
        ("captcha or captcha", "captcha"),
        ("code or captcha and pledge", "code or captcha and pledge"),
    ],
)
def test_what_people_write(text: str, shown: str) -> None:
    found = parse(text, GATES)
    assert show(found) == shown
    assert parse(shown, GATES) == found


@pytest.mark.parametrize(
    ("text", "reason", "at"),
    [
        ("captha", "demand-unknown", 0),
        ("captcha and and pledge", "demand-gate", 12),
        ("captcha and", "demand-ends", 11),
        ("", "demand-ends", 0),
        ("captcha pledge", "demand-joint", 8),
        ("(captcha or code", "demand-bracket-open", 0),
        ("captcha) or code", "demand-bracket-more", 7),
        ("captcha>=3", "demand-no-number", 7),
        ("channel", "demand-count", 0),
        ("channel>=many", "demand-count", 9),
        ("channel>=0", "demand-count", 9),
        ("channel<=5", "demand-sign", 7),
        ("age>=soon", "demand-span", 5),
        ("member news", "demand-chat", 7),
        ("member", "demand-chat", 0),
        ("验证码 and captcha", "demand-unknown", 0),
        ("(" * 11 + "captcha" + ")" * 11, "demand-deep", 10),
    ],
)
def test_mistake_is_pointed_at(text: str, reason: str, at: int) -> None:
    with pytest.raises(Unfit) as raised:
        parse(text, GATES)
    assert raised.value.text == reason
    assert caret(text, at) in raised.value.why("en")


def test_t66_long_and_many_are_refused_at_once() -> None:
    for text in ("(" * 5000, "captcha and " * 400, "x" * 10_000):
        with pytest.raises(Unfit):
            parse(text, GATES)
    gates = {f"g{n}": "" for n in range(20)}
    with pytest.raises(Unfit) as raised:
        parse(" and ".join(gates), gates)
    assert raised.value.text == "demand-many"


def test_caret_stands_under_wide_signs() -> None:
    assert caret("验证码 x", 4) == "\u3000\u3000\u3000 ^"
