"""`/verify ID` does a draw again from its seed; `/fairness` says how a group's envelopes fit."""

from collections.abc import Mapping, Sequence

from bot.core.errors import UserError
from bot.core.room import ABSENT
from bot.core.unit import Stay, Unit
from services import roster
from services.packet import board, book, law
from services.packet.law import Fit
from services.packet.packet import Packet, Share

MOST = 2_000
"""Envelopes that a group's own statistics look at: the newest."""

ODD, RARE = 0.05, 0.01
"""Chances below which a difference is large, and very large."""


async def verify(unit: Unit) -> None:
    """What was promised, what was drawn, and whether that is what people got.

    Raises:
        UserError: there is no such envelope here; in private, none of one's groups has it.
    """
    typed = unit.args.strip().lstrip("#＃")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 16):
        raise UserError(unit.say("packet-verify-usage"))
    number = int(typed)
    room = await _room(unit, number)
    packet = await unit.run(lambda c: book.find(c, room, number)) if room else None
    if packet is None:
        raise UserError(unit.say("packet-verify-none", number=typed))
    if packet.is_open:
        said = {"number": str(number), "promise": packet.promise}
        unit.reply(unit.say("packet-verify-open", **said), stay=Stay.LONG)
        return
    shares = await unit.run(lambda c: book.shares_of(c, number))
    called = await board.names(unit, [one.person for one in shares])
    unit.reply(_checked(unit, packet, shares, called), stay=Stay.EVER)


async def _room(unit: Unit, number: int) -> int:
    """The room of an envelope that whoever asks may see; 0 for none."""
    if unit.room.is_group:
        return unit.room.id
    room = await unit.run(lambda c: book.room_of(c, number))
    if room is None:
        return 0
    status = await unit.run(lambda c: roster.status(c, room, unit.actor))
    return room if status and status not in ABSENT else 0


def _checked(unit: Unit, packet: Packet, shares: Sequence[Share], called: Mapping[int, str]) -> str:
    drawn = packet.draw
    taken = {one.position: one for one in shares}
    lines, agrees = [], packet.keeps_its_promise and sum(drawn.shares) == packet.total
    for place, amount in enumerate(drawn.shares, 1):
        one = taken.get(place)
        agrees = agrees and (one is None or one.amount == amount)
        said = {"place": str(place), "amount": amount}
        if one is None:
            lines.append(unit.say("packet-verify-left", **said))
        elif one.amount == amount:
            lines.append(unit.say("packet-verify-share", name=called[one.person], **said))
        else:
            name = called[one.person]
            lines.append(unit.say("packet-verify-differs", name=name, got=one.amount, **said))
    if packet.luckiest is not None:
        best = drawn.best(packet.taken)
        agrees = agrees and best is not None and best + 1 == packet.luckiest
        lines.append(unit.say("packet-verify-best", place=str(packet.luckiest)))
    number = str(packet.id)
    head = unit.say(
        "packet-verify-agrees" if agrees else "packet-verify-wrong",
        number=number,
        total=packet.total,
        shares=packet.shares,
        mode=unit.say(f"packet-mode-{packet.mode}"),
    )
    proof = unit.say(
        "packet-verify-proof",
        seed=packet.seed,
        promise=packet.promise,
        kept="✓" if packet.keeps_its_promise else "✗",
        formula=f"{number} ‖ {packet.total} ‖ {packet.shares} ‖ {packet.mode}",
    )
    return "\n\n".join((head, "\n".join(board.folded(lines)), proof))


async def fairness(unit: Unit) -> None:
    """How large shares were, and whether being quick paid, against the law of the draw."""
    room = unit.room.id
    first = await unit.run(lambda c: book.first_shares(c, room, MOST))
    best = await unit.run(lambda c: book.luckiest(c, room, MOST))
    sizes, places = law.sizes(first), law.places(best)
    parts = [unit.say("packet-fair-head", n=len(first))]
    if first:
        parts.append(_said(unit, "sizes", sizes, "abcd"))
    if best:
        parts.append(_said(unit, "places", places, "abc"))
    unit.reply("\n\n".join(parts), stay=Stay.LONG)


def _said(unit: Unit, what: str, fit: Fit, classes: str) -> str:
    """One test in plain words."""
    lines = [unit.say(f"packet-fair-{what}", n=sum(fit.seen))]
    lines += [
        unit.say(f"packet-fair-{what}-{name}", seen=seen, expected=round(expected, 1))
        for name, seen, expected in zip(classes, fit.seen, fit.expected, strict=True)
    ]
    if not fit.enough:
        lines.append(unit.say("packet-fair-few", least=law.LEAST))
        return "\n".join(lines)
    word = "rare" if fit.chance < RARE else "odd" if fit.chance < ODD else "usual"
    said = {"n": max(1, round(fit.chance * 100)), "statistic": round(fit.statistic, 1)}
    lines.append(unit.say(f"packet-fair-{word}", **said))
    return "\n".join(lines)
