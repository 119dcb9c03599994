"""Laws that hold for every text."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.incoming import Piece
from services.ads import Policy, band, judge
from services.ads.fold import fold
from services.ads.gate import scan
from services.ads.squash import squash

SCRAPS = st.sampled_from(
    [
        "网络兼职",
        "日结",
        "加V：abc123",
        "t.me/+abcdef",
        "казино",
        "@name_bot",
        "earn $500",
        "❤️",
        " ",
        "\u200b",
        "\u202e",
        "薇信",
        "1️⃣",
        "戱薴",
        "鐵",
        "。",
        ".com",
        "壹贰叁",
        "İ",
        "ß",
        "ﬁ",
        "ｶﾞ",
        "\ud83d",
        "\x00",
        "𝗔",
        "à",
        "a\u0300",
        "\u1100\u1161",
        "пиши в лс",
        "https://",
        "[.]",
        "\ufffc",
        "\u0345",
        "@other_one",
        "网络",
        "兼职",
    ]
)
TEXTS = st.lists(SCRAPS | st.text(st.characters(), max_size=12), max_size=12).map("".join)
PIECES = st.builds(
    Piece,
    st.sampled_from(["text", "caption", "display name", "button url", "via bot", "story"]),
    TEXTS,
    st.sampled_from(["words", "link", "name"]),
)


@given(text=TEXTS)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=TEXTS)
def test_squash_without_flags_changes_nothing(text: str) -> None:
    plain = fold(text)
    assert squash(plain, frozenset()) is plain
    assert len(squash(plain, scan(plain))) <= len(plain)


@given(pieces=st.lists(PIECES, max_size=5))
def test_judge_reads_any_text(pieces: list[Piece]) -> None:
    reading = judge(pieces, Policy(block=frozenset({"abc", "芒果"}), patterns=("x+y",)))
    assert reading.score == sum(finding.weight for finding in reading.findings)
    assert all(finding.weight > 0 for finding in reading.findings)
    assert all(finding.evidence.isprintable() for finding in reading.findings)


@given(pieces=st.lists(PIECES, max_size=5), more=PIECES)
def test_more_pieces_never_lower_the_score(pieces: list[Piece], more: Piece) -> None:
    before, after = judge(pieces), judge([*pieces, more])
    assert before.score <= after.score
    assert band(before) <= band(after)


@given(pieces=st.lists(PIECES, max_size=4))
def test_allowing_never_raises_the_score(pieces: list[Piece]) -> None:
    allowed = judge(pieces, Policy(allow=frozenset({"@name_bot", "兼职", "казино", "abc.com"})))
    assert allowed.score <= judge(pieces).score
