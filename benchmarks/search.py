"""Searching an archive of 1,000,000 messages in 1,000 groups, with any filter; and what of it the
index takes.

What is said is drawn anew: words by Zipf's law from 20,000 of each of two languages, so that
neighbouring words make ever new pairs, as in life.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, text

from benchmarks import database, table
from benchmarks.options import Options
from bot.core.schema import upgrade
from bot.core.store import Store
from services import archive, search
from services.archive import Brought
from services.search import Query

NOW = 1_800_000_000
ZONE = "Asia/Shanghai"
VOCABULARY = 20_000
GROUPS = 1_000
MEMBERS = 300
DAYS = 365
CHUNK = 2_000
ASKED = 40
"""Queries of each kind a run."""

LIMIT = 5.0
"""Milliseconds within which 95 of 100 are to be answered."""

_CONTENTS = ("text",) * 85 + ("photo",) * 8 + ("document", "voice", "voice") + ("sticker",) * 4


class People:
    """What is said, by whom, where."""

    def __init__(self, random: Random) -> None:
        self.random = random
        letters = [chr(0x4E00 + number) for number in random.sample(range(20_000), 3_000)]
        weights = list(accumulate(1 / rank for rank in range(1, len(letters) + 1)))
        self.chinese = [
            "".join(random.choices(letters, cum_weights=weights, k=random.choice((1, 2, 2, 2, 3))))
            for _ in range(VOCABULARY)
        ]
        self.english = [
            "".join(random.choices("etaoinshrdlucmfwypvbgkqjxz", k=random.randint(2, 9)))
            for _ in range(VOCABULARY)
        ]
        self.often = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.groups = list(accumulate(1 / rank for rank in range(1, GROUPS + 1)))

    def line(self) -> str:
        """An ordinary line, Chinese twice in three times, of 15 characters or five words."""
        count = self.random.randint(2, 12)
        if self.random.random() < 0.67:
            return "".join(self.random.choices(self.chinese, cum_weights=self.often, k=count))
        return " ".join(self.random.choices(self.english, cum_weights=self.often, k=count))

    def messages(self, count: int) -> Iterator[tuple[int, Brought]]:
        """Messages with the room they belong to; groups differ in size as words do."""
        numbers = [0] * GROUPS
        for at in range(count):
            (group,) = self.random.choices(range(GROUPS), cum_weights=self.groups)
            numbers[group] += 1
            content = self.random.choice(_CONTENTS)
            yield (
                group + 1,
                Brought(
                    chat=chat_of(group + 1),
                    message=numbers[group],
                    author=1_000 * (group + 1) + int(MEMBERS * self.random.random() ** 2),
                    at=NOW - DAYS * 86_400 * (count - at) // count,
                    text="" if content in ("sticker", "voice") else self.line(),
                    content=content,
                    has=int(self.random.random() < 0.02),
                    extra='{"file":"notes.pdf"}' if content == "document" else "",
                ),
            )


def chat_of(room: int) -> int:
    """The chat of a group."""
    return -1_001_000_000_000 - room


async def _fill(store: Store, people: People, count: int) -> tuple[float, float]:
    """Write everything, then index it; seconds of each."""
    begun = time.monotonic()
    waiting: dict[int, list[Brought]] = {}
    for held, (room, one) in enumerate(people.messages(count), 1):
        waiting.setdefault(room, []).append(one)
        if held % (10 * CHUNK) == 0 or held == count:
            rooms, waiting = waiting, {}

            def put(c: Connection, rooms: dict[int, list[Brought]] = rooms) -> None:
                for room, some in rooms.items():
                    archive.put_history(c, room, some)

            await store.write(put, durable=False)
    written = time.monotonic() - begun
    begun = time.monotonic()
    while await store.write(partial(archive.pump, now=NOW), durable=False) == archive.MOST:
        pass
    return written, time.monotonic() - begun


def _kinds(people: People) -> dict[str, Callable[[Random, int], str]]:
    """Queries by what they are made of; the number is a room."""

    def word(random: Random, first: int, last: int) -> str:
        return random.choice((people.chinese, people.english))[random.randrange(first, last)]

    def day(random: Random) -> str:
        return time.strftime("%Y-%m-%d", time.gmtime(NOW - random.randrange(1, DAYS) * 86_400))

    def member(random: Random, room: int) -> str:
        return f"from:{1_000 * room + random.randrange(MEMBERS)}"

    return {
        "a common word": lambda r, _: word(r, 0, 20),
        "a word": lambda r, _: word(r, 20, 2_000),
        "a rare word": lambda r, _: word(r, 2_000, VOCABULARY),
        "one character": lambda r, _: r.choice(people.chinese[r.randrange(2_000)]),
        "two words": lambda r, _: f"{word(r, 0, 20)} {word(r, 20, 500)}",
        "a phrase": lambda r, _: (
            f'"{people.chinese[r.randrange(50)]}{people.chinese[r.randrange(50)]}"'
        ),
        "a beginning": lambda r, _: people.english[r.randrange(VOCABULARY)][:2] + "*",
        "nothing there": lambda r, _: f"{word(r, 0, 20)} 龘靐齉",
        "a word, not another": lambda r, _: f"{word(r, 0, 200)} -{word(r, 0, 20)}",
        "from:": lambda r, room: member(r, room),
        "from: and a word": lambda r, room: f"{member(r, room)} {word(r, 0, 50)}",
        "has:photo": lambda r, _: f"has:photo {word(r, 0, 50)}",
        "has:file from:": lambda r, room: f"has:file {member(r, room)}",
        "on:": lambda r, _: f"on:{day(r)}",
        "on: and a word": lambda r, _: f"on:{day(r)} {word(r, 0, 50)}",
        "since: until: and a rare word": lambda r, _: (
            f"since:200d until:{day(r)} {word(r, 50, 9_000)}"
        ),
    }


def _ask(c: Connection, typed: str, room: int) -> float:
    """Milliseconds until a page is there."""
    begun = time.perf_counter()
    query = search.read(typed, now=NOW, zone=ZONE)
    if query.people:
        authors = tuple(map(int, query.people))
        query = Query(needles=query.needles, authors=authors, has=query.has)
    search.find(c, query, room=room)
    return (time.perf_counter() - begun) * 1_000


def _size(c: Connection) -> int:
    """Bytes of the index."""
    if c.dialect.name == "sqlite":
        query = (
            "SELECT (SELECT sum(length(block)) FROM archive_words_data)"
            " + (SELECT sum(length(term) + 8) FROM archive_words_idx)"
        )
    else:
        query = "SELECT pg_total_relation_size('archive_words')"
    return int(c.execute(text(query)).scalar_one())


async def run(options: Options) -> None:
    """Print what queries take, kind by kind, and how large the index is."""
    random = Random(5)
    people = People(random)
    count = int(1_000_000 * options.scale)
    with TemporaryDirectory(prefix="bench-") as folder:
        async with database.temporary(options.database, Path(folder)) as url, Store(url) as store:
            await upgrade(store)
            written, indexed = await _fill(store, people, count)
            if not store.sqlite:
                await store.write(lambda c: c.exec_driver_sql("ANALYZE archive_words"))
            size = await store.read(_size) / count
            rows, worst = [], 0.0
            for kind, make in _kinds(people).items():
                figures = []
                for number in range(ASKED * options.runs):
                    room = (1, 2, 5, 20, 200)[number % 5]
                    typed = make(random, room)
                    figures.append(await store.read(partial(_ask, typed=typed, room=room)))
                late = table.percentile(figures, 0.95)
                worst = max(worst, late)
                rows.append([kind, f"{median(figures):.2f}", f"{late:.2f}", f"{max(figures):.1f}"])
    title = (
        f"search on {options.database}, {count:,} messages, {ASKED * options.runs} queries a kind"
    )
    table.show(title, ("asked for", "p50 ms", "p95 ms", "max ms"), rows)
    print(
        f"  {indexed / count * 1e6:.0f} µs a message to index, {written / count * 1e6:.0f} to write"
    )
    print(f"  {size:.0f} bytes of index a message")
    table.target(f"p95 ≤ {LIMIT:.0f} ms with any filter", worst <= LIMIT)
    if options.database == "sqlite":
        table.target("≤ 100 bytes of index a message", size <= 100)
