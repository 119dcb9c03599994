"""`/members inactive 30d`: who has been silent, before anything is done about it."""

from bot.core import daily, duration, phrase
from bot.core.actions import Button, Buttons, Edit
from bot.core.errors import UserError
from bot.core.manner import Pager
from bot.core.unit import Unit
from services import inactive
from services.inactive import Sought

RIGHT = "can_restrict_members"
SHORTEST, LONGEST = duration.DAY, 10 * 365 * duration.DAY
MOST = 10**6
"""Messages that can be asked for."""


async def preview(unit: Unit, typed: str) -> None:
    """Show them, those who have been silent the longest first, with a button that removes them.

    Raises:
        UserError: it is not said for how long, or nobody has been silent.
    """
    sought = _sought(unit, typed)
    total = await unit.run(lambda c: inactive.count(c, room=unit.room.id, sought=sought))
    if not total:
        known = await unit.run(lambda c: inactive.known(c, unit.room.id))
        raise UserError(unit.say("members-none", known=known))
    unit.identify()
    await PAGES.show(unit, show(sought))


async def ask(unit: Unit) -> None:
    """The button: whether they mean it."""
    sought = read(unit.args)
    total = 0
    if sought is not None:
        total = await unit.run(lambda c: inactive.count(c, room=unit.room.id, sought=sought))
    if sought is None or not total:
        unit.stale()
        return
    unit.require_own(RIGHT)
    minutes = -(-total // inactive.TOGETHER) * inactive.PAUSE // 60 + 1
    data = show(sought)
    buttons = (
        Button(text=unit.say("button-confirm"), data=f"members_go:{data}", only=unit.actor),
        Button(text=unit.say("button-cancel"), data="members_go:", only=unit.actor),
    )
    unit.answer()
    unit.do(
        Edit(
            room=unit.room.id,
            message=unit.facts.message_id,
            text=unit.say("members-asks", n=total, minutes=minutes),
            buttons=(buttons,),
            priority="reply",
        )
    )


def _sought(unit: Unit, typed: str) -> Sought:
    first, _, rest = typed.strip().partition(" ")
    seconds = duration.parse(first)
    number = rest.strip().partition(" ")[0]
    if seconds is None or not SHORTEST <= seconds <= LONGEST:
        raise UserError(unit.say("members-usage"))
    if number and not (number.isascii() and number.isdigit() and 0 < int(number[:7]) <= MOST):
        raise UserError(unit.say("members-usage"))
    return Sought(unit.now - seconds, int(number[:7] or 0))


def show(sought: Sought) -> str:
    """Who is meant, as a button keeps it."""
    return f"{sought.since}:{sought.least}"


def read(args: str) -> Sought | None:
    """That again; None if it is none."""
    since, _, least = args.partition(":")
    plain = since.isascii() and since.isdigit() and least.isascii() and least.isdigit()
    return Sought(int(since), int(least)) if plain else None


async def _lines(unit: Unit, args: str) -> list[str]:
    sought = read(args)
    if sought is None:
        return []
    room, zone = unit.room.id, daily.zone_of(unit.values)
    total = await unit.run(lambda c: inactive.count(c, room=room, sought=sought))
    known = await unit.run(lambda c: inactive.known(c, room))
    found = await unit.run(lambda c: inactive.longest(c, room=room, sought=sought))
    lines = [unit.say("members-silent", n=total, known=known)]
    for one in found:
        never = not one.seen_at
        day = unit.say("members-never") if never else phrase.date(one.seen_at, unit.language, zone)
        name = one.name[:40] or str(one.person)
        lines.append(unit.say("members-line", name=name, day=day, n=one.messages))
    if total > len(found):
        lines.append(unit.say("members-more", n=total - len(found)))
    return lines if total else []


async def _removing(unit: Unit, args: str) -> Buttons:
    """The button that removes them all, whichever page is shown."""
    sought = read(args)
    if sought is None:
        return ()
    total = await unit.run(lambda c: inactive.count(c, room=unit.room.id, sought=sought))
    label = unit.say("members-button", n=total)
    return ((Button(text=label, data=f"members_ask:{args}", only=unit.actor),),)


PAGES = Pager("members_page", _lines, right=RIGHT, below=_removing)
