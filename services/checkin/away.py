"""Days on which the bot was away for so long that nobody is to lose a streak by it.

A day is one if the bot was not running for a quarter of it, or of one of the day's slots. It counts
for everybody who had a streak the day before, see `services.checkin.streak`, without pay.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from models.checkin import SignInAway
from models.deadline import Outage, Pulse
from services.checkin import book
from services.checkin.calendar import Calendar
from services.checkin.slot import Slot

SHARE = 4
"""A day is one from a quarter on."""

LONGEST = 60
"""Days that are looked at afterwards, at most."""

Span = tuple[int, int]


def is_away(calendar: Calendar, slots: Sequence[Slot], day: int, outages: Sequence[Span]) -> bool:
    """Whether the bot was away for too long of a day, or of a slot; outages are (from, until).

    A date that a zone left out altogether, as Samoa did with one, has no instant: it is one.
    """
    whole = (calendar.begins(day), calendar.begins(day + 1))
    return any(
        _lost(span, outages) * SHARE >= span[1] - span[0]
        for span in (whole, *(one.window(calendar, day) for one in slots))
    )


def settle(
    connection: Connection, room: int, calendar: Calendar, slots: Sequence[Slot], now: int
) -> None:
    """Look at the days that have ended since the last look, as far as the pulse tells of them."""
    alive = connection.execute(select(func.max(Pulse.minute))).scalar()
    known = now if alive is None else min(now, (alive + 1) * 60)
    ended = calendar.day_of(known) - 1
    checked = book.state(connection, room, calendar.day_of(now)).checked_day
    if ended <= checked:
        return
    first = max(checked + 1, ended - LONGEST)
    outages = [
        (row.began_at, row.ended_at)
        for row in connection.execute(
            select(Outage.began_at, Outage.ended_at).where(
                Outage.ended_at > calendar.begins(first),
                Outage.began_at < calendar.begins(ended + 1),
            )
        )
    ]
    away = [day for day in range(first, ended + 1) if is_away(calendar, slots, day, outages)]
    for day in set(away) - book.away_days(connection, room, first):
        connection.execute(insert(SignInAway).values(room_id=room, day=day))
    book.note(connection, room, checked_day=ended)


def _lost(span: Span, outages: Sequence[Span]) -> int:
    """The seconds of a span that outages took."""
    begins, ends = span
    return sum(max(0, min(ends, until) - max(begins, since)) for since, until in outages)
