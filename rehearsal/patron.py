"""Members of a channel who pay for every month they stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearsal.error import Refused
from rehearsal.link import InviteLink

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.customer import Customer


def pay(chat: Chat, person: Customer, link: InviteLink) -> int:
    """Pay the first period, and each following one when the clock gets there; its end."""
    if person.stars < link.price:
        raise Refused("BALANCE_TOO_LOW")
    person.stars -= link.price
    chat.patrons.add(person.id)
    ends = chat.world.now() + link.period
    _watch(chat, person, link, ends)
    return ends


def _watch(chat: Chat, person: Customer, link: InviteLink, ends: int) -> None:
    chat.world.agenda.at(ends, lambda: _renew(chat, person, link, ends))


def _renew(chat: Chat, person: Customer, link: InviteLink, ends: int) -> None:
    member = chat.member(person)
    if not member.present or member.until != ends:
        return
    if person.id not in chat.patrons or person.stars < link.price:
        chat.change(replace(member, status="left", present=False, until=0), by=person)
        return
    person.stars -= link.price
    chat.memberships[person.id] = replace(member, until=ends + link.period)
    _watch(chat, person, link, ends + link.period)


def cancel(chat: Chat, person: Customer) -> None:
    """Pay no more; the membership ends with the period."""
    if person.id not in chat.patrons:
        raise Refused("there is no such subscription")
    chat.patrons.discard(person.id)
