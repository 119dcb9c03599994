"""Saying a template: filled in for somebody, with its buttons and its picture."""

from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec
from msgspec import structs

from bot.core import phrase
from bot.core.actions import Button, Buttons, Count, Send, SendMedia
from bot.core.feature import in_reply
from bot.core.unit import Stay, Unit
from services.template.material import message_of
from services.template.name import Somebody, author_of, clean, shorten
from services.template.template import COUNT, NAMES, Template, compile_template, worded

COUNTED = "template.counted"
"""The continuation of something said that waits for the number of members."""

RULES = "rules"
"""The link under which somebody reads the rules of a group in private."""

MOST_NAMED = 10
"""People whom one message names; each mention calls somebody."""

Fillings = dict[str, tuple[str, str]]


def fillings(unit: Unit, people: Sequence[Somebody], *, more: int = 0) -> Fillings:
    """What stands for whom: `people`, and so many more who are not named; without any, everybody
    is meant."""
    shown = people[:MOST_NAMED]
    everybody = [] if people or more else [unit.say("template-everybody")]
    more += len(people) - len(shown)
    hidden = unit.say("template-somebody")
    first = [hidden if one.hidden else clean(one.first) or hidden for one in shown]
    full = [hidden if one.hidden else one.name or hidden for one in shown]
    tags = [
        name if one.hidden or not one.username else f"@{one.username}"
        for one, name in zip(shown, first, strict=True)
    ]
    links = [_link(one, name) for one, name in zip(shown, first, strict=True)]
    named = [
        link if one.hidden or not one.username else escape(tag)
        for one, link, tag in zip(shown, links, tags, strict=True)
    ]
    first, full, tags = first or everybody, full or everybody, tags or everybody
    links, named = links or everybody, named or everybody
    return {
        "first": worded(_joined(unit, first, more)),
        "last": worded(
            _joined(unit, [one for p in shown if not p.hidden and (one := clean(p.last))], 0)
        ),
        "name": worded(_joined(unit, full, more)),
        "mention": (_joined(unit, first, more), _joined(unit, first, more, links)),
        "username": (_joined(unit, tags, more), _joined(unit, tags, more, named)),
        "id": worded(_joined(unit, [str(one.id) for one in shown], more)),
        "group": worded(clean(unit.room.title)),
        "count": (COUNT, COUNT),
    }


def _link(one: Somebody, name: str) -> str:
    return f'<a href="tg://user?id={one.id}">{escape(name, quote=False)}</a>'


def _joined(unit: Unit, names: Sequence[str], more: int, links: Sequence[str] | None = None) -> str:
    """Names in a row; with `links`, these in their place."""
    kept, left = shorten(names, NAMES - 40)
    shown = list(links[: len(kept)]) if links is not None else kept
    if shown and more + left:
        shown.append(unit.say("template-others", n=more + left))
    return phrase.listing(shown, unit.language)


def post_for(
    unit: Unit,
    source: str,
    *,
    media: str = "",
    file: str = "",
    swap: bool = False,
    stay: Stay = Stay.EVER,
) -> None:
    """Say a template to whoever wrote, in answer to their message.

    With `swap`, what they replied to is answered in its place, for its author.
    """
    facts = unit.facts
    message = message_of(facts)
    reply_to = facts.message_id
    if swap and in_reply(facts, ""):
        message, reply_to = message.get("reply_to_message", {}), facts.reply_to
    author = author_of(message, unit.values)
    post(
        unit,
        compile_template(source),
        [author] if author else [],
        media=media,
        file=file,
        reply_to=reply_to,
        stay=stay,
    )


def post(
    unit: Unit,
    made: Template,
    people: Sequence[Somebody],
    *,
    more: int = 0,
    media: str = "",
    file: str = "",
    head: str = "",
    tail: str = "",
    below: Buttons = (),
    to: int = 0,
    reply_to: int = 0,
    stay: Stay = Stay.EVER,
    then: str | None = None,
) -> None:
    """Say a template. `head` and `tail` (HTML) stand around it, further buttons `below` its own."""
    filled = fillings(unit, people, more=more)
    text = "\n".join(filter(None, (head, made.fill(filled))))
    text = "\n\n".join(filter(None, (text, tail)))
    rows = [
        tuple(Button(text=made.fill_label(one.text, filled) or "?", url=one.address) for one in row)
        for row in made.buttons
    ]
    if made.rules and RULES in unit.house.links:
        url = unit.link(RULES, str(unit.room.id))
        rows.append((Button(text=unit.say("template-rules"), url=url),))
    common: dict[str, Any] = {
        "room": unit.room.id,
        "text": text,
        "to": to,
        "thread": unit.facts.thread_id if unit.has_facts and not to else 0,
        "reply_to": reply_to,
        "buttons": (*rows, *below),
        "stay": 0 if to else stay.seconds(unit.values),
    }
    action = SendMedia(kind=media, file=file, **common) if media else Send(**common)
    _leave(unit, action, then)


def _leave(unit: Unit, action: Send | SendMedia, then: str | None) -> None:
    """Send it, or first ask how many members there are."""
    expires = unit.now + 300
    if COUNT not in msgspec.json.encode(action).decode():
        unit.do(action, then=then, expires_at=expires)
        return
    kept = {"action": msgspec.to_builtins(action), "then": then}
    unit.do(Count(room=unit.room.id), then=COUNTED, then_data=kept, expires_at=expires)


async def counted(unit: Unit) -> None:
    """Telegram told how many members there are, or did not; nobody waits for it any more later."""
    if unit.fate is not None and unit.fate.state == "expired":
        return
    known = unit.fate is not None and unit.fate.state == "done"
    number = unit.fate.result if unit.fate and known else None
    shown = phrase.number(number, unit.language) if isinstance(number, int) else "?"
    action = msgspec.convert(unit.data["action"], Send | SendMedia)
    buttons = tuple(
        tuple(structs.replace(one, text=one.text.replace(COUNT, shown)) for one in row)
        for row in action.buttons
    )
    action = structs.replace(action, text=action.text.replace(COUNT, shown), buttons=buttons)
    unit.do(action, then=unit.data["then"], expires_at=unit.now + 300)
