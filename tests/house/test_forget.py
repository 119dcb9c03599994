"""`/privacy`, `/mydata`, `/forgetme`: what is stored of somebody, as a file, and gone."""

import asyncio
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, LargeBinary, Table, insert, select

from bot.app import Warden
from bot.core.unit import HUSH
from handlers.privacy.forget import AGAIN
from models import metadata
from models.base import Personal
from models.case import Case
from models.deadline import Deadline
from models.member import Member
from models.message import Message as Row
from models.room import Room
from rehearsal.message import Message
from tests.conftest import Launch
from tests.house.conftest import DAY, HOUR, MINUTE, Scene
from tests.house.desk import Desk

MARK = "Zaphodia"
DONE = "✅ Done."
FINISHED = ("cases", "strikes", "appeals", "reports", "audits")
"""Of what is old in other tables, chores take care."""

NOT_FILLED = {"exports", "share_links", "code_uses", "seat_holds"}
"""Tables that the filler leaves empty: the first is written by what is tested, the others are keyed
by rows of others alone and name nobody."""


class Traces:
    """A row about Eve in every table there is, filled from what the tables declare."""

    def __init__(self, scene: Scene) -> None:
        self.person, self.chat = scene.eve.id, scene.group.id
        self.now = int(scene.clock.now())
        self.old = self.now - 200 * DAY

    def fill(self, connection: Connection, room: int) -> None:
        for table in metadata.sorted_tables:
            for row in self._rows(connection, table, room):
                connection.execute(insert(table).values(row))

    def _rows(self, connection: Connection, table: Table, room: int) -> list[dict[str, Any]]:
        one: Personal = table.info["personal"]
        if not one.matter or table.name in ("rooms", "addresses", "people", "members"):
            return []
        columns = [trace.column for trace in one.traces] or [""]
        return [
            self._row(connection, table, room, column, number)
            for number, column in enumerate(columns, 1)
        ]

    def _row(
        self, connection: Connection, table: Table, room: int, mine: str, number: int
    ) -> dict[str, Any]:
        one: Personal = table.info["personal"]
        marked = f"{one.theirs} {one.inside}".split()
        marked += [name for trace in one.traces if trace.column == mine for name in trace.blank]
        row: dict[str, Any] = {}
        for column in table.columns:
            name = column.name
            whole = isinstance(column.type, Integer)
            if name == mine:
                row[name] = self.person
            elif name == "room_id":
                row[name] = room
            elif column.foreign_keys:
                (key,) = column.foreign_keys
                row[name] = connection.execute(
                    select(key.column).order_by(key.column).offset(number - 1).limit(1)
                ).scalar()
            elif name in ("at", "given_at", "fades_at", "last_hit_at"):
                row[name] = self.old if table.name in FINISHED else self.now - HOUR
            elif (table.name, name) == ("codes", "expires_at"):
                row[name] = self.now + HOUR  # or a chore may forget it first
            elif name in marked:
                text = f'{{"id":{self.person},"name":"{MARK}"}}'
                text = text if name in one.inside.split() else MARK
                octets = isinstance(column.type, LargeBinary)
                row[name] = number if whole else text.encode() if octets else text
            elif not column.nullable or column.primary_key:
                row[name] = 7_000 + number if whole else f"x{number}"
        return row | self._known(table.name, number, row)

    def _known(self, table: str, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """What has to make sense for the program."""
        match table:
            case "cases":
                row.pop("id")
                return {"act": "kick", "state": "in force", "key": f"t{number}", "until": None}
            case "deadlines":
                row.pop("id")
                key = f"{row['room_id']}:refused:{self.person}"
                return {"kind": HUSH, "key": key, "due_at": self.now + HOUR}
            case "appeals":
                return {"state": "upheld", "due_at": self.old}
            case "reports":
                return {"trusted": 0}
            case "helpers" if number == 2:
                return {"powers": "warn"}
            case "strikes":
                row.pop("id")
                return {"weight": 1}
            case "outbox":
                row.pop("id")
                return {"state": "done", "closed_at": self.now, "case_id": None, "then": None}
            case "messages":
                row.pop("id")
                return {"chat_id": self.chat}
            case "quarantine" | "letters" | "audits":
                row.pop("id")
                letter = {"text": f"{MARK} {self.person}", "buttons": []}
                body = msgspec.json.encode(letter).decode()
                return {"letters": {"body": body}}.get(table, {})
            case "greetings":
                who = {"id": self.person, "first_name": MARK, "last_name": "", "username": ""}
                return {"waiting": msgspec.json.encode({"people": [who]}).decode(), "since": 0}
            case "arrivals":
                return {"who": f"5 {self.person} 6", "minute": self.now // 60}
            case "inbox":
                return {"done_at": self.now, "payload": None}
            case "notices":
                return {"message_id": 0}
            case "reported":
                return {"hidden": 0, "plain": 1}
            case _:
                return {}


def naming(connection: Connection, *marks: str) -> set[str]:
    """Where in the whole database somebody is named: table.column."""
    found = set()
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)).mappings():
            for name, value in row.items():
                said = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                if any(mark.lower() in said.lower() for mark in marks):
                    found.add(f"{table.name}.{name}")
    return found


async def forgets(desk: Desk) -> Message:
    """Ask to be erased, confirm, and wait until it is done."""
    asked = await desk.types("/forgetme")
    assert asked.buttons == ["Confirm", "Cancel"]
    desk.person.presses(asked, "Confirm")
    await desk.scene.tg.until(lambda: desk.lines[-1].text.startswith(DONE))
    await desk.scene.tg.idle()
    return desk.lines[-1]


async def club(warden: Warden) -> int:
    found = await warden.store.read(
        lambda c: c.execute(select(Room.id).where(Room.type == "supergroup")).scalar_one()
    )
    return int(found)


async def test_everything_goes_but_what_is_declared_to_stay(scene: Scene, warden: Warden) -> None:
    scene.eve.first_name, scene.eve.username = MARK, "zaphodia_b"
    desk = Desk(scene, scene.eve)
    await desk.starts()
    scene.eve.says(scene.group, f"I am {MARK}, hello to everybody")
    await scene.quiet()
    room, traces = await club(warden), Traces(scene)
    await warden.store.write(lambda c: traces.fill(c, room))
    marks = (str(scene.eve.id), MARK, "zaphodia_b")
    before = await warden.store.read(lambda c: naming(c, *marks))
    silent = {"pulse", "meta", "raids", "own_menus", "silences", "snippets", "case_messages"}
    silent |= {"introduction_boards", "pledge_versions", "ledger_entries"}
    silent |= {"stair_days", "stair_indexes"}
    expected = {table.name for table in metadata.sorted_tables} - silent - {"inbox", "restraints"}
    assert {place.partition(".")[0] for place in before} >= expected - NOT_FILLED
    await forgets(desk)
    after = await warden.store.read(lambda c: naming(c, *marks))
    at_door = ("applications.", "application_steps.")  # not decided yet: that stays until it is
    assert {place for place in after if not place.startswith(at_door)} == {
        "bills.user_id",
        "payments.user_id",
        "terms.user_id",
        "rooms.chat_id",
        "addresses.chat_id",
        "members.user_id",
        "report_blocks.user_id",
        "deadlines.key",
        "deadlines.data",
    }
    rows = await warden.store.read(
        lambda c: c.execute(
            select(Member.messages, Member.joined_at, Member.approved_by, Member.status).where(
                Member.user_id == scene.eve.id, Member.room_id == room
            )
        ).all()
    )
    assert [(row.messages, row.approved_by, row.status) for row in rows] == [(0, None, "member")]
    assert rows[0].joined_at > traces.now - HOUR
    again = await forgets(desk)
    assert again.text.startswith(DONE)


async def test_what_lasts_stays_and_goes_when_it_is_over(scene: Scene, warden: Warden) -> None:
    await scene.set("privacy.evidence 1d")
    desk = Desk(scene, scene.eve)
    await desk.starts()
    scene.eve.says(scene.group, "a word before I am silenced")
    await scene.ask(scene.ann, "/mute @eve_sells 5d rude words")
    done = await forgets(desk)
    lines = done.text.splitlines()
    assert lines[1] == "In Book club these stay:"
    assert [line for line in lines if line.startswith("• case #") and " until " in line]
    assert scene.group.status(scene.eve) == "restricted"
    rows = await warden.store.read(
        lambda c: c.execute(select(Case.text, Case.name, Case.reason, Case.rule)).all()
    )
    assert [tuple(row) for row in rows] == [("", "", "", "manual")]
    messages = await warden.store.read(
        lambda c: c.execute(select(Row.text).where(Row.user_id == scene.eve.id)).all()
    )
    assert messages == []
    freed = await scene.ask(scene.ann, f"/unmute {scene.eve.id}")
    assert "may write again" in freed.text
    await scene.out(scene.eve, "member")
    scene.eve.says(scene.group, "I am back and say something new")
    await scene.quiet()
    scene.clock.advance(6 * DAY)
    for _ in range(100):  # the sweep looks once a second
        cases = await warden.store.read(lambda c: c.execute(select(Case.id)).all())
        if not cases:
            break
        await asyncio.sleep(0.1)
    left = await warden.store.read(
        lambda c: c.execute(select(Row.text).where(Row.user_id == scene.eve.id)).scalars().all()
    )
    waiting = await warden.store.read(
        lambda c: c.execute(select(Deadline.key).where(Deadline.kind == AGAIN)).all()
    )
    assert (cases, left, waiting) == ([], ["I am back and say something new"], [])


async def test_banned_person_is_erased_and_stays_out(scene: Scene, warden: Warden) -> None:
    desk = Desk(scene, scene.eve)
    await desk.starts()
    await scene.ask(scene.ann, "/ban @eve_sells")
    done = await forgets(desk)
    assert ": for good" in done.text
    await scene.ask(scene.ann, "/rules")
    assert scene.group.status(scene.eve) == "kicked"
    statuses = await warden.store.read(
        lambda c: c.execute(
            select(Member.status).where(Member.user_id == scene.eve.id, Member.status != "")
        ).scalars()
    )
    assert list(statuses) == ["kicked"]


async def test_cancelled_is_nothing(scene: Scene) -> None:
    desk = Desk(scene, scene.eve)
    await desk.starts()
    asked = await desk.types("/forgetme")
    scene.eve.presses(asked, "Cancel")
    await scene.tg.until(lambda: asked.text == "Nothing was erased.")
    assert asked.buttons == []


async def test_t97_erasing_goes_on_after_a_restart(launch: Launch, tg: Any, clock: Any) -> None:
    scene = Scene(tg, clock)
    async with launch() as warden:
        await scene.open()
        desk = Desk(scene, scene.eve)
        await desk.starts()
        for number in range(30):
            scene.eve.says(scene.group, f"line {number} of many")
        await scene.quiet()
        asked = await desk.types("/forgetme")
        scene.eve.presses(asked, "Confirm")
        await tg.until(lambda: asked.text.startswith("I am erasing it"))
    async with launch() as warden:
        await tg.until(lambda: desk.lines[-1].text.startswith(DONE))
        left = await warden.store.read(
            lambda c: c.execute(select(Row.id).where(Row.user_id == scene.eve.id)).all()
        )
        assert left == []


async def test_mydata_has_every_declared_table_and_comes_once(scene: Scene, warden: Warden) -> None:
    desk = Desk(scene, scene.eve)
    await desk.starts()
    scene.eve.says(scene.group, "what do you know of me?")
    await scene.ask(scene.ann, "/warn @eve_sells too loud")
    room, traces = await club(warden), Traces(scene)
    await warden.store.write(lambda c: traces.fill(c, room))
    await desk.types("/mydata")
    await scene.tg.until(lambda: "document" in desk.lines[-1].content)
    sent = desk.lines[-1]
    file = scene.tg.world.files.find(sent.content["document"]["file_id"])
    assert file is not None
    found = msgspec.json.decode(file.data)
    of_people = {table.name for table in metadata.sorted_tables if table.info["personal"].matter}
    assert set(found) == of_people
    assert [name for name, rows in found.items() if not rows] == ["exports", "inbox"]
    assert "what do you know of me?" in [row["text"] for row in found["messages"]]
    assert "too loud" in [row.get("reason") for row in found["cases"]]
    again = await desk.types("/mydata")
    assert again.text == "You had that file less than 10 minutes ago."
    scene.clock.advance(11 * MINUTE)
    assert (await desk.types("/mydata")).text.startswith("I am gathering it")


async def whispered(scene: Scene, command: str) -> Message:
    """Ask something in the group; what they alone see there."""
    seen = len(scene.bob.whispers(scene.group))
    scene.clock.advance(4)
    said = scene.bob.says(scene.group, command)
    await scene.tg.until(lambda: len(scene.bob.whispers(scene.group)) > seen)
    assert scene.answers(said) == []
    return scene.bob.whispers(scene.group)[-1]


async def test_in_the_group_it_goes_the_private_ways(scene: Scene) -> None:
    for command in ("mydata", "forgetme"):
        told = await whispered(scene, f"/{command}")
        assert told.text == "That is done in our private chat."
        link = told.button("Open")["url"].partition("start=")[2]
        assert link == command
    desk = Desk(scene, scene.bob)
    assert (await desk.starts("forgetme")).text.startswith("Erase what I store about you?")


async def test_privacy_is_made_of_the_live_settings(scene: Scene) -> None:
    await scene.set("privacy.evidence 12d")
    text = (await whispered(scene, "/privacy")).text
    assert "the strikes that count. Kept for 12 days." in text
    assert "what an advertiser wrote before. Kept for 30 days." in text
    desk = Desk(scene, scene.bob)
    await desk.starts()
    alone = (await desk.types("/privacy")).text
    assert "Usually kept for 90 days; a group may choose otherwise." in alone


async def test_privacy_in_chinese(scene_zh: Scene) -> None:
    text = (await whispered(scene_zh, "/privacy")).text
    assert text.startswith("我存储的个人数据\n• ")
    desk = Desk(scene_zh, scene_zh.ann)
    await desk.starts()
    asked = await desk.types("/forgetme")
    assert asked.buttons == ["确认", "取消"]
    scene_zh.ann.presses(asked, "确认")
    await scene_zh.tg.until(lambda: desk.lines[-1].text.startswith("✅ 完成。"))
