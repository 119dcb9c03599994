"""The court: verdicts become cases and actions, one case a message, in one sitting."""

import asyncio
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from kit import CHAT, LOG_CHAT, NOW, rows_of, said, verdict_of
from sqlalchemy import delete, update

from bot.core.actions import Ban, BanChannel, Delete, Kick, Mute
from bot.core.feature import Feature, Screener, Stage
from bot.core.house import House
from bot.core.incoming import Facts
from bot.core.judgement import Accusation, Judgement
from bot.core.role import STAND_INS
from bot.core.room import Room
from bot.core.settings import Values
from bot.core.store import Store
from bot.core.verdict import FOREVER, Reason, Sanction, Verdict
from models.case import Case, CaseMessage
from models.deadline import Deadline
from models.member import Member, People
from models.message import Message
from services import archive, moderation
from services.moderation import CARD, LIFT_CHANNEL, Order
from services.moderation.court import JOIN_WINDOW
from services.moderation.docket import ALBUM_MEMORY, LAPSE

DAY = 86_400
ROOM = Room(1, CHAT, "supergroup")
HOUSE = House([Feature(name="log", settings=(LOG_CHAT,))])
QUIET, LOGGED = HOUSE.values({}), HOUSE.values({0: {"log.chat": -5}})
CASE = (Case.id, Case.key, Case.subject_id, Case.act, Case.deleted, Case.hits, Case.state)


def accused(
    facts: Facts, *screeners: Screener, member: bool | None = True, values: Values = QUIET
) -> Accusation:
    """An accusation by those screeners that object."""
    readings = [
        (screener, reading)
        for screener in screeners
        if (reading := screener.read(facts, values)) is not None
    ]
    return Accusation(facts, ROOM, values, tuple(readings), member)


async def try_all(store: Store, *accusations: Accusation, now: int = NOW) -> Judgement:
    return await store.write(lambda c: moderation.try_all(c, accusations, now))


def spam(number: int, *, person: int = 6, text: str = "SPAM", **more: Any) -> Facts:
    return said(number, text, person=person, message=number, **more)


KICK = verdict_of("SPAM")
MUTE = verdict_of("SPAM", sanction=Sanction.MUTE, term=3600)
BAN = verdict_of("SPAM", sanction=Sanction.BAN, term=FOREVER)
REPORT = verdict_of("SPAM", delete=False, sanction=Sanction.NONE, report=True)


async def test_nothing_to_try(store: Store) -> None:
    assert await try_all(store) == Judgement()


async def test_kick_makes_a_case_and_its_actions(store: Store) -> None:
    found = await try_all(store, accused(spam(1), KICK))
    assert [draft.action for draft in found.drafts] == [
        Delete(room=1, chat=CHAT, message=1),
        Kick(room=1, person=6),
    ]
    assert {(draft.case, draft.expires_at) for draft in found.drafts} == {(1, NOW + LAPSE)}
    assert (found.gone, found.due) == ({1}, False)
    assert await rows_of(store, *CASE) == [(1, f"m:{CHAT}:1", 6, "kick", 1, 1, "in force")]
    assert await rows_of(store, CaseMessage.message_id, CaseMessage.case_id) == [(1, 1)]
    assert await rows_of(store, Message.message_id, Message.deleted_at) == [(1, NOW)]
    assert await rows_of(store, Member.user_id) == []


async def test_accused_of_nothing_stays(store: Store) -> None:
    silent = Screener(stage=Stage.FILTER, read=lambda *_: "x", rule=lambda *_: None)
    found = await try_all(store, accused(spam(1), silent))
    assert found == Judgement()
    assert await rows_of(store, Message.message_id, Message.deleted_at) == [(1, None)]
    assert await rows_of(store, Member.messages) == [(1,)]


@pytest.mark.parametrize(
    ("screener", "member", "action"),
    [
        (KICK, True, Kick(room=1, person=6)),
        (KICK, None, Kick(room=1, person=6)),
        (KICK, False, Ban(room=1, person=6, until=NOW + DAY)),
        (MUTE, True, Mute(room=1, person=6, until=NOW + 3600)),
        (BAN, True, Ban(room=1, person=6)),
    ],
)
async def test_sanction_of_a_person(
    store: Store, screener: Screener, member: bool | None, action: Any
) -> None:
    """T94: a kick is no ban; who is no member cannot be kicked, and is kept out for a day."""
    found = await try_all(store, accused(spam(1), screener, member=member))
    assert [draft.action for draft in found.drafts][1:] == [action]


@pytest.mark.parametrize(("term", "lifted"), [(3600, NOW + 3600), (FOREVER, None)])
async def test_sanction_of_a_channel(store: Store, term: int, lifted: int | None) -> None:
    """T10: by sender-chat ban, which Telegram does not end: we do."""
    sender = {"id": -100_777, "type": "channel", "title": "News"}
    screener = verdict_of("SPAM", sanction=Sanction.BAN, term=term)
    found = await try_all(store, accused(spam(1, sender_chat=sender), screener))
    assert found.drafts[1].action == BanChannel(room=1, channel=-100_777)
    due = await rows_of(store, Deadline.kind, Deadline.due_at, Deadline.data)
    expected = [(LIFT_CHANNEL, lifted, '{"channel":-100777}')] if lifted else []
    assert due == expected
    assert await rows_of(store, Case.subject_id, Case.name) == [(-100_777, "News")]


@pytest.mark.parametrize("stand_in", sorted(STAND_INS))
async def test_stand_ins_are_never_acted_upon(store: Store, stand_in: int) -> None:
    """T10"""
    found = await try_all(store, accused(spam(1, person=stand_in), BAN))
    assert [type(draft.action) for draft in found.drafts] == [Delete]


async def test_strongest_verdict_stands_and_reasons_are_joined(store: Store) -> None:
    other = verdict_of("SPAM", delete=False, sanction=Sanction.BAN, term=FOREVER)
    named = verdict_of("more")
    found = await try_all(store, accused(spam(1, text="SPAM more"), MUTE, other, named))
    assert [type(draft.action) for draft in found.drafts] == [Delete, Ban]
    ((evidence,),) = await rows_of(store, Case.evidence)
    assert [one["rule"] for one in json.loads(evidence)] == ["test.SPAM", "test.more"]


async def test_mute_that_had_nothing_to_add_holds_when_the_other_is_taken_back(
    store: Store,
) -> None:
    order = Order(person=6, key="c", act=Sanction.MUTE)
    first = await store.write(
        lambda c: moderation.carry_out(c, order, room=1, values=QUIET, now=NOW)
    )
    assert (await try_all(store, accused(spam(1), MUTE))).drafts[1:] == []
    case = await store.read(lambda c: moderation.find(c, first.case))
    assert case is not None
    done = await store.write(lambda c: moderation.undo(c, case, by=9, now=NOW))
    assert done is not None
    assert done.actions == [Mute(room=1, person=6, until=NOW + 3600)]


async def test_further_hits_join_the_case_and_sanction_once(store: Store) -> None:
    """Law 14: within ten minutes, by the same rule, in one sitting or in several."""
    first = await try_all(store, accused(spam(1), KICK), accused(spam(2), KICK))
    second = await try_all(store, accused(spam(3, at=NOW + 60), KICK), now=NOW + 60)
    kinds = [type(draft.action) for draft in (*first.drafts, *second.drafts)]
    assert kinds == [Delete, Kick, Delete, Delete]
    assert await rows_of(store, *CASE) == [(1, f"m:{CHAT}:1", 6, "kick", 1, 3, "in force")]
    assert await rows_of(store, CaseMessage.message_id) == [(1,), (2,), (3,)]
    assert await rows_of(store, Case.last_hit_at) == [(NOW + 60,)]


async def test_hit_after_ten_minutes_is_a_case_of_its_own(store: Store) -> None:
    await try_all(store, accused(spam(1), KICK))
    later = NOW + JOIN_WINDOW
    found = await try_all(store, accused(spam(2, at=later), KICK), now=later)
    assert [type(draft.action) for draft in found.drafts] == [Delete, Kick]
    assert len(await rows_of(store, Case.id)) == 2


async def test_hit_of_somebody_who_came_back_is_a_case_of_its_own(store: Store) -> None:
    """Law 14: kicked, in again, and at it again: the second kick is no repetition."""
    await try_all(store, accused(spam(1), KICK))
    await store.write(lambda c: archive.write(c, [said(5, "hello", person=6)]))
    await store.write(lambda c: c.execute(update(Member).values(joined_at=NOW + 30)))
    found = await try_all(store, accused(spam(2, at=NOW + 60), KICK), now=NOW + 60)
    assert [type(draft.action) for draft in found.drafts] == [Delete, Kick]


async def test_stronger_hit_raises_the_case(store: Store) -> None:
    await try_all(store, accused(spam(1), MUTE))
    found = await try_all(store, accused(spam(2), BAN))
    assert [type(draft.action) for draft in found.drafts] == [Delete, Ban]
    assert await rows_of(store, Case.act, Case.hits) == [("ban", 2)]


async def test_weaker_hit_changes_nothing_but_the_count(store: Store) -> None:
    await try_all(store, accused(spam(1), BAN))
    found = await try_all(store, accused(spam(2), MUTE))
    assert [type(draft.action) for draft in found.drafts] == [Delete]
    assert await rows_of(store, Case.act, Case.hits) == [("ban", 2)]


async def test_other_people_and_rooms_do_not_join(store: Store) -> None:
    elsewhere = spam(3, chat=CHAT - 1)
    elsewhere.room = 2
    room = Room(2, CHAT - 1, "supergroup")
    found = await try_all(
        store,
        accused(spam(1), KICK),
        accused(spam(2, person=7), KICK),
        Accusation(elsewhere, room, QUIET, ((KICK, "SPAM"),), True),
    )
    assert [draft.action.person for draft in found.drafts if type(draft.action) is Kick] == [
        *(6, 7, 6)
    ]
    assert len(await rows_of(store, Case.id)) == 3


async def test_report_asks_and_does_nothing(store: Store) -> None:
    found = await try_all(store, accused(spam(1), REPORT))
    assert (found.drafts, found.gone, found.due) == ([], set(), True)
    assert await rows_of(store, Case.state, Case.deleted) == [("reported", 0)]
    due = await rows_of(store, Deadline.kind, Deadline.key, Deadline.due_at, Deadline.data)
    assert due == [(CARD, "1", NOW, '{"case":1,"asks":true}')]
    assert await rows_of(store, Message.deleted_at) == [(None,)]


async def test_log_chat_hears_of_every_case_once(store: Store) -> None:
    for number in (1, 2):
        await try_all(store, accused(spam(number), KICK, values=LOGGED))
    assert await rows_of(store, Deadline.key, Deadline.data) == [("1", '{"case":1,"asks":false}')]


# -- albums ---------------------------------------------------------------------------------------


def part(number: int, text: str = "", *, person: int = 6, at: int = NOW) -> Facts:
    return spam(number, text=text, media_group_id="g1", person=person, at=at)


async def test_album_goes_as_a_whole_with_the_ad_in_its_third_caption(store: Store) -> None:
    """T50: parts before it, in another sitting or in this one, and latecomers; one case."""
    await try_all(store, accused(part(1), KICK))
    found = await try_all(store, accused(part(2), KICK), accused(part(3, "SPAM"), KICK))
    late = await try_all(store, accused(part(4, at=NOW + 5), KICK), now=NOW + 5)
    deleted = [
        draft.action.message
        for draft in (*found.drafts, *late.drafts)
        if isinstance(draft.action, Delete)
    ]
    assert sorted(deleted) == [1, 2, 3, 4]
    assert sum(isinstance(draft.action, Kick) for draft in (*found.drafts, *late.drafts)) == 1
    assert await rows_of(store, Case.key, Case.hits) == [("g:g1", 2)]
    assert await rows_of(store, CaseMessage.message_id) == [(1,), (2,), (3,), (4,)]
    rows = await rows_of(store, Message.message_id, Message.deleted_at)
    assert [number for number, gone in rows if gone is None] == []


async def test_album_latecomer_after_a_day_is_judged_by_itself(store: Store) -> None:
    await try_all(store, accused(part(1, "SPAM"), KICK))
    later = NOW + ALBUM_MEMORY
    found = await try_all(store, accused(part(2, at=later), KICK), now=later)
    assert found.drafts == []


async def test_album_that_was_only_reported_stays(store: Store) -> None:
    await try_all(store, accused(part(1, "SPAM"), REPORT))
    found = await try_all(store, accused(part(2), REPORT))
    assert (found.drafts, found.gone) == ([], set())


async def test_edit_of_a_message_with_a_case_joins_it(store: Store) -> None:
    """A message has at most one case, also days later."""
    await try_all(store, accused(spam(1), REPORT))
    again = spam(1, at=NOW + 3 * DAY)
    again.update_id, again.edited = 2, True
    found = await try_all(store, accused(again, KICK), now=NOW + 3 * DAY)
    assert [type(draft.action) for draft in found.drafts] == [Delete, Kick]
    assert await rows_of(store, Case.act, Case.hits, Case.deleted) == [("kick", 2, 1)]


# -- sweeping -------------------------------------------------------------------------------------


async def test_sweep_takes_what_was_said_lately(store: Store) -> None:
    sweeping = verdict_of("SPAM", sweep=600)
    await store.write(
        lambda c: archive.write(
            c,
            [
                spam(1, text="old", at=NOW - 601),
                spam(2, text="recent", at=NOW - 600),
                spam(3, text="other", at=NOW - 5, person=7),
            ],
        )
    )
    plain = accused(spam(4, text="just now"), KICK)
    found = await try_all(store, plain, accused(spam(5), sweeping))
    again = await try_all(store, accused(spam(6), sweeping))
    assert sorted(
        draft.action.message for draft in found.drafts if isinstance(draft.action, Delete)
    ) == [2, 4, 5]
    assert [draft.action for draft in again.drafts] == [Delete(room=1, chat=CHAT, message=6)]
    rows = await rows_of(store, Message.message_id, Message.deleted_at)
    assert [number for number, gone in rows if gone is None] == [1, 3]


async def test_sitting_rolled_back_leaves_nothing(store: Store) -> None:
    def work(connection: Any) -> None:
        moderation.try_all(connection, [accused(spam(1), KICK, values=LOGGED)], NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.write(work)
    for column in (Case.id, CaseMessage.case_id, Message.id, Deadline.id):
        assert await rows_of(store, column) == []


async def test_odd_texts_and_large_ids_in_a_case(store: Store) -> None:
    """T71, T72"""
    text, large = "SPAM 𝕬🀄 ‮'\"\\%s:x?$1", 2**63 - 1
    facts = said(large, text, person=large, message=large, chat=-large, room=large)
    reason = Verdict(delete=True, reasons=(Reason("ü🀄", "certain", json.dumps([{"saw": text}])),))
    screener = Screener(stage=Stage.FILTER, read=lambda *_: 1, rule=lambda *_: reason)
    room = Room(large, -large, "supergroup")
    await try_all(store, Accusation(facts, room, QUIET, ((screener, 1),), True))
    file = await store.read(lambda c: moderation.newest(c))
    assert [(one.text, one.subject_id, one.room_id, one.rule) for one in file] == [
        (text, large, large, "ü🀄")
    ]
    assert file[0].findings == [{"saw": text}]
    assert await rows_of(store, CaseMessage.chat_id, CaseMessage.message_id) == [(-large, large)]


SORTS = {
    "kick": KICK,
    "mute": MUTE,
    "ban": BAN,
    "report": REPORT,
}
LINES = st.lists(
    st.tuples(
        st.sampled_from((6, 7)),
        st.sampled_from((*SORTS, "talk")),
        st.sampled_from(("", "g1")),
    ),
    min_size=1,
    max_size=7,
)


def test_sitting_together_is_as_one_by_one(database_url: str) -> None:
    """Law 6: many verdicts in one transaction decide what single ones would."""
    with asyncio.Runner() as runner:

        async def opened() -> Store:
            return Store(database_url)

        store = runner.run(opened())

        async def result(sittings: list[list[Accusation]]) -> list[Any]:
            for table in (CaseMessage, Case, Message, Member, People, Deadline):
                await store.write(lambda c, t=table: c.execute(delete(t)), durable=False)
            actions, gone = [], set()
            for sitting in sittings:
                found = await try_all(store, *sitting)
                actions += [draft.action for draft in found.drafts]
                gone |= found.gone
            cases = await rows_of(
                store, Case.key, Case.subject_id, Case.act, Case.deleted, Case.hits, Case.state
            )
            messages = await rows_of(store, Message.message_id, Message.deleted_at)
            targets = await rows_of(store, CaseMessage.message_id)
            return [sorted(map(repr, actions)), gone, cases, messages, targets]

        @settings(
            max_examples=20 if store.sqlite else 8,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(LINES)
        def check(lines: list[tuple[int, str, str]]) -> None:
            accusations = []
            for number, (person, sort, album) in enumerate(lines, 1):
                text = "hello there" if sort == "talk" else "SPAM"
                more = {"media_group_id": f"{album}:{person}"} if album else {}
                screeners = [] if sort == "talk" else [SORTS[sort]]
                accusations.append(
                    accused(spam(number, person=person, text=text, **more), *screeners)
                )
            together = runner.run(result([accusations]))
            assert together == runner.run(result([[one] for one in accusations]))

        try:
            check()
        finally:
            runner.run(store.close())
