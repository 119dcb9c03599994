"""People in words: what somebody is here, since when, and how much they said."""

from bot.core import daily, phrase
from bot.core.role import Admins
from bot.core.settings import Values
from bot.core.texts import Html
from bot.core.unit import Unit
from services.person import Seen

GONE = ("left", "kicked")


def role(unit: Unit, one: Seen, admins: Admins | None, *, openly: bool) -> str:
    """What somebody is here. `openly`: who hides as an anonymous administrator is a member."""
    if admins is None:
        key = {"creator": "owner", "administrator": "admin"}.get(one.status, "")
    else:
        admin = admins.by_id.get(one.person)
        shown = admin is not None and not (openly and admin.anonymous)
        key = ("owner" if admin.status == "creator" else "admin") if admin and shown else ""
        hidden = admin is not None and not shown
        if not key and (one.status in ("creator", "administrator") or hidden):
            key = "member"
    if not key and one.powers:
        powers = [unit.say(f"power-{power}") for power in sorted(one.powers)]
        return unit.say("people-role-helper", powers=Html(phrase.listing(powers, unit.language)))
    if not key:
        key = "gone" if one.status in GONE else "member" if one.status else "unknown"
    return unit.say(f"people-role-{key}")


def said(unit: Unit, one: Seen) -> str:
    """How much they said."""
    return unit.say("people-said", messages=one.messages, days=one.days)


def since(unit: Unit, one: Seen, values: Values) -> str:
    """Since when they are here, as far as is known."""
    if one.joined_at is None:
        return unit.say("people-before")
    day = phrase.date(one.joined_at, unit.language, daily.zone_of(values))
    return unit.say("people-joined", day=day)
