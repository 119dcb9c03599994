"""One act on one person: the case, the strike, the step of the ladder, and what is to be done."""

from msgspec import Struct, field
from sqlalchemy import Connection, insert

from bot.core import audit
from bot.core.actions import AnyAction, Ban, BanChannel, Delete, Kick
from bot.core.deadline import cancel_deadline, set_deadline
from bot.core.role import STAND_INS
from bot.core.settings import Values
from bot.core.sql import reserve_ids
from bot.core.verdict import FOREVER, Sanction
from models.case import Case, CaseMessage
from services import archive
from services.moderation import restraint, strike
from services.moderation.docket import LIFT_CHANNEL, UNBAN
from services.moderation.ladder import Step, decay_of, ladder_of, step_at
from services.moderation.replace import replace


class Order(Struct, frozen=True, gc=False, kw_only=True):
    """What is to be done to somebody, by whom and why.

    `term` counts seconds, for mutes and bans; FOREVER has no end. `strikes` are given, and the
    ladder then decides if its step is the harder one. `messages` (chat, message) are what it is
    about, taken away if `delete`. `key` names the order: one that was carried out is not again.
    `by` is empty for votes and timers, `via` says which. Nothing harder than `most` is done. With
    `asks` administrators are to decide about it.
    """

    person: int
    key: str
    name: str = ""
    act: Sanction = Sanction.NONE
    term: int = FOREVER
    rule: str = "manual"
    via: str = "human"
    by: int | None = None
    reason: str = ""
    text: str = ""
    strikes: int = 0
    messages: tuple[tuple[int, int], ...] = ()
    delete: bool = False
    most: Step | None = None
    asks: bool = False


class Outcome(Struct, frozen=True, gc=False, kw_only=True):
    """What came of an order. `count` strikes of `steps` count now; `next` is the step after.

    `until` is the end of a mute or ban, empty for none.
    """

    case: int
    act: Sanction
    until: int | None = None
    count: int = 0
    steps: int = 0
    next: Step | None = None
    actions: list[AnyAction] = field(default_factory=list)


def carry_out(
    connection: Connection, order: Order, *, room: int, values: Values, now: int
) -> Outcome:
    """Make the case of an order, give its strikes, and plan what it takes."""
    act, term = order.act, order.term
    ladder, count = ladder_of(values), 0
    if order.strikes:
        count = order.strikes + strike.count(connection, room=room, person=order.person, at=now)
        step = step_at(ladder, count)
        act, term = max((act, term if act > Sanction.WARN else 0), (step.act, step.term))
    if order.most is not None:
        act, term = min((act, term), (order.most.act, order.most.term))
    (number,) = reserve_ids(connection, Case, 1)
    until = now + term if act in (Sanction.MUTE, Sanction.BAN) and term < FOREVER else None
    connection.execute(
        insert(Case).values(
            id=number,
            room_id=room,
            key=order.key,
            subject_id=order.person,
            rule=order.rule,
            band="likely" if order.asks else "certain",
            act=act.name.lower(),
            until=until,
            deleted=int(order.delete and bool(order.messages)),
            state="reported" if order.asks else "in force",
            decided_by=order.by,
            at=now,
            last_hit_at=now,
            hits=1,
            evidence="[]",
            text=order.text,
            name=order.name,
            note="",
            via=order.via,
            reason=order.reason,
            strikes=order.strikes,
        )
    )
    if order.via == "human":
        audit.note(
            connection,
            room=room,
            at=now,
            by=order.by,
            what=act.name.lower(),
            person=order.person,
            case=number,
            said=order.reason,
        )
    if order.strikes:
        row = (room, order.person, number, order.strikes)
        strike.give(connection, [row], decay=decay_of(values), at=now)
    actions = [*_take_away(connection, order, number, room, now)]
    if order.person and order.person not in STAND_INS:
        actions += sentence(
            connection, room=room, person=order.person, case=number, act=act, until=until, now=now
        )
    return Outcome(
        case=number,
        act=act,
        until=until,
        count=count,
        steps=len(ladder),
        next=step_at(ladder, count + 1) if count else None,
        actions=actions,
    )


def sentence(
    connection: Connection,
    *,
    room: int,
    person: int,
    case: int,
    act: Sanction,
    until: int | None,
    now: int,
) -> list[AnyAction]:
    """What an act on somebody takes; a channel, which is negative, can only be banned."""
    end = until or 0
    if act <= Sanction.WARN:
        return []
    if person < 0:
        replace(connection, room=room, person=person, act="ban", case=case, now=now)
        key = f"{room}:{person}"
        if end or act is Sanction.KICK:
            set_deadline(
                connection,
                kind=LIFT_CHANNEL,
                key=key,
                room=room,
                due_at=end or now + 86_400,
                data={"channel": person},
            )
        else:
            cancel_deadline(connection, kind=LIFT_CHANNEL, key=key)
        return [BanChannel(room=room, channel=person)]
    if act is Sanction.KICK and restraint.is_banned(connection, room, person):
        return []  # it would let them in again
    match act:
        case Sanction.MUTE:
            return restraint.impose(
                connection, room=room, person=person, case=case, until=end, now=now
            )
        case Sanction.KICK:
            return [Kick(room=room, person=person)]
        case _:
            replace(connection, room=room, person=person, act="ban", case=case, now=now)
            restraint.forget_earlier(connection, room=room, person=person)
            key = f"{room}:{person}"
            if end and (end - now < restraint.EXACT or end - now > restraint.YEAR):
                set_deadline(
                    connection,
                    kind=UNBAN,
                    key=key,
                    room=room,
                    due_at=end,
                    data={"person": person, "case": case},
                )
            else:  # the end of an earlier ban is not that of this one
                cancel_deadline(connection, kind=UNBAN, key=key)
            return [Ban(room=room, person=person, until=end)]


def _take_away(
    connection: Connection, order: Order, number: int, room: int, now: int
) -> list[AnyAction]:
    """Tie the messages to the case, unless they belong to one, and delete them if asked."""
    known = archive.cases_of(connection, order.messages)
    fresh = [one for one in order.messages if one not in known]
    if fresh:
        rows = [{"chat_id": chat, "message_id": one, "case_id": number} for chat, one in fresh]
        connection.execute(insert(CaseMessage), rows)
    if not order.delete:
        return []
    archive.mark_deleted(connection, order.messages, now)
    return [Delete(room=room, chat=chat, message=one) for chat, one in order.messages]
