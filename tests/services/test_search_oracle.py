"""Searching finds what a plain look at every message finds, on both databases."""

import random
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from typing import Any

import pytest
from kit import NOW
from sqlalchemy import Connection
from zhconv_rs import zhconv

from bot.core.store import Store
from services import archive, search
from services.archive import Brought
from services.search import Query

ROOM, OTHER = 1, 2
OLD, CLUB, ELSEWHERE = -4_001, -1_001_234_567_890, -1_009_999_999_999
DAY = 86_400
ZONE = "Asia/Shanghai"

POOL = (
    *(
        "爬樓",
        "爬楼梯",
        "電腦",
        "电脑",
        "計劃",
        "计划",
        "後天",
        "后天",
        "皇后",
        "乾坤",
        "干净",
        "头发",
    ),
    *(
        "發展",
        "一",
        "楼",
        "梯",
        "的",
        "我们",
        "你好",
        "２０２６",
        "hello",
        "Hello",
        "help",
        "HELPER",
    ),
    *(
        "world",
        "Straße",
        "strasse",
        "ｆｕｌｌ",
        "привет",
        "ПРИВЕТ",
        "iPhone手机",
        "v1.2",
        "foo_bar",
    ),
    *(
        "don't",
        "readme.md",
        "https://example.com/a?b=1",
        "🧧",
        "👍🏽",
        "コーヒー",
        "한국어",
        "हिन्दी",
    ),
    *("*", '"', "'", "AND", "OR", "NOT", "NEAR(", ")", "-", "--", ";", ":", "%", "_", "\\", "\x00"),
)
JOINTS = ("", " ", "，", "。", " - ", "\n", "“", "/")
CONTENTS = ("text",) * 6 + ("photo", "document", "voice", "video", "service", "sticker")
QUERIES = 10_000


def corpus(dice: random.Random, size: int) -> list[Brought]:
    found = []
    for number in range(1, size + 1):
        chat = OLD if number <= size // 4 else CLUB
        words = "".join(
            dice.choice(POOL) + dice.choice(JOINTS) for _ in range(dice.randint(0, 7))
        ).replace("\x00", "")
        content = dice.choice(CONTENTS)
        found.append(
            Brought(
                chat=chat,
                message=number,
                author=dice.choice((5, 6, 7, -1_005)),
                at=NOW - (size - number) * 3_000,
                text=words,
                content=content,
                thread=dice.choice((0, 0, 9)),
                has=dice.choice((0, 0, 1)),
                extra='{"file":"计划 v2.pdf"}' if content == "document" else "",
                reactions=dice.choice((0, 0, 3)),
            )
        )
    dice.shuffle(found)
    return found


async def settle(store: Store) -> None:
    while await store.write(lambda c: archive.catch_up(c, NOW, archive.MOST)):
        pass


@pytest.fixture
async def filled(store: Store) -> tuple[Store, list[Brought]]:
    dice = random.Random(7)
    brought = corpus(dice, 250)
    half = len(brought) // 2
    elsewhere = [
        Brought(chat=ELSEWHERE, message=n, author=5, at=NOW, text="爬樓 hello") for n in (1, 2)
    ]
    await store.write(lambda c: archive.put_history(c, ROOM, brought[:half]))
    await settle(store)
    await store.write(lambda c: archive.put_history(c, OTHER, elsewhere))
    await store.write(lambda c: archive.put_history(c, ROOM, brought[half:]))
    await settle(store)
    gone = {(one.chat, one.message) for one in dice.sample(brought, 20)}
    await store.write(lambda c: archive.mark_deleted(c, sorted(gone), NOW))
    return store, [one for one in brought if (one.chat, one.message) not in gone]


# A second way to say what matches, character by character.


@lru_cache(maxsize=20_000)
def runs(words: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    found, kind = [""], ""
    for one in folded:
        if "\u0300" <= one <= "\u036f" or one in "\u200d\ufe0f":
            continue
        if one >= "\u0900" and (one.isalnum() or unicodedata.category(one) in ("Mn", "Mc")):
            now, one = "dense", zhconv(one, "zh-hans", False)
        else:
            now = "word" if one.isalnum() else ""
        if now != kind:
            found.append("")
        kind = now
        found[-1] += one if now else ""
    return [one for one in found if one]


def is_dense(run: str) -> bool:
    return run[0] >= "\u0900"


def contains(words: str, wanted: str, *, more: bool) -> bool:
    here, needle = runs(words), runs(wanted)

    def fits(run: str, part: str, place: int) -> bool:
        first, last = place == 0, place == len(needle) - 1
        if not is_dense(part):
            return run.startswith(part) if last and more and len(part) > 1 else run == part
        if first and last:
            return part in run
        return run.endswith(part) if first else run.startswith(part) if last else run == part

    return any(
        all(fits(here[at + place], part, place) for place, part in enumerate(needle))
        for at in range(len(here) - len(needle) + 1)
    )


def plainly(brought: list[Brought], asked: dict[str, Any]) -> list[tuple[int, int]]:
    found = []
    for one in brought:
        words = one.text + "\n" + ("计划 v2.pdf" if one.extra else "")
        kinds = {
            *(["photo"] if one.content == "photo" else []),
            *(["file"] if one.content == "document" else []),
            *(["voice"] if one.content == "voice" else []),
            *(["video"] if one.content == "video" else []),
            *(["link"] if one.has or "://" in one.text else []),
        }
        if (
            one.content != "service"
            and (not asked["people"] or one.author in asked["people"])
            and asked["since"] <= one.at < asked["until"]
            and kinds.issuperset(asked["has"])
            and all(contains(words, word, more=more) for word, more in asked["words"])
            and not any(contains(words, word, more=more) for word, more in asked["without"])
        ):
            found.append((one.chat, one.message))
    return sorted(found, key=lambda one: -one[1])


def term(dice: random.Random) -> tuple[str, str, bool]:
    """A word as typed, as meant, and whether it goes on."""
    while True:
        word = "".join(dice.choice(POOL) for _ in range(dice.choice((1, 1, 1, 2))))
        word = word.strip("-－*\"'“”:： ").replace('"', "").replace("\x00", "")
        if dice.random() < 0.3 and len(word) > 1:
            cut = dice.randint(1, len(word))
            word = word[:cut] if dice.random() < 0.5 else word[-cut:]
        if not runs(word) or not word.strip("*-") or ":" in word or word.startswith(("-", "*")):
            continue
        style = dice.random()
        if style < 0.25:
            joined = word + " " + dice.choice(("hello", "world", "楼"))
            return f'"{joined}"', joined, False
        if style < 0.45 and word[-1].isalnum():
            return word + "*", word, not is_dense(runs(word)[-1])
        if word.endswith("*"):
            continue
        return word, word, False


def question(dice: random.Random, oldest: int) -> tuple[str, dict[str, Any]]:
    asked: dict[str, Any] = {
        "words": [],
        "without": [],
        "people": set(),
        "has": set(),
        "since": 0,
        "until": 2**60,
    }
    typed = []
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
        how, word, more = term(dice)
        typed.append(how)
        asked["words"].append((word, more))
    if dice.random() < 0.2:
        how, word, more = term(dice)
        typed.append("-" + how)
        asked["without"].append((word, more))
    if dice.random() < 0.2:
        person = dice.choice((5, 6, 7))
        typed.append(dice.choice(("from:", "来自：")) + str(person))
        asked["people"].add(person)
    if dice.random() < 0.2:
        kind, word = dice.choice(
            (("photo", "图片"), ("file", "文件"), ("link", "链接"), ("voice", "语音"))
        )
        typed.append(dice.choice((f"has:{kind}", f"含：{word}")))
        asked["has"].add(kind)
    if dice.random() < 0.2:
        # The zone has no summer time: a day is 86,400 seconds there.
        day = (dice.randint(oldest, NOW) + 8 * 3_600) // DAY
        stamp = unix_day(day)
        since, until = day * DAY - 8 * 3_600, (day + 1) * DAY - 8 * 3_600
        match dice.choice(("on", "since", "until")):
            case "on":
                typed.append(f"on:{stamp}")
                asked["since"], asked["until"] = since, until
            case "since":
                typed.append(f"since:{stamp}")
                asked["since"] = since
            case _:
                typed.append(f"until:{stamp}")
                asked["until"] = until
    dice.shuffle(typed)
    return " ".join(typed), asked


def unix_day(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def found_by(c: Connection, typed: str) -> list[tuple[int, int]]:
    query = search.read(typed, now=NOW, zone=ZONE)
    authors = tuple(int(name) for name in query.people)
    query = Query(**{**{n: getattr(query, n) for n in query.__struct_fields__}, "authors": authors})
    hits, after = [], 0
    while True:
        page = search.find(c, query, room=ROOM, after=after, limit=50)
        hits += [(one.chat, one.message) for one in page.hits]
        after = page.after
        if not after:
            return hits


async def test_search_finds_what_a_look_at_every_message_finds(
    filled: tuple[Store, list[Brought]],
) -> None:
    """T69: 10,000 random queries, filters and words of every kind, against brute force."""
    store, brought = filled
    dice = random.Random(11)
    oldest = min(one.at for one in brought)
    questions = [question(dice, oldest) for _ in range(QUERIES)]
    questions = [one for one in questions if one[0]]

    hits = 0

    def ask(c: Connection, some: Any) -> list[Any]:
        nonlocal hits
        wrong = []
        for typed, asked in some:
            expected = plainly(brought, asked)
            hits += bool(expected)
            if (found := found_by(c, typed)) != expected:
                wrong.append((typed, found, expected))
        return wrong

    for at in range(0, len(questions), 500):
        some = questions[at : at + 500]
        assert await store.read(lambda c, some=some: ask(c, some)) == []
    assert hits > len(questions) // 4


async def test_search_that_does_not_look_at_rows_is_caught(
    filled: tuple[Store, list[Brought]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("services.search.find"), "matches", lambda *_: True)
    store, brought = filled
    dice = random.Random(11)
    questions = [question(dice, NOW) for _ in range(200)]
    wrong = 0
    for typed, asked in questions:
        if typed:
            found = await store.read(lambda c, typed=typed: found_by(c, typed))
            wrong += found != plainly(brought, asked)
    assert wrong
