"""The blocklist: what stands on it, and how it is found."""

import time

import pytest
from kit import said

from bot.core.errors import UserError
from bot.core.feature import Standing
from bot.core.house import House
from bot.core.settings import Values
from bot.core.verdict import Sanction
from handlers.ads import FEATURE as ADS
from handlers.blocklist import FEATURE
from services.speech.blocklist import WORDS, Blocklist, read, rule
from services.speech.entry import MOST_PATTERNS, MOST_WORDS, look_around, parse

HOUSE = House([FEATURE, ADS])
STRANGER, TRUSTED = Standing(), Standing(approved=True)


def values(*entries: str, **more: object) -> Values:
    parsed = HOUSE.settings[WORDS].parse("\n".join(entries))
    return HOUSE.values({0: {"blocklist.enabled": True, WORDS: parsed, **more}})


def found(text: str, *entries: str) -> list[str]:
    hits = read(said(1, text), values(*entries)) or []
    return sorted(hit.entry.named for hit in hits)


@pytest.mark.parametrize(
    ("entry", "said_so", "not_said"),
    [
        ("oil", ["oil", "snake Oil!", "ｏｉｌ", "o​il"], ["boil", "oils"]),
        ("oil*", ["oils", "oil"], ["boil"]),
        ("*oil", ["boil"], ["oils"]),
        ("*oil*", ["boiling", "o-i-l-s"], ["o i"]),
        ("snake oil", ["SNAKE  oil", "snake\noil"], ["snake and oil"]),
        ("兼职", ["招聘兼职日结", "兼 职", "兼🌟职", "招聘兼職"], ["兼任要职"]),
        ("exact:hi there", ["hi there", "Hi  There"], ["hi there all"]),
        ("/zz-[0-9]{3,4}/", ["order ZZ-123 now"], ["zz-12"]),
        ("casino", ["cаsinо", "CASINO"], ["casinos"]),
    ],
)
def test_t52_t53_t54_entry_is_found_however_it_is_spelled(
    entry: str, said_so: list[str], not_said: list[str]
) -> None:
    assert [bool(found(text, entry)) for text in said_so] == [True] * len(said_so)
    assert [bool(found(text, entry)) for text in not_said] == [False] * len(not_said)


def test_entries_come_back_as_they_were_typed() -> None:
    typed = "oil, stem*，*part*、exact:hi | /a{1,2},b|c/ {ban 7d}\nword {strike 2}\n精确：整句"
    kept = [one.shown for one in parse(typed)]
    assert kept == [
        "oil",
        "stem*",
        "*part*",
        "exact:hi",
        "/a{1,2},b|c/ {ban 7d}",
        "word {strike 2}",
        "exact:整句",
    ]
    assert [one.shown for one in parse("\n".join(kept))] == kept
    assert [one.shown for one in parse("oil\noil {ban}")] == ["oil {ban}"]
    assert HOUSE.settings[WORDS].accepts(kept)


@pytest.mark.parametrize("wrong", ["***", "x" * 201, "word {dance}", "/(/", "/" + "a" * 600 + "/"])
def test_entry_that_is_none(wrong: str) -> None:
    with pytest.raises(UserError):
        parse(wrong)


@pytest.mark.parametrize(
    "pattern", ["(?=x)a", "a(?!b)", "(?<=a)b", "(?<!a)b", r"(a)\1", r"\\(?=x)"]
)
def test_t66_pattern_that_looks_around_is_told(pattern: str) -> None:
    assert look_around(f"word\n/{pattern}/") == f"/{pattern}/"
    with pytest.raises(UserError, match=r"\(\?="):
        parse(f"/{pattern}/")


@pytest.mark.parametrize("pattern", [r"\(?=x", "(?:a|b)c", "(?i)x", r"\\d[1]"])
def test_pattern_that_only_looks_like_it(pattern: str) -> None:
    assert look_around(f"/{pattern}/") == ""
    assert [one.text for one in parse(f"/{pattern}/")] == [pattern]


def test_t66_pattern_bomb_takes_linear_time() -> None:
    found("a" * 4000 + "!", "/(a+)+$/")
    began = time.process_time()
    assert found("a" * 4000 + "!", "/(a+)+$/") == []
    assert time.process_time() - began < 0.5


def test_t65_50_000_words_and_2_000_patterns() -> None:
    """One more word costs a shelf; a message costs microseconds, whatever is on the list."""
    words = [f"word{number}" for number in range(MOST_WORDS)]
    patterns = [f"/p{number}x+y/" for number in range(MOST_PATTERNS)]
    entries = parse("\n".join([*words, *patterns]))
    with pytest.raises(UserError):
        parse("\n".join([*words, "more"]))
    with pytest.raises(UserError):
        parse("\n".join([*patterns, "/more/"]))
    whole = Blocklist(entries)
    hits = whole.find(said(1, "nothing, word49999, and p1999xxy"))
    assert sorted(hit.entry.named for hit in hits) == ["/p1999x+y/", "word49999"]
    other = said(2, "an ordinary line of chat about the book we read")
    began = time.process_time()
    for _ in range(100):
        assert whole.find(other) == []
    assert (time.process_time() - began) / 100 < 0.001
    began = time.process_time()
    Blocklist(parse("\n".join([*words[1:], "fresh", *patterns])))
    assert time.process_time() - began < 2


def test_each_entry_brings_its_own_and_the_hardest_holds() -> None:
    set_to = values("oil", "soap {mute 1h}", "tar {kick}")
    facts = said(1, "oil and soap")
    verdict = rule(facts, read(facts, set_to) or [], STRANGER, set_to, facts.at)
    assert verdict is not None
    assert (verdict.delete, verdict.sanction, verdict.term) == (True, Sanction.MUTE, 3600)
    assert len(verdict.reasons) == 2
    facts = said(1, "oil, soap, tar")
    verdict = rule(facts, read(facts, set_to) or [], STRANGER, set_to, facts.at)
    assert verdict is not None
    assert verdict.sanction is Sanction.KICK


def test_trusted_person_only_loses_the_message() -> None:
    set_to = values("oil {ban}")
    facts = said(1, "oil")
    verdict = rule(facts, read(facts, set_to) or [], TRUSTED, set_to, facts.at)
    assert verdict is not None
    assert (verdict.delete, verdict.sanction, verdict.strikes) == (True, Sanction.NONE, 0)


def test_what_people_are_called_is_not_what_they_say() -> None:
    set_to = values("p6")
    assert read(said(1, "hello", person=6), set_to) is None
    assert read(said(1, "hello P6", person=7), set_to) is not None
