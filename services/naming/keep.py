"""Name cards are taken in: looked at like a name on a profile, kept, and shown as a tag."""

from bot.core.actions import Tag
from bot.core.unit import Unit
from services import impersonation, roster, tag, template
from services.naming import card, words
from services.naming.card import Card
from services.naming.policy import BANNED, Policy
from services.screened import is_ad

LONGEST = 128
"""Characters of a card."""

CALM = 60
"""Seconds in which a message may still show the tag that was worn before."""


def clean(name: str) -> str:
    """A name as it can stand on a card: one line that disturbs nothing around it."""
    return template.clean(name, LONGEST)


async def refusal(unit: Unit, policy: Policy, person: int, name: str) -> str:
    """Why a name cannot stand on somebody's card (HTML); empty if it can."""
    wrong = policy.judge_card(name)
    if wrong == BANNED:
        return unit.say("naming-card-banned")
    if wrong or name != clean(name):
        return unit.say("naming-card-unlike", example=words.shown(unit, policy))
    if unit.knows_admins and person not in unit.admins.by_id:
        admins = unit.admins.people()
        cards = await unit.run(lambda c: card.names(c, unit.room.id, [one.id for one in admins]))
        known = [*(one.name for one in admins if not one.anonymous), *cards.values()]
        if impersonation.is_like(name, known):
            return unit.say("naming-card-like")
    bad = template.is_ad(name, unit.values) or await is_ad(unit, person, name)
    return unit.say("naming-card-ad") if bad else ""


async def keep(unit: Unit, person: int, name: str) -> None:
    """Keep a name on somebody's card, and show it as their tag where that can be."""
    room, now = unit.room.id, unit.now
    known: Card = await unit.run(lambda c: card.get(c, room, person))
    one = Card(name, wear(unit, person, name, known.tag))
    await unit.run(lambda c: card.put(c, room, person, one, now))


def wear(unit: Unit, person: int, name: str, worn: str) -> str:
    """Show a name as somebody's tag, if it can be one; the tag they have then."""
    wanted = name if tag.fits(name) else ""
    if wanted == worn or not unit.knows_admins or person in unit.admins.by_id:
        return worn
    if not tag.may_set(unit):
        return worn
    unit.do(Tag(room=unit.room.id, person=person, tag=wanted), expires_at=unit.now + 600)
    return wanted


async def read(unit: Unit, policy: Policy, person: int, *, came: bool) -> None:
    """Look at the tag that somebody shows: one that follows is their card from now on; who comes
    back gets theirs again."""
    room, now = unit.room.id, unit.now
    shown = tag.shown(unit.facts) if policy.asks_card else None
    if shown is None:
        return
    known: Card = await unit.run(lambda c: card.get(c, room, person))
    theirs = shown and shown != known.tag and now - known.at > CALM
    follows = theirs and not await refusal(unit, policy, person, shown)
    name, worn = (shown if follows else known.name), shown
    if came and name and not policy.judge_card(name):
        worn = wear(unit, person, name, shown)
    if (name, worn) != (known.name, known.tag):
        await unit.run(lambda c: card.put(c, room, person, Card(name, worn), now))


async def name_of(unit: Unit, person: int, name: str = "") -> str:
    """What somebody is called in this group: on their card, else by `name`, or as last seen."""
    if unit.values.get("naming.on", "profile") == "card":
        own: Card = await unit.run(lambda c: card.get(c, unit.room.id, person))
        name = own.name or name
    if not name:
        known = await unit.run(lambda c: roster.names(c, [person]))
        name = known.get(person, "")
    return name
