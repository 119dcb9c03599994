"""Envelopes and the ledger through anything that happens, in any order.

People send, claim (twice, too late, uninvited), leave, are muted and erased; the clock jumps; two
sweepers come; whatever is done may be killed before its commit. At every instant each point is
somewhere, nobody has two shares, and every share is the one that was promised.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from kit import CHAT, NOW
from msgspec import structs
from sqlalchemy import Connection, insert, select, update

from bot.core import room as rooms
from bot.core.house import House
from bot.core.room import Room
from bot.discovery import discover
from models.ledger import Account
from models.member import Member
from services import points
from services.packet import book, change, claim
from services.packet.packet import Packet, Terms
from services.points import RETIRED, TREASURY, Short, check, member
from tests.databases import in_memory

PEOPLE = (11, 12, 13, 14, 15)
GIVEN = 60
VALUES = House(discover()).values({})

people = st.sampled_from(PEOPLE)
one_of_them = st.sampled_from((0, 0, 0, 1, 2, 5))
killed = st.sampled_from((False, False, False, True))


class Killed(Exception):
    """The process dies before its commit."""


class Envelopes(RuleBasedStateMachine):
    """What the tables say, beside what they have to."""

    def __init__(self) -> None:
        super().__init__()
        self.connection: Connection = in_memory().connect()
        self.outer = self.connection.begin()
        self.now, self.seeds = NOW, 0
        self.open: dict[int, Packet] = {}
        self.shares: dict[int, dict[int, int]] = {}
        self.all: list[int] = []
        self.balance = dict.fromkeys(PEOPLE, GIVEN)
        self.retired = 0
        self.erased: set[int] = set()
        self.away: set[int] = set()
        rooms.admit(self.connection, [Room(0, CHAT, "supergroup")], NOW)
        for person in PEOPLE:
            self.connection.execute(
                insert(Member).values(room_id=1, user_id=person, status="member")
            )
            self._grant(person)

    def _grant(self, person: int) -> None:
        points.move(
            self.connection,
            room=1,
            source=TREASURY,
            target=member(person),
            amount=GIVEN,
            reason="grant",
            reference=f"{person}",
            at=NOW,
        )

    def _do(self, work: Callable[[Connection], Any], kill: bool) -> Any:
        """Do something in a transaction; None if the process is killed before it is committed."""
        done = None
        with suppress(Killed), self.connection.begin_nested():
            done = work(self.connection)
            if kill:
                done = None
                raise Killed
        return done

    @rule(
        person=people,
        total=st.integers(1, 40),
        count=st.integers(1, 6),
        equal=st.booleans(),
        term=st.sampled_from((10, 100)),
        guest=st.sampled_from((None, None, None, *PEOPLE[:2])),
        kill=killed,
    )
    def send(
        self,
        person: int,
        total: int,
        count: int,
        equal: bool,
        term: int,
        guest: int | None,
        kill: bool,
    ) -> None:
        self.seeds += 1
        terms = Terms(
            total=total,
            shares=count,
            mode="equal" if equal else "lucky",
            expires_at=self.now + term,
            source=member(person),
            sender=person,
            guests=() if guest is None else (guest,),
        )
        seed = hashlib.sha256(str(self.seeds).encode()).digest()
        try:
            packet = self._do(
                lambda c: change.open_packet(c, room=1, terms=terms, seed=seed, now=self.now), kill
            )
        except Short:
            assert self.balance[person] < total
            return
        except ValueError:
            assert total < count or (equal and total % count)
            return
        if packet is not None:
            self.balance[person] -= total
            self.all.append(packet.id)
            self.open[packet.id], self.shares[packet.id] = packet, {}

    @rule(wishes=st.lists(people, max_size=4), at=one_of_them)
    def several_wish(self, wishes: list[int], at: int) -> None:
        for person in wishes:
            self.wish(person, at, False)

    @rule(person=people, at=one_of_them, kill=killed)
    def wish(self, person: int, at: int, kill: bool) -> None:
        if not self.all:
            return
        number = self.all[-1 - at % len(self.all)]
        before = self.shares[number]
        found = self._do(
            lambda c: claim.claim(
                c,
                room=1,
                number=number,
                person=person,
                values=VALUES,
                now=self.now,
                at=self.now,
            ),
            kill,
        )
        if found is None:
            return
        packet = self.open.get(number)
        if person in before:
            assert (found.outcome, found.amount) == ("before", before[person])
        elif packet is None:
            assert found.outcome in ("empty", "expired")
        elif self.now >= packet.expires_at:
            assert (found.outcome, found.closes) == ("expired", True)
            self._is_closed(number, found.packet)
        elif person in self.away:
            assert found.outcome in ("left", "guest")
        elif found.outcome != "guest":
            assert found.outcome == "done"
            assert found.amount == packet.draw.shares[len(before)]
            before[person] = found.amount
            self.balance[person] += found.amount
            assert found.closes == (len(before) == packet.shares)
            if found.closes:
                self._is_closed(number, found.packet)

    @rule(at=one_of_them, kill=killed, twice=st.booleans())
    def sweep(self, at: int, kill: bool, twice: bool) -> None:
        """Whoever is due is closed, by one sweeper or by two."""
        due = [one.id for one in self.open.values() if one.expires_at <= self.now]
        if due:
            self._close(due[at % len(due)], kill=kill)
            if twice:
                self._close(due[at % len(due)])

    def _close(self, number: int, kill: bool = False) -> None:
        was_open = number in self.open
        closed = self._do(lambda c: change.close(c, room=1, number=number, now=self.now), kill)
        if kill or not was_open:
            assert closed is None
        else:
            self._is_closed(number, closed)

    def _is_closed(self, number: int, closed: Packet | None) -> None:
        packet = self.open.pop(number)
        assert closed is not None
        rest = packet.total - sum(self.shares[number].values())
        assert closed.state == ("expired" if rest else "empty")
        owner = points.owner_of(self.connection, packet.account_id)
        if owner == RETIRED:
            self.retired += rest
        else:
            self.balance[int(owner.key)] += rest

    @rule(seconds=st.sampled_from((1, 9, 50, 86_400)))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    @rule(person=people)
    def come_or_go(self, person: int) -> None:
        self.away ^= {person}
        status = "left" if person in self.away else "member"
        self.connection.execute(
            update(Member).where(Member.user_id == person).values(status=status)
        )

    @rule(person=people)
    def erase(self, person: int) -> None:
        """Their account is cut loose, as the tables declare; what they had is nobody's."""
        self.retired += self.balance[person]
        self.balance[person] = 0
        points.retire(self.connection, room=1, person=person, now=self.now)
        mine = update(Account).where(Account.user_id == person)
        self.connection.execute(mine.values(user_id=None))

    @invariant()
    def every_point_is_somewhere(self) -> None:
        held = {(row.kind, str(row.user_id or row.key)): row.balance for row in self._accounts()}
        assert sum(held.values()) == 0
        theirs = {person: held.get(("member", str(person)), 0) for person in PEOPLE}
        assert (theirs, held.get(("retired", ""), 0)) == (self.balance, self.retired)
        lying = {one.escrow.key: one.total - self._given(one) for one in self.open.values()}
        assert lying == {key: held for (kind, key), held in held.items() if kind == "escrow"}

    def _accounts(self) -> list[Any]:
        """All accounts that hold something; those of erased people hold nothing."""
        held = select(Account.user_id, Account.key, Account.kind, Account.balance)
        return [row for row in self.connection.execute(held) if row.balance]

    def _given(self, packet: Packet) -> int:
        return sum(self.shares[packet.id].values())

    @invariant()
    def every_share_is_as_promised(self) -> None:
        for number in self.all[-2:]:
            packet = book.find(self.connection, 1, number)
            assert packet is not None
            shares = book.shares_of(self.connection, number)
            assert packet.keeps_its_promise
            assert [one.position for one in shares] == list(range(1, packet.taken + 1))
            assert [one.amount for one in shares] == list(packet.draw.shares[: packet.taken])
            assert [one.amount for one in shares] == list(self.shares[number].values())
            assert packet.is_open == (number in self.open)

    def teardown(self) -> None:
        assert check.whole(self.connection, 1).wrong == 0
        self.outer.rollback()
        self.connection.close()


def run(examples: int = 20, steps: int = 25) -> None:
    run_state_machine_as_test(
        Envelopes,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            deadline=None,
            derandomize=True,
        ),
    )


def test_envelopes_keep_every_point() -> None:
    """T3, T75, T77, T78, T79, T80, T84"""
    run()


def _keeps_the_rest(connection: Connection, *, room: int, number: int, now: int) -> Any:
    closed = change_close(connection, room=room, number=number, now=now)
    if closed is not None and closed.state == "expired":
        points.move(
            connection,
            room=room,
            source=TREASURY,
            target=closed.escrow,
            amount=1,
            reason="bug",
            reference=str(number),
            at=now,
        )
    return closed


def _gives_the_largest_first(connection: Connection, packet: Packet, **how: Any) -> Any:
    largest = max(range(packet.shares), key=packet.draw.shares.__getitem__)
    if packet.taken == 0 and largest:
        return change_hand_out(connection, structs.replace(packet, taken=largest), **how)
    return change_hand_out(connection, packet, **how)


def _forgets_who_had_one(*_: Any) -> None:
    return None


def _is_never_late(connection: Connection, room: int, number: int, *, locked: bool = False) -> Any:
    found = book_find(connection, room, number, locked=locked)
    return found and structs.replace(found, expires_at=2**40)


change_close, change_hand_out, book_find = change.close, change.hand_out, book.find


@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [
        (change, "close", _keeps_the_rest),
        (change, "hand_out", _gives_the_largest_first),
        (book, "share_of", _forgets_who_had_one),
        (claim.book, "find", _is_never_late),
    ],
)
def test_a_planted_bug_is_caught(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, broken: Any
) -> None:
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(Exception):  # noqa: B017 – an assertion, or the database itself
        run(examples=60)
