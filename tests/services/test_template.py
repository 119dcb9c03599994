"""Texts that admins write: marks, buttons and fillings, and what people bring into them."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.errors import UserError
from bot.core.house import House
from bot.core.settings import Values
from rehearsal import html as telegram
from rehearsal import unit as utf16
from services.template.button import BadButton, Label, part
from services.template.name import LONGEST, Somebody, author_of, clean, is_ad, shorten
from services.template.post import fillings
from services.template.rich import Mark, Rich, from_entities, from_html
from services.template.setting import template
from services.template.template import (
    COUNT,
    PERSONAL,
    compile_template,
    judge,
    normal,
)

KINDS = ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote")
TEXTS = st.text(
    st.sampled_from("ab<>&\"' {}[]()/=;#🀄好\u202e") | st.characters(exclude_categories=("Cs",)),
    max_size=40,
)
PLAIN = Values({}, {})
NAMES = {"template-somebody": "a member", "template-everybody": "everybody"}


@st.composite
def messages(draw: Any) -> tuple[str, list[dict[str, Any]]]:
    """A text with entities that are apart or within one another, as Telegram sends them."""
    text = draw(TEXTS.filter(bool))
    entities: list[dict[str, Any]] = []

    def put(start: int, end: int, kinds: tuple[str, ...]) -> None:
        if start >= end or not kinds or len(entities) > 6:
            return
        first = draw(st.integers(start, end - 1))
        last = draw(st.integers(first + 1, end))
        kind = draw(st.sampled_from(kinds))
        place = utf16.length(text[:first])
        length = utf16.length(text[first:last])
        entities.append({"type": kind, "offset": place, "length": length})
        put(first, last, tuple(one for one in kinds if one != kind))
        put(last, end, kinds)

    put(0, len(text), KINDS)
    return text, entities


def key(entity: dict[str, Any]) -> tuple[Any, ...]:
    return entity["offset"], -entity["length"], entity["type"]


@given(messages())
def test_marks_survive_the_way_to_telegram(message: tuple[str, list[dict[str, Any]]]) -> None:
    """T67: what Telegram reads in the HTML is the text and the entities that it was made of."""
    text, entities = message
    read, marks = telegram.parse(from_entities(text, entities).html())
    assert read == text
    assert sorted(marks, key=key) == sorted(entities, key=key)


@given(st.text(max_size=60) | TEXTS)
def test_t67_whatever_is_typed_is_sound_and_stays_as_it_is(typed: str) -> None:
    """T67: no source makes HTML that Telegram refuses, and each is read back as it was shown."""
    source = normal(typed)
    assert normal(source) == source
    telegram.parse(source)


def test_html_that_is_known_is_kept() -> None:
    for source in (
        "<b>a</b> <i>b</i> <u>c</u> <s>d</s> <tg-spoiler>e</tg-spoiler> <code>f</code>",
        '<a href="https://example.org/?a=1&amp;b=2">x</a>',
        '<pre><code class="language-py">x &lt; y</code></pre><pre>plain</pre>',
        "<blockquote>a</blockquote><blockquote expandable>b</blockquote>",
    ):
        assert normal(source) == source
    assert normal("<strong>a</strong><em>b</em><span class='tg-spoiler'>c</span>") == (
        "<b>a</b><i>b</i><tg-spoiler>c</tg-spoiler>"
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ('<a href="javascript:x">y</a>', '&lt;a href="javascript:x"&gt;y&lt;/a&gt;'),
        ("<b>open", "<b>open</b>"),
        ("close</b>", "close&lt;/b&gt;"),
        ("<b>x<i>y</b>z</i>", "<b>x<i>y&lt;/b&gt;z</i></b>"),
        ("<b onclick='x'>y</b>", "<b>y</b>"),
        ("&#0;&#55296;&#65;", "A"),
    ],
)
def test_t102_other_markup_is_text(typed: str, kept: str) -> None:
    assert normal(typed) == kept


def test_marks_that_cross_are_made_to_nest() -> None:
    crossed = Rich("abcd", (Mark(0, 2, "b"), Mark(1, 4, "i")))
    assert crossed.html() == "<b>a<i>b</i></b>cd"


@given(st.data())
def test_cutting_leaves_the_rest_as_it_was(data: st.DataObject) -> None:
    text, entities = data.draw(messages())
    rich = from_entities(text, entities)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = rich.without([(start, end)])
    assert cut.text == text[:start] + text[end:]
    assert telegram.parse(cut.html())[0] == cut.text


def test_buttons_by_rows() -> None:
    rich, rows = part(
        from_html(
            "Look\n[<b>A</b>](buttonurl://example.org)\n[B](buttonurl:tg://resolve?domain=x:same)"
            "[C](buttonurl://http://a.example:8080/p:same) [D](buttonurl://例子.中国)"
        )
    )
    assert rich.text == "Look"
    assert rows == (
        (
            Label("A", "https://example.org"),
            Label("B", "tg://resolve?domain=x"),
            Label("C", "http://a.example:8080/p"),
        ),
        (Label("D", "https://例子.中国"),),
    )


@pytest.mark.parametrize(
    "written",
    [
        "[x](buttonurl://javascript:0)",
        "[x](buttonurl://javascript://a.example/%0a0)",
        "[x](buttonurl://data://text.html,x)",
        "[x](buttonurl://file://etc/passwd)",
        "[x](buttonurl://ftp://example.org)",
        "[x](buttonurl://user:secret@example.org)",
        "[x](buttonurl://localhost)",
        "[x](buttonurl://example.org:99999)",
        f"[x](buttonurl://example.org/{'a' * 600})",
        f"[{'x' * 65}](buttonurl://example.org)",
        "[ ](buttonurl://example.org)",
        "[x](buttonurl://example.org)" * 21,
    ],
)
def test_t102_button_that_cannot_be(written: str) -> None:
    with pytest.raises(BadButton):
        part(from_html(f"text {written}"))
    assert judge(f"text {written}").startswith("button:")


def speaking(title: str = "Club") -> Any:
    """As much of a unit as fillings ask for."""
    return SimpleNamespace(
        language="en",
        room=SimpleNamespace(title=title),
        say=lambda name, **more: f"{more['n']} more" if more else NAMES[name],
    )


NAMED = "".join(f"{{{one}}}" for one in (*PERSONAL, "id", "group", "fullname", "ChatName"))


@given(st.lists(TEXTS, min_size=4, max_size=4), TEXTS)
def test_t67_t68_what_people_bring_in_is_words(names: list[str], title: str) -> None:
    """T67, T68: in whatever place, a name stays a name."""
    first, last, username, other = names
    username = "".join(char for char in username if char.isalnum())
    people = [Somebody(5, first, last, username), Somebody(6, other)]
    made = compile_template(
        f"<b>{NAMED}</b> [{{first}}{{mention}}{{group}}](buttonurl://example.org)"
    )
    filled = fillings(speaking(title), people)
    text, marks = telegram.parse(made.fill(filled))
    assert {one["type"] for one in marks} <= {"bold", "text_link"}
    assert {one["url"] for one in marks if "url" in one} <= {
        "tg://user?id=5",
        "tg://user?id=6",
    }
    shown = clean(first) or "a member"
    assert shown in text
    assert utf16.length(text) <= made.size
    assert len(made.fill_label(made.buttons[0][0].text, filled)) <= 64


@given(st.lists(TEXTS, max_size=60), st.integers(0, 10**6))
def test_template_is_never_longer_than_it_was_judged(names: list[str], more: int) -> None:
    people = [Somebody(number, name, name, "", False) for number, name in enumerate(names, 1)]
    made = compile_template("Hello {mention} {name} {first} {username}!")
    text, _ = telegram.parse(made.fill(fillings(speaking(), people, more=more)))
    assert utf16.length(text) <= made.size


def test_filling_is_filled_in_once() -> None:
    """T68: a name that looks like a filling is none."""
    filled = fillings(speaking(), [Somebody(5, "{group}", "{count}")])
    assert compile_template("{first}|{last}|{nobody}").fill(filled) == "{group}|{count}|{nobody}"


def test_fillings_leave_addresses_alone() -> None:
    source = '<a href="https://example.org/{first}">x</a>'
    filled = fillings(speaking(), [Somebody(5, '"><b>')])
    assert compile_template(source).fill(filled) == source


def test_sign_for_the_count_comes_from_nobody() -> None:
    assert COUNT not in normal(f"a{COUNT}b")
    assert COUNT not in clean(f"a{COUNT}b")


@pytest.mark.parametrize(
    ("source", "most", "problem"),
    [
        ("x" * 4096, 4096, ""),
        ("x" * 4097, 4096, "long"),
        ("🀄" * 2049, 4096, "long"),
        ("x" * 824 + "{first}", 1024, ""),
        ("x" * 825 + "{first}", 1024, "long"),
        ("{rules}", 4096, "empty"),
    ],
)
def test_length_is_that_of_telegram(source: str, most: int, problem: str) -> None:
    assert judge(source, most) == problem


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann", "Ann"),
        ("  Ann\n\tLee ", "Ann Lee"),
        ("Z" + "\u0337" * 200, "Z\u0337\u0337"),
        ("\u3164\uffa0\u2800", ""),
        ("\u202e\u200bx\ue002\U000e0041", "x"),
        ("x" * 10_000, "x" * (LONGEST - 1) + "…"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    ],
)
def test_t64_names(name: str, shown: str) -> None:
    """T64: of 10,000 characters, piled up, blank, turned round."""
    assert clean(name) == shown


@pytest.mark.parametrize(
    "name", ["加V: abc123", "t.me/foo", "日结兼职 一天500", "@foo_bar", "x://y", "example.com"]
)
def test_name_that_advertises_is_not_repeated(name: str) -> None:
    assert is_ad(name, PLAIN)


@pytest.mark.parametrize("name", ["Ann", "小明-上海-会计", "Дмитрий", "J.R. Tolkien", "👑 King"])
def test_name_that_does_not(name: str) -> None:
    assert not is_ad(name, PLAIN)


def test_author_of_what_a_channel_wrote() -> None:
    message = {
        "from": {"id": 136817688, "first_name": "Channel"},
        "sender_chat": {"id": -1005, "title": "News", "username": "news"},
    }
    assert author_of(message, PLAIN) == Somebody(-1005, "News", "", "news")
    assert author_of({}, PLAIN) is None


def test_names_are_as_many_as_fit() -> None:
    assert shorten(["a" * 30] * 9, 100) == (["a" * 30] * 3, 6)
    assert shorten(["a" * 300], 100) == (["a" * 300], 0)
    assert shorten(["🦊" * 30] * 9, 160) == (["🦊" * 30] * 2, 7)


@given(TEXTS)
def test_setting_takes_back_what_it_shows(typed: str) -> None:
    setting = template("x.text")
    try:
        value = setting.parse(typed)
    except UserError:
        assume(judge(normal(typed)) == "")
        raise
    assert setting.accepts(value)
    assert (value == "") == (typed.strip().lower() == "off")


def test_setting_in_a_house() -> None:
    setting = template("x.text")
    assert setting.parse(" OFF ") == setting.default == ""
    assert setting.show("") == "off"
    with pytest.raises(UserError):
        setting.parse("x" * 5000)
    assert House([]).values({}).recalled == {}
