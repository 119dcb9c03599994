"""Reading the archive: around, since, by topic; and from when on it is complete."""

from kit import CHAT, NOW, said
from sqlalchemy import insert

from bot.core.store import Store
from models.deadline import Pulse
from services import archive

DAY = 86_400


async def settled(store: Store) -> None:
    """The index is up to date."""
    assert await store.write(lambda c: archive.catch_up(c, NOW, archive.MOST)) == 0


async def test_history_is_brought_once(store: Store) -> None:
    await store.write(lambda c: archive.write(c, [said(1, "live", message=5)]))
    await store.write(lambda c: archive.mark_deleted(c, [(CHAT, 5)], NOW))
    brought = [
        archive.Brought(chat=CHAT, message=n, author=6, at=NOW - 99 * DAY + n, text=f"word{n}")
        for n in (3, 4, 5)
    ]
    counted = [await store.write(lambda c: archive.put_history(c, 1, brought)) for _ in range(2)]
    assert counted == [2, 0]
    await store.write(lambda c: archive.cover(c, room=1, since=NOW - 99 * DAY, until=NOW))
    await settled(store)
    texts = [await store.read(lambda c, n=n: archive.find(c, CHAT, n)) for n in (3, 4, 5)]
    assert [one and one.text for one in texts] == ["word3", "word4", None]
    assert await store.read(
        lambda c: archive.coverage(c, room=1, now=NOW, keep=archive.FOREVER)
    ) == archive.Coverage(NOW - 99 * DAY)


async def test_reading_around_since_and_by_topic(store: Store) -> None:
    old = [archive.Brought(chat=-44, message=n, author=6, at=NOW - DAY + n) for n in (8, 9)]
    new = [
        archive.Brought(chat=CHAT, message=n, author=6, at=NOW + n, thread=9 * (n % 2), text=str(n))
        for n in range(1, 8)
    ]
    await store.write(lambda c: archive.put_history(c, 1, [*new, *old]))
    await settled(store)

    def numbers(said: list[archive.Said]) -> list[int]:
        return [one.message for one in said]

    around = await store.read(lambda c: archive.around(c, CHAT, 4, before=1, after=5))
    assert numbers(around) == [2, 4, 6]
    since = await store.read(lambda c: archive.read_since(c, room=1, since=NOW - DAY + 9, limit=3))
    assert numbers(since) == [9, 1, 2]
    more = await store.read(
        lambda c: archive.read_since(c, room=1, since=NOW - DAY + 9, after=(CHAT, 2), until=NOW + 5)
    )
    assert numbers(more) == [3, 4]
    topic = await store.read(lambda c: archive.in_thread(c, chat=CHAT, thread=9, before=7, limit=2))
    assert numbers(topic) == [3, 5]
    talk = await store.read(lambda c: archive.stretch(c, chat=CHAT, first=2, last=4))
    assert numbers(talk) == [2, 3, 4]
    places = [
        await store.read(lambda c, at=at: archive.number_at(c, CHAT, at))
        for at in (0, NOW + 1, NOW + 4, NOW + 99)
    ]
    assert places == [0, 0, 4, 8]


def test_links_lead_to_supergroups_only() -> None:
    """T91: each message keeps the chat it was written in."""
    assert archive.link_to(-1_001_234_567_890, 5) == "https://t.me/c/1234567890/5"
    assert [archive.link_to(chat, 5) for chat in (-44, 44, -1_000_000_000_000)] == [""] * 3


async def test_outages_longer_than_a_day_are_holes(store: Store) -> None:
    minute = NOW // 60
    pulses = [minute, minute - 1, minute - 1 - 3 * 1440, minute - 2 - 3 * 1440 - 60]
    await store.write(lambda c: c.execute(insert(Pulse), [{"minute": one} for one in pulses]))
    await store.write(lambda c: archive.write(c, [said(1, "a", message=1, at=NOW - 9 * DAY)]))
    await settled(store)
    for _ in range(2):
        await store.write(lambda c: archive.note_outages(c, NOW))
    found = await store.read(lambda c: archive.coverage(c, room=1, now=NOW, keep=30 * DAY))
    back = (minute - 1) * 60
    assert found == archive.Coverage(NOW - 9 * DAY, ((back - 3 * DAY + 60, back - DAY),))
