"""Quarantine: what is kept of what could not be handled, and whom it is told."""

from typing import Any

import msgspec
import pytest
from kit import NOW, chatter, rows_of

from bot.core import deadline, outbox
from bot.core.actions import Send
from bot.core.deadline import set_deadline
from bot.core.errors import Stolen
from bot.core.inbox import Entry, insert_new
from bot.core.lane import Arrival, Due, Ended
from bot.core.outbox import Draft, Fate
from bot.core.perception import perceive
from bot.core.quarantine import QUARANTINED, discreet, put_away
from bot.core.store import Store
from models.deadline import Deadline
from models.inbox import Inbox, Quarantine
from models.outbox import Outbox

BOT = 99
PHONE = {"phone_number": "+1555", "vcard": "V", "first_name": "Ann"}
BARE = {"phone_number": "", "vcard": "", "first_name": "Ann"}


def message(kind: str, chat: str, **more: Any) -> dict[str, Any]:
    return {"update_id": 1, kind: {"chat": {"type": chat}, **more}}


@pytest.mark.parametrize("kind", ["message", "edited_message"])
@pytest.mark.parametrize("deep", [True, False])
def test_phone_number_that_was_shared_in_private_is_not_kept(kind: str, deep: bool) -> None:
    def shared(contact: dict[str, str]) -> dict[str, Any]:
        held = {"reply_to_message": {"contact": contact}} if deep else {"contact": contact}
        return message(kind, "private", text="my number", **held)

    kept = discreet(msgspec.json.encode(shared(PHONE)))
    assert msgspec.json.decode(kept) == shared(BARE)


@pytest.mark.parametrize(
    "update",
    [
        message("message", "supergroup", contact=PHONE),
        message("message", "private", text='the word "contact"'),
        message("message", "private", reply_to_message={"text": '"contact"'}),
        message("poll", "private", contact=PHONE),
        {"update_id": 1, "message": None, "x": "contact"},
        {"update_id": 1, "message": [], "x": {"contact": 1}},
        {"update_id": 1, "message": {"chat": {"type": "private"}, "contact": "none"}},
        [{"contact": 1}],
    ],
)
def test_everything_else_is_kept_as_it_came(update: Any) -> None:
    payload = msgspec.json.encode(update)
    assert msgspec.json.decode(discreet(payload)) == update


def test_what_is_no_json_is_kept_as_it_came() -> None:
    assert discreet(b'{"contact": ') == b'{"contact": '


async def kept(store: Store) -> list[tuple[Any, ...]]:
    columns = ("kind", "reference", "room_id", "payload", "error", "at")
    return await rows_of(store, *(getattr(Quarantine, name) for name in columns))


async def told(store: Store) -> list[tuple[Any, ...]]:
    columns = (Deadline.kind, Deadline.key, Deadline.room_id, Deadline.due_at)
    return await rows_of(store, *columns)


async def test_update_is_kept_and_settled(store: Store) -> None:
    payload = chatter(5, "hello")
    facts = perceive(payload, NOW)
    facts.room = 3
    await store.write(lambda c: insert_new(c, BOT, [Entry(facts.update_id, 3, NOW, payload)], NOW))
    turn = Arrival(facts, NOW)
    await store.write(lambda c: put_away(c, turn, bot=BOT, error="oh\0no", now=NOW + 1))
    reference = str(facts.update_id)
    assert await kept(store) == [("update", reference, 3, payload, "ohno", NOW + 1)]
    assert await rows_of(store, Inbox.done_at) == [(NOW + 1,)]
    assert await told(store) == [(QUARANTINED, "3", 3, NOW + 1)]
    with pytest.raises(Stolen, match="1 of 1 updates"):
        await store.write(lambda c: put_away(c, turn, bot=BOT, error="again", now=NOW + 2))
    assert len(await kept(store)) == 1


async def test_deadline_is_kept_by_its_kind_and_taken_away(store: Store) -> None:
    await store.write(lambda c: set_deadline(c, kind="k", key="1", room=3, due_at=NOW))
    (due,) = await store.read(lambda c: deadline.find_due(c, NOW, 9))
    for _ in range(2):  # the second time it is gone, and nothing is said
        await store.write(lambda c: put_away(c, Due(due), bot=BOT, error="x" * 5000, now=NOW + 1))
    assert await kept(store) == [("deadline", "k", None, None, "x" * 4000, NOW + 1)]
    assert await told(store) == [(QUARANTINED, "3", 3, NOW + 1)]


async def test_telling_that_goes_wrong_is_not_told(store: Store) -> None:
    """Else it would go on for ever."""
    await store.write(lambda c: set_deadline(c, kind=QUARANTINED, key="3", room=3, due_at=NOW))
    (due,) = await store.read(lambda c: deadline.find_due(c, NOW, 9))
    await store.write(lambda c: put_away(c, Due(due), bot=BOT, error="x", now=NOW))
    assert (await told(store), len(await kept(store))) == ([], 1)


async def test_continuation_is_kept_and_its_action_is_done(store: Store) -> None:
    draft = Draft(action=Send(room=3, text="x"), then="card.sent")
    (parcel,) = await store.write(lambda c: outbox.post(c, [draft], NOW))
    turn = Ended(parcel, Fate(state="done", result={"message": 1}))
    await store.write(lambda c: put_away(c, turn, bot=BOT, error="x", now=NOW + 1))
    assert await kept(store) == [("continuation", "card.sent", None, None, "x", NOW + 1)]
    assert await rows_of(store, Outbox.state, Outbox.closed_at) == [("done", NOW + 1)]
    assert await told(store) == [(QUARANTINED, "3", 3, NOW + 1)]
