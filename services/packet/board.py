"""The message of an envelope in words: readable on a phone, whoever took part."""

from collections.abc import Mapping, Sequence

from bot.core import daily, phrase
from bot.core.actions import Button, Buttons
from bot.core.texts import Html
from bot.core.unit import Unit
from services import roster, template
from services.naming import card
from services.packet import book
from services.packet.packet import Packet, Share

PRESS = "packet"
"""The button's name; behind it the number of the envelope."""

_NAMELESS = ("greeting", "toll")
"""Kinds of envelopes that name nobody as their sender, each with a text `packet-head-KIND`."""

UNFOLDED = 10
"""Shares that are listed before the list is folded up."""

WIDE = 16
"""Characters of a name that are shown: with place, amount and time, a line holds 40."""


async def written(unit: Unit, packet: Packet) -> tuple[str, Buttons]:
    """The message as it is now, and its button."""
    shares: list[Share] = await unit.run(lambda c: book.shares_of(c, packet.id))
    sender: int = await unit.run(lambda c: book.sender_of(c, packet))
    guests: set[int] = await unit.run(lambda c: book.guests_of(c, packet.id))
    called = await names(unit, [sender, *(one.person for one in shares), *guests])
    parts = [
        [
            *_head(unit, packet, called[sender]),
            *_terms(unit, packet, [called[one] for one in guests]),
        ],
        _list(unit, packet, shares, called),
        _foot(unit, packet, shares),
    ]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    return text, buttons(unit, packet)


def buttons(unit: Unit, packet: Packet) -> Buttons:
    """🧧, as long as there is something in it."""
    if not packet.is_open or packet.taken == packet.shares:
        return ()
    return ((Button(text=unit.say("packet-button"), data=f"{PRESS}:{packet.id}"),),)


async def names(unit: Unit, people: Sequence[int]) -> Mapping[int, str]:
    """What people are called here: by their card for this group, else by their profile."""
    room, wanted = unit.room.id, sorted({one for one in people if one > 0})
    own = await unit.run(lambda c: card.names(c, room, wanted))
    seen = await unit.run(lambda c: roster.names(c, wanted))
    found = dict.fromkeys(people, unit.say("template-somebody"))
    for person in wanted:
        name = own.get(person) or seen.get(person, "")
        if name and not template.is_ad(name, unit.values):
            found[person] = _short(template.clean(name)) or found[person]
    return found


def took(unit: Unit, seconds: int) -> str:
    """A length of time in the largest unit that it fills."""
    for letter, length in (("d", 86_400), ("h", 3600), ("m", 60)):
        if seconds >= length:
            return unit.say(f"packet-took-{letter}", n=seconds // length)
    return unit.say("packet-took-s", n=max(0, seconds))


def folded(lines: Sequence[str]) -> list[str]:
    """Lines as they stand, or folded up if they are many."""
    if len(lines) <= UNFOLDED:
        return list(lines)
    return ["<blockquote expandable>" + "\n".join(lines) + "</blockquote>"]


def _head(unit: Unit, packet: Packet, sender: str) -> list[str]:
    named = packet.kind not in _NAMELESS
    head = unit.say("packet-head", name=sender) if named else unit.say(f"packet-head-{packet.kind}")
    return [head, unit.say("packet-says", wish=packet.wish)] if packet.wish else [head]


def _terms(unit: Unit, packet: Packet, guests: Sequence[str]) -> list[str]:
    said = {"total": packet.total, "shares": packet.shares}
    found = [
        unit.say("packet-is-equal", each=packet.total // packet.shares, **said)
        if packet.mode == "equal" and packet.shares > 1
        else unit.say("packet-is-lucky" if packet.shares > 1 else "packet-is-one", **said)
    ]
    if not packet.is_open:
        return found
    if guests:
        found.append(unit.say("packet-for", names=phrase.listing(guests, unit.language)))
    if packet.word:
        found.append(unit.say("packet-for-word", word=packet.word))
    if packet.checked:
        found.append(unit.say("packet-for-checked"))
    return found


def _list(
    unit: Unit, packet: Packet, shares: Sequence[Share], called: Mapping[int, str]
) -> list[str]:
    lines = [
        unit.say(
            "packet-share-best" if one.position == packet.luckiest else "packet-share",
            place=str(one.position),
            name=called[one.person],
            amount=one.amount,
            took=Html(took(unit, one.at - packet.opened_at)),
        )
        for one in shares
    ]
    best = [
        line for line, one in zip(lines, shares, strict=True) if one.position == packet.luckiest
    ]
    return [*(best if len(lines) > UNFOLDED else []), *folded(lines)]


def _foot(unit: Unit, packet: Packet, shares: Sequence[Share]) -> list[str]:
    given = sum(one.amount for one in shares)
    left = {"taken": packet.taken, "shares": packet.shares, "rest": packet.total - given}
    check = Html(f"<code>/verify {packet.id}</code>")
    if packet.state == "empty" or (packet.is_open and packet.taken == packet.shares):
        last = max((one.at for one in shares), default=packet.opened_at)
        state = unit.say("packet-empty", took=Html(took(unit, last - packet.opened_at)))
    elif packet.state == "expired":
        state = unit.say("packet-expired", **left)
    else:
        zone = daily.zone_of(unit.values)
        until = phrase.date_time(packet.expires_at, unit.language, zone)
        state = unit.say("packet-open", until=until, **left)
    if packet.is_open:
        proof = unit.say("packet-promise", check=check, promise=packet.promise)
    else:
        proof = unit.say("packet-seed", check=check, promise=packet.promise, seed=packet.seed)
    return [state, proof]


def _short(name: str) -> str:
    """A name cut to what a line holds, counted as Telegram counts."""
    while len(name.encode("utf-16-le")) > 2 * WIDE:
        name = name[:-1]
    return name.rstrip()
