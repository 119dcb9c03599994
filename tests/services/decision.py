"""A bot without Telegram that decides appeals and reports, and what must hold of it."""

import asyncio
import dataclasses
from collections import Counter
from typing import Any

from kit import ADMIN, CHAT, NOW, Machine, chatter, pressed
from sqlalchemy import Connection, delete, insert, select

from bot.app import discover
from bot.core import outbox
from bot.core import settings as stored
from bot.core.actions import Copy, Send
from bot.core.outbox import Fate, Parcel
from bot.core.role import Admin, Admins
from bot.core.store import Store
from bot.core.verdict import Sanction
from models import metadata
from models.appeal import Appeal, Juror
from models.audit import Audit
from models.case import Case
from models.deadline import Deadline
from models.desk import Card
from models.inbox import Quarantine
from models.member import Member, People
from models.report import Reported
from rehearsal.clock import ManualClock
from services import desk, moderation
from services.appeal import DUE
from services.moderation import Order

EVE, HOUR = 6, 3600
JURORS, REPORTERS = (11, 12, 13, 14), (21, 22, 23)
CLERK = 4_000_000_002
"""An administrator who comes and goes."""

RIGHTS = frozenset(("owner", "can_restrict_members", "can_delete_messages", "can_change_info"))


def features() -> list[Any]:
    """The whole house; the setting that the test's bot brings along is left out."""
    return [
        dataclasses.replace(one, settings=tuple(s for s in one.settings if s.key != "log.chat"))
        for one in discover()
    ]


class World:
    """The bot without Telegram, whose answers are made up."""

    def __init__(self, store: Store, loop: asyncio.Runner) -> None:
        self.loop, self.store = loop, store
        self.clock = ManualClock()
        self.number, self.posted, self.cases = 100, 5000, 0
        self.done: set[int] = set()
        self.told: Counter[int] = Counter()
        self.run(self._begin())

    def run(self, work: Any) -> Any:
        return self.loop.run(work)

    def do(self, work: Any) -> Any:
        return self.run(self.store.write(work, durable=False))

    async def _begin(self) -> None:
        await self.store.write(self._clear, durable=False)
        self.machine = Machine(self.store, self.clock, *features())
        self._appoint(frozenset())
        await self.machine.receive(chatter(1))
        await self.machine.sweeper.tick()
        self.machine.sweeper.ready()
        await self.machine.rest()
        self.room = await self.machine.room_id()
        await self.store.write(self._fill, durable=False)

    def _clear(self, connection: Connection) -> None:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))

    def _fill(self, connection: Connection) -> None:
        for person in (EVE, *JURORS, *REPORTERS, ADMIN):
            trusted = 1 if person in JURORS + REPORTERS else None
            row = {"room_id": self.room, "user_id": person, "status": "member"}
            connection.execute(insert(Member).values(**row, approved_by=trusted))
            connection.execute(
                insert(People).values(
                    user_id=person,
                    first_name=f"P{person}",
                    last_name="",
                    username="",
                    started=0 if person in REPORTERS else 1,
                    seen_at=NOW,
                )
            )

    def _appoint(self, clerk: frozenset[str]) -> None:
        people = {ADMIN: Admin(ADMIN, RIGHTS), CLERK: Admin(CLERK, clerk)}
        self.machine.directory.known = Admins({n: a for n, a in people.items() if a.rights})

    # -- what happens ---------------------------------------------------------------------

    def _handle(self, *payloads: bytes) -> None:
        self.run(self.machine.handle(*payloads))

    def _next(self) -> int:
        self.number += 1
        return self.number

    def configure(self, key: str, value: Any) -> None:
        self.do(lambda c: stored.change(c, room=self.room, key=key, value=value, by=1, now=NOW))
        self.machine.memory.forget(self.room)

    def punish(self, act: Sanction) -> None:
        number = self._next()
        order = Order(person=EVE, key=f"t:{number}", name="Eve", act=act, by=ADMIN)
        values = self.machine.memory.values(self.room) or self.machine.house.values({})
        now = int(self.clock.now())
        self.do(lambda c: moderation.carry_out(c, order, room=self.room, values=values, now=now))

    def appeal(self, case: int, text: str) -> None:
        how = {"person": EVE, "chat": EVE, "type": "private", "at": int(self.clock.now())}
        self._handle(chatter(self._next(), f"/appeal {case} {text}", **how))

    def report(self, message: int, person: int) -> None:
        about = {
            "message_id": 900 + message,
            "from": {"id": EVE, "is_bot": False, "first_name": "Eve"},
            "chat": {"id": CHAT, "type": "supergroup", "title": "Club"},
            "date": NOW,
            **({"text": "rude"} if message % 2 else {"photo": [], "caption": "rude"}),
        }
        how = {"person": person, "at": int(self.clock.now()), "reply_to_message": about}
        self._handle(chatter(self._next(), "/report", **how))

    def press(self, what: str, case: int, person: int) -> None:
        known = self.machine.directory.known.rights_of(person)
        jurors = self._seats(case)
        before = self._decided()
        self._handle(pressed(self._next(), f"{what}:{case}", person=person))
        self.pass_(0)
        fresh = {key for key in self._decided() if key not in before}
        for what_, number, by in fresh:
            if by is None:
                assert (number, person) in {(case, one) for one in jurors}, "no juror decided"
            else:
                assert by == person, "somebody else is said to have decided"
                right = "can_delete_messages" if what == "report_delete" else desk.RIGHT
                assert right in known, f"{what_} without the right"

    def undo(self, case: int) -> None:
        def work(connection: Connection) -> None:
            found = moderation.find(connection, case)
            if found is not None:
                moderation.undo(connection, found, by=ADMIN, now=int(self.clock.now()))

        self.do(work)

    def rights(self, clerk: frozenset[str]) -> None:
        self._appoint(clerk)

    def answer(self, state: str) -> None:
        """Telegram answers everything that is on its way and that somebody waits for."""
        self.run(self._answer(state))

    async def _answer(self, state: str) -> None:
        for parcel in [one for one in self.machine.basket.parcels if one.id not in self.done]:
            self._look_at(parcel)
            self.done.add(parcel.id)
            if parcel.then:
                self.posted += 1
                there = {"chat": CHAT, "message": self.posted}
                made = isinstance(parcel.action, Send | Copy)
                fate = Fate(state=state, result=there if made and state == "done" else None)
                self.machine.runtime.ended(parcel, fate)
        await self.machine.rest()

    def _look_at(self, parcel: Parcel) -> None:
        if parcel.then == "appeal.told":
            self.told[parcel.then_data["case"]] += 1

    def crash(self) -> None:
        self.run(self._crash())

    async def _crash(self) -> None:
        known = self.machine.directory.known
        await self.machine.crash_and_start()
        self.machine.directory.known = known
        left, _ = await self.store.read(lambda c: outbox.load_open(c, 0, 1000))
        self.machine.basket.take(left)
        self.machine.sweeper.ready()
        await self.machine.rest()

    def pass_(self, seconds: int) -> None:
        """Time passes, and whatever is due is done, with what is due by it."""
        self.clock.advance(seconds)
        due = select(Deadline.id).where(Deadline.due_at <= int(self.clock.now()))
        for _ in range(20):
            self.run(self.machine.sweeper.tick())
            self.run(self.machine.rest())
            if not self.run(self.store.read(lambda c: c.execute(due).all())):
                return
        raise AssertionError("something is due for ever")

    # -- what must hold -------------------------------------------------------------------

    def _seats(self, case: int) -> list[int]:
        query = select(Juror.user_id).where(Juror.case_id == case)
        return list(self.run(self.store.read(lambda c: c.execute(query).scalars().all())))

    def _decided(self) -> list[tuple[str, int, int | None]]:
        query = select(Audit.what, Audit.case_id, Audit.by).where(
            Audit.what.in_(("settle", "uphold", "reverse"))
        )
        rows = self.run(self.store.read(lambda c: c.execute(query).all()))
        return [tuple(row) for row in rows]

    def check(self) -> None:
        self.pass_(0)

        def look(connection: Connection) -> None:
            assert connection.execute(select(Quarantine.error)).scalars().all() == []
            waiting = select(Deadline.key).where(Deadline.kind == DUE)
            due = set(connection.execute(waiting).scalars())
            for case, state in connection.execute(select(Appeal.case_id, Appeal.state)):
                assert (str(case) in due) is (state == "open"), "an appeal is forgotten"
            for case, state, deleted, copy, plain in connection.execute(
                select(Case.id, Case.state, Case.deleted, Reported.copy_chat, Reported.plain).join(
                    Reported, Reported.case_id == Case.id
                )
            ):
                cards = connection.execute(
                    select(Card.place, Card.message_id).where(Card.matter == f"report:{case}")
                ).all()
                if state == "reported":
                    live = [one for one in cards if one.message_id != desk.CLOSED]
                    gone = {one.place for one in cards}
                    assert live or desk.GROUP in gone, "nobody knows of a report"
                    assert not deleted or plain or copy, "nothing is left of a hidden message"

        self.run(self.store.read(look))
        found = Counter((what in ("uphold", "reverse"), case) for what, case, _ in self._decided())
        assert all(times == 1 for times in found.values()), "decided twice"
        assert all(times == 1 for times in self.told.values()), "told twice"

    def end(self) -> None:
        """Everything is answered: who appealed knows what came of it."""
        for _ in range(4):
            self.answer("done")
            self.check()
        query = select(Appeal.case_id).where(Appeal.state != "open")
        ended = self.run(self.store.read(lambda c: c.execute(query).scalars().all()))
        assert set(self.told) == set(ended), "somebody was not told"
