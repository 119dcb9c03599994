"""What somebody at the door who needs a vouch sees, and how it ends."""

import secrets
from urllib.parse import quote

from bot.core import daily
from bot.core.actions import Button, Look
from bot.core.gate import OPEN, Applicant, Prompt, Result, Said, Visit
from bot.core.manner import whisper
from bot.core.outbox import Fate
from bot.core.texts import plain
from bot.core.unit import Unit
from services import entry, invite, roster, vouch
from services.entry import book
from services.roster import PRESENT
from services.vouch import ADMINS

GATE = LINK = "vouch"
"""The gate, and the link that an applicant sends to a member."""

TOKEN = 12
"""Random bytes of that link."""


async def ask(unit: Unit, visit: Visit) -> Prompt:
    """A link to send to a member, with a button that does so."""
    token = visit.data.get("token") or secrets.token_urlsafe(TOKEN)
    link = unit.link(LINK, f"{visit.applicant.id}-{token}")
    words = plain(unit.language, "vouch-please")
    share = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(words, safe='')}"
    button = Button(text=unit.say("vouch-find"), url=share)
    text = unit.say("vouch-asks", link=link)
    if visit.data.get("spent"):
        text += "\n" + unit.say("vouch-link-spent")
    return Prompt(text=text, buttons=((button,),), data={**visit.data, "token": token})


async def hear(unit: Unit, visit: Visit, said: Said) -> Result:
    """Nothing an applicant does opens it."""
    return OPEN


async def look(unit: Unit, visit: Visit) -> Result:
    """Who came through a member's own link is vouched for by them."""
    one = visit.applicant
    owner = await _owner(unit, one)
    if not owner:
        return OPEN
    status = await standing(unit, owner)
    if not status:
        asking = Look(room=unit.room.id, chat=str(unit.room.chat_id), person=owner)
        await entry.inquire(unit, visit, asking)
        return OPEN
    return await _by_link(unit, visit, owner, status)


async def found(unit: Unit, visit: Visit, fate: Fate) -> Result:
    """Whether who made the link is still a member."""
    owner = await _owner(unit, visit.applicant)
    if not owner or fate.state != "done":
        return OPEN
    return await _by_link(unit, visit, owner, fate.result["status"])


async def _owner(unit: Unit, one: Applicant) -> int:
    if not one.link:
        return 0
    owner: int = await unit.run(lambda c: invite.owner(c, unit.room.id, one.link))
    return 0 if owner == one.user_id else owner


async def _by_link(unit: Unit, visit: Visit, owner: int, status: str) -> Result:
    if status not in PRESENT:
        return OPEN
    if not await use(unit, visit.applicant, owner, status):
        return Result(data={**visit.data, "spent": True})
    names = await unit.run(lambda c: roster.names(c, [owner]))
    said = names.get(owner) or str(owner)
    return Result(state="passed", data={**visit.data, "said": said})


async def standing(unit: Unit, person: int) -> str:
    """Telegram's word for somebody's place in the group; empty if it has to be asked.

    Who was an administrator is one as long as the administrators say so.
    """
    known: str = await unit.run(lambda c: roster.status(c, unit.room.id, person))
    if not unit.knows_admins:
        return known
    if person in unit.admins.by_id:
        return unit.admins.by_id[person].status
    return "" if known in ADMINS else known


async def use(unit: Unit, one: Applicant, voucher: int, status: str) -> bool:
    """Use one of a member's vouches for an application; False if none is left this month."""
    quota: int | None = unit.values["vouch.quota"]
    if status in ADMINS:
        quota = None
    zone = daily.zone_of(unit.values)
    done: bool = await unit.run(
        lambda c: vouch.vouch(
            c,
            room=unit.room.id,
            voucher=voucher,
            application=one.id,
            person=one.user_id,
            quota=quota,
            now=unit.now,
            zone=zone,
        )
    )
    return done


async def over(unit: Unit, one: Applicant) -> None:
    """Who vouched hears that they are in; otherwise the vouch is theirs again."""
    by = await unit.run(lambda c: vouch.of(c, one.id))
    if by is None:
        return
    ended: Applicant | None = await unit.run(lambda c: book.get(c, one.id))
    if ended is None or ended.state != book.PASSED:
        await unit.run(lambda c: vouch.give_back(c, one.id))
        return
    names = await unit.run(lambda c: roster.names(c, [by.voucher]))
    await whisper(
        unit,
        lambda: unit.say("vouch-is-in", name=one.name[:64], person=str(one.user_id)),
        to=by.voucher,
        name=names.get(by.voucher, ""),
    )


async def ready(unit: Unit) -> str:
    """Without a quota only administrators can."""
    return "" if unit.values["vouch.quota"] else unit.say("vouch-lacks")
