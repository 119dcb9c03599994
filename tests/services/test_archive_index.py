"""The index of words holds what the rows say, and nothing of what is not there any more."""

import json
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from kit import CHAT, NOW, chatter, rows_of, said
from sqlalchemy import Connection, insert, select

from bot.core import settings as stored
from bot.core.incoming import Facts
from bot.core.perception import perceive
from bot.core.store import Store
from models.archive import WORDS, ArchiveChat
from models.message import Message
from services import archive, search
from services.archive import index
from services.archive.said import COLUMNS
from services.archive.said import said as as_said
from services.archive.words import VERSION
from tests.databases import in_memory

DAY = 86_400


def edited(number: int, words: str, *, at: int, **more: object) -> Facts:
    update = json.loads(chatter(number, words, **more))
    update["edited_message"] = update.pop("message") | {"edit_date": at}
    facts = perceive(json.dumps(update).encode(), NOW)
    facts.room = 1
    return facts


def of(kind: str, **what: Any) -> Facts:
    facts = perceive(json.dumps({"update_id": 1, kind: what}).encode(), NOW)
    facts.room = 1
    return facts


def indexed(c: Connection) -> dict[int, set[str]]:
    """Everything the index holds, by document."""
    found: dict[int, set[str]] = {}
    if c.dialect.name == "sqlite":
        c.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary"
            f" USING fts5vocab(main, {WORDS}, instance)"
        )
        for word, doc in c.exec_driver_sql("SELECT term, doc FROM temp.vocabulary"):
            if doc:
                found.setdefault(doc, set()).add(word)
        c.exec_driver_sql("DROP TABLE temp.vocabulary")
        return found
    rows = c.exec_driver_sql(f"SELECT doc, tsvector_to_array(tokens) FROM {WORDS}")
    return {
        doc: {word for word in words if not word.startswith("_r")} for doc, words in rows if doc
    }


def expected(c: Connection) -> dict[int, set[str]]:
    """What it should hold: the words of all rows."""
    found = {}
    numbers = {row.chat_id: row.number for row in c.execute(select(ArchiveChat))}
    for one in as_said(c.execute(select(*COLUMNS))):
        number = numbers.get(one.chat, 0)
        words = set(index.words_of(number, one)) - {f"_r{number}"}
        if words:
            found[index.doc_of(number, one.message)] = words
    return found


async def settled(store: Store) -> dict[int, set[str]]:
    while await store.write(lambda c: archive.pump(c, NOW)):
        if not store.sqlite:
            break
    held = await store.write(lambda c: (indexed(c), expected(c)))
    assert held[0] == held[1]
    return held[0]


async def words_in(store: Store) -> set[str]:
    return {word for words in (await settled(store)).values() for word in words}


async def test_words_are_indexed_behind_and_go_at_once(store: Store) -> None:
    """T106: deleted, purged and erased messages leave rows and index in one transaction."""
    await store.write(
        lambda c: archive.write(
            c, [said(n, w, message=n) for n, w in enumerate(("alpha", "beta", "gamma"), 1)]
        )
    )
    assert await store.read(lambda c: indexed(c)) == {}
    assert {"alpha", "beta", "gamma"} <= await words_in(store)
    await store.write(lambda c: archive.mark_deleted(c, [(CHAT, 1)], NOW))
    ids = await store.read(
        lambda c: list(c.execute(select(Message.id).order_by(Message.id)).scalars())
    )
    await store.write(lambda c: archive.erase(c, ids[1:2]))
    held = await store.read(indexed)
    assert {word for words in held.values() for word in words if "a" in word} == {"gamma"}
    assert await rows_of(store, Message.message_id, Message.text) == [(1, ""), (3, "gamma")]
    assert "gamma" in await words_in(store)


async def test_edit_changes_the_words(store: Store) -> None:
    await store.write(lambda c: archive.write(c, [said(1, "alpha", message=1)]))
    await settled(store)
    await store.write(lambda c: archive.write(c, [edited(2, "beta", at=NOW + 9, message=1)]))
    held = await store.read(indexed)
    assert [words & {"alpha", "beta"} for words in held.values()] == [{"beta"}]
    await settled(store)


async def test_what_came_back_under_an_old_id_is_indexed(store: Store) -> None:
    """SQLite gives the highest ids out again once their rows are gone."""
    await store.write(lambda c: archive.write(c, [said(1, "alpha", message=1)]))
    await settled(store)
    ids = await store.read(
        lambda c: list(c.execute(select(Message.id).order_by(Message.id)).scalars())
    )
    await store.write(lambda c: archive.erase(c, ids))
    await store.write(lambda c: archive.write(c, [said(2, "beta", message=2)]))
    assert "beta" in await words_in(store)


async def test_row_that_turns_up_late_is_indexed(store: Store) -> None:
    """PostgreSQL gives ids out before the commit: one below the newest may come after it."""
    if store.sqlite:
        return
    await store.write(lambda c: archive.write(c, [said(1, "late", message=1)]))
    (row,) = await store.read(lambda c: c.execute(select(Message.__table__)).mappings().all())
    await store.write(lambda c: archive.erase(c, [row["id"]]))
    await store.write(lambda c: archive.write(c, [said(2, "early", message=2)]))
    await settled(store)
    await store.write(lambda c: c.execute(insert(Message).values(**row)))
    assert {"late", "early"} <= await words_in(store)


async def test_index_is_made_anew_after_a_restore_and_with_a_new_version(store: Store) -> None:
    """T98: the mark is in the backup, the index is not."""
    await store.write(lambda c: archive.write(c, [said(1, "alpha", message=1)]))
    await settled(store)
    await store.write(index.clear)
    assert "alpha" in await words_in(store)
    await store.write(lambda c: index.begin_anew(c, VERSION - 1))
    assert "alpha" in await words_in(store)


async def test_odd_ids_and_texts_are_kept_and_found(store: Store) -> None:
    """T71, T72"""
    large = 2**63 - 1
    odd = "𝕬🀄 ‮\t\n'\"\\%s:x?$1 {} ﷽ needle"
    facts = [
        said(1, odd, chat=-large, message=2**40 - 1, person=large, room=3),
        said(2, odd, chat=-large, message=2**40, person=large, room=3),
        said(3, odd, chat=-large + 1, message=large, person=large, room=3),
    ]
    await store.write(lambda c: archive.write(c, facts))
    assert len(await settled(store)) == 1
    query = search.read("needle 𝕬", now=NOW, zone="UTC")
    page = await store.read(lambda c: search.find(c, query, room=3))
    assert [(one.chat, one.message) for one in page.hits] == [(-large, 2**40 - 1)]


async def test_group_that_opted_out_keeps_numbers_only(store: Store) -> None:
    """What is there loses its words, what comes never has any; numbers stay for two days."""
    await store.write(
        lambda c: archive.write(
            c, [said(1, "old", message=1, at=NOW - 3 * DAY), said(2, "alpha", message=2)]
        )
    )
    await settled(store)
    before = await store.write(
        lambda c: archive.follow(c, room=1, chat=CHAT, keep=archive.OFF, now=NOW)
    )
    assert before == archive.USUAL
    await store.write(lambda c: archive.write(c, [said(3, "beta", message=3, media_group_id="g")]))
    await keep(store, archive.OFF)
    while await store.write(lambda c: archive.forget(c, NOW)):
        pass
    assert await settled(store) == {}
    columns = (Message.message_id, Message.text, Message.content, Message.media_group)
    assert await rows_of(store, *columns) == [(2, "", "", ""), (3, "", "", "g")]
    found = await store.read(lambda c: archive.coverage(c, room=1, now=NOW, keep=archive.OFF))
    assert found == archive.Coverage(None)
    await store.write(lambda c: archive.follow(c, room=1, chat=CHAT, keep=9 * DAY, now=NOW + 5))
    await store.write(lambda c: archive.write(c, [said(4, "gamma", message=4)]))
    assert "gamma" in await words_in(store)
    found = await store.read(lambda c: archive.coverage(c, room=1, now=NOW + 9, keep=9 * DAY))
    assert found == archive.Coverage(NOW + 5)


async def keep(store: Store, value: int) -> None:
    await store.write(
        lambda c: c.exec_driver_sql(
            "INSERT INTO rooms (id, chat_id, seen_at) VALUES (1, 5, 0) ON CONFLICT DO NOTHING"
        )
    )
    await store.write(
        lambda c: stored.change(c, room=1, key=archive.KEY, value=value, by=None, now=NOW)
    )


async def test_forget_what_is_too_old_by_chunks_and_group_by_group(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law 11, T62: no group that keeps its messages is read for those that do not."""
    monkeypatch.setattr("services.archive.keep.CHUNK", 10)
    old = [said(n, message=n, at=NOW - 31 * DAY) for n in range(1, 13)]
    other = [said(n, message=n, at=NOW - 31 * DAY, room=2, chat=CHAT - 1) for n in (50, 51)]
    await store.write(
        lambda c: archive.write(c, [*old, said(99, message=99, at=NOW - DAY), *other])
    )
    await settled(store)
    await keep(store, archive.FOREVER)
    while await store.write(lambda c: archive.forget(c, NOW)):
        pass
    left = [row[0] for row in await rows_of(store, Message.message_id)]
    assert sorted(left) == [*range(1, 13), 99]
    await keep(store, 30 * DAY)
    await store.write(lambda c: archive.follow(c, room=1, chat=CHAT, keep=30 * DAY, now=NOW))
    gone = [await store.write(lambda c: archive.forget(c, NOW)) for _ in range(3)]
    assert gone == [11, 3, 0]
    assert await rows_of(store, Message.message_id) == [(99,)]
    await settled(store)
    assert await store.write(lambda c: archive.forget(c, NOW + DAY)) == 2
    assert await rows_of(store, Message.message_id) == [(99,)]


async def test_what_is_kept_besides_the_text(store: Store) -> None:
    base = {
        "message_id": 7,
        "from": {"id": 6, "is_bot": False, "first_name": "Ann"},
        "chat": {"id": CHAT, "type": "supergroup", "title": "Club"},
        "date": NOW,
    }
    document = of(
        "message",
        **base,
        document={"file_id": "f", "file_unique_id": "u", "file_name": "计划 v2.pdf"},
        caption="see this",
        caption_entities=[{"type": "text_link", "offset": 0, "length": 3, "url": "https://a.b/c"}],
        forward_origin={
            "type": "channel",
            "date": NOW,
            "message_id": 1,
            "chat": {"id": -1005, "type": "channel", "title": "Daily News"},
        },
    )
    await store.write(lambda c: archive.write(c, [document]))
    one = await store.read(lambda c: archive.find(c, CHAT, 7))
    assert (one.file, one.links, one.kinds, one.has) == (
        *("计划 v2.pdf", ["https://a.b/c"]),
        *({"file", "link"}, 3),
    )
    await settled(store)
    for typed in ("v2", "計劃", "news", "see has:file has:link", '"daily news"'):
        query = search.read(typed, now=NOW, zone="UTC")
        page = await store.read(lambda c, q=query: search.find(c, q, room=1))
        assert [hit.message for hit in page.hits] == [7], typed


async def test_reactions_are_counted(store: Store) -> None:
    await store.write(lambda c: archive.write(c, [said(1, "alpha", message=7)]))
    chat = {"id": CHAT, "type": "supergroup", "title": "Club"}
    thumb, heart = ({"type": "emoji", "emoji": one} for one in "👍❤")
    about = {"chat": chat, "message_id": 7, "date": NOW}
    person = {"user": {"id": 6, "is_bot": False, "first_name": "Ann"}}
    steps = [
        ("message_reaction", {"old_reaction": [], "new_reaction": [thumb, heart], **person}, 2),
        (
            "message_reaction",
            {"old_reaction": [thumb, heart], "new_reaction": [thumb], **person},
            1,
        ),
        ("message_reaction_count", {"reactions": [{"type": thumb, "total_count": 5}]}, 5),
        ("message_reaction_count", {"reactions": "odd"}, 0),
    ]
    for kind, what, count in steps:
        facts = of(kind, **about, **what)
        await store.write(lambda c, facts=facts: archive.write(c, [facts]))
        assert await rows_of(store, Message.reactions) == [(count,)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("write", "edit", "delete", "erase", "pump", "off", "on")),
        st.integers(1, 5),
        st.sampled_from(("爬樓", "hello world", "hi", "")),
    ),
    max_size=25,
)


def walk(steps: list[tuple[str, int, str]]) -> None:
    """Whatever is done in whatever order, the index holds what the rows say."""
    with in_memory().connect() as c:
        at = NOW
        for number, (what, message, words) in enumerate(steps, 1):
            at += 1
            match what:
                case "write":
                    archive.write(c, [said(number, words, message=message)])
                case "edit":
                    archive.write(c, [edited(number, words, at=at, message=message)])
                case "delete":
                    archive.mark_deleted(c, [(CHAT, message)], at)
                case "erase":
                    ids = c.execute(select(Message.id).where(Message.message_id == message))
                    archive.erase(c, list(ids.scalars()))
                case "pump":
                    archive.pump(c, at, 3)
                case "off":
                    archive.follow(c, room=1, chat=CHAT, keep=archive.OFF, now=at)
                    ids = c.execute(select(Message.id).where(Message.content != ""))
                    archive.blank(c, list(ids.scalars()))
                case _:
                    archive.follow(c, room=1, chat=CHAT, keep=archive.FOREVER, now=at)
        while archive.pump(c, at):
            pass
        assert indexed(c) == (expected(c) if c.execute(select(ArchiveChat)).first() else {})
        c.rollback()


@settings(max_examples=300)
@given(STEPS)
def test_index_holds_what_the_rows_say(steps: list[tuple[str, int, str]]) -> None:
    walk(steps)


def test_index_that_forgets_nothing_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "take", lambda *_: None)

    @settings(max_examples=300, phases=[Phase.generate])
    @given(STEPS)
    def check(steps: list[tuple[str, int, str]]) -> None:
        walk(steps)

    with pytest.raises(AssertionError):
        check()
