"""`/audit`: who did what, and when; and what the log is told of settings."""

from functools import partial

from bot.core import daily, phrase
from bot.core.errors import UserError
from bot.core.manner import Pager
from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.cases.card import RIGHT, send
from services import audit, desk, roster
from services.audit import Entry

ACTS = ("none", "warn", "mute", "kick", "ban")
DECISIONS = ("delete", "mute", "kick", "ban", "ham")
OTHERS = (
    "unban",
    "unmute",
    "unwarn",
    "undo",
    "block",
    "unblock",
    "uphold",
    "reverse",
    "approve",
    "unapprove",
)
MOST = 20
"""Settings that one message names."""


async def show_audit(unit: Unit) -> None:
    """Everything done here by people and by the machine, newest first; `@name` picks one."""
    by, word = 0, unit.args.partition(" ")[0]
    if word.startswith("@") and len(word) > 1:
        find = partial(roster.find_person, username=word[1:], room=unit.room.id)
        by = await unit.run(find) or 0
    elif word.isascii() and word.isdigit() and len(word) < 17:
        by = int(word)
    if word and not by:
        raise UserError(unit.say("person-unknown", name=word[:40]))
    await LINES.show(unit, str(by), empty=unit.say("audit-none"))


async def _lines(unit: Unit, args: str) -> list[str]:
    by = int(args)
    found: list[Entry] = await unit.run(lambda c: audit.read(c, room=unit.room.id, by=by))
    people = [one for entry in found for one in (entry.by, entry.person) if one]
    names = await unit.run(lambda c: roster.names(c, people))
    zone = daily.zone_of(unit.values)
    return [
        unit.say(
            "audit-line",
            at=phrase.stamp(entry.at, zone)[5:16].replace("T", " "),
            who=who(unit, entry.by, entry.via, names),
            what=Html(_what(unit, entry, names)),
        )
        for entry in found
    ]


def who(unit: Unit, by: int | None, via: str, names: dict[int, str]) -> str:
    """Who did it. Who hides as an anonymous administrator is not named in front of everybody."""
    if by is None:
        return unit.say("via-admin" if via == "human" else f"via-{via}")
    admin = unit.admins.by_id.get(by)
    if admin is not None and admin.anonymous:
        return unit.say("via-admin")
    return names.get(by) or (admin.name if admin else "") or str(by)


def _what(unit: Unit, entry: Entry, names: dict[int, str]) -> str:
    if entry.what == "set":
        return unit.say("audit-set", line=entry.said)
    if entry.what == "inactive":
        return unit.say("audit-inactive", n=entry.said)
    name = " ".join((entry.name or names.get(entry.person, "")).split())[:20]
    name = name or str(entry.person)
    number = str(entry.case) if entry.case else ""
    if entry.what in ACTS:
        why = entry.said[:40] if entry.via == "human" else ""
        act = unit.say(f"act-{entry.what}")
        key = "audit-act-why" if why else "audit-act"
        fillings = {"why": why} if why else {}
        return unit.say(key, act=act, name=name, number=number, **fillings)
    if entry.what == "settle" and entry.said in DECISIONS:
        done = unit.say(f"audit-settle-{entry.said}")
        return unit.say("audit-act", act=done, name=name, number=number)
    if entry.what in OTHERS:
        done = unit.say(f"audit-{entry.what}")
        if number:
            return unit.say("audit-act", act=done, name=name, number=number)
        return unit.say("audit-on", act=done, name=name)
    return unit.say("audit-on", act=entry.what, name=name)


LINES = Pager("audit_page", _lines, right=RIGHT)


async def tell_settings(unit: Unit) -> None:
    """Tell the log of settings that were changed."""
    log = desk.log_of(unit.values, "settings")
    if not log:
        return
    by, lines = unit.data["by"], unit.data["lines"]
    names = await unit.run(lambda c: roster.names(c, [by]))
    who_ = names.get(by) or (str(by) if by else unit.say("via-admin"))
    text = [unit.say("log-set", group=unit.room.title[:64], who=who_)]
    text += [unit.say("audit-set", line=line) for line in lines[:MOST]]
    if len(lines) > MOST:
        text.append("…")
    send(unit, "\n".join(text), to=log)
