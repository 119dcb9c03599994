"""The docket: cases of one sitting, planned in memory and written together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, bindparam, case, select, update

from bot.core.actions import AnyAction, Delete
from bot.core.deadline import set_deadline
from bot.core.incoming import Facts
from bot.core.outbox import Draft
from bot.core.sql import among, bulk_insert, bulk_upsert, reserve_ids
from bot.core.verdict import Reason
from models.case import Case, CaseMessage
from services import archive
from services.moderation import restraint, strike

CARD = "cases.card"
"""The deadline, due at once, that tells a room's admins of a case."""

LIFT_CHANNEL = "cases.lift_channel"
"""The deadline that lets a channel write again: Telegram knows no end of such a ban."""

UNBAN = "cases.unban"
"""The deadline at which a ban ends whose term Telegram would take for another one."""

STRUCK = "cases.struck"
"""The deadline, due at once, that tells the group where on the ladder somebody stands now."""

LAPSE = 48 * 3600
"""Seconds after which Telegram deletes nothing any more, and an act has lost its point."""

ALBUM_MEMORY = 86_400
"""Seconds for which latecomers of an album share its fate."""

_OPEN = bulk_insert(
    Case,
    (
        "id",
        "room_id",
        "key",
        "subject_id",
        "rule",
        "band",
        "act",
        "until",
        "deleted",
        "state",
        "at",
        "last_hit_at",
        "hits",
        "evidence",
        "text",
        "name",
        "note",
        "via",
        "reason",
        "strikes",
    ),
)
_MESSAGES = bulk_upsert(
    CaseMessage, ("chat_id", "message_id", "case_id"), keys=("chat_id", "message_id")
)
_KNOWN = select(Case.room_id, Case.key, Case.id, Case.act, Case.deleted, Case.at).where(
    among(Case.room_id, "rooms"), among(Case.key, "keys", Text)
)


class Docket:
    """What one sitting decides. Reads beforehand, writes once at the end."""

    def __init__(
        self, connection: Connection, said: Sequence[Facts], now: int, zones: Mapping[int, str]
    ) -> None:
        self.connection = connection
        self._zones = zones
        self.now = now
        self.known = _known(connection, said)
        self._numbers = iter(reserve_ids(connection, Case, len(said)))
        self._opened: dict[int, dict[str, Any]] = {}
        self._raised: dict[int, dict[str, Any]] = {}
        self._said: dict[bool, list[Facts]] = {True: [], False: []}
        self._targets: dict[tuple[int, int], int] = {}
        self._doomed: dict[tuple[int, int], None] = {}
        self._due: list[dict[str, Any]] = []
        self._struck: dict[tuple[int, int], int] = {}
        self._strikes: list[tuple[int, int, int, int, int]] = []
        self._mutes: list[tuple[int, int, int, int]] = []
        self.drafts: list[Draft] = []
        self.gone: set[int] = set()

    def reserve(self) -> int:
        """The number of the next new case."""
        return next(self._numbers)

    def open(self, number: int, facts: Facts, key: str, values: dict[str, Any]) -> None:
        """A new case."""
        row = {
            "id": number,
            "room_id": facts.room,
            "key": key,
            "at": facts.at,
            "last_hit_at": facts.at,
            "hits": 1,
            "note": "",
            "via": "machine",
            "reason": "",
            "strikes": 0,
            **values,
        }
        self._opened[number] = row
        self.known[facts.room, key] = (number, row["act"], row["deleted"], facts.at)

    def join(
        self, number: int, *, at: int, act: str | None, until: int | None, deleted: bool
    ) -> None:
        """One more hit for an open case; `act` and its end where it does more to the person now."""
        row = self._opened.get(number)
        if row is not None:
            row["hits"] += 1
            row["last_hit_at"] = max(row["last_hit_at"], at)
            if act:
                row["act"], row["until"] = act, until
            row["deleted"] = max(row["deleted"], int(deleted))
            return
        raised = self._raised.setdefault(
            number, {"hits": 0, "at": 0, "act": None, "until": None, "deleted": 0}
        )
        raised["hits"] += 1
        raised["at"] = max(raised["at"], at)
        if act:
            raised["act"], raised["until"] = act, until
        raised["deleted"] = max(raised["deleted"], int(deleted))

    def act_of(self, number: int) -> str:
        """What a case does to the person so far."""
        if number in self._opened:
            return str(self._opened[number]["act"])
        act = self._raised.get(number, {}).get("act")
        return (
            act or self.connection.execute(select(Case.act).where(Case.id == number)).scalar_one()
        )

    def keep(self, facts: Facts) -> None:
        """A message that stays."""
        self._said[False].append(facts)

    def take_away(self, facts: Facts) -> None:
        """A message that goes."""
        self.gone.add(facts.update_id)
        self._said[True].append(facts)

    def target(self, number: int, messages: Iterable[tuple[int, int]]) -> None:
        """Messages (chat, message) a case is about."""
        for message in messages:
            self._targets.setdefault(message, number)

    def doom(self, facts: Facts, number: int, messages: Iterable[tuple[int, int]]) -> None:
        """Messages (chat, message) that are deleted in the name of a case."""
        for chat, message in messages:
            if (chat, message) not in self._doomed:
                self._doomed[chat, message] = None
                self.do(number, Delete(room=facts.room, chat=chat, message=message))

    def do(self, number: int, action: AnyAction) -> None:
        """An action in the name of a case."""
        self.drafts.append(Draft(action=action, case=number, expires_at=self.now + LAPSE))

    def strike(self, number: int, room: int, person: int, weight: int, decay: int) -> int:
        """Give strikes in the name of a case; how many count against the person then."""
        who = (room, person)
        if who not in self._struck:
            self._struck[who] = strike.count(self.connection, room=room, person=person, at=self.now)
        self._struck[who] += weight
        self._strikes.append((room, person, number, weight, decay))
        return self._struck[who]

    def mute(self, number: int, room: int, person: int, until: int) -> None:
        """Mute somebody in the name of a case until an instant, 0 for ever."""
        self._mutes.append((number, room, person, until))

    def due(self, **deadline: Any) -> None:
        """A deadline, as `set_deadline` takes it."""
        self._due.append(deadline)

    @property
    def is_due(self) -> bool:
        """Whether a deadline was set for at once."""
        return any(deadline["due_at"] <= self.now for deadline in self._due)

    def recent_of(self, facts: Facts, seconds: int, spoke: int) -> list[tuple[int, int]]:
        """What the author wrote lately, messages of this sitting included.

        `spoke` is when they were last seen: whoever was not lately has nothing in the archive.
        """
        author = archive.author_of(facts)
        since = facts.at - seconds
        here = [
            (one.chat_id, one.message_id)
            for one in self._said[False]
            if one.room == facts.room and archive.author_of(one) == author and one.at >= since
        ]
        if spoke < since:
            return here
        return here + archive.recent_of(
            self.connection, chat=facts.chat_id, author=author, since=since
        )

    def album_of(self, facts: Facts) -> list[tuple[int, int]]:
        """The parts of an album that came already, those of this sitting included."""
        here = [
            (one.chat_id, one.message_id)
            for one in self._said[False]
            if one.room == facts.room and one.media_group == facts.media_group
        ]
        return here + archive.album_of(
            self.connection, room=facts.room, media_group=facts.media_group
        )

    def write(self) -> None:
        """Everything decided, in few statements."""
        connection, now = self.connection, self.now
        stays = [one for one in self._said[False] if one.message_id]
        goes = [one for one in self._said[True] if one.message_id]
        archive.write(connection, stays, goes, now, zones=self._zones)
        taken = {(one.chat_id, one.message_id) for one in goes}
        others = [message for message in self._doomed if message not in taken]
        archive.mark_deleted(connection, others, now)
        _OPEN(
            connection,
            [tuple(row[name] for name in _OPEN.columns) for row in self._opened.values()],
        )
        if self._raised:
            connection.execute(
                update(Case)
                .where(Case.id == bindparam("number"))
                .values(
                    hits=Case.hits + bindparam("more"),
                    last_hit_at=case(
                        (Case.last_hit_at < bindparam("last"), bindparam("last")),
                        else_=Case.last_hit_at,
                    ),
                    deleted=Case.deleted + (1 - Case.deleted) * bindparam("goes"),
                )
                .execution_options(synchronize_session=False),
                [
                    {
                        "number": number,
                        "more": row["hits"],
                        "last": row["at"],
                        "goes": row["deleted"],
                    }
                    for number, row in self._raised.items()
                ],
            )
        for number, row in self._raised.items():
            if row["act"]:
                connection.execute(
                    update(Case).where(Case.id == number).values(act=row["act"], until=row["until"])
                )
        _MESSAGES(
            connection,
            [(chat, message, number) for (chat, message), number in self._targets.items()],
        )
        for room, person, number, weight, decay in self._strikes:
            strike.give(connection, [(room, person, number, weight)], decay=decay, at=now)
        for number, room, person, until in self._mutes:
            if not restraint.holds(connection, room=room, person=person, until=until):
                for action in restraint.impose(
                    connection, room=room, person=person, case=number, until=until, now=now
                ):
                    self.do(number, action)
        for deadline in self._due:
            set_deadline(connection, **deadline)


def key_of(facts: Facts) -> str:
    """What a case is about: the album, the message, or the change of membership."""
    if facts.media_group:
        return f"g:{facts.media_group}"
    if facts.message_id:
        return f"m:{facts.chat_id}:{facts.message_id}"
    return f"u:{facts.update_id}"


def evidence_of(reasons: Sequence[Reason]) -> str:
    """The findings as the case keeps them."""
    found = [
        {"rule": one.rule, "band": one.band, "saw": msgspec.Raw(one.evidence.encode())}
        for one in reasons
    ]
    return msgspec.json.encode(found).decode()


def _known(
    connection: Connection, said: Sequence[Facts]
) -> dict[tuple[int, str], tuple[int, str, int, int]]:
    # A message is judged once; only what was edited, or is a part of an album, may have a case.
    again = [facts for facts in said if facts.edited or facts.media_group]
    if not again:
        return {}
    asked = {
        "rooms": sorted({facts.room for facts in again}),
        "keys": sorted({key_of(facts) for facts in again}),
    }
    rows = connection.execute(_KNOWN, asked)
    return {(room, key): (number, act, deleted, at) for room, key, number, act, deleted, at in rows}
