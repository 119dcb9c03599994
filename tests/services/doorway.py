"""Telegram as the door sees it: the bot changes the world, and the world tells the bot."""

import asyncio
from dataclasses import dataclass
from typing import Any

import msgspec
from kit import ADMIN, BOT, CHAT, Machine
from sqlalchemy import delete, select

from bot.core import outbox
from bot.core.actions import (
    Approve,
    Ban,
    Count,
    Decline,
    Kick,
    Mute,
    Restrict,
    Send,
    Unmute,
)
from bot.core.outbox import DONE, Fate, Parcel
from bot.core.role import OWNER, Admin, Admins
from bot.core.store import Store
from handlers.captcha import FEATURE as CAPTCHA
from handlers.endorse import FEATURE as ENDORSE
from handlers.entry import FEATURE as ENTRY
from handlers.greeting import FEATURE as GREETING
from handlers.manner import FEATURE as MANNER
from handlers.pledge import FEATURE as PLEDGE
from handlers.punish import FEATURE as PUNISH
from handlers.raid import FEATURE as RAID
from handlers.review import FEATURE as REVIEW
from handlers.roster import FEATURE as ROSTER
from handlers.rules import FEATURE as RULES
from handlers.template import FEATURE as TEMPLATE
from handlers.vision import FEATURE as VISION
from models import metadata
from models.deadline import Deadline
from models.entry import Application, Step
from models.room import Setting as SettingRow
from rehearsal.clock import ManualClock
from services import pledge

PEOPLE = (11, 12, 13)
FEATURES = (
    CAPTCHA,
    ENDORSE,
    ENTRY,
    GREETING,
    MANNER,
    PLEDGE,
    PUNISH,
    RAID,
    REVIEW,
    ROSTER,
    RULES,
    TEMPLATE,
    VISION,
)
DAY = 86_400
OTHERS = 2
"""Members of the group who were there before: its owner, and the bot."""


@dataclass
class Who:
    """Somebody as Telegram knows them. `muted` is the end of a restriction, -1 for none."""

    inside: bool = False
    pending: bool = False
    muted: int = -1
    blocks: bool = False


class World:
    """Telegram, three people, and the owner."""

    def __init__(self, store: Store, loop: asyncio.Runner) -> None:
        self.store, self.loop = store, loop
        self.clock = ManualClock()
        self.number, self.message = 0, 0
        self.people = {person: Who() for person in PEOPLE}
        self.bans: list[int] = []
        self.most = 0
        self.refuses_approval = False

    def begin(self, demand: str, seats: int) -> None:
        """A fresh database with a door."""
        self.loop.run(self._begin(demand, seats))

    async def _begin(self, demand: str, seats: int) -> None:
        for table in reversed(metadata.sorted_tables):
            await self.store.write(lambda c, table=table: c.execute(delete(table)))
        self.machine = Machine(self.store, self.clock, *FEATURES)
        self.machine.directory.known = Admins({ADMIN: Admin(ADMIN, OWNER), BOT: Admin(BOT, OWNER)})
        await self._tell(self._member(ADMIN, "member", "member", by=ADMIN))
        self.room = room = await self.machine.room_id()
        for key, value in (
            ("entry.require", demand),
            ("entry.seats", seats),
            ("entry.captcha", "math"),
        ):
            row = {"room_id": room, "key": key, "value": msgspec.json.encode(value).decode()}
            await self.store.write(
                lambda c, row=row: c.execute(
                    SettingRow.__table__.insert().values(topic_id=0, changed_at=0, **row)
                )
            )
        self.machine.memory.forget_all()
        self.machine.sweeper.ready()

    # -- updates ----------------------------------------------------------------------------

    @property
    def now(self) -> int:
        return int(self.clock.now())

    def _id(self) -> int:
        self.number += 1
        return self.number

    def _user(self, person: int) -> dict[str, Any]:
        return {"id": person, "is_bot": person == BOT, "first_name": f"P{person}"}

    def _member(self, person: int, old: str, new: str, *, by: int) -> bytes:
        told = {
            "chat": {"id": CHAT, "type": "supergroup", "title": "Club"},
            "from": self._user(by),
            "date": self.now,
            "old_chat_member": {"user": self._user(person), "status": old},
            "new_chat_member": {"user": self._user(person), "status": new},
        }
        if new == "restricted":
            until = max(self.people[person].muted, 0)
            told["new_chat_member"] |= {"until_date": until, "is_member": True}
        return msgspec.json.encode({"update_id": self._id(), "chat_member": told})

    async def _tell(self, payload: bytes) -> None:
        await self.machine.handle(payload)
        await self._settle()

    # -- what the bot does ------------------------------------------------------------------

    async def _settle(self) -> None:
        """Deliver everything, and tell the bot what came of it, until nothing is left."""
        for _ in range(60):
            await self.machine.rest()
            parcels, self.machine.basket.parcels = self.machine.basket.parcels, []
            if not parcels:
                return
            for parcel in parcels:
                if parcel.id:
                    await self._deliver(parcel)
        raise AssertionError("the bot never comes to rest")

    async def _deliver(self, parcel: Parcel) -> None:
        fate = await self._carry(parcel.action)
        if parcel.then:
            self.machine.runtime.ended(parcel, fate)
        else:
            now = self.now
            await self.store.write(lambda c: outbox.close(c, [(parcel.id, fate)], now))

    async def _carry(self, action: Any) -> Fate:
        match action:
            case Approve(person=person):
                if self.refuses_approval:
                    return Fate(state="refused", result="USER_CHANNELS_TOO_MUCH")
                if self.people[person].pending:
                    await self._comes(person, by=BOT)
            case Decline(person=person):
                self.people[person].pending = False
            case Kick(person=person) if self.people[person].inside:
                await self._goes(person, by=BOT)
            case Ban(person=person):
                self.bans.append(person)
            case Mute(person=person, until=until):
                await self._held(person, until)
            case Restrict(person=person, until=until):
                await self._held(person, until)
            case Unmute(person=person) if self.people[person].inside:
                self.people[person].muted = -1
                await self.machine.receive(self._member(person, "restricted", "member", by=BOT))
            case Count():
                return Fate(state="done", result=OTHERS + self._inside())
            case Send(to=to):
                if to and self.people[to].blocks:
                    return Fate(state="refused", result="bot was blocked by the user")
                self.message += 1
                return Fate(state="done", result={"message": self.message, "chat": to or CHAT})
        return DONE

    async def _held(self, person: int, until: int) -> None:
        who = self.people[person]
        if who.inside:
            who.muted = until
            await self.machine.receive(self._member(person, "member", "restricted", by=BOT))

    async def _comes(self, person: int, *, by: int) -> None:
        who = self.people[person]
        who.inside, who.pending = True, False
        self.most = max(self.most, self._inside())
        new = "restricted" if who.muted > self.now else "member"
        await self.machine.receive(self._member(person, "left", new, by=by))

    async def _goes(self, person: int, *, by: int) -> None:
        who = self.people[person]
        who.inside, who.muted = False, -1
        await self.machine.receive(self._member(person, "member", "left", by=by))

    def _inside(self) -> int:
        return sum(who.inside for who in self.people.values())

    # -- what people do ---------------------------------------------------------------------

    def does(self, step: tuple[str, int, int]) -> None:
        self.loop.run(self._does(*step))

    async def _does(self, what: str, person: int, count: int) -> None:
        who = self.people[person]
        match what:
            case "asks" if not who.inside:
                who.pending = True
                request = {
                    "chat": {"id": CHAT, "type": "supergroup", "title": "Club"},
                    "from": self._user(person),
                    "user_chat_id": person,
                    "date": self.now,
                }
                await self.machine.receive(
                    msgspec.json.encode({"update_id": self._id(), "chat_join_request": request})
                )
            case "joins" if not who.inside:
                await self._comes(person, by=person)
            case "leaves" if who.inside:
                await self._goes(person, by=person)
            case "answers":
                await self._answers(person, right=True)
            case "errs":
                await self._answers(person, right=False)
            case "cancels":
                await self._press(person, 0, "cancel")
            case "takes":
                await self._press(person, 0, "seat")
            case "admits" if who.pending:
                await self._comes(person, by=ADMIN)
            case "frees" if who.inside and who.muted >= 0:
                who.muted = -1
                await self.machine.receive(self._member(person, "restricted", "member", by=ADMIN))
            case "reviews":
                await self._review(person, "admit" if count % 2 else "refuse")
            case "blocks":
                who.blocks = not who.blocks
            case "breaks":
                self.refuses_approval = not self.refuses_approval
            case "waits":
                await self._wait((30, 400, 4000, 100_000)[count % 4])
            case "dies":
                await self._die()
        await self._settle()

    async def _wait(self, seconds: int) -> None:
        self.clock.advance(seconds)
        await self.machine.sweeper.tick()
        await self._settle()

    async def _die(self) -> None:
        """Killed with actions that nobody carried out; they are taken up at the next start."""
        await self.machine.crash_and_start()
        self.machine.directory.known = Admins({ADMIN: Admin(ADMIN, OWNER), BOT: Admin(BOT, OWNER)})
        self.machine.sweeper.ready()
        open_, _ = await self.store.read(lambda c: outbox.load_open(c, 0, 500))
        self.machine.basket.parcels += open_

    async def _live(self, person: int) -> Any:
        return await self.store.read(
            lambda c: c.execute(
                select(Application.id, Application.focus, Application.demand).where(
                    Application.user_id == person, Application.ended_at.is_(None)
                )
            ).first()
        )

    async def _answers(self, person: int, *, right: bool) -> None:
        live = await self._live(person)
        if live is None:
            return
        data = await self.store.read(
            lambda c: c.execute(
                select(Step.data).where(Step.application_id == live.id, Step.gate == live.focus)
            ).scalar()
        )
        known = msgspec.json.decode(data) if data else {}
        leaves = list(dict.fromkeys(live.demand.replace("(", "").replace(")", "").split()))
        index = [one for one in leaves if one not in ("and", "or")].index(live.focus or leaves[0])
        words = {"endorse": "y", "pledge": "y" + pledge.version_of(self.machine.house.values({}))}
        if "challenge" in known:
            options = known["challenge"]["options"]
            place = options.index(known["challenge"]["answer"])
            place = place if right else (place + 1) % len(options)
            words["captcha"] = f"a{known['turn']}.{place}"
        elif not right:
            return
        if live.focus in words:
            await self._press(person, index, words[live.focus])

    async def _press(self, person: int, index: int, word: str) -> None:
        live = await self._live(person)
        if live is None:
            return
        data = self.machine.house.seal.close(person, f"door:{live.id}:{index}:{word}")
        await self.machine.receive(self._query(person, person, "private", data))

    async def _review(self, person: int, how: str) -> None:
        live = await self._live(person)
        if live is not None and "review" in live.demand:
            data = self.machine.house.seal.close(CHAT, f"review_{how}:{live.id}")
            await self.machine.receive(self._query(ADMIN, CHAT, "supergroup", data))

    def _query(self, person: int, chat: int, kind: str, data: str) -> bytes:
        query = {
            "id": f"q{self._id()}",
            "from": self._user(person),
            "message": {
                "message_id": 1,
                "date": self.now,
                "chat": {"id": chat, "type": kind, "title": "Club"},
            },
            "chat_instance": "1",
            "data": data,
        }
        return msgspec.json.encode({"update_id": self._id(), "callback_query": query})

    # -- what must hold ---------------------------------------------------------------------

    def look(self, seats: int) -> None:
        self.loop.run(self._look(seats))

    async def _look(self, seats: int) -> None:
        assert self.bans == [], "a kick is never a ban"
        rows = await self.store.read(
            lambda c: c.execute(
                select(
                    Application.id, Application.user_id, Application.state, Application.way
                ).where(Application.ended_at.is_(None))
            ).all()
        )
        deadlines = set(
            await self.store.read(lambda c: c.execute(select(Deadline.kind, Deadline.key)).all())
        )
        at_door = {row.user_id for row in rows if row.way == "open"}
        assert all(self.people[person].inside for person in at_door), "who went is waited for"
        for row in rows:
            own = {("entry.due", str(row.id)), ("entry.claim", str(row.id))}
            waits = {("entry.next", str(self.room))} if row.state == "queued" else own
            seated = row.state == "queued" and seats
            assert seated or waits & deadlines, f"{row.state} waits for ever"
        for person, who in self.people.items():
            if who.inside and who.muted >= 0 and (not who.muted or who.muted > self.now):
                assert person in at_door, f"{person} is left muted"

    def end(self) -> None:
        """Long afterwards nobody stands at the door, and nobody is muted."""
        self.loop.run(self._end())

    async def _end(self) -> None:
        self.refuses_approval = False
        for _ in range(8):
            await self._wait(6 * DAY)
        queued = await self.store.read(
            lambda c: c.execute(
                select(Application.state).where(Application.ended_at.is_(None))
            ).all()
        )
        assert {state for (state,) in queued} <= {"queued"}
        for person, who in self.people.items():
            assert not (who.inside and who.muted > self.now), f"{person} is muted for ever"
        deadlines = await self.store.read(lambda c: c.execute(select(Deadline.kind)).all())
        assert ("entry.due",) not in deadlines
