"""The wrapper of Fluent: what Fluent would swallow is an error, what is filled in is escaped."""

import pytest

from bot.core import texts
from bot.core.texts import Catalogue, Html


def said(source: str, /, **fillings: object) -> str:
    return Catalogue("en", {"x.ftl": source}).say("x", fillings)


def test_filling_is_escaped_unless_it_is_html() -> None:
    assert said("x = <b>{ $a }</b>", a="<i>&\"'") == "<b>&lt;i&gt;&amp;&quot;'</b>"
    assert said("x = <b>{ $a }</b>", a=Html("<i>1</i>")) == "<b><i>1</i></b>"
    assert said('x = <a href="{ $a }">y</a>', a='"><b>') == '<a href="&quot;&gt;&lt;b&gt;">y</a>'


def test_long_filling_is_not_cut() -> None:
    assert said("x = { $a }", a="<" * 4096) == "&lt;" * 4096
    assert said("x = a { $a }", a="a" * 100_000) == "a " + "a" * 100_000


@pytest.mark.parametrize(
    "data", ["{ $b }", "{$b}", '{ "q" }', "\ue0001\ue001", "\n.y = z\n", " a "]
)
def test_t68_filling_is_not_read_as_fluent(data: str) -> None:
    source = "x = { $a }|{ $b }|{ $a }"
    escaped = data.replace('"', "&quot;")
    assert said(source, a=data, b="B") == f"{escaped}|B|{escaped}"


def test_nothing_is_isolated() -> None:
    assert said("x = a { $a } { $n }", a="b", n=3) == "a b 3"


def test_numbers_are_grouped_and_texts_are_not() -> None:
    source = "x = { $n }"
    assert [said(source, n=n) for n in (0, -1, 1234567, 2**63, 1.5)] == [
        "0",
        "-1",
        "1,234,567",
        "9,223,372,036,854,775,808",
        "1.5",
    ]
    assert said(source, n="1234567") == "1234567"


def test_plural_follows_the_language() -> None:
    source = "x = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n } many\n }"
    assert [said(source, n=n) for n in (0, 1, 2, 1000)] == ["none", "one", "2 many", "1,000 many"]
    chinese = Catalogue("zh", {"x.ftl": source})
    assert chinese.say("x", {"n": 1}) == "1 many"


def test_selector_sees_a_text() -> None:
    source = "x = { $how ->\n    [kick] out\n   *[other] { $how }\n }"
    assert [said(source, how=how) for how in ("kick", "<")] == ["out", "&lt;"]


@pytest.mark.parametrize("value", [None, True, b"x", ["x"], object()])
def test_filling_that_is_neither_text_nor_number(value: object) -> None:
    with pytest.raises(TypeError, match="x: a is neither text nor number"):
        said("x = { $a }", a=value)


def test_number_that_names_something_has_to_be_a_text() -> None:
    assert said("x = no #{ $a }", a="1234") == "no #1234"
    with pytest.raises(TypeError, match="x: a names something"):
        said("x = no #{ $a }", a=1234)


def test_missing_filling() -> None:
    with pytest.raises(KeyError, match="x: no b, c"):
        said("x = { $a } { $b } { $c }", a="1")


def test_missing_filling_of_a_variant_that_is_not_chosen() -> None:
    with pytest.raises(KeyError, match="x: no b"):
        said("x = { $a ->\n    [one] y\n   *[other] { $b }\n }", a=1)


def test_missing_filling_of_a_quoted_text() -> None:
    assert said("x = { y }\ny = { $b }", b="1") == "1"
    with pytest.raises(KeyError, match="x: no b"):
        said("x = { y }\ny = { $b }")


def test_missing_text_and_language() -> None:
    with pytest.raises(KeyError, match="nothing-there"):
        texts.say("en", "nothing-there")
    for language in ("de", "", "../en"):
        with pytest.raises(KeyError):
            texts.say(language, "case-none")


@pytest.mark.parametrize("source", ["x = { NOTHING($a) }", 'x = { NUMBER($a, style: "nonsense") }'])
def test_error_inside_fluent(source: str) -> None:
    with pytest.raises(KeyError, match="x: "):
        said(source, a=1)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("x = 1\nx = 2", "a.ftl: x comes twice"),
        ("-x = 1\n-x = 2", "a.ftl: -x comes twice"),
        ("ok = 1\nx = { $a", "a.ftl:2: "),
        ("x", "a.ftl:1: "),
        ("x = { $a ->\n    [one] y\n }", "a.ftl:1: "),
        ("x = 1\n    .title = 2", "a.ftl: x has attributes"),
        ("-x = { $a }", "a.ftl: -x is a term"),
        ("x = { y }", "x quotes y"),
        ("x = { -y }", "x quotes -y"),
        ("x = { y }\ny = { x }", "quotes"),
        ("x = { x }", "x quotes x"),
    ],
)
def test_bad_source_is_refused(source: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        Catalogue("en", {"a.ftl": source})


def test_id_that_two_files_have_is_refused() -> None:
    with pytest.raises(ValueError, match=r"b\.ftl: x comes twice"):
        Catalogue("en", {"a.ftl": "x = 1", "b.ftl": "x = 1"})


def test_find() -> None:
    assert texts.find("zh", "act-ban") == "封禁"
    assert texts.find("en", "act-nothing of the sort") is None
    with pytest.raises(KeyError):
        texts.find("en", "case-unknown")


@pytest.mark.parametrize(
    ("code", "language"), [("zh-hans", "zh"), ("ZH", "zh"), ("de", "en"), ("", "zh"), ("en", "en")]
)
def test_language_of(code: str, language: str) -> None:
    assert texts.language_of(code, "zh") == language


def test_catalogue_is_read_once() -> None:
    assert texts.catalogue("zh") is texts.catalogue("zh")
