"""The owner's lists, patterns, levels, and trust."""

import time

import pytest

from bot.core.incoming import Piece
from services.ads import NOTHING, Band, Level, Policy, Reading, Shape, band, judge


def read(text: str, policy: Policy) -> Reading:
    return judge([Piece("text", text)], policy)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("芒果", "我想吃芒果"),
        ("芒果", "我想吃 芒 果"),
        ("芒果干", "芒果乾好吃"),
        ("mango", "I ate a MANGO today"),
        ("mango", "m.a.n.g.o"),
        ("mango", "m​ango"),
        ("mango", "mаngо juice"),
        ("манго", "люблю мaнго"),
        ("манг*", "люблю манговый сок"),
        ("bad-site.org", "see https://www.bad-site.org/page"),
        ("bad-site.org", "see sub.bad-site.org"),
        ("@bad_channel", "read t.me/bad_channel/5"),
        ("t.me/bad_channel", "by @bad_channel"),
        ("https://bad-site.org/", "bad-site[.]org"),
        ("evil.onion", "look at evil.onion today"),
        ("evil.onion", "http://evil.onion/shop"),
    ],
)
def test_blocked_entry_is_certain(entry: str, text: str) -> None:
    reading = read(text, Policy(block=frozenset({entry})))
    assert reading.blocked
    assert band(reading) is Band.CERTAIN
    assert "blocked" in {finding.signal for finding in reading.findings}


@pytest.mark.parametrize(
    ("entry", "text"),
    [("bet", "a better day"), ("манго", "манговый сок"), ("bad.org", "notbad.org"), ("*", "a")],
)
def test_blocked_entry_matches_whole_words(entry: str, text: str) -> None:
    assert not read(text, Policy(block=frozenset({entry}))).blocked


def test_blocked_pattern_is_certain() -> None:
    policy = Policy(patterns=(r"buy\s+my\s+\w+", r"^第[0-9]+期"))
    assert read("Buy  my  socks", policy).findings[0].evidence == "Buy my socks"
    assert band(read("第12期", policy)) is Band.CERTAIN
    assert read("hello", policy) is NOTHING


@pytest.mark.parametrize("pattern", ["(a", "(?=a)b", r"(a)\1", "a" * 501, "", "a{2000}", "[z-a]"])
def test_t66_bad_pattern_is_refused_clearly(pattern: str) -> None:
    with pytest.raises(ValueError, match=r".{10,}"):
        Policy(patterns=(pattern,))


def test_t66_pattern_bomb_takes_linear_time() -> None:
    policy = Policy(patterns=("(a+)+$", "(a|aa)+b", "(.*)(.*)(.*)(.*)x"))
    started = time.process_time()
    read("a" * 16_000, policy)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("pattern", [r"\pL{999}", r"(?:\pL|\pN){400}", "((a{99}b){99}c){9}"])
def test_t66_pattern_that_is_large_inside_is_refused_at_once(pattern: str) -> None:
    started = time.process_time()
    with pytest.raises(ValueError, match=r"too large|invalid repetition"):
        Policy(patterns=(pattern,))
    assert time.process_time() - started < 0.2


def test_t66_many_patterns_that_are_large_inside_are_refused_together() -> None:
    """Two thousand of them compiled for minutes, in which nobody was answered."""
    started = time.process_time()
    with pytest.raises(ValueError, match="too large together"):
        Policy(patterns=tuple(rf"{number}\pL{{9}}" for number in range(2_000)))
    assert time.process_time() - started < 2


def test_t66_patterns_up_to_the_limit_still_match() -> None:
    patterns = tuple(rf"{number} \pL+ by night" for number in range(150))
    policy = Policy(patterns=patterns)
    assert read("77 swims by night", policy).blocked
    assert read("777 swims by day", policy) is NOTHING


def test_t65_many_words_and_patterns_are_compiled() -> None:
    block = frozenset(f"word{number}" for number in range(50_000))
    policy = Policy(block=block, patterns=tuple(f"bomb{number}x" for number in range(2_000)))
    assert read("this is word49999", policy).blocked
    assert read("this is bomb1999x", policy).blocked
    assert read("this is neither", policy) is NOTHING


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("our-shop.org", "网络兼职日结 https://our-shop.org/jobs"),
        ("@our_channel", "网络兼职日结 t.me/our_channel"),
        ("t.me/our_channel", "网络兼职日结 https://t.me/our_channel/77"),
        ("兼职日结", "招 兼职日结 https://job88.top"),
        ("casino bonus", "casino bonus at https://slots777.org"),
    ],
)
def test_allowed_entry_takes_its_findings_away(entry: str, text: str) -> None:
    assert band(read(text, Policy())) is Band.CERTAIN
    assert band(read(text, Policy(allow=frozenset({entry})))) < Band.CERTAIN


def test_post_of_allowed_channel_leads_to_nobody_unknown() -> None:
    post = [
        Piece("forward channel", "Our jobs", "name"),
        Piece("forward channel", "@Our_Jobs", "link"),
        Piece("text", "网络兼职日结"),
    ]
    assert band(judge(post)) is Band.CERTAIN
    assert band(judge(post, Policy(allow=frozenset({"@our_jobs"})))) < Band.CERTAIN


def test_equal_policies_are_equal_and_hashable() -> None:
    first, second = Policy(block=frozenset({"a"})), Policy(block=frozenset({"a"}))
    assert first == second
    assert hash(first) == hash(second)


LEVELS: tuple[Level, ...] = ("soft", "standard", "strict")


@pytest.mark.parametrize("score", range(16))
@pytest.mark.parametrize("trusted", [False, True])
def test_band_is_monotone_in_level_trust_and_shape(score: int, trusted: bool) -> None:
    some = read("https://t.me/+AbCdEfGh", Policy()).findings
    reading = Reading(some, score, offered=score > 8, reachable=True)
    bands = [band(reading, level, trusted=trusted) for level in LEVELS]
    assert bands == sorted(bands)
    for level in LEVELS:
        plain = band(reading, level, trusted=trusted)
        worst = band(reading, level, trusted=trusted, shape=Shape(new=True, photoless=True))
        assert plain <= worst
        assert (worst is Band.CERTAIN) == (plain is Band.CERTAIN)
        assert band(reading, level, trusted=True) <= band(reading, level)


def test_shape_alone_is_nothing() -> None:
    assert band(NOTHING, "strict", shape=Shape(new=True, photoless=True)) is Band.NONE


def test_trusted_account_with_an_ad_is_certain() -> None:  # T59
    assert band(read("兼职日结，加V：abc12345", Policy()), trusted=True) is Band.CERTAIN
