"""Orders, pardons, other admins and time in any order: nobody is held without a living reason."""

import asyncio
import sys
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from kit import LOG_CHAT, NOW
from sqlalchemy import Connection, delete, insert, select, update

from bot.core import deadline
from bot.core.actions import AnyAction, Ban, Kick, Mute, Restrict, Unban, Unmute
from bot.core.feature import Feature
from bot.core.house import House
from bot.core.store import Store
from bot.core.verdict import FOREVER, Sanction
from models.case import Case
from models.deadline import Deadline
from models.member import Member
from models.restraint import Restraint
from models.strike import Strike
from services import moderation
from services.moderation import RELEASE, UNBAN, Order, release, restraint
from services.moderation.ladder import SETTINGS
from services.moderation.undo import unban

ROOM, EVE = 1, 6
HOUR, DAY = 3600, 86_400
VALUES = House([Feature(name="punish", settings=(LOG_CHAT, *SETTINGS))]).values({})
Held = tuple[tuple[str, ...], int] | None
"""What is left to somebody, and until when (0: for ever)."""


class World:
    """Telegram is played by a status and a restriction; `theirs` is what another admin left."""

    def __init__(self, store: Store, loop: asyncio.Runner) -> None:
        self.store, self.loop = store, loop
        self.now, self.number = NOW, 0
        self.status = "member"
        self.banned_until = 0
        self.mutes: list[tuple[int, int | None]] = []
        """Mutes by number and end, of which the last one has to hold."""
        self.slipped = False
        """Whether a ban ran out by itself, which takes what else was kept from them along."""
        self.held: Held = None
        self.theirs: Held = None
        self.do(self._begin)

    def _begin(self, connection: Connection) -> None:
        for table in (Restraint, Strike, Case, Deadline, Member):
            connection.execute(delete(table))
        connection.execute(insert(Member).values(room_id=ROOM, user_id=EVE, status="member"))

    def do(self, work: Callable[[Connection], Any]) -> Any:
        return self.loop.run(self.store.write(work, durable=False))

    # -- Telegram ---------------------------------------------------------------------------

    def carry(self, actions: list[AnyAction]) -> None:
        """What Telegram makes of actions, and tells the roster."""
        for action in actions:
            match action:
                case Mute(until=until):
                    self.hold(((), until))
                case Restrict(permissions=can, until=until):
                    self.hold((can, until))
                case Unmute():
                    self.hold(None)
                case Ban(until=until):
                    self.status, self.held, self.banned_until = "kicked", None, until
                case Kick():
                    assert self.status != "kicked", "a kick would lift the ban"
                    self.status = "left"
                case Unban():
                    self.status = "left" if self.status == "kicked" else self.status
        self.tell()

    def hold(self, held: Held) -> None:
        assert self.status != "kicked", "Telegram lets in whoever is restricted"
        self.held = held

    def tell(self) -> None:
        kept = self.now_held(self.held)
        text = msgspec.json.encode({"can": kept[0], "until": kept[1]}).decode() if kept else ""
        status = self.status if self.status != "member" or not kept else "restricted"
        self.do(
            lambda c: c.execute(
                update(Member).where(Member.user_id == EVE).values(status=status, restriction=text)
            )
        )

    def now_held(self, held: Held) -> Held:
        """A restriction that has not run out."""
        return held if held and (held[1] == 0 or held[1] > self.now) else None

    # -- what happens -----------------------------------------------------------------------

    def order(self, act: Sanction, term: int) -> None:
        if self.status == "kicked" and act in (Sanction.MUTE, Sanction.KICK):
            return  # the command says that they are banned
        self.number += 1
        one = Order(
            person=EVE,
            key=f"c:{self.number}",
            act=act,
            term=term,
            by=9,
            strikes=int(act is Sanction.WARN),
        )
        now = self.now
        done = self.do(lambda c: moderation.carry_out(c, one, room=ROOM, values=VALUES, now=now))
        if done.act is Sanction.MUTE:
            self.mutes.append((done.case, done.until))
        self.carry(done.actions)
        if self.status == "kicked":
            self.theirs = None
        self.look()

    def undo(self, back: int) -> None:
        cases = self.do(lambda c: moderation.newest(c, room=ROOM, limit=back))
        if not cases:
            return
        done = self.do(lambda c: moderation.undo(c, cases[-1], by=9, now=self.now))
        if done is not None:
            self.mutes = [one for one in self.mutes if one[0] != cases[-1].id]
            self.carry(done.actions)
        self.look()

    def pardon(self, act: Sanction) -> None:
        self.carry(
            self.do(
                lambda c: release.release(c, room=ROOM, person=EVE, act=act, by=9, now=self.now)
            )
        )
        if act is Sanction.MUTE:
            self.mutes = []
        if act is Sanction.MUTE and self.held is None:
            self.theirs = None
        self.look()

    def other_admin(self, held: Held) -> None:
        """Somebody restricts or frees them in their own client."""
        self.status, self.slipped = "member", False
        self.mutes = []
        self.held = self.theirs = (held[0], held[1] and self.now + held[1]) if held else None
        self.tell()
        self.do(lambda c: release.overrule(c, room=ROOM, person=EVE))
        self.look()

    def come_back(self) -> None:
        self.status = "member" if self.status == "left" else self.status
        self.tell()

    def time_passes(self, seconds: int) -> None:
        self.now += seconds
        if self.status == "kicked" and 0 < self.banned_until <= self.now:
            self.status, self.slipped = "left", True
        self.tell()
        for due in self.do(lambda c: deadline.find_due(c, self.now, 50)):
            assert self.do(lambda c, due=due: deadline.claim(c, due))
            person = due.data["person"]
            if due.kind == RELEASE:
                tell = due.data["tell"]
                actions = self.do(
                    lambda c, person=person, tell=tell: restraint.expire(
                        c, room=ROOM, person=person, now=self.now, tell=tell
                    )
                )
            else:
                assert due.kind == UNBAN
                actions = self.do(lambda c: unban(c, room=ROOM, person=EVE, now=self.now))
            self.carry(actions)
        self.look()

    # -- what must be true ------------------------------------------------------------------

    def living(self, act: str) -> bool:
        """Whether a case does this still."""
        found = select(Case.id).where(
            Case.act == act,
            Case.state == "in force",
            (Case.until.is_(None)) | (Case.until > self.now),
        )
        return self.do(lambda c: c.execute(found).first()) is not None

    def look(self) -> None:
        if self.status == "kicked":
            assert self.living("ban"), "banned without a case that lives"
            return
        assert not self.living("ban"), "let in though a case that lives keeps them out"
        held = self.now_held(self.held)
        if held is not None and held != self.now_held(self.theirs):
            assert self.living("mute"), "muted without a case that lives"
        if self.mutes and self.mutes[-1][1] is not None and self.mutes[-1][1] <= self.now:
            self.mutes = []
        if self.mutes and not self.slipped:
            assert (held or (None,))[0] == (), "a case that lives does not hold"
        if not self.living("mute"):
            assert held == self.now_held(self.theirs), "what held before does not hold again"


STEPS = [
    *[
        ("order", (act, term))
        for act in (Sanction.MUTE, Sanction.BAN)
        for term in (20, DAY, FOREVER)
    ],
    ("order", (Sanction.MUTE, 400 * DAY)),
    ("order", (Sanction.KICK, FOREVER)),
    ("order", (Sanction.WARN, FOREVER)),
    ("undo", (1,)),
    ("undo", (1,)),
    ("undo", (2,)),
    ("pardon", (Sanction.MUTE,)),
    ("pardon", (Sanction.BAN,)),
    ("other_admin", (None,)),
    ("other_admin", ((("can_send_messages",), 0),)),
    ("other_admin", ((("can_send_polls",), 10 * DAY),)),
    ("come_back", ()),
    ("time_passes", (40,)),
    ("time_passes", (2 * DAY,)),
    ("time_passes", (401 * DAY,)),
]


def run_machine(url: str, examples: int) -> None:
    async def opened() -> Store:
        return Store(url)

    with asyncio.Runner() as runner:
        store = runner.run(opened())

        @settings(
            max_examples=examples if store.sqlite else examples // 4,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            deadline=None,
        )
        @given(st.lists(st.sampled_from(STEPS), min_size=3, max_size=12))
        def live(steps: list[tuple[str, tuple[Any, ...]]]) -> None:
            world = World(store, runner)
            for name, how in steps:
                getattr(world, name)(*how)

        try:
            live()
        finally:
            runner.run(store.close())


def test_enforcement_machine(database_url: str) -> None:
    """T94, T95: no kick becomes a ban, no mute outlives its reason, earlier ones are restored."""
    run_machine(database_url, 100)


def _forgets_earlier(*_: Any) -> str:
    return ""


def _knows_no_other(*_: Any) -> None:
    return None


def _lets_pass(*_: Any, **__: Any) -> list[AnyAction]:
    return []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("module", "name", "broken"),
    [
        (restraint, "_restriction", _forgets_earlier),
        (restraint, "expire", _lets_pass),
        (restraint, "_restore", _lets_pass),
        ("services.moderation.undo", "_revive", _knows_no_other),
    ],
)
def test_enforcement_machine_catches_a_planted_bug(
    database_url: str, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, broken: Any
) -> None:
    """What held before is not remembered, a mute does not end, another case is overlooked."""
    monkeypatch.setattr(sys.modules.get(module, module), name, broken)
    with pytest.raises(AssertionError):
        run_machine(database_url, 600)
