"""From what screeners saw to what is done: many messages in one sitting, one transaction."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Connection

from bot.core.actions import AnyAction, Ban, BanChannel, Kick, Mute
from bot.core.assess import Assessment
from bot.core.feature import Record, Screener, Standing
from bot.core.house import merge
from bot.core.incoming import Facts
from bot.core.judgement import Judgement
from bot.core.role import STAND_INS
from bot.core.room import Room
from bot.core.settings import Values
from bot.core.verdict import FOREVER, Reason, Sanction, Verdict
from services import archive, roster
from services.moderation.docket import (
    ALBUM_MEMORY,
    CARD,
    LIFT_CHANNEL,
    Docket,
    evidence_of,
    key_of,
)

JOIN_WINDOW = 600
"""Seconds within which a further hit of the same person and rule joins the open case."""

DAY = 86_400
STANDING = ("in force", "reported")
_ALBUM = Verdict(delete=True)
_ALBUM_REASON = Reason("album", "certain", "{}")


class Accusation(Struct, frozen=True, gc=False):
    """A message that screeners had something to say about, or a part of an album.

    `member` says whether the author is a member, None if that is not known.
    """

    facts: Facts
    room: Room
    values: Values
    readings: tuple[tuple[Screener, Any], ...]
    member: bool | None = None


def accuse(facts: Facts, room: Room, assessment: Assessment, values: Values) -> Accusation:
    """The accusation of what was assessed."""
    return Accusation(facts, room, values, assessment.readings, assessment.member)


def try_all(connection: Connection, accusations: Sequence[Accusation], now: int) -> Judgement:
    """Decide about messages in their order, and write down what follows.

    Returns what is to be done, the update ids whose message goes, and whether a deadline is due.
    """
    if not accusations:
        return Judgement()
    said = [accusation.facts for accusation in accusations]
    standings = roster.standings(
        connection,
        [(facts.room, archive.author_of(facts)) for facts in said],
        now,
        {accusation.room.id: accusation.room for accusation in accusations},
    )
    docket = Docket(connection, said, now)
    verdicts = []
    for accusation in accusations:
        facts = accusation.facts
        who = (facts.room, archive.author_of(facts))
        standing = standings[who]
        if accusation.member is not None:
            standing = structs.replace(standing, member=accusation.member)
        verdict = merge(
            screener.rule(facts, reading, standing, accusation.values, now)
            for screener, reading in accusation.readings
        )
        album = _album(docket, facts)
        if verdict is None and album is None:
            docket.keep(facts)
            continue
        record = _carry_out(docket, accusation, verdict or _ALBUM, standing, album)
        others = tuple(old for old in standing.records if old.id != record.id)
        standings[who] = structs.replace(standing, records=(*others, record))
        verdicts.append((record.band, _act(verdict or _ALBUM)))
    docket.write()
    return Judgement(docket.drafts, docket.gone, docket.is_due, verdicts)


def _act(verdict: Verdict) -> str:
    """What a verdict comes to, in a word."""
    if verdict.sanction:
        return verdict.sanction.name.lower()
    return "delete" if verdict.delete else "report"


def _album(docket: Docket, facts: Facts) -> int | None:
    """The case that took away other parts of the same album."""
    if not facts.media_group:
        return None
    number, _, deleted, at = docket.known.get((facts.room, key_of(facts)), (0, "", 0, 0))
    return number if deleted and at > facts.at - ALBUM_MEMORY else None


def _carry_out(
    docket: Docket,
    accusation: Accusation,
    verdict: Verdict,
    standing: Standing,
    album: int | None,
) -> Record:
    """Make or join the case, and plan its actions. A message has at most one case."""
    facts, now = accusation.facts, docket.now
    reason = verdict.reasons[0] if verdict.reasons else _ALBUM_REASON
    key = key_of(facts)
    same = docket.known.get((facts.room, key), (None,))[0]
    number = album or _open_case(standing, reason, facts.at) or same
    if number is None:
        fresh = True
        number = docket.open(facts, key, _case(facts, verdict, reason, standing, now))
    else:
        fresh = Sanction[docket.act_of(number).upper()] < verdict.sanction
        docket.join(
            number,
            at=facts.at,
            act=verdict.sanction.name.lower() if fresh else None,
            deleted=verdict.delete,
        )
    targets = [(facts.chat_id, facts.message_id)] if facts.message_id else []
    if verdict.delete and facts.media_group:
        targets += docket.album_of(facts)
    if verdict.sweep and fresh:
        targets += docket.recent_of(facts, verdict.sweep, spoke=standing.seen_at)
    targets = list(dict.fromkeys(targets))
    docket.target(number, targets)
    if verdict.delete:
        docket.take_away(facts)
        docket.doom(facts, number, targets)
    else:
        docket.keep(facts)
    if fresh:
        for action in _sanction(docket, facts, verdict, standing):
            docket.do(number, action)
        if verdict.report or accusation.values["log.chat"]:
            data = {"case": number, "asks": verdict.report}
            docket.due(kind=CARD, key=str(number), room=facts.room, due_at=now, data=data)
    return Record(number, reason.rule, reason.band, facts.at, facts.at, STANDING[verdict.report])


def _case(
    facts: Facts, verdict: Verdict, reason: Reason, standing: Standing, now: int
) -> dict[str, Any]:
    subject = archive.author_of(facts)
    act, until = verdict.sanction, _until(verdict, now)
    if act is Sanction.KICK and _only_banned(subject, standing):
        act, until = Sanction.BAN, now + DAY
    return {
        "subject_id": subject,
        "rule": reason.rule,
        "band": reason.band,
        "act": act.name.lower(),
        "until": until,
        "deleted": int(verdict.delete),
        "state": STANDING[verdict.report],
        "evidence": evidence_of(verdict.reasons),
        "text": facts.text or " · ".join(piece.text for piece in facts.pieces)[:4096],
        "name": _name(facts),
    }


def _only_banned(subject: int, standing: Standing) -> bool:
    """Whether there is nobody to be removed: a channel, or a channel's commenter."""
    return subject < 0 or standing.member is False


def _open_case(standing: Standing, reason: Reason, at: int) -> int | None:
    came = standing.joined_at or 0
    for record in reversed(standing.records):
        if (
            record.rule == reason.rule
            and record.band == reason.band
            and record.state in STANDING
            and record.last_hit_at > at - JOIN_WINDOW
            and came <= record.at
        ):
            return record.id
    return None


def _sanction(
    docket: Docket, facts: Facts, verdict: Verdict, standing: Standing
) -> list[AnyAction]:
    author, now = archive.author_of(facts), docket.now
    if verdict.sanction <= Sanction.WARN or not author or author in STAND_INS:
        return []
    until = _until(verdict, now) or 0
    if author < 0:
        term = DAY if verdict.sanction is Sanction.KICK else verdict.term
        if term < FOREVER:
            docket.due(
                kind=LIFT_CHANNEL,
                key=f"{facts.room}:{author}",
                room=facts.room,
                due_at=now + term,
                data={"channel": author},
            )
        return [BanChannel(room=facts.room, channel=author)]
    match verdict.sanction:
        case Sanction.MUTE:
            return [Mute(room=facts.room, person=author, until=until)]
        case Sanction.KICK if _only_banned(author, standing):
            return [Ban(room=facts.room, person=author, until=now + DAY)]
        case Sanction.KICK:
            return [Kick(room=facts.room, person=author)]
        case _:
            return [Ban(room=facts.room, person=author, until=until)]


def _until(verdict: Verdict, now: int) -> int | None:
    if verdict.sanction not in (Sanction.MUTE, Sanction.BAN) or verdict.term >= FOREVER:
        return None
    return now + verdict.term


def _name(facts: Facts) -> str:
    if facts.sender_chat:
        return facts.sender_chat.title
    return facts.person.name if facts.person else ""
