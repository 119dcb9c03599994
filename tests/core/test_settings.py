"""Settings: declared once, a row only for what was changed."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import CHAT, NOW, rows_of
from sqlalchemy import Connection, insert, select

from bot.core import kinds, settings
from bot.core import room as rooms
from bot.core.errors import UserError
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.room import Room
from bot.core.store import Store
from models.room import Setting

ACTION = kinds.choice("action", "kick", "ban", "none")
SCORE = kinds.number("score", 60, 0, 100, topical=True)
LIST = kinds.words("list")
HOUSE = House([Feature(name="test", settings=(ACTION, SCORE, LIST))])


async def make_room(store: Store, chat: int = CHAT) -> int:
    found = await store.write(lambda c: rooms.admit(c, [Room(0, chat, "supergroup")], NOW))
    return found[chat].id


async def test_change_absent_is_default_and_zero_is_a_value(store: Store) -> None:
    room = await make_room(store)
    assert await store.read(lambda c: settings.load(c, [room])) == {}
    await store.write(lambda c: settings.change(c, room=room, key="score", value=0, by=5, now=NOW))
    changed = (await store.read(lambda c: settings.load(c, [room])))[room]
    assert changed == {0: {"score": 0}}
    values = HOUSE.values(changed)
    assert (values["score"], values["action"], values["list"]) == (0, "kick", [])


async def test_change_twice_keeps_one_row(store: Store) -> None:
    room = await make_room(store)
    for number, value in enumerate(([1], ["b", "ü", "🀄"])):
        await store.write(
            lambda c, v=value, n=number: settings.change(
                c, room=room, key="list", value=v, by=n, now=NOW + n
            )
        )
    rows = await rows_of(store, Setting.key, Setting.value, Setting.changed_at, Setting.changed_by)
    assert rows == [("list", '["b","ü","🀄"]', NOW + 1, 1)]


async def test_change_to_nothing_takes_the_row_away(store: Store) -> None:
    room, other = await make_room(store), await make_room(store, CHAT - 1)
    for number in (room, other):
        await store.write(
            lambda c, n=number: settings.change(c, room=n, key="score", value=5, by=None, now=NOW)
        )
    await store.write(
        lambda c: settings.change(c, room=room, key="score", value=None, by=None, now=NOW)
    )
    assert await store.read(lambda c: settings.load(c, [room, other])) == {other: {0: {"score": 5}}}


async def test_load_fifty_thousand_words(store: Store) -> None:
    """T65"""
    room = await make_room(store)
    words = [f"слово{number}" for number in range(50_000)]
    parsed = LIST.parse(", ".join(words))
    await store.write(
        lambda c: settings.change(c, room=room, key="list", value=parsed, by=1, now=NOW)
    )
    assert (await store.read(lambda c: settings.load(c, [room])))[room][0]["list"] == words


async def test_change_many_admins_at_once_leave_whole_values(store: Store) -> None:
    """T65: every edit replaces one value; none is torn, and other keys are not touched."""
    room = await make_room(store)
    await store.write(lambda c: settings.change(c, room=room, key="score", value=7, by=0, now=NOW))

    def edit(by: int) -> object:
        value = [f"{by}-{number}" for number in range(2_000)]
        return store.write(
            lambda c: settings.change(c, room=room, key="list", value=value, by=by, now=NOW)
        )

    await asyncio.gather(*(edit(by) for by in range(20)))
    by = (await rows_of(store, Setting.key, Setting.changed_by))[0][1]
    changed = (await store.read(lambda c: settings.load(c, [room])))[room]
    assert changed[0] == {"score": 7, "list": [f"{by}-{number}" for number in range(2_000)]}


async def test_values_of_no_feature_are_left_out(store: Store) -> None:
    """A row of a feature that is gone does not break the room."""
    room = await make_room(store)
    await store.write(
        lambda c: settings.change(c, room=room, key="gone", value={"a": 1}, by=None, now=NOW)
    )
    changed = (await store.read(lambda c: settings.load(c, [room])))[room]
    assert HOUSE.values(changed).changed == {}
    assert await store.read(lambda c: c.execute(select(Setting.key)).scalars().all()) == ["gone"]


async def test_topic_has_values_of_its_own(store: Store) -> None:
    room = await make_room(store)

    def work(connection: Connection) -> None:
        for topic, key, value in ((0, "score", 7), (5, "score", 9), (5, "action", "ban")):
            settings.change(connection, room=room, topic=topic, key=key, value=value, by=1, now=NOW)

    await store.write(work)
    values = HOUSE.values((await store.read(lambda c: settings.load(c, [room])))[room])
    assert [values.at(topic)["score"] for topic in (0, 4, 5)] == [7, 7, 9]
    # Not every setting may differ from topic to topic.
    assert values.at(5)["action"] == "kick"
    await store.write(
        lambda c: settings.change(c, room=room, topic=5, key="score", value=None, by=1, now=NOW)
    )
    values = HOUSE.values((await store.read(lambda c: settings.load(c, [room])))[room])
    assert values.at(5)["score"] == 7


@pytest.mark.parametrize("stored", ["101", '"7"', "null", "[]", "{}", "7.5", "true", "{", ""])
async def test_value_nobody_could_have_typed_is_the_default(store: Store, stored: str) -> None:
    """A value from outside is validated when it is read, too."""
    room = await make_room(store)
    await store.write(
        lambda c: c.execute(
            insert(Setting).values(room_id=room, key="score", value=stored, changed_at=NOW)
        )
    )
    found = await store.read(lambda c: settings.load(c, [room]))
    assert HOUSE.values(found.get(room, {}))["score"] == 60


def test_derive_is_computed_once_per_values() -> None:
    built: list[int] = []

    def build(values: settings.Values) -> int:
        built.append(values["score"])
        return len(built)

    first, second = HOUSE.values({}), HOUSE.values({0: {"score": 3}})
    assert [first.derive(build), first.derive(build), second.derive(build)] == [1, 1, 2]
    assert built == [60, 3]


@pytest.mark.parametrize(
    "typed", ["-1", "101", "1e1", "5.0", "", "ten", "1_0", "９９９", "10" * 40]
)
def test_number_out_of_bounds_is_refused(typed: str) -> None:
    """T70"""
    with pytest.raises(UserError) as refused:
        SCORE.parse(typed)
    assert refused.value.text == "0 … 100"


def test_choice_unknown_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(UserError) as refused:
        ACTION.parse("shoot")
    assert refused.value.text == "kick | ban | none"
    assert ACTION.parse(" BAN ") == "ban"


@pytest.mark.parametrize("separator", [",", "，", "、", "|", "\n", " , "])
def test_words_any_separator(separator: str) -> None:
    assert LIST.parse(separator.join(("a", "b c", "a", "d"))) == ["a", "b c", "d"]
    assert LIST.parse(" OFF ") == []


@given(st.integers(0, 100))
def test_number_shown_is_parsed_back(value: int) -> None:
    assert SCORE.parse(SCORE.show(value)) == value


@given(st.lists(st.from_regex(r"[a-z0-9一-龥]{1,8}", fullmatch=True), unique=True, max_size=8))
def test_words_shown_are_parsed_back(entries: list[str]) -> None:
    if entries != ["off"]:
        assert LIST.parse(LIST.show(entries)) == entries
