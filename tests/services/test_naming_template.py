"""The template of names: what is read of it, and which names follow it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.settings import Unfit
from services.naming.policy import SCRIPTS, check_banned, scripts_of
from services.naming.sample import example
from services.naming.template import SIGNS, WIDEST, Field, Pattern, Template, parse

FORMAT = "{city}-{job}-{name}"
CITIES = {"city": ["北京", "上海", "San José"]}

words = st.text("abcdefgh城市名", min_size=1, max_size=8).filter(str.isalpha)
lengths = st.tuples(st.integers(1, WIDEST), st.integers(1, WIDEST)).map(sorted)
choices = st.lists(words, min_size=2, max_size=5, unique=True).map(tuple)
fields = st.one_of(
    st.builds(
        lambda name, pair: Field(name, *pair), words, st.one_of(st.just([1, WIDEST]), lengths)
    ),
    st.builds(lambda name, values: Field(name, values=values), words, choices),
)
texts = st.sampled_from(["-", " · ", "|", "/", " ", "—", ")(", " in "])


@st.composite
def templates(draw: st.DrawFn) -> Template:
    chosen = draw(st.lists(fields, min_size=1, max_size=4, unique_by=lambda one: one.name))
    between = [draw(texts) for _ in chosen[1:]]
    return Template(tuple(chosen), (draw(st.sampled_from(["", "【"])), *between, ""))


@given(templates())
def test_what_is_printed_is_read_as_the_same(template: Template) -> None:
    known = parse(str(template))
    assert str(parse(str(known))) == str(known)
    assert [(one.least, one.most, one.values) for one in known.fields] == [
        (one.least, one.most, one.values) for one in template.fields
    ]


@given(templates(), st.sampled_from(["zh", "en"]), st.sampled_from([0, 1]), st.text(max_size=40))
def test_every_example_follows_its_template(
    template: Template, language: str, number: int, own: str
) -> None:
    known = parse(str(template))
    values = {one.name: one.values for one in known.fields if one.values}
    shown = example(known, values, language, number=number, own=own)
    assert Pattern(known, values).fits(shown), shown


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", [0, 1])
def test_examples_have_the_values_that_were_chosen(language: str, number: int) -> None:
    known = parse(FORMAT)
    shown = example(known, CITIES, language, number=number)
    assert shown.startswith(CITIES["city"][number])
    assert Pattern(known, CITIES).fits(shown)


@pytest.mark.parametrize(
    "name",
    [
        "北京-设计-小明",
        "北京－设计－小明",
        "上海—老师—阿兰",
        "上海｜老师｜阿兰",
        "上海 / 老师 / 阿兰",
        "上海·老师·阿兰",
        "北京 设计 小明",
        "san josé - UX lead - Ana María",
        "北\u200b京-设计-小明",
    ],
)
def test_names_as_people_type_them(name: str) -> None:
    assert Pattern(parse(FORMAT), CITIES).fits(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "小明",
        "北京-小明",
        "东京-设计-小明",
        "北京-设计-小明-x-y",
        "北京--小明",
        "北京 小明",
        "-",
        "ㅤ",
    ],
)
def test_names_that_do_not_follow(name: str) -> None:
    assert not Pattern(parse(FORMAT), CITIES).fits(name)


@pytest.mark.parametrize(
    ("source", "fits", "not_"),
    [
        ("{name:2..4}", ["小明", "Kim"], ["明", "Alexander"]),
        ("{城市} {名字}", ["北京 小明", "北京-小明"], ["北京"]),
        ("【{team}】{name}", ["【红】小明", "【红】 小明"], ["红小明", "[红]"]),
        ("{name:1}", ["x"], ["xy"]),
        ("{年级}|{name}", ["2024|Bo"], ["2024Bo"]),
        ("[{team}] {name}", ["[red]Bob", "[red] Bob"], ["red Bob", "[red]"]),
        ("{city}-{job}-{name}", ["Bonn-nurse-Bo🌟"], ["。-。-。", "Bonn-nurse-🌟", "? ! ?"]),
        ("{city} {name}", ["Bonn Bo", "Bonn-Bo"], ["Bonn 🌟", ". Bo"]),
        ("{team:🔴|🔵}-{name}", ["🔴-Bo", "🔵 Bo"], ["red-Bo"]),
        ("{name}", ["Bo"], ["🌟", "…"]),
    ],
)
def test_kinds_of_templates(source: str, fits: list[str], not_: list[str]) -> None:
    known = parse(source)
    pattern = Pattern(known, {one.name: one.values for one in known.fields if one.values})
    assert [name for name in fits if not pattern.fits(name)] == []
    assert [name for name in not_ if pattern.fits(name)] == []


@pytest.mark.parametrize(
    "between", ["臺灣", "❤️", "🌟", "Ⅳ", "壹", "①", "<b>", "e\u0301", "ＡＢ", "𝓐", "㊙", "é", "И"]
)
def test_what_stands_between_is_compared_like_names(between: str) -> None:
    """Traditional characters, emoji and ornate letters of the template are folded with the name."""
    pattern = Pattern(parse(f"{{city}}{between}{{name}}"), {})
    assert pattern.fits(f"Bonn{between}Bo")
    assert not pattern.fits("Bonn Bo")


@pytest.mark.parametrize("between", "丨│∣−‧∙〜～")
def test_separators_as_keyboards_offer_them(between: str) -> None:
    assert Pattern(parse(FORMAT), CITIES).fits(f"北京{between}设计{between}小明")


def test_full_width_braces_are_braces() -> None:
    assert str(parse("｛城市｝－｛名字：2..6｝")) == "{city}－{name:2..6}"


@pytest.mark.parametrize(
    ("source", "name", "plain"),
    [
        ("{city}-{name}", "New York", False),
        ("{city}-{name}", "Bonn - Bo", True),
        ("{city} {name}", "New York", False),
        ("{city} {name}", "Bonn/Bo", True),
        ("【{team}】{name}", "【红】小明", True),
    ],
)
def test_two_words_are_no_name_beyond_doubt(source: str, name: str, plain: bool) -> None:
    pattern = Pattern(parse(source), {})
    assert pattern.fits(name)
    assert pattern.is_plain(name) is plain


def test_t66_the_largest_template_is_compiled() -> None:
    """Eight fields as long as they go, and seven with as many values as a group may choose."""
    free = parse("-".join(f"{{{name}:64}}" for name in "abcdefgh"))
    assert Pattern(free, {}).fits("-".join(["x" * 64] * 3 + ["y" * 64] * 5)[:256]) is False
    known = ("city", "job", "company", "school", "year", "role", "team")
    source = parse("-".join(f"{{{name}}}" for name in known))
    values = {name: [f"{at:04}" + "市" * 28 for at in range(500)] for name in known}
    pattern = Pattern(source, values)
    assert not pattern.fits("x")
    assert pattern.fits("-".join(values[name][at] for at, name in enumerate(known)))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{city}\u200b{name}", "naming-apart"),
        ("name", "naming-fields"),
        ("", "naming-fields"),
        ("{}", "naming-fields"),
        ("{name", "naming-fields"),
        ("{city}{name}", "naming-apart"),
        ("{name}-{name}", "naming-twice"),
        ("{name}-{昵称}", "naming-twice"),
        ("{name:0..3}", "naming-length"),
        ("{name:9..3}", "naming-length"),
        ("{name:1..99}", "naming-length"),
        ("-".join(f"{{f{'abcdefghi'[n]}}}" for n in range(9)), "naming-many"),
        ("x" * 301 + "{name}", "naming-long"),
        ("{team:red|red}", "naming-values-bad"),
        ("{team:red|}", "naming-values-bad"),
        ("{team:" + "r" * 33 + "|blue}", "naming-values-bad"),
        ("{name:2.8}", "naming-spec"),
        ("{name:many}", "naming-spec"),
    ],
)
def test_what_is_no_template(source: str, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        parse(source)
    assert refused.value.text == reason


@given(st.text(max_size=60))
def test_nothing_that_is_typed_crashes(text: str) -> None:
    try:
        known = parse(text)
    except Unfit:
        return
    assert Pattern(known, {}).fits(example(known, {}, "en"))


@given(st.text(alphabet=st.characters(), max_size=300))
def test_t64_no_name_crashes(name: str) -> None:
    Pattern(parse(FORMAT), CITIES).fits(name)
    scripts_of(name)


def test_t66_long_names_take_no_time() -> None:
    """T64, T66: linear, so ten thousand characters are as good as a few hundred."""
    pattern = Pattern(parse("{a}-{b}-{c}-{d}-{e}-{f}-{g}-{name}"), {})
    began = time.process_time()
    for name in ("-" * 10_000, "a-" * 5_000, "a " * 5_000, "e\u0301" * 5_000, "\u202e" * 10_000):
        pattern.fits(name)
    assert time.process_time() - began < 1


@given(st.sampled_from(SIGNS), st.sampled_from(SIGNS))
def test_any_separator_does_for_any_other(first: str, second: str) -> None:
    assert Pattern(parse("{city}|{job}|{name}"), {}).fits(f"x{first}y {second} z")


@pytest.mark.parametrize(
    ("entry", "kept"),
    [("script:Arabic", "script:arabic"), ("Script： thai", "script:thai"), (" 代购 ", "代购")],
)
def test_what_is_banned(entry: str, kept: str) -> None:
    assert check_banned(entry) == kept


def test_scripts_by_their_names() -> None:
    assert scripts_of("Bob") == {"latin"}
    assert scripts_of("محمد 李") == {"arabic", "cjk"}
    assert scripts_of("Иван1!") == {"cyrillic"}
    assert set(SCRIPTS) >= scripts_of("ไทย한국ひらカタ")
    assert scripts_of("ＢＯＢ 𝐁𝐨𝐛 Ⓑ") == {"latin"}
    assert scripts_of("ｶﾀ ⼈") == {"katakana", "cjk"}
