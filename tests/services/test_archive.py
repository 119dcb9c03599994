"""The archive: written in bulk as if it had been written one by one."""

import asyncio
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import CHAT, NOW, chatter, count, plans_of, rows_of, said
from sqlalchemy import Connection, delete

from bot.core.incoming import Facts
from bot.core.perception import perceive
from bot.core.store import Store
from models.member import Member, People
from models.message import Message
from services import archive, roster

DAY = 86_400
LARGE = 2**63 - 1
ODD = "𝕬🀄 ‮\t\n'\"\\%s:x?$1 {} ﷽"

MESSAGE = (Message.message_id, Message.text, Message.edited_at, Message.deleted_at)
COUNT = (
    Member.user_id,
    Member.messages,
    Member.substance,
    Member.days,
    Member.last_day,
    Member.seen_at,
)


async def write(store: Store, *stays: Facts, goes: tuple[Facts, ...] = (), now: int = NOW) -> None:
    await store.write(lambda c: archive.write(c, stays, goes, now))


def edited(number: int, text: str, *, at: int, **more: object) -> Facts:
    update = json.loads(chatter(number, text, **more))
    update["edited_message"] = update.pop("message") | {"edit_date": at}
    facts = perceive(json.dumps(update).encode(), NOW)
    facts.room = 1
    return facts


async def test_write_message_as_it_was_said(store: Store) -> None:
    """T71, T72"""
    facts = said(1, ODD, room=LARGE, chat=-LARGE, message=LARGE, person=LARGE, at=LARGE // DAY)
    await write(store, facts)
    columns = (Message.chat_id, Message.message_id, Message.room_id, Message.user_id, Message.text)
    assert await rows_of(store, *columns) == [(-LARGE, LARGE, LARGE, LARGE, ODD)]
    assert await rows_of(store, People.user_id, People.first_name) == [(LARGE, f"P{LARGE}")]


async def test_write_counts_messages_substance_and_days(store: Store) -> None:
    at = NOW // DAY * DAY
    await write(
        store,
        said(1, "hello", at=at, person=6),
        said(2, "hi", at=at + 1, person=6),
        said(3, "/help me", at=at + 2, person=6),
        said(4, "hello", at=at + DAY, person=6),
        said(5, "hello", at=at + DAY + 9, person=6),
        said(6, "forwarded words", at=at + 5 * DAY, person=6, forward_date=1),
        said(7, "somebody else", at=at, person=7),
    )
    assert await rows_of(store, *COUNT) == [
        (6, 6, 3, 2, at // DAY + 1, at + 5 * DAY),
        (7, 1, 1, 1, at // DAY, at),
    ]


async def test_write_edit_replaces_the_text_and_counts_nothing(store: Store) -> None:
    """T49"""
    await write(store, said(1, "before", message=5))
    await write(store, edited(2, "after", at=NOW + 60, message=5))
    assert await rows_of(store, *MESSAGE) == [(5, "after", NOW + 60, None)]
    assert [row[1] for row in await rows_of(store, *COUNT)] == [1]


async def test_write_edit_before_the_original_stands(store: Store) -> None:
    """T85: reordered."""
    await write(store, edited(2, "after", at=NOW + 60, message=5))
    await write(store, said(1, "before", message=5))
    assert await rows_of(store, *MESSAGE) == [(5, "after", NOW + 60, None)]


async def test_write_what_goes_leaves_its_numbers_and_counts_nothing(store: Store) -> None:
    await write(store, said(1, "stays", message=1), goes=(said(2, "goes", message=2),), now=NOW + 3)
    assert await rows_of(store, *MESSAGE) == [
        (1, "stays", None, None),
        (2, "", None, NOW + 3),
    ]
    assert [row[1] for row in await rows_of(store, *COUNT)] == [1]


async def test_write_deleted_stays_deleted(store: Store) -> None:
    """An edit that comes after the deletion brings nothing back."""
    await write(store, goes=(said(1, "x", message=5),))
    await write(store, edited(2, "y", at=NOW + 60, message=5))
    assert await rows_of(store, *MESSAGE) == [(5, "", NOW + 60, NOW)]


async def test_write_channel_is_its_own_author(store: Store) -> None:
    """T10: the stand-in account gets no credit for it."""
    sender = {"id": -100_777, "type": "channel", "title": "News"}
    await write(store, said(1, "hello", person=136817688, sender_chat=sender))
    assert await rows_of(store, Member.user_id, Member.messages) == [(-100_777, 1)]


async def test_write_name_of_today_replaces_that_of_yesterday(store: Store) -> None:
    before, after = said(1, person=6), said(2, person=6)
    after.person = type(before.person)(6, "Ann", "Li", "ANN_li")  # type: ignore[misc]
    await write(store, before)
    await write(store, after)
    columns = (People.first_name, People.last_name, People.username)
    assert await rows_of(store, *columns) == [("Ann", "Li", "ann_li")]


async def test_newest_edit_holds_in_whatever_order_they_come(store: Store) -> None:
    """T85"""
    await write(store, said(1, "before", message=5))
    await write(store, edited(3, "third", at=NOW + 90, message=5))
    await write(store, edited(2, "second", at=NOW + 60, message=5))
    await write(store, said(4, "before", message=5))
    assert await rows_of(store, *MESSAGE) == [(5, "third", NOW + 90, None)]


async def test_recent_of_is_what_is_still_there(store: Store) -> None:
    await write(
        store,
        said(1, at=NOW - 100, message=1, person=6),
        said(2, at=NOW - 10, message=3, person=6),
        said(3, at=NOW - 5, message=2, person=6),
        said(4, at=NOW - 5, message=4, person=7),
        said(5, at=NOW - 5, message=5, person=6, room=2, chat=CHAT - 1),
        said(6, at=NOW - 5, message=6, person=6),
    )
    await store.write(lambda c: archive.mark_deleted(c, [(CHAT, 6), (CHAT, 999)], NOW))
    found = await store.read(lambda c: archive.recent_of(c, chat=CHAT, author=6, since=NOW - 10))
    assert found == [(CHAT, 2), (CHAT, 3)]


async def test_album_of_is_what_is_still_there(store: Store) -> None:
    """T50"""
    parts = [said(n, message=n, media_group_id="g1") for n in (1, 2, 3)]
    await write(store, *parts, said(4, message=4), said(5, message=5, media_group_id="g2"))
    await store.write(lambda c: archive.mark_deleted(c, [(CHAT, 2)], NOW))
    found = await store.read(lambda c: archive.album_of(c, room=1, media_group="g1"))
    assert sorted(found) == [(CHAT, 1), (CHAT, 3)]
    assert await store.read(lambda c: archive.album_of(c, room=1, media_group="")) == []


async def test_look_ups_do_not_iterate_the_members(store: Store) -> None:
    """T62: 200,000 members, 1,000,000 messages"""
    if not store.sqlite:
        return
    await write(store, said(1, message=1, at=NOW - 9), said(2, message=2))

    def look(connection: Connection) -> None:
        archive.recent_of(connection, chat=CHAT, author=6, since=NOW)
        archive.album_of(connection, room=1, media_group="a")
        roster.find_person(connection, "ann", 1)
        roster.standings(connection, [(1, 6)], NOW, {})

    before, recent, album, named, members, cases = await plans_of(store, look)
    assert "SEARCH messages" in before
    assert "(chat_id=?)" in before
    assert "(chat_id=? AND message_id>?)" in recent
    assert "ix_messages_album" in album
    assert named.startswith("SEARCH people USING INDEX ix_people_username")
    assert "SEARCH members USING PRIMARY KEY (room_id=? AND user_id=?)" in members
    assert "SEARCH cases USING INDEX" in cases


async def test_write_nothing(store: Store) -> None:
    await write(store)
    assert await store.read(lambda c: count(c, Message)) == 0


SAID = st.lists(
    st.tuples(
        st.sampled_from((6, 7)),
        st.sampled_from(("hello there", "hi", "/help me")),
        st.integers(-3, 3),
        st.integers(1, 6),
        st.booleans(),
    ),
    max_size=8,
)


def test_write_batch_is_as_one_by_one(database_url: str) -> None:
    """A batch that spans days, or comes in any order, leaves what single messages would."""
    with asyncio.Runner() as runner:

        async def opened() -> Store:
            return Store(database_url)

        store = runner.run(opened())

        async def result(batches: list[list[Facts]]) -> list[list[object]]:
            for table in (Message, Member, People):
                await store.write(lambda c, t=table: c.execute(delete(t)), durable=False)
            for batch in batches:
                await store.write(lambda c, b=batch: archive.write(c, b), durable=False)
            return [list(await rows_of(store, *columns)) for columns in (MESSAGE, COUNT)]

        @settings(max_examples=40 if store.sqlite else 10, suppress_health_check=list(HealthCheck))
        @given(SAID)
        def check(lines: list[tuple[int, str, int, int, bool]]) -> None:
            facts = [
                edited(n, text, at=NOW + n, message=message, person=person)
                if edit
                else said(n, text, at=NOW + day * DAY, message=message, person=person)
                for n, (person, text, day, message, edit) in enumerate(lines, 1)
            ]
            assert runner.run(result([facts])) == runner.run(result([[one] for one in facts]))

        try:
            check()
        finally:
            runner.run(store.close())
