"""From what screeners saw to what is done: many messages in one sitting, one transaction."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs
from sqlalchemy import Connection

from bot.core.daily import zone_of
from bot.core.feature import Record, Standing
from bot.core.house import merge
from bot.core.incoming import Facts
from bot.core.judgement import Accusation, Judgement
from bot.core.role import STAND_INS
from bot.core.verdict import FOREVER, Reason, Sanction, Verdict
from services import archive, roster
from services.moderation.act import sentence
from services.moderation.docket import (
    ALBUM_MEMORY,
    CARD,
    STRUCK,
    Docket,
    evidence_of,
    key_of,
)
from services.moderation.ladder import decay_of, ladder_of, step_at

JOIN_WINDOW = 600
"""Seconds within which a further hit of the same person and rule joins the open case."""

BURST = 30
"""The same where strikes are given: what was written before one could know of the first is one
misdeed, and what comes after it is the next."""

DAY = 86_400
STANDING = ("in force", "reported")
_ALBUM = Verdict(delete=True)
_ALBUM_REASON = Reason("album", "certain", "{}")


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
    zones = {accusation.room.id: zone_of(accusation.values) for accusation in accusations}
    docket = Docket(connection, said, now, zones)
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
    reason = verdict.lead or _ALBUM_REASON
    key = key_of(facts)
    same = docket.known.get((facts.room, key), (None,))[0]
    window = BURST if verdict.strikes else JOIN_WINDOW
    number = album or _open_case(standing, reason, facts.at, window) or same
    struck = 0
    if number is None:
        fresh = True
        number = docket.reserve()
        verdict, struck = _climb(docket, number, accusation, verdict)
        docket.open(number, facts, key, _case(facts, verdict, reason, standing, now))
    else:
        fresh = Sanction[docket.act_of(number).upper()] < verdict.sanction
        act, until = _sentence(facts, verdict, standing, now)
        docket.join(
            number,
            at=facts.at,
            act=act.name.lower() if fresh else None,
            until=until,
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
        _sanction(docket, number, facts, verdict, standing)
        if verdict.report or accusation.values["log.chat"]:
            data = {"case": number, "asks": verdict.report}
            docket.due(kind=CARD, key=str(number), room=facts.room, due_at=now, data=data)
        if verdict.notice or struck:
            told: dict[str, Any] = {"case": number, "count": struck}
            docket.due(kind=STRUCK, key=str(number), room=facts.room, due_at=now, data=told)
    until = _sentence(facts, verdict, standing, now)[1]
    state = STANDING[verdict.report]
    return Record(number, reason.rule, reason.band, facts.at, facts.at, state, until)


def _climb(
    docket: Docket, number: int, accusation: Accusation, verdict: Verdict
) -> tuple[Verdict, int]:
    """Give the strikes of a verdict, which then does at least what the ladder says; their count."""
    author = archive.author_of(accusation.facts)
    if not verdict.strikes or not author or author in STAND_INS:
        return verdict, 0
    values = accusation.values
    count = docket.strike(number, accusation.room.id, author, verdict.strikes, decay_of(values))
    step = step_at(ladder_of(values), count)
    return verdict | Verdict(sanction=step.act, term=step.term), count


def _case(
    facts: Facts, verdict: Verdict, reason: Reason, standing: Standing, now: int
) -> dict[str, Any]:
    act, until = _sentence(facts, verdict, standing, now)
    return {
        "subject_id": archive.author_of(facts),
        "rule": reason.rule,
        "band": reason.band,
        "act": act.name.lower(),
        "until": until,
        "deleted": int(verdict.delete),
        "state": STANDING[verdict.report],
        "evidence": evidence_of(verdict.reasons),
        "text": facts.text or " · ".join(piece.text for piece in facts.pieces)[:4096],
        "name": _name(facts),
        "strikes": verdict.strikes,
    }


def _sentence(
    facts: Facts, verdict: Verdict, standing: Standing, now: int
) -> tuple[Sanction, int | None]:
    """What is done to the author, and its end. Whoever is not there is banned for a day instead
    of removed, and a channel can only be banned."""
    act, until = verdict.sanction, None
    if act in (Sanction.MUTE, Sanction.BAN) and verdict.term < FOREVER:
        until = now + verdict.term
    if act is Sanction.KICK and _only_banned(archive.author_of(facts), standing):
        return Sanction.BAN, now + DAY
    return act, until


def _only_banned(subject: int, standing: Standing) -> bool:
    """Whether there is nobody to be removed: a channel, or a channel's commenter."""
    return subject < 0 or standing.member is False


def _open_case(standing: Standing, reason: Reason, at: int, window: int) -> int | None:
    """The case that a further hit belongs to: one whose sentence has ended is over."""
    came = standing.joined_at or 0
    for record in reversed(standing.records):
        if (
            record.rule == reason.rule
            and record.band == reason.band
            and record.state in STANDING
            and record.last_hit_at > at - window
            and (record.until is None or record.until > at)
            and came <= record.at
        ):
            return record.id
    return None


def _sanction(
    docket: Docket, number: int, facts: Facts, verdict: Verdict, standing: Standing
) -> None:
    """Plan what a verdict does to the author."""
    author = archive.author_of(facts)
    if not author or author in STAND_INS:
        return
    act, until = _sentence(facts, verdict, standing, docket.now)
    if act is Sanction.MUTE and author > 0:
        docket.mute(number, facts.room, author, until or 0)
        return
    for action in sentence(
        docket.connection,
        room=facts.room,
        person=author,
        case=number,
        act=act,
        until=until,
        now=docket.now,
    ):
        docket.do(number, action)


def _name(facts: Facts) -> str:
    if facts.sender_chat:
        return facts.sender_chat.title
    return facts.person.name if facts.person else ""
