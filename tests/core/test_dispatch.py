"""Units: one update, one transaction, and nothing leaves before its commit."""

import asyncio
import contextlib
from typing import Any

import pytest
from kit import ADMIN, CHAT, NOW, Machine, change, chatter, counted, pressed, rows_of, verdict_of
from sqlalchemy import insert, select, text

from bot.core import dispatch, kinds, settings
from bot.core.actions import Answer, Delete, Kick, Send
from bot.core.dispatch import Unparsable
from bot.core.errors import Miss, UserError
from bot.core.feature import Command, Feature, Press, Watcher
from bot.core.store import Store
from bot.core.unit import Unit
from handlers import manner
from models.case import Case
from models.deadline import Deadline, Meta
from models.inbox import Inbox, Quarantine
from models.manner import Letter
from models.message import Message
from models.outbox import Outbox
from rehearsal.clock import ManualClock


class Stage:
    """Handlers, and what they saw."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.failures = 0

    async def mark(self, unit: Unit) -> None:
        await unit.session.execute(insert(Meta).values(key=unit.args, value="1"))
        unit.reply(unit.args)

    async def late_crash(self, unit: Unit) -> None:
        """Everything is done, and then it crashes, a few times."""
        await self.mark(unit)
        await unit.later("never", "k", due_at=unit.now + 5)
        unit.do(Answer(room=unit.room.id, query="q"))
        if self.failures:
            self.failures -= 1
            raise ZeroDivisionError

    async def refuse(self, unit: Unit) -> None:
        await self.mark(unit)
        raise UserError("You did <b>that</b> wrong")

    async def who(self, unit: Unit) -> None:
        self.seen.append(sorted(unit.rights))

    async def miss(self, unit: Unit) -> None:
        self.seen.append(unit.admins)

    async def press(self, unit: Unit) -> None:
        self.seen.append((unit.args, sorted(unit.rights)))

    async def watch(self, unit: Unit) -> None:
        self.seen.append(f"{unit.facts.text} → {unit.facts.content}")

    async def hang(self, unit: Unit) -> None:
        await self.mark(unit)
        await asyncio.Event().wait()

    async def change(self, unit: Unit) -> None:
        await unit.run(
            lambda c: settings.change(
                c, room=unit.room.id, key="score", value=5, by=None, now=unit.now
            )
        )
        unit.forget_settings()


@pytest.fixture
def stage() -> Stage:
    return Stage()


RIGHT = "can_restrict_members"


@pytest.fixture
def machine(store: Store, stage: Stage) -> Machine:
    feature = Feature(
        name="test",
        settings=(kinds.number("score", 60, 0, 100),),
        commands=(
            Command(name="mark", handle=stage.mark),
            Command(name="late", handle=stage.late_crash),
            Command(name="no", handle=stage.refuse),
            Command(name="who", handle=stage.who, admin=True),
            Command(name="rights", handle=stage.who, lists=True),
            Command(name="judge", handle=stage.mark, right=RIGHT),
            Command(name="private", handle=stage.mark, where="private"),
            Command(name="group", handle=stage.mark, where="group"),
            Command(name="hang", handle=stage.hang),
            Command(name="change", handle=stage.change),
        ),
        presses=(
            Press(name="free", handle=stage.press),
            Press(name="judge", handle=stage.press, right=RIGHT),
        ),
        watchers=(Watcher(kinds=("chat_member",), handle=stage.watch),),
        screeners=(verdict_of("SPAM"),),
    )
    return Machine(store, ManualClock(), manner.FEATURE, feature)


async def all_settled(machine: Machine) -> bool:
    return all(done for (done,) in await rows_of(machine.store, Inbox.done_at))


def said(machine: Machine) -> list[str]:
    return [action.text for action in machine.basket.actions if isinstance(action, Send | Answer)]


async def test_unit_commits_everything_together(machine: Machine) -> None:
    """Laws 1 and 6: rows, actions, tombstone."""
    await machine.handle(chatter(1, "/mark a"))
    assert await rows_of(machine.store, Meta.key) == [("a",)]
    assert await rows_of(machine.store, Outbox.state, Outbox.expires_at) == [("new", NOW + 300)]
    assert await rows_of(machine.store, Message.text) == [("/mark a",)]
    assert (said(machine), await all_settled(machine)) == (["a"], True)


async def test_unit_that_crashes_leaves_nothing_and_is_tried_again(
    machine: Machine, stage: Stage
) -> None:
    """Law 4: one retry; what the first attempt did and said is as if it had never been."""
    stage.failures = 1
    await machine.handle(chatter(1, "/late a"))
    assert await rows_of(machine.store, Meta.key) == [("a",)]
    assert await rows_of(machine.store, Outbox.state) == [("new",)]
    assert await counted(machine.store) == {5_000_000_001: 1}
    assert said(machine) == ["a", ""]
    assert await rows_of(machine.store, Quarantine.kind) == []


async def test_unit_that_crashes_twice_leaves_nothing_at_all(
    machine: Machine, stage: Stage
) -> None:
    """Law 4, T78"""
    stage.failures = 2
    await machine.handle(chatter(1, "/late a"))
    for table in (Meta.key, Outbox.id, Message.id):
        assert await rows_of(machine.store, table) == []
    kinds = await rows_of(machine.store, Deadline.kind)
    assert ("never",) not in kinds
    assert machine.basket.actions == []
    assert await rows_of(machine.store, Quarantine.reference) == [("1",)]
    assert await all_settled(machine)


async def test_unit_over_its_time_is_rolled_back(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law 9: the limit is shortened here, not the clock."""
    monkeypatch.setattr(dispatch, "LIMIT", 0.05)
    await machine.handle(chatter(1, "/hang a"), chatter(2, "/mark b"))
    assert await rows_of(machine.store, Meta.key) == [("b",)]
    ((reference, error),) = await rows_of(machine.store, Quarantine.reference, Quarantine.error)
    assert (reference, "Overdue: unit open for" in error) == ("1", True)


async def test_mistake_of_a_person_changes_nothing_and_is_told(machine: Machine) -> None:
    """The message stays, and is known like any other: it may have to be taken away later."""
    await machine.handle(chatter(1, "/no a", message=77))
    assert await rows_of(machine.store, Meta.key) == []
    assert said(machine) == ["You did <b>that</b> wrong"]
    assert machine.basket.actions[0].reply_to == 77
    assert await rows_of(machine.store, Message.text) == [("/no a",)]
    assert await all_settled(machine)


async def test_command_that_is_an_ad_is_deleted_and_not_answered(machine: Machine) -> None:
    """Law 7"""
    await machine.handle(chatter(1, "/mark SPAM"), chatter(2, "/judge SPAM"))
    assert await rows_of(machine.store, Meta.key) == []
    assert said(machine) == []
    assert await rows_of(machine.store, Case.hits, Case.rule) == [(2, "test.SPAM")]
    assert await all_settled(machine)


async def test_command_without_the_right_is_quietly_refused(machine: Machine) -> None:
    """T12: asked anew before saying no; it is deleted, and once an hour a stranger hears why.

    What they wrote is kept.
    """
    await machine.handle(chatter(1, "/judge a"))
    delete, line = machine.basket.actions
    assert (delete.message, machine.directory.warmed) == (1, 1)
    assert line.text.endswith(">P5000000001</a>, I have something for you.")
    assert await rows_of(machine.store, Message.text) == [("/judge a",)]
    assert await rows_of(machine.store, Letter.user_id, Letter.body) == [
        (
            5_000_000_001,
            '{"text":"<b>Club</b>\\nYou need the right to ban users for that.","buttons":[]}',
        )
    ]
    await machine.handle(chatter(2, "/judge a"), chatter(3, "/who"))
    machine.clock.advance(3599)
    await machine.handle(chatter(4, "/judge a"))
    deleted = [Delete(room=1, chat=CHAT, message=number) for number in (2, 3, 4)]
    assert machine.basket.actions[2:] == deleted
    await machine.handle(chatter(5, "/who", person=7))
    deletion, line = machine.basket.actions[5:]
    assert deletion == Delete(room=1, chat=CHAT, message=5)
    assert line.text.endswith(">P7</a>, I have something for you.")
    assert await rows_of(machine.store, Meta.key) == []
    assert await all_settled(machine)


async def test_command_with_the_right(machine: Machine) -> None:
    await machine.handle(chatter(1, "/judge a", person=ADMIN))
    assert said(machine) == ["a"]


async def test_command_of_an_admin_with_other_rights_is_told_so(machine: Machine) -> None:
    """T13"""
    mark = machine.house.commands["mark"].handle
    machine.add(Command(name="pin", handle=mark, right="can_delete_messages"))
    await machine.handle(chatter(1, "/pin a", person=ADMIN))
    assert said(machine) == ["You need the right to delete messages for that."]
    assert await rows_of(machine.store, Meta.key) == []


@pytest.mark.parametrize(("sender", "rights"), [(CHAT, "group"), (CHAT - 5, "none")])
async def test_rights_of_an_anonymous_admin_are_the_groups(
    machine: Machine, stage: Stage, sender: int, rights: str
) -> None:
    """T9: who writes as this group has what every hidden admin has; another chat has nothing."""
    from bot.core.role import ANONYMOUS, Admin, Admins

    hidden = Admin(9, frozenset((RIGHT, "can_x")), anonymous=True)
    other = Admin(8, frozenset((RIGHT,)), anonymous=True)
    machine.directory.known = Admins({9: hidden, 8: other})
    sender_chat = {"id": sender, "type": "supergroup", "title": "Club"}
    await machine.handle(chatter(1, "/rights", person=ANONYMOUS, sender_chat=sender_chat))
    assert stage.seen == [[RIGHT] if rights == "group" else []]


@pytest.mark.parametrize(
    ("command", "kind", "ok"),
    [
        ("private", "supergroup", False),
        ("private", "private", True),
        ("group", "private", False),
        ("group", "group", True),
    ],
)
async def test_command_in_its_place(machine: Machine, command: str, kind: str, ok: bool) -> None:
    await machine.handle(chatter(1, f"/{command} a", type=kind))
    assert await rows_of(machine.store, Meta.key) == ([("a",)] if ok else [])
    assert len(said(machine)) == 1


async def test_button_unknown_is_answered_as_stale(machine: Machine, stage: Stage) -> None:
    """T2, T4"""
    forged = [pressed(n, data, seal=False) for n, data in enumerate(("judge:5", "free", "~~"), 3)]
    await machine.handle(pressed(1, "unheard:1"), pressed(2, ""), *forged)
    answers = machine.basket.actions
    assert [(one.query, one.text) for one in answers] == [
        (f"q{number}", "This button is out of date.") for number in range(1, 6)
    ]
    assert stage.seen == []
    assert await rows_of(machine.store, Outbox.id) == []


async def test_button_without_the_right(machine: Machine, stage: Stage) -> None:
    """T1, T12"""
    await machine.handle(pressed(1, "judge:5", person=6), pressed(2, "judge:5"))
    assert [seen[0] for seen in stage.seen] == ["5"]
    ((query, text_),) = [(one.query, one.text) for one in machine.basket.actions]
    assert (query, text_) == ("q1", "You need the right to ban users for that.")


async def test_watcher_sees_what_passed(machine: Machine, stage: Stage) -> None:
    await machine.handle(change(1, "left", "member", person=6))
    assert stage.seen == ["left → member"]


async def test_administrators_that_were_not_declared_are_a_miss(
    machine: Machine, stage: Stage
) -> None:
    """Law 9: nothing is fetched inside a unit; it crashes and shows in the quarantine."""
    machine.add(Command(name="miss", handle=stage.miss))
    await machine.handle(chatter(1, "/miss", chat=6, type="private"))
    ((error,),) = await rows_of(machine.store, Quarantine.error)
    assert Miss.__name__ in error


async def test_settings_changed_hold_for_the_next_update(machine: Machine) -> None:
    """Law 20: forgotten after the commit, before the lane ends."""
    await machine.receive(chatter(1))
    room = await machine.room_id()
    before = machine.memory.values(room)
    assert before is not None
    await machine.handle(chatter(2, "/change"), chatter(3, "/mark a"))
    await machine.memory.load_values({room})
    after = machine.memory.values(room)
    assert after is not None
    assert (before["score"], after["score"]) == (60, 5)


async def test_unparsable_part_is_quarantined_and_still_judged(machine: Machine) -> None:
    """Law 2, T89: what the library cannot read, the walker could."""

    async def blind(_facts: Any, _body: Any) -> None:
        raise Unparsable("KeyError: 'date'")

    machine.runtime.runner.gate = blind  # type: ignore[union-attr]
    await machine.handle(chatter(1, "/mark SPAM"), chatter(2, "/mark a"))
    assert await rows_of(machine.store, Quarantine.reference) == [("1",), ("2",)]
    assert await rows_of(machine.store, Case.id) == [(1,)]
    assert await rows_of(machine.store, Meta.key) == []
    assert await all_settled(machine)


async def test_library_that_loses_an_update_is_found_out(machine: Machine) -> None:
    """Law 7: settled exactly once, or it is known."""

    async def deaf(_facts: Any, _body: Any) -> None:
        return

    machine.runtime.runner.gate = deaf  # type: ignore[union-attr]
    await machine.handle(chatter(1, "/mark a"))
    ((error,),) = await rows_of(machine.store, Quarantine.error)
    assert "reached no handler" in error
    assert await all_settled(machine)


async def test_library_that_swallows_a_crash_settles_nothing(machine: Machine) -> None:
    """PTB hands exceptions to error handlers: "done" is said by our code alone."""

    async def calm(_facts: Any, body: Any) -> None:
        with contextlib.suppress(ZeroDivisionError):
            await body()

    machine.runtime.runner.gate = calm  # type: ignore[union-attr]
    machine.house.commands["late"].handle.__self__.failures = 2  # type: ignore[attr-defined]
    await machine.handle(chatter(1, "/late a"))
    assert await rows_of(machine.store, Quarantine.reference) == [("1",)]
    assert await rows_of(machine.store, Meta.key) == []


async def test_action_of_a_rolled_back_unit_never_leaves(machine: Machine) -> None:
    """Effects leave after the commit, or not at all (T78)."""

    async def decide(unit: Unit) -> None:
        unit.do(Kick(room=unit.room.id, person=6))
        unit.do(Answer(room=unit.room.id, query="q"))
        await unit.session.execute(text("SELECT * FROM nothing"))

    machine.add(Command(name="decide", handle=decide))
    await machine.handle(chatter(1, "/decide"))
    assert machine.basket.actions == []
    found = await machine.store.read(lambda c: c.execute(select(Outbox.id)).all())
    assert found == []
