"""A group's settings as a file: out and in and out again, byte for byte."""

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core import kinds, recipe
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.recipe import BadRecipe
from bot.core.texts import LANGUAGES
from services.ads.setting import SETTINGS

HOUSE = House(
    [
        Feature(
            name="test",
            settings=(
                kinds.toggle("a.enabled", True),
                kinds.number("a.count", 5, 0, 10**12, topical=True),
                kinds.span("a.pause", 0, 60, 86_400, off=True, topical=True),
                kinds.clock("a.start", 240),
                kinds.prose("a.text", 300),
                kinds.words("a.words", topical=True),
                kinds.zone("zone", "UTC"),
            ),
        ),
        Feature(name="ads", settings=SETTINGS),
    ]
)
ZONE = kinds.zone("zone", "UTC", by_language={"zh": "Asia/Shanghai"})
SPOKEN = House([Feature(name="x", settings=(ZONE,))])
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


def typed(setting: Any) -> st.SearchStrategy[Any]:
    """Values of a setting that somebody could have typed."""
    raw = st.one_of(
        LINE,
        st.lists(LINE, max_size=4),
        st.integers(0, 10**12),
        st.booleans(),
        st.sampled_from((setting.default, *setting.options)),
    )
    return raw.filter(setting.accepts)


STORED = st.fixed_dictionaries(
    {},
    optional={key: typed(one) for key, one in HOUSE.settings.items()},
)
TOPICS = st.dictionaries(
    st.integers(1, 10**12),
    st.fixed_dictionaries(
        {}, optional={key: typed(one) for key, one in HOUSE.settings.items() if one.topical}
    ),
    max_size=3,
)


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(stored=STORED, topics=TOPICS, name=LINE)
def test_file_is_read_back_byte_for_byte(stored: Any, topics: Any, name: str) -> None:
    """T67, T72, T74"""
    values = HOUSE.values({0: stored, **topics})
    for language in LANGUAGES:
        file = recipe.write(values, name, language)
        taken = recipe.read(file, HOUSE.settings, language)
        assert recipe.write(HOUSE.values(taken), name, language) == file
    for key in HOUSE.settings:
        assert HOUSE.values(taken)[key] == values[key]


@given(text=st.one_of(LINE, st.binary(max_size=60)))
def test_any_file_is_taken_over_or_refused(text: str | bytes) -> None:
    try:
        assert recipe.read(text, HOUSE.settings) == {}
    except BadRecipe:
        return


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format: 1 is needed"),
        ("format = 2", "format: 1 is needed"),
        ("format = 1\n[settings]\n'a.cuont' = 1", "a.cuont: there is no such setting"),
        ("format = 1\n[settings]\n'a.count' = -1", "a.count: allowed is 0 … 1000000000000"),
        ("format = 1\n[settings]\n'a.count' = [1]", "a.count: allowed is 0 … 1000000000000"),
        ("format = 1\n[settings]\n'a.count' = 1.5", "a.count: allowed is 0 … 1000000000000"),
        ("format = 1\n[settings]\n'a.words' = [1]", "a.words: allowed is a, b, c | off"),
        ("format = 1\n[settings]\n'a.enabled' = 'perhaps'", "a.enabled: allowed is on | off"),
        ("format = 1\n[topics.7]\n'a.start' = '04:00'", "topics.7.a.start: there is no such"),
        ("format = 1\n[topics.x]\n'a.count' = 1", "topics.x: a topic's number"),
        ("format = 1\n[topics]\n7 = 1", "topics.7: a topic's number"),
        ("format = 1\n[rooms]\nid = 5", "rooms: there is no such section"),
        ("format = 1\nsettings = 5", "settings, topics: sections are needed"),
        ("\0", "this is no TOML"),
        (b"\xff\xff", "this is no TOML"),
        ("#" * (recipe.LARGEST + 1), "larger than 1 MB"),
    ],
)
def test_mistake_is_named(text: str | bytes, said: str) -> None:
    """T74: oversized, unknown, out of bounds; not one value of such a file is used."""
    with pytest.raises(BadRecipe) as refused:
        recipe.read(text, HOUSE.settings)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["a", '"a"', "'a'", '"\\""', '"\\\\"', "a\t "])
@pytest.mark.parametrize("around", ["{} = 1", "[{}]", 'x = {{y = """\n""", {} = 1, z = "1"}}'])
def test_t74_file_that_takes_hours_to_read_is_refused_at_once(name: str, around: str) -> None:
    """T66, T74: a quarter of a million names with dots between them; everybody would wait."""
    text = "format = 1\n" + around.format(".".join([name] * 60_000))
    begun = time.process_time()
    with pytest.raises(BadRecipe, match="names with dots between them"):
        recipe.read(text, HOUSE.settings)
    assert time.process_time() - begun < 1


def test_t74_names_with_dots_are_values_as_any_other() -> None:
    """T74: a long list of domains on one line is no such thing."""
    domains = [f"{number}.shop.example.co.uk" for number in range(100)]
    text = f'format = 1\n[settings]\n"ads.allow" = {json.dumps(domains)}\n'
    assert recipe.read(text, HOUSE.settings) == {0: {"ads.allow": domains}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format：必须是 1"),
        ("format = 1\n[settings]\n'a.cuont' = 1", "a.cuont：没有这项设置"),
        ("format = 1\n[settings]\n'a.count' = -1", "a.count：可以填 0 … 1000000000000"),
        ("format = 1\n[topics.x]\n'a.count' = 1", "topics.x：必须是话题编号加 TOML 表"),
        ("format = 1\n[rooms]\nid = 5", "rooms：没有这个部分"),
        ("format = 1\nsettings = 5", "settings、topics：必须是 TOML 表"),
        ("\0", "不是有效的 TOML："),
        ("#" * (recipe.LARGEST + 1), "文件超过 1 MB"),
    ],
)
def test_mistake_is_named_in_chinese(text: str, said: str) -> None:
    with pytest.raises(BadRecipe) as refused:
        recipe.read(text, HOUSE.settings, "zh")
    assert said in str(refused.value)


def test_choice_that_is_the_default_of_a_language_is_a_choice() -> None:
    """It is written down, and taken into a group of another language as it is."""
    chosen = SPOKEN.values({0: {"zone": "UTC"}}, language="en")
    taken = recipe.read(recipe.write(chosen, "Club"), SPOKEN.declared("zh"))
    assert taken == {0: {"zone": "UTC"}}
    assert SPOKEN.values(taken, language="zh")["zone"] == "UTC"
    untouched = recipe.write(SPOKEN.values({}, language="en"), "Club")
    assert recipe.read(untouched, SPOKEN.declared("zh")) == {}


def test_values_may_be_written_as_toml_has_them() -> None:
    text = (
        "format = 1\r\n[settings]\r\n'a.enabled' = false\r\n'a.count' = 7\r\n'a.pause' = '5m'\r\n"
        "'a.words' = ['x', 'y']\r\n[topics.9]\r\n'a.count' = '5'\r\n"
    )
    assert recipe.read(text.encode("utf-8-sig"), HOUSE.settings) == {
        0: {"a.enabled": False, "a.count": 7, "a.pause": 300, "a.words": ["x", "y"]},
        9: {"a.count": 5},
    }
