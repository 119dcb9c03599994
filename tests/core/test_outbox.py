"""The outbox: actions between the decision and Telegram."""

import msgspec
import pytest
from kit import NOW, count, plans_of, rows_of
from sqlalchemy import insert, update

from bot.core import outbox
from bot.core.actions import (
    Answer,
    AnyAction,
    Ban,
    BanChannel,
    Button,
    Count,
    Delete,
    Edit,
    Kick,
    Leave,
    Mute,
    Send,
    Unban,
    UnbanChannel,
    Unmute,
)
from bot.core.outbox import CHUNK, CLOSED_AGE, Draft, Fate, Parcel
from bot.core.store import Store
from bot.core.subject import subject_of
from models.case import Case
from models.deadline import Deadline
from models.outbox import Outbox

LARGE = 2**63 - 1
ODD = "🀄 <b>𝕬</b> \t\n'\"\\ ‮﷽"

EVERY = (
    Send(
        room=LARGE,
        text=ODD,
        to=-LARGE,
        buttons=((Button(text="a", data=ODD), Button(text="b", url="x")),),
    ),
    Edit(room=1, message=LARGE, text=ODD),
    Delete(room=1, chat=-LARGE, message=LARGE),
    Kick(room=1, person=LARGE),
    Ban(room=1, person=LARGE, until=LARGE),
    Unban(room=1, person=LARGE),
    Mute(room=1, person=LARGE, until=5),
    Unmute(room=1, person=LARGE),
    BanChannel(room=1, channel=-LARGE),
    UnbanChannel(room=1, channel=-LARGE),
    Leave(room=1),
    Count(room=1),
)


async def post(store: Store, *actions: AnyAction, **more: object) -> list[Parcel]:
    drafts = [Draft(action=action, **more) for action in actions]  # type: ignore[arg-type]
    return await store.write(lambda c: outbox.post(c, drafts, NOW))


async def load(store: Store, after: int = 0, limit: int = 100) -> tuple[list[Parcel], list[int]]:
    return await store.read(lambda c: outbox.load_open(c, after, limit))


async def close(store: Store, fate: Fate, *ids: int) -> None:
    await store.write(lambda c: outbox.close(c, [(number, fate) for number in ids], NOW + 9))


async def states(store: Store) -> list[str]:
    return [state for _, state in await rows_of(store, Outbox.id, Outbox.state)]


async def test_post_comes_back_as_it_was(store: Store) -> None:
    """T71, T72: every action there is, with the largest ids and the oddest texts."""
    more = {"case": LARGE, "then": "a.b", "then_data": {"x": [ODD]}, "expires_at": LARGE}
    posted = await post(store, *EVERY, **more)
    found, broken = await load(store)
    assert [parcel.action for parcel in posted] == list(EVERY)
    assert broken == []
    assert found == [msgspec.structs.replace(parcel, attempts=1) for parcel in posted]


async def test_post_numbers_rise_in_the_order_of_the_drafts(store: Store) -> None:
    first = await post(store, *(Kick(room=1, person=n) for n in range(300)))
    second = await post(store, Leave(room=1), Count(room=1))
    numbers = [parcel.id for parcel in (*first, *second)]
    assert numbers == sorted(set(numbers))
    assert await post(store) == []


async def test_post_rolled_back_leaves_nothing(store: Store) -> None:
    def work(connection: object) -> None:
        outbox.post(connection, [Draft(action=Leave(room=1))], NOW)  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.write(work)
    assert await load(store) == ([], [])


async def test_load_open_pages_in_order(store: Store) -> None:
    posted = await post(store, *(Kick(room=1, person=n) for n in range(5)))
    await close(store, Fate(state="done"), posted[1].id)
    found, _ = await load(store, posted[0].id, 2)
    assert [parcel.action.person for parcel in found] == [2, 3]


async def test_load_open_sending_is_uncertain(store: Store) -> None:
    """Law 13: what is found announced may have been done."""
    one, two, three = await post(store, *(Send(room=1, text=f"{n}") for n in range(3)))
    await store.write(lambda c: outbox.mark_sending(c, [one.id, two.id]))
    found, _ = await load(store)
    assert [parcel.uncertain for parcel in found] == [True, True, False]
    await store.write(lambda c: outbox.mark_new(c, [two.id, three.id]))
    found, _ = await load(store)
    assert [parcel.uncertain for parcel in found] == [True, False, False]
    assert sorted(await states(store)) == ["new", "new", "sending"]


async def test_load_open_unreadable_action_is_named(store: Store) -> None:
    """Law 15: an action of another version blocks nobody."""
    (good,) = await post(store, Leave(room=1))
    strange = ('{"do":"from_the_future","room":1}', "not json", "{}")
    for action in strange:
        await store.write(
            lambda c, a=action: c.execute(
                insert(Outbox).values(id=good.id + len(a), room_id=1, action=a, created_at=1)
            )
        )
    found, broken = await load(store)
    assert [parcel.id for parcel in found] == [good.id]
    assert sorted(broken) == sorted(good.id + len(action) for action in strange)


async def test_close_of_many_fates(store: Store) -> None:
    one, two, three, four = await post(store, *(Kick(room=1, person=n) for n in range(4)))
    await store.write(
        lambda c: outbox.close(
            c,
            [
                (one.id, Fate(state="done")),
                (two.id, Fate(state="done", result={"message": LARGE})),
                (three.id, Fate(state="refused", result=ODD)),
            ],
            NOW + 9,
        )
    )
    rows = await rows_of(store, Outbox.id, Outbox.state, Outbox.closed_at, Outbox.result)
    encoded = msgspec.json.encode(ODD).decode()
    assert rows == [
        (one.id, "done", NOW + 9, None),
        (two.id, "done", NOW + 9, f'{{"message":{LARGE}}}'),
        (three.id, "refused", NOW + 9, encoded),
        (four.id, "new", None, None),
    ]
    asked = [one.id, three.id, four.id, 999_999]
    told = [await store.read(lambda c, n=number: outbox.is_open(c, n)) for number in asked]
    assert told == [False, False, True, False]


@pytest.mark.parametrize(
    ("state", "stands"),
    [("in force", True), ("reported", True), ("dismissed", False), ("settled", False)],
)
async def test_in_force(store: Store, state: str, stands: bool) -> None:
    """Law 14"""
    row = dict.fromkeys(("rule", "band", "act", "text", "name", "note"), "")
    numbers = dict.fromkeys(("subject_id", "deleted", "at", "last_hit_at", "hits"), 1)
    await store.write(
        lambda c: c.execute(
            insert(Case).values(
                id=LARGE, room_id=1, key="k", state=state, evidence="[]", **row, **numbers
            )
        )
    )
    assert await store.read(lambda c: outbox.in_force(c, LARGE)) is stands
    assert await store.read(lambda c: outbox.in_force(c, 5)) is False


async def test_forget_closed_in_chunks_and_never_the_newest(store: Store) -> None:
    """Law 11; on SQLite the number of the newest row must not be given out again."""
    posted = await post(store, *(Kick(room=1, person=n) for n in range(CHUNK + 3)))
    await close(store, Fate(state="done"), *(parcel.id for parcel in posted[1:]))
    later = NOW + 9 + CLOSED_AGE + 1

    async def forget(now: int) -> int:
        return await store.write(lambda c: outbox.forget_closed(c, now), durable=False)

    assert await forget(later - 1) == 0
    assert [await forget(later) for _ in range(3)] == [CHUNK, 1, 0]
    assert await rows_of(store, Outbox.id) == sorted([(posted[0].id,), (posted[-1].id,)], key=repr)
    (fresh,) = await post(store, Leave(room=1))
    assert fresh.id > posted[-1].id


async def test_open_rows_are_found_by_their_index(store: Store) -> None:
    """T62: a million finished rows are not looked at."""
    if not store.sqlite:
        return
    plans = await plans_of(store, lambda c: outbox.load_open(c, 0, 5))
    assert ["ix_outbox_open" in plan for plan in plans] == [True]


def test_subject_keeps_order_where_it_matters() -> None:
    """Law 12"""
    same = [Mute(room=1, person=5), Unmute(room=1, person=5), Ban(room=1, person=5)]
    assert {subject_of(action) for action in same} == {("member", 1, 5)}
    assert subject_of(Kick(room=1, person=6)) != subject_of(Kick(room=2, person=6))
    assert subject_of(BanChannel(room=1, channel=-5)) == subject_of(
        UnbanChannel(room=1, channel=-5)
    )
    assert subject_of(Edit(room=1, to=-100, message=5, text="")) == subject_of(
        Delete(room=1, chat=-100, message=5)
    )
    assert subject_of(Answer(room=1, query="a")) != subject_of(Answer(room=1, query="b"))


STORED = (
    '{"do":"send","room":1,"text":"x"}',
    '{"do":"edit","room":1,"message":2,"text":"x"}',
    '{"do":"delete","room":1,"chat":-5,"message":2}',
    '{"do":"kick","room":1,"person":3}',
    '{"do":"ban","room":1,"person":3}',
    '{"do":"unban","room":1,"person":3}',
    '{"do":"mute","room":1,"person":3}',
    '{"do":"unmute","room":1,"person":3}',
    '{"do":"restrict","room":1,"person":3,"permissions":["can_send_messages"]}',
    '{"do":"approve","room":1,"person":3}',
    '{"do":"decline","room":1,"person":3}',
    '{"do":"look","room":1,"chat":"@club","person":3}',
    '{"do":"profile","room":1,"person":3}',
    '{"do":"send_picture","room":1,"drawing":"captcha","data":{"text":"AC3"}}',
    '{"do":"permit","room":1,"permissions":["can_send_messages"]}',
    '{"do":"allowed","room":1}',
    '{"do":"pin","room":1,"chat":-5,"message":2}',
    '{"do":"unpin","room":1,"chat":-5}',
    '{"do":"title","room":1,"person":3,"title":"x"}',
    '{"do":"invite","room":1}',
    '{"do":"copy","room":1,"chat":-5,"message":2}',
    '{"do":"send_media","room":1,"kind":"photo","file":"f"}',
    '{"do":"ban_channel","room":1,"channel":-3}',
    '{"do":"unban_channel","room":1,"channel":-3}',
    '{"do":"answer","room":1,"query":"q"}',
    '{"do":"agree","room":1,"query":"q"}',
    '{"do":"refund","room":1,"person":3,"charge":"c"}',
    '{"do":"bill","room":1,"title":"t","text":"x","payload":"7","amount":50}',
    '{"do":"leave","room":1}',
    '{"do":"count","room":1}',
    '{"do":"send_file","room":1,"name":"a.txt","content":"x"}',
    '{"do":"whisper","room":1,"person":3,"text":"x"}',
    '{"do":"unwhisper","room":1,"person":3,"message":4}',
    '{"do":"queue","room":1,"query":"q"}',
    '{"do":"fetch","room":1,"file":"f","most":9}',
    '{"do":"react","room":1,"chat":-5,"message":2,"emoji":"👌"}',
    '{"do":"strip","room":1,"chat":-5,"message":2}',
    '{"do":"tag","room":1,"person":3,"tag":"x"}',
    '{"do":"menu","room":1,"members":[["help","x"]],"admins":[["set","y"]]}',
    '{"do":"send","room":1,"text":"x","buttons":[[{"text":"a","data":"b","only":3}]],"stay":60}',
)


@pytest.mark.parametrize("stored", STORED)
def test_stored_names_stay_readable(stored: str) -> None:
    """Law 15: what an older version wrote down is still understood."""
    action = msgspec.json.decode(stored, type=AnyAction)
    assert msgspec.json.encode(action).decode() == stored


def test_stored_names_are_all_of_them() -> None:
    tags = {kind.__struct_config__.tag for kind in AnyAction.__args__}
    assert tags == {msgspec.json.decode(stored)["do"] for stored in STORED}


async def test_rewrite_changes_the_action_alone(store: Store) -> None:
    (parcel,) = await post(store, Send(room=1, text="x", if_unknown="again_once"))
    await store.write(lambda c: outbox.mark_sending(c, [parcel.id]))
    await store.write(lambda c: outbox.rewrite(c, parcel.id, Send(room=1, text="x")))
    ((found,), _) = await load(store)
    assert (found.action, found.uncertain) == (Send(room=1, text="x"), True)


@pytest.mark.parametrize("secret", [True, False])
async def test_secret_text_is_not_kept_once_it_was_sent(store: Store, secret: bool) -> None:
    sent = Send(room=1, text="the word is sesame", to=5, secret=secret)
    (parcel,) = await post(store, sent)
    fate = Fate(state="done", result={"chat": 5, "message": 7})
    await store.write(lambda c: outbox.tidy(c, parcel, fate, NOW))
    ((found,), _) = await load(store)
    kept = "" if secret else "the word is sesame"
    assert found.action == Send(room=1, text=kept, to=5, secret=secret)
    assert await rows_of(store, Deadline.kind) == []


async def test_close_makes_no_finished_row_open_again(store: Store) -> None:
    (parcel,) = await post(store, Leave(room=1))
    await close(store, Fate(state="refused"), parcel.id)
    await store.write(lambda c: outbox.mark_sending(c, [parcel.id]))
    await store.write(lambda c: outbox.mark_new(c, [parcel.id]))
    assert await states(store) == ["refused"]
    await store.write(lambda c: c.execute(update(Outbox).values(state="done")))
    assert await store.read(lambda c: count(c, Outbox)) == 1
