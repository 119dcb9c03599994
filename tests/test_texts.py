"""The texts of both languages, and how the code uses them. Every check is shown a mistake, too."""

import re
import string
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ftl, texts
from bot.core.ftl import Entries
from bot.core.walker.carrier import CHATS, NAMED, PEOPLE
from rehearsal.html import parse
from tests import wording

ROOT = Path(__file__).parent.parent


def sources(language: str) -> dict[str, str]:
    folder = files("bot.locales").joinpath(language)
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def written(language: str) -> Entries:
    found = sources(language)
    return ftl.parse({name: found[name] for name in sorted(found)})


def code() -> dict[str, str]:
    parts = ("bot", "handlers", "services", "rehearsal/page")
    modules = [file for part in parts for file in (ROOT / part).rglob("*.py")]
    found = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in modules}
    for file in (ROOT / "rehearsal/page/templates").glob("*.html"):
        name = file.relative_to(ROOT).as_posix()
        found[name] = wording.python_of_template(file.read_text("utf-8"))
    return found


def entries(source: str) -> Entries:
    return ftl.parse({"x.ftl": source})


def test_both_languages_have_the_same_files_texts_and_variables() -> None:
    assert sorted(sources("zh")) == sorted(sources("en"))
    assert wording.different(written("zh"), written("en")) == []


def test_texts_are_well_worded() -> None:
    assert list(wording.badly_worded(written("zh"), written("en"))) == []


def test_code_says_only_what_is_written_with_what_it_asks_for() -> None:
    assert wording.misused(written("en"), code()) == []


def test_every_text_is_said_somewhere() -> None:
    assert wording.unused(written("en"), code()) == []


def test_nothing_else_lies_beside_the_texts() -> None:
    named = [name for language in texts.LANGUAGES for name in sources(language)]
    assert [name for name in named if not name.endswith(".ftl")] == []
    folders = {file.name for file in files("bot.locales").iterdir()} - {
        "__init__.py",
        "__pycache__",
    }
    assert folders == set(texts.LANGUAGES)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_place_an_ad_can_hide_in_has_a_name(language: str) -> None:
    places = {place for place, _ in NAMED.values()} | set(PEOPLE.values()) | set(CHATS.values())
    named = {place: texts.find(language, f"carrier-{place.replace(' ', '-')}") for place in places}
    assert [place for place, word in named.items() if word is None] == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("a = 一", "b = one"),
        ("a = 一\nb = 二", "b = two\na = one"),
        ("a = 一", "a = one { $x }"),
        ("a = { $y }", "a = { $x }"),
        ("a = 一", "a = one { b }\nb = { $x }"),
    ],
)
def test_difference_is_caught(zh: str, en: str) -> None:
    assert wording.different(entries(zh), entries(en)) != []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ('a = { "" }', "a = x", "a: empty"),
        ("a = 一", 'a = { " " }', "a: empty"),
        ("a = 一", 'a = { $n ->\n    [one] { "" }\n   *[other] many\n }', "a: empty"),
        ("a = 一", "a = one 一", "a: Chinese in English"),
        ("a = 一", "a = one，two", "a: Chinese in English"),
        ("a = 一,二", "a = x", "a: half-width punctuation: 一,"),
        ("a = <b>一</b>:{ $x }", "a = x", "a: half-width punctuation: 一:"),
        ("a = { $x }) 一", "a = x", "a: half-width punctuation: ) 一"),
        ("a = 好.", "a = x", "a: half-width punctuation: 好."),
        ("a = Hello", "a = Hello", "a: not translated"),
        ("a = 移出", "a = removed", "a: 踢出, not 移出"),
        ("a = 没有记录", "a = No cases", "a: the word is 处理记录"),
        ("a = 上告", "a = Appeal", "a: the word is 申诉"),
        ("a = 老成员", "a = Trusted people", "a: the word is 信任成员"),
        ("a = 不是广告", "a = Not an ad", "a: the label is 误判"),
        ("a = 踢出他", "a = Kick", "a: the label is 踢出"),
    ],
)
def test_bad_wording_is_caught(zh: str, en: str, said: str) -> None:
    assert said in list(wording.badly_worded(entries(zh), entries(en)))


def test_good_wording_passes() -> None:
    zh = "a = 一，二（{ $x }）：<b>三</b>\nb = 发 /why 12 – 处理记录 #12 的依据。a.example 见"
    en = "a = one, two ({ $x }): <b>three</b>\nb = /cases – the evidence of case #12"
    assert list(wording.badly_worded(entries(zh), entries(en))) == []


TEXTS = "a-b = x\na-c = { $n }\nother = y\n-term = z"


@pytest.mark.parametrize(
    "line",
    [
        'unit.say("a-d")',
        'unit.say("a-b", n=1)',
        'unit.say("a-c")',
        'unit.say("a-c", m=1)',
        'unit.say(f"b-{x}")',
        'unit.say(f"a-{x}", m=1)',
        'unit.say("a-b" if x else "a-d")',
        'def f():\n    answer = "a-d"\n    unit.say(answer)',
        'texts.say(language, "a-d")',
        'texts.find(language, "a-d")',
    ],
)
def test_misuse_is_caught(line: str) -> None:
    assert len(wording.misused(entries(TEXTS), {"x.py": line})) == 1


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("", ["a-b", "a-c", "other", "-term"]),
        ('unit.say("a-b")', ["a-c", "other", "-term"]),
        ('unit.say(f"a-{x}", n=1)', ["a-b", "other", "-term"]),
        ('unit.say(f"a-{x}")', ["a-c", "other", "-term"]),
        ('unit.say("a-c", **more)', ["a-b", "other", "-term"]),
        ('text = f"a-{x}"', ["other", "-term"]),
        ('Command(says="other")', ["a-b", "a-c", "-term"]),
        ('name = "a-b a-c"', ["a-b", "a-c", "other", "-term"]),
    ],
)
def test_unused_text_is_caught(lines: str, left: list[str]) -> None:
    assert wording.misused(entries(TEXTS), {"x.py": lines}) == []
    assert wording.unused(entries(TEXTS), {"x.py": lines}) == left


def test_quoted_text_is_used() -> None:
    assert wording.unused(entries("a = { b } { -c }\nb = x\n-c = y"), {"x.py": 'say("a")'}) == []


HOSTILE = [
    "<b>",
    "</b></code></blockquote>",
    '<a href="tg://user?id=1">x</a>',
    "&lt;b&gt;",
    "&",
    '"',
    "'",
    "{ $number }",
    "{$name}",
    '{ "x" }',
    "{ -term }",
    "*[other]",
    "\n    .attribute = x\n",
    "\ue0000\ue001",
    "\ue00012\ue001",
    "%s %(name)s {0} {} \\u0041 \\1",
    "\u2068x\u2069",
    "\x00",
    "签到\r\n",
]
hostile = st.lists(
    st.sampled_from(HOSTILE) | st.text(string.printable) | st.text(), min_size=1, max_size=8
).map(lambda pieces: "x" + "".join(pieces) + "x")


def filled(values: dict[str, str], text: str) -> str:
    return re.sub(r"Q\d+Q", lambda mark: values[mark[0]], text)


def said_with(
    language: str, name: str, values: dict[str, str]
) -> tuple[str, list[tuple[str, str, str]]]:
    """The text as Telegram shows it, and each entity's type, address and what it covers."""
    text, entities = parse(texts.say(language, name, **values))
    wide = text.encode("utf-16-le", "surrogatepass")
    covered = [
        (
            entity["type"],
            entity.get("url", ""),
            wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
                "utf-16-le", "surrogatepass"
            ),
        )
        for entity in entities
    ]
    return text, covered


@pytest.mark.parametrize("language", texts.LANGUAGES)
@given(value=hostile)
def test_t67_t68_fillings_come_out_as_they_went_in(language: str, value: str) -> None:
    """Every text there is, each of its variables hostile: no markup lives, nothing is changed."""
    for name, variables in texts.catalogue(language).variables.items():
        marks = {key: f"Q{number}Q" for number, key in enumerate(sorted(variables))}
        values = {key: f"{number}{value}" for number, key in enumerate(sorted(variables))}
        put = partial(filled, {mark: values[key] for key, mark in marks.items()})
        text, covered = said_with(language, name, marks)
        expected = put(text), [(kind, put(url), put(part)) for kind, url, part in covered]
        assert said_with(language, name, values) == expected
