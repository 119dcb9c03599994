"""Texts with entities become HTML in which nothing can hide."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearsal.page.rich import is_safe, render

MARKS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
NAMES = ("mention", "text_mention", "hashtag", "cashtag", "email", "phone_number")
LINKS = ("url", "text_link", "bot_command")
SAFE = ' rel="noopener noreferrer" target="_blank">'


def at(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(("kind", "tag"), MARKS.items())
def test_mark_becomes_its_tag(kind: str, tag: str) -> None:
    assert render("a bc d", [at(kind, 2, 2)]) == f"a <{tag}>bc</{tag}> d"


def test_spoilers_and_names_are_only_styled() -> None:
    assert render("hush", [at("spoiler", 0, 4)]) == '<span class="spoiler">hush</span>'
    for kind in NAMES:
        assert render("@eve", [at(kind, 0, 4)]) == '<span class="mention">@eve</span>'


def test_command_can_be_pressed_unless_it_stands_in_a_link() -> None:
    command = at("bot_command", 0, 4)
    assert render("/why", [command]) == '<button type="button" class="command">/why</button>'
    linked = render("/why", [at("text_link", 0, 4, url="https://a.com"), command])
    assert linked == f'<a href="https://a.com"{SAFE}<span class="mention">/why</span></a>'


def test_text_is_escaped_and_keeps_its_lines() -> None:
    html = render('<b>"1\'" & 2</b>\n<script>', [])
    assert html == "&lt;b&gt;&quot;1&#x27;&quot; &amp; 2&lt;/b&gt;<br>&lt;script&gt;"


def test_offsets_are_utf16_units() -> None:
    html = render("👍🏽日 ok", [at("bold", 0, 4), at("italic", 4, 1), at("code", 6, 2)])
    assert html == "<b>👍🏽</b><i>日</i> <code>ok</code>"


def test_entity_that_cuts_an_emoji_in_half_takes_no_half() -> None:
    assert render("a👍b", [at("bold", 0, 2)]) == "<b>a</b>👍b"
    assert render("a👍b", [at("bold", 2, 2)]) == "a<b>👍b</b>"
    assert render("👍", [at("bold", 1, 1)]) == "<b>👍</b>"
    assert render("👍", [at("bold", 0, 1)]) == "👍"


def test_half_a_character_is_shown_as_lost() -> None:
    assert render("a\ud83db", [at("bold", 1, 1)]) == "a<b>\ufffd</b>b"


def test_entities_nest_whatever_their_order() -> None:
    nested = [at("italic", 2, 2), at("bold", 0, 6), at("code", 3, 1), at("spoiler", 4, 2)]
    html = '<b>ab<i>c<code>d</code></i><span class="spoiler">ef</span></b>'
    assert render("abcdef", nested) == html
    assert render("ab", [at("bold", 0, 2), at("italic", 0, 2)]) == "<b><i>ab</i></b>"


def test_what_crosses_another_entity_is_left_out() -> None:
    html = render("abcdef", [at("bold", 0, 4), at("italic", 2, 4), at("code", 5, 1)])
    assert html == "<b>abcd</b>e<code>f</code>"


@pytest.mark.parametrize(
    ("offset", "length", "html"),
    [(-2, 3, "<b>a</b>b"), (1, 99, "a<b>b</b>"), (0, 0, "ab"), (1, -1, "ab"), (7, 2, "ab")],
)
def test_entity_beyond_the_text_is_cut(offset: int, length: int, html: str) -> None:
    assert render("ab", [at("bold", offset, length)]) == html


def test_unknown_entity_is_plain_text() -> None:
    assert render("ab", [at("custom_emoji", 0, 2), at("<script>", 0, 1)]) == "ab"


def test_links_open_elsewhere_and_tell_nothing() -> None:
    assert render("a.com", [at("url", 0, 5)]) == f'<a href="https://a.com"{SAFE}a.com</a>'
    linked = at("text_link", 0, 4, url='http://a.com/?"><script>&b')
    href = "http://a.com/?&quot;&gt;&lt;script&gt;&amp;b"
    assert render("here", [linked]) == f'<a href="{href}"{SAFE}here</a>'


def test_link_in_a_link_is_no_second_link() -> None:
    entities = [at("text_link", 0, 5, url="https://b.com"), at("url", 0, 5)]
    inner = '<span class="mention">a.com</span>'
    assert render("a.com", entities) == f'<a href="https://b.com"{SAFE}{inner}</a>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert('://')",
        "JavaScript://x%0aalert(1)",
        " javascript://x",
        "java\nscript://x",
        "\x01javascript://x",
        "data:text/html;x://,<script>",
        "vbscript://x",
        "file://a/b",
        "tg://user?id=1",
        "http://[",
        "://",
    ],
)
def test_t67_unsafe_address_is_no_link(address: str) -> None:
    assert is_safe(address) is False
    html = render("here", [at("text_link", 0, 4, url=address)])
    assert html == '<span class="mention">here</span>'


def test_thousands_of_entities_take_no_time_and_no_stack() -> None:
    entities = [at(kind, n, 2000 - 2 * n) for n in range(1000) for kind in ("bold", "italic")]
    assert len(render("x" * 2000, entities)) == 2000 + 2000 * len("<b></b>")


class Seen(HTMLParser):
    """What a browser would make of it: tags have to be closed in their order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.links: list[str] = []
        self.opened: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.text.append("\n")
            return
        self.tags.add(tag)
        self.opened.append(tag)
        self.attributes.update(one for one in attrs if one[0] != "href")
        self.links += [str(value) for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


TEXTS = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from("<>&\"'\n👍日a;#x"), max_size=30
)
ADDRESSES = TEXTS | st.sampled_from(
    ["https://a.com", "javascript:x", "data:://x", 'http://"onload="x']
)
ENTITIES = st.lists(
    st.builds(
        at,
        st.sampled_from([*MARKS, *NAMES, *LINKS, "spoiler", "custom_emoji"]) | st.text(max_size=9),
        st.integers(-3, 40),
        st.integers(-3, 40),
        url=ADDRESSES,
    ),
    max_size=12,
)


@settings(max_examples=300)
@given(TEXTS, ENTITIES)
def test_t102_only_allowed_tags_and_the_text_itself(
    text: str, entities: list[dict[str, Any]]
) -> None:
    seen = Seen(render(text, entities))
    assert "".join(seen.text) == text
    assert seen.tags - {*MARKS.values(), "a", "span", "button"} == set()
    assert (
        seen.attributes
        - {
            ("class", "spoiler"),
            ("class", "mention"),
            ("class", "command"),
            ("type", "button"),
            ("rel", "noopener noreferrer"),
            ("target", "_blank"),
        }
        == set()
    )
    assert [one for one in seen.links if not is_safe(one)] == []
    assert seen.opened == []
