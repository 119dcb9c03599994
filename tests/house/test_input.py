"""T62 to T72: large groups, monstrous names, bombs, markup, ids and broken text."""

import asyncio
import time

import pytest

from rehearsal import Telegram
from tests.house.conftest import DAY, Scene

AD = "日结兼职 一天500 加V: abc12345 t.me/+AbCdEfGhIj"
LIKELY = "带你赚钱 @foo_bar"

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_t62_nothing_goes_through_200_000_members(scene: Scene, tg: Telegram) -> None:
    scene.group.crowd = 200_000
    scene.group.big = True
    before = len(tg.calls)
    ad = scene.newcomer("Fay").says(scene.group, AD)
    await scene.gone(ad)
    await scene.quiet()
    assert len(tg.calls) - before < 12


@sqlite
async def test_t63_busy_group_starves_no_other(scene: Scene, tg: Telegram) -> None:
    choir = tg.supergroup("Choir", owner=scene.bob, username="choir")
    choir.add_bot()
    scene.eve.joins(choir)
    await tg.until(lambda: choir.find("/rules"))
    talkers = [scene.newcomer(f"Talker {n}") for n in range(10)]
    for number in range(2000):
        talkers[number % 10].says(scene.group, f"and another thing, number {number}")
    ad = scene.eve.says(choir, AD)
    started = time.process_time()
    await scene.gone(ad)
    assert time.process_time() - started < 5
    await scene.quiet()


NAMES = {
    "ten thousand letters": "a" * 10_000,
    "zalgo": "z" + "\u0336\u0337\u0338" * 300,
    "Hangul filler": "\u3164" * 64,
    "spaces": "  x  ",
    "right to left": "\u202eevil",
    "line breaks": "one\ntwo\r\nthree",
    "nothing printable": "\u200b\u2060\ufeff",
}


async def test_t64_monstrous_names(scene: Scene) -> None:
    people = [scene.newcomer(name) for name in NAMES.values()]
    talk = [person.says(scene.group, "good morning everybody") for person in people]
    await scene.quiet()
    assert [one.deleted for one in talk] == [False] * len(people)
    for person in people:
        ad = person.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(person)
    lines = await scene.cases()
    assert len(lines) == len(people)
    shown = [line.split(" · ")[2] for line in reversed(lines)]
    assert shown == [
        "a" * 20,
        ("z" + "\u0336\u0337\u0338" * 300)[:20],
        str(people[2].id),
        "x",
        "evil",
        "one two three",
        str(people[6].id),
    ]


async def test_t64_ad_at_the_end_of_a_long_name(scene: Scene) -> None:
    eve = scene.newcomer("\u3164" * 50 + "网络兼职日结，加微信：hr88990")
    await scene.out(eve)


@sqlite
@pytest.mark.parametrize(
    "pattern", ["/(a+)+$/", "/(a|aa)+$/", "/^(([a-z])+.)+[A-Z]([a-z])+$/", "/(x+x+)+y/"]
)
async def test_t66_pattern_bomb_costs_nothing(scene: Scene, pattern: str) -> None:
    await scene.set(f"ads.block {pattern}")
    started = time.process_time()
    talk = scene.bob.says(scene.group, "!" + "ax" * 1500 + "!")
    await scene.quiet()
    assert time.process_time() - started < 4
    assert not talk.deleted


@sqlite
@pytest.mark.parametrize(
    "pattern",
    [
        "/(((a{100}){100}){100})/",
        "/(/",
        "/[z-a]/",
        "/(?=look)/",
        "/\\1/",
        "/a**/",
        f"/{'x' * 501}/",
    ],
)
async def test_t66_pattern_that_is_refused_changes_nothing(scene: Scene, pattern: str) -> None:
    await scene.set("ads.block snake oil")
    answer = await scene.ask(scene.ann, f"/set ads.block {pattern}")
    assert answer.text.startswith("⚠️ ")
    assert "ads.block: not understood. Allowed: word, example.org" in answer.text
    assert await scene.shown("ads.block") == "ads.block = snake oil"


@sqlite
async def test_t65_long_lists_are_kept_and_answered(scene: Scene) -> None:
    words = [f"snakeoil{number}" for number in range(330)]
    answer = await scene.set("ads.block " + ", ".join(words))
    assert len(answer.text) < 2100
    assert answer.text.endswith(" …")
    ad = scene.eve.says(scene.group, "buy snakeoil329 now")
    await scene.gone(ad)
    await scene.set("ads.allow " + ", ".join(f"w{number}.example" for number in range(250)))
    everything = await scene.ask(scene.ann, "/set")
    assert len(everything.text) < 1200


MARKUP = [
    '<b>bold</b> & <a href="https://evil.example">link</a>',
    "</blockquote></code>",
    "&lt;i&gt;",
    "{number} {0} %s $x",
    "{",
    "*_`[x](y)",
]


async def test_t67_t68_names_and_texts_are_shown_as_they_are(scene: Scene, tg: Telegram) -> None:
    scene.ann.starts_bot()
    await tg.until(lambda: scene.lines(scene.ann.private))
    for number, text in enumerate(MARKUP):
        scene.ann.retitles(scene.group, f"Club {text}")
        guest = scene.newcomer(text, username=f"guest_{number}")
        guest.says(scene.group, f"{LIKELY} {text}")
        await tg.until(lambda n=number: len(scene.lines(scene.ann.private)) == n + 2)
        card = scene.lines(scene.ann.private)[-1]
        assert f"Club {text}" in card.text
        assert f"{text} ({guest.id}): nothing" in card.text
        assert f"{LIKELY} {text}" in card.text
        kinds = {one["type"] for one in card["entities"]}
        assert kinds <= {"bold", "code", "blockquote"} | {"hashtag", "mention", "url"}
        assert "text_link" not in kinds
        scene.clock.advance(4)
    listed = await scene.cases()
    assert [line.split(" · ")[2] for line in reversed(listed)] == [
        text[:20].strip() for text in MARKUP
    ]


async def test_t67_unknown_names_in_answers(scene: Scene) -> None:
    assert (await scene.ask(scene.ann, "/set <b>x</b> 1")).text == "There is no setting <b>x</b>."
    answer = await scene.ask(scene.ann, "/set ads.block /<b>(/")
    assert "<b>(" in answer.text
    assert (await scene.set("ads.block <i>, {x}")).text == "✅ ads.block = <i>, {x}"


async def test_t69_search_syntax_in_arguments(scene: Scene) -> None:
    for asked in ("'; DROP TABLE cases; --", "%", "_", "@%", "@a'b", '"'):
        await scene.ask(scene.ann, f"/cases {asked}")
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    assert len(await scene.cases()) == 1


async def test_t71_ids_beyond_32_bits(scene: Scene, tg: Telegram) -> None:
    """Accounts go up to 52 bits, chats to the same below zero, messages and updates beyond 31."""
    giant = tg.person("Giant", user_id=2**52 - 1)
    giant.joins(scene.group)
    scene.group._last_id = 2**31 + 5
    ad = giant.says(scene.group, AD)
    await scene.gone(ad)
    await scene.out(giant)
    assert await scene.cases(str(giant.id)) == ["ads · removed · Giant · in force"]


BROKEN = {"NUL": "a\x00b", "emoji": "👩‍👩‍👧‍👦🇨🇳𝄞", "rare": "𠮷野家"}


async def test_t72_broken_text_in_every_place(scene: Scene, tg: Telegram) -> None:
    for number, text in enumerate(BROKEN.values()):
        scene.ann.retitles(scene.group, f"Club {text}")
        guest = scene.newcomer(f"N{text}", username=f"guest{number}", last_name=text)
        said = [
            guest.says(scene.group, f"hello {text}"),
            guest.sends(scene.group, photo=True, caption=f"look {text}"),
            guest.sends(scene.group, document={"file_name": f"{text}.txt"}),
            guest.sends(scene.group, poll={"question": text, "options": [text, "b"]}),
        ]
        await scene.quiet()
        assert [one.deleted for one in said] == [False] * 4
        ad = guest.sends(scene.group, raw={"text": f"{text} {AD}", "author_signature": text})
        await scene.gone(ad)
        await scene.out(guest)
    assert [line.split(" · ")[2] for line in reversed(await scene.cases())] == [
        f"N{text} {text}".replace("\x00", "")[:20] for text in BROKEN.values()
    ]


async def test_t72_lone_surrogates_from_the_wire(scene: Scene, tg: Telegram) -> None:
    for kind in ("surrogate", "bad_utf8"):
        tg.faults.order(kind=kind)  # type: ignore[arg-type]
    await tg.idle()
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)


async def test_t72_surrogate_in_a_name_of_an_advertiser(scene: Scene, tg: Telegram) -> None:
    queue = tg.world.queue
    ad = scene.eve.says(scene.group, AD)
    await scene.gone(ad)
    raw = (
        b'{"update_id":%d,"message":{"message_id":9001,"date":%d,"chat":{"id":%d,'
        b'"type":"supergroup","title":"x \\udc00"},"from":{"id":412999,"is_bot":false,'
        b'"first_name":"half \\ud83d"},"text":"%s \\ud83d"}}'
    ) % (queue.next_id, tg.world.now(), scene.group.id, AD.encode())
    queue.put_raw(raw)
    await scene.quiet()
    assert [line.split(" · ")[2] for line in await scene.cases()] == ["half \ufffd", "Eve"]


async def test_quick_hands_do_not_mix_answers_up(scene: Scene) -> None:
    """Ten questions at once: each gets its own answer."""
    said = [scene.ann.says(scene.group, f"/cases {number}{number}") for number in range(1, 6)]
    await scene.later(lambda: all(scene.answers(one) for one in said), step=2)
    assert [len(scene.answers(one)) for one in said] == [1] * 5
    await asyncio.sleep(0)


@sqlite
async def test_day_that_jumps(scene: Scene) -> None:
    """T81: the wall goes back a day and on two."""
    for jump in (-DAY, 2 * DAY):
        scene.clock.jump(jump)
        guest = scene.newcomer("Guest")
        ad = guest.says(scene.group, AD)
        await scene.gone(ad)
        await scene.out(guest)
