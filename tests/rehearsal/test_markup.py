"""Formatting and the entities Telegram finds by itself."""

import pytest

from rehearsal import entity, html, markdown, unit
from rehearsal.html import MarkupError


def found(text: str) -> list[tuple[str, str]]:
    return [
        (one["type"], unit.cut(text, one["offset"], one["length"])) for one in entity.detect(text)
    ]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#爬楼20170201201", ["#爬楼20170201201"]),
        ("#爬楼20170201201#", []),
        ("#a#b", []),
        ("#a #b", ["#a", "#b"]),
        ("＃爬楼", []),
        ("x#a", []),
        ("。#a", ["#a"]),
        ("#123", []),
        ("#1a", ["#1a"]),
        ("#a-b", ["#a"]),
        ("#a①", ["#a"]),
        ("#a😀", ["#a"]),
        ("#a·b_c", ["#a·b_c"]),
        ("#" + "a" * 300, ["#" + "a" * 256]),
        ("#" + "1" * 256 + "a", []),
        ("##a", []),
    ],
)
def test_hashtags(text: str, tags: list[str]) -> None:
    assert [piece for kind, piece in found(text) if kind == "hashtag"] == tags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://a.example/x?y=1, ok", [("url", "https://a.example/x?y=1")]),
        ("see t.me/joinchat/abc.", [("url", "t.me/joinchat/abc")]),
        ("readme.md and v1.2", []),
        (
            "/ban@louzhang_bot @eve_l 2d",
            [("bot_command", "/ban@louzhang_bot"), ("mention", "@eve_l")],
        ),
        ("a/b and 1/2", []),
        ("me@mail.example.com", [("email", "me@mail.example.com")]),
        ("🙂 @somebody", [("mention", "@somebody")]),
        ("$USD", [("cashtag", "$USD")]),
    ],
)
def test_detected_entities(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("<b>a<i>b</i></b>", "ab", [("italic", 1, 1), ("bold", 0, 2)]),
        ("🙂<u>x</u>", "🙂x", [("underline", 2, 1)]),
        ("&lt;b&gt; &amp;amp; &#65; &copy;", "<b> &amp; A &copy;", []),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ('<a href="https://a.example">x</a>', "x", [("text_link", 0, 1)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
    ],
)
def test_html(source: str, text: str, kinds: list[tuple[str, int, int]]) -> None:
    got, entities = html.parse(source)
    assert got == text
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == kinds


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("é <div>x</div>", 'Unsupported start tag "div" at byte offset 3'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
    ],
)
def test_broken_html(source: str, words: str) -> None:
    with pytest.raises(MarkupError) as caught:
        html.parse(source)
    assert str(caught.value) == words


def test_markdown() -> None:
    source = "*b _i_* __u__ ~s~ ||p|| `c` [x](https://a.example) 1\\.5\n>q\nend"
    text, entities = markdown.parse(source)
    assert text == "b i u s p c x 1.5\nq\nend"
    assert [(one["type"], unit.cut(text, one["offset"], one["length"])) for one in entities] == [
        ("italic", "i"),
        ("bold", "b i"),
        ("underline", "u"),
        ("strikethrough", "s"),
        ("spoiler", "p"),
        ("code", "c"),
        ("text_link", "x"),
        ("blockquote", "q\n"),
    ]
    for broken in ("*b", "a.b", "[x](", "`c"):
        with pytest.raises(MarkupError):
            markdown.parse(broken)
