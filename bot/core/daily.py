"""What is done once a day in each group, at a time of its own by its own clock.

Each has one deadline a room, which sets the next one when it fires. All functions of a connection
run inside a transaction; instants are whole seconds.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from cronsim import CronSim
from sqlalchemy import Connection, literal, select

from bot.core import deadline
from bot.core.feature import Daily, Feature, Later
from bot.core.room import ABSENT, GROUPS
from bot.core.settings import Values
from bot.core.sql import inserting
from models.deadline import Deadline
from models.room import Room, Setting

if TYPE_CHECKING:
    from bot.core.unit import Unit

ZONE = "zone"
"""The setting that holds a group's time zone."""

ZONES = {"zh": "Asia/Shanghai"}
"""Zones of groups that have set none, by their language."""

OTHERS = "UTC"
"""That of all others."""

ARMING = 600
"""Seconds over which the first looks of many rooms are spread."""


def zone_of(values: Values) -> str:
    """The name of a group's time zone."""
    return values.get(ZONE, OTHERS)


def zone_in(connection: Connection, room: int) -> str:
    """The same of a room whose settings are not at hand."""
    here = (Setting.room_id == Room.id) & (Setting.topic_id == 0) & (Setting.key == ZONE)
    row = connection.execute(
        select(Setting.value, Room.language)
        .select_from(Room)
        .outerjoin(Setting, here)
        .where(Room.id == room)
    ).first()
    if row is None or row.value is None:
        return ZONES.get(row.language if row else "", OTHERS)
    stored = msgspec.json.decode(row.value)
    return stored if stored in available_timezones() else OTHERS


def next_at(minutes: int, zone: str, now: int) -> int:
    """The next instant after `now` at which it is so many minutes after midnight in a zone.

    A time that is skipped when clocks go forward comes with the change; one that happens twice
    comes once.
    """
    here = datetime.fromtimestamp(now, ZoneInfo(zone))
    hour, minute = divmod(minutes, 60)
    days = (int(day.timestamp()) for day in CronSim(f"{minute} {hour} * * *", here))
    return next(at for at in days if at > now)  # not so in the second of an hour that comes twice


def turn(feature: Feature, daily: Daily) -> Later:
    """The deadline of something daily: does it, unless it is only being set, and sets the next."""

    async def fire(unit: "Unit") -> None:
        if not unit.room.has_bot:
            return
        key = str(unit.room.id)
        if await unit.run(lambda c: deadline.is_set(c, kind=daily.name, key=key)):
            return  # this one was left by a room that has been absorbed
        await set_next(unit, daily)
        if feature.is_on(unit.values) and not (unit.data or {}).get("arm"):
            await daily.handle(unit)

    return Later(name=daily.name, handle=fire, admins=daily.admins)


async def set_next(unit: "Unit", daily: Daily) -> None:
    """Set the next time of something daily in this room."""
    due_at = next_at(unit.values[daily.at], zone_of(unit.values), unit.now)
    await unit.later(daily.name, str(unit.room.id), due_at=due_at, data={})


def arm(connection: Connection, dailies: Iterable[Daily], now: int) -> None:
    """Give every room the bot is in the deadlines that it lacks, as a new feature's."""
    for daily in dailies:
        key = Room.id.cast(Deadline.key.type)
        rooms = select(
            literal(daily.name),
            key,
            Room.id,
            literal(now) + Room.id % ARMING,
            literal(0),
            literal('{"arm":true}'),
        ).where(Room.bot_status.not_in(ABSENT), Room.type.in_(GROUPS))
        columns = ("kind", "key", "room_id", "due_at", "term", "data")
        connection.execute(
            inserting(connection, Deadline)
            .from_select(columns, rooms)
            .on_conflict_do_nothing(index_elements=["kind", "key"])
        )
