"""Codes in words: their titles, their links, the card of one, and lines of many."""

from collections.abc import Sequence
from html import escape
from typing import Final

from bot.core import daily, phrase
from bot.core.actions import Button, Buttons
from bot.core.texts import Html
from bot.core.unit import Unit
from services import jump, roster, template
from services.stair import told
from services.stair.book import CLOSED, OPEN, Stair
from services.stair.code import find_form, title_of
from services.stair.told import Told

EXCERPT: Final = 80
"""Characters of a message that a card shows."""


def link(unit: Unit, place: tuple[int, int]) -> str:
    """The address of a message (chat, message) of this group, empty if there is none."""
    return jump.link(unit.room, *place)


async def titled(unit: Unit, one: Stair) -> str:
    """The title of a code: its own, else what the message says that it is about."""
    if one.title:
        return one.title
    said = await find(unit, one)
    text = title_of(_words(said)) if said is not None and not said.gone else ""
    return text or unit.say("stair-untitled")


async def line(unit: Unit, one: Stair) -> str:
    """A code on one line: its tag, and its title as a link."""
    title = await titled(unit, one)
    address = link(unit, one.begins)
    shown = f'<a href="{address}">{escape(title)}</a>' if address else escape(title, quote=False)
    name = "stair-line-open" if one.state == OPEN else "stair-line"
    return unit.say(name, tag=one.tag, title=Html(shown))


def families(found: Sequence[Stair]) -> str:
    """The family tags of some codes, in the order in which they come."""
    return " ".join(dict.fromkeys(f"#{one.prefix}" for one in found))


def post(unit: Unit, one: Stair) -> str:
    """The message that carries a code."""
    name = {OPEN: "stair-post-open", CLOSED: "stair-post-closed"}.get(one.state, "stair-post")
    if not one.title:
        return unit.say(f"{name}-bare", tags=one.tags)
    return unit.say(name, title=one.title, tags=one.tags)


async def card(unit: Unit, one: Stair) -> tuple[str, Buttons]:
    """The card of a code, with buttons that lead to its messages."""
    zone = daily.zone_of(unit.values)
    said = await find(unit, one)
    when = phrase.date_time(said.at if said else one.at, unit.language, zone)
    who = await author(unit, said)
    lines = [unit.say("stair-card", title=await titled(unit, one), tags=one.tags)]
    lines.append(unit.say("stair-card-by", name=who, when=when) if who else when)
    if one.state in (OPEN, CLOSED):
        lines.append(unit.say(f"stair-card-{one.state}"))
    elif said is not None and not said.gone and (text := excerpt(said)) and one.title not in text:
        lines.append(unit.say("stair-card-said", text=text))
    if said is not None and said.gone:
        lines.append(unit.say("stair-card-gone"))
    if not any(link(unit, place) for place in ((one.begins), (one.post_chat, one.post_id))):
        lines.append(no_links(unit, one))
    return "\n".join(lines), buttons(unit, one)


def no_links(unit: Unit, one: Stair) -> str:
    """Why there is nothing to tap, and what to do about it."""
    name = "stair-nolink-old" if unit.room.type == "supergroup" else "stair-nolink"
    return unit.say(name, tag=one.tag)


def buttons(unit: Unit, one: Stair) -> Buttons:
    """Buttons that lead to a code's messages, where there are links to them."""
    places = [("begin", one.begins)]
    if one.last_id:
        places.append(("end", (unit.room.chat_id, one.last_id)))
    if one.card_id:
        places.append(("card", (unit.room.chat_id, one.card_id)))
    elif one.message_id and one.post_id:
        places.append(("post", (one.post_chat, one.post_id)))
    found = [(name, link(unit, place)) for name, place in places]
    row = [Button(text=unit.say(f"stair-to-{name}"), url=url) for name, url in found if url]
    return (tuple(row),) if row else ()


async def find(unit: Unit, one: Stair) -> Told | None:
    """The message a code is about, as the archive knows it."""
    if not one.message_id:
        return None
    found: Told | None = await unit.run(lambda c: told.find(c, one.chat_id, one.message_id))
    return found


async def author(unit: Unit, said: Told | None) -> str:
    """Who wrote a message, if that is known and is better said."""
    if said is None or not said.author:
        return ""
    names = await unit.run(lambda c: roster.names(c, [said.author]))
    return shown_name(unit, names.get(said.author, ""))


def shown_name(unit: Unit, name: str) -> str:
    """A name that harms nobody; empty if it is better not said."""
    return "" if template.is_ad(name, unit.values) else template.clean(name)


def excerpt(said: Told, most: int = EXCERPT) -> str:
    """The beginning of what a message says."""
    return template.clean(" ".join(_words(said).split()), most)


def _words(said: Told) -> str:
    """What a message says, without the dead tag of WeChat's form."""
    form = find_form(said.text)
    return form.rest if form else said.text
