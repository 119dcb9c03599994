"""`/invite`: a member's own link, who came through it, and who of them stayed."""

from typing import Any

from bot.core.actions import Invite, Send
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Later, Watcher
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.room import ABSENT
from bot.core.unit import Stay, Unit
from services import invite, roster
from services.entry import book
from services.entry.setting import demand_of

MADE = "invite.made"
"""The continuation: the link is there."""

RIGHT = "can_invite_users"
NAME = 32
"""Characters of a link's name. https://core.telegram.org/bots/api#createchatinvitelink"""


async def own_link(unit: Unit) -> None:
    """The link of whoever asks, which is made the first time."""
    person = unit.identify()
    if not person:
        raise UserError(unit.say("invite-nobody"))
    by_request = demand_of(unit.values, unit.house.gates) is not None
    link = await unit.run(
        lambda c: invite.find(c, room=unit.room.id, person=person, by_request=by_request)
    )
    facts = unit.facts
    asked = {"person": person, "thread": facts.thread_id, "message": facts.message_id}
    if link:
        await _show(unit, asked, link)
        return
    unit.require_own(RIGHT)
    named = facts.person.name if facts.person else ""
    unit.do(
        Invite(room=unit.room.id, name=named[:NAME], by_request=by_request),
        then=MADE,
        then_data={**asked, "by_request": by_request},
        expires_at=unit.now + 300,
    )


async def made(unit: Unit) -> None:
    """The link is there, or Telegram would not make it."""
    asked, fate = unit.data, unit.fate
    if fate is None or fate.state != "done":
        _say(unit, asked, unit.say("invite-trouble"), Stay.SHORT)
        return
    link = fate.result["link"]
    await unit.run(
        lambda c: invite.keep(
            c,
            room=unit.room.id,
            person=asked["person"],
            link=link,
            by_request=asked["by_request"],
            now=unit.now,
        )
    )
    await _show(unit, asked, link)


async def _show(unit: Unit, asked: dict[str, Any], link: str) -> None:
    room, person = unit.room.id, asked["person"]
    brought = await unit.run(lambda c: invite.brought(c, room=room, by=person))
    lines = [unit.say("invite-link", link=link)]
    if not brought.came:
        lines.append(unit.say("invite-nobody-yet"))
    else:
        lines.append(unit.say("invite-came", came=brought.came, stayed=brought.stayed))
        names = await unit.run(lambda c: roster.names(c, [who for who, _ in brought.people]))
        lines += [
            unit.say(
                "invite-there" if there else "invite-gone",
                name=(names.get(who) or str(who))[:32],
            )
            for who, there in brought.people
        ]
        if brought.came > len(brought.people):
            lines.append(unit.say("invite-more", n=brought.came - len(brought.people)))
    _say(unit, asked, "\n".join(lines), Stay.LONG)


def _say(unit: Unit, asked: dict[str, Any], text: str, stay: Stay) -> None:
    unit.do(
        Send(
            room=unit.room.id,
            text=text,
            thread=asked["thread"],
            reply_to=asked["message"],
            stay=stay.seconds(unit.values),
        ),
        expires_at=unit.now + 300,
    )


def came(facts: Facts) -> bool:
    """Whether somebody came in who was not there, through a link or by a request."""
    raw = (facts.raw or {}).get("chat_member", {})
    through = bool(raw.get("invite_link") or raw.get("via_join_request"))
    is_in = facts.content not in ABSENT and facts.text in ABSENT
    return through and is_in and facts.person is not None and not facts.person.is_bot


async def see(unit: Unit) -> None:
    """Somebody came in: whose link it was is remembered."""
    person = unit.facts.person
    if person is None:
        return
    raw = (unit.facts.raw or {}).get("chat_member", {})
    link = (raw.get("invite_link") or {}).get("invite_link", "")
    if not link:
        link = await _link_of_request(unit, person.id)
    by = await unit.run(lambda c: invite.owner(c, unit.room.id, link)) if link else 0
    if by:
        await unit.run(
            lambda c: invite.note(c, room=unit.room.id, person=person.id, by=by, now=unit.now)
        )


async def _link_of_request(unit: Unit, person: int) -> str:
    """The link somebody asked through: Telegram does not always say it again."""
    one = await unit.run(lambda c: book.live(c, unit.room.id, person))
    if one is None:
        last = await unit.run(lambda c: book.last(c, unit.room.id, person))
        one = last[0] if last else None
    return one.link if one is not None and one.way == "request" else ""


FEATURE = Feature(
    name="invite",
    key="threshold",
    settings=(toggle("invite.enabled", True),),
    commands=(Command(name="invite", handle=own_link, lists=True, where="group"),),
    continuations=(Later(name=MADE, handle=made),),
    watchers=(Watcher(kinds=("chat_member",), handle=see, wants=came, switch="invite.enabled"),),
)
