"""Every part of a message that an advertisement can hide in, ready to be posted.

`CARRIERS` lists them in the order of the threats T17 to T48. Each can post its advertisement
new; those that are content of a message can also be edited into one, or stand in an album.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearsal.kind import KINDS
from rehearsal.person import Person
from rehearsal.user import Json

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.message import Message
    from rehearsal.telegram import Telegram

INNOCENT = "see you tomorrow"


@dataclass(frozen=True)
class Ad:
    """What is advertised, in words and as an address; `beside` is what hides the address."""

    text: str = "加微信 jiaweixin888 日入三千"
    url: str = "https://casino-bonus.example/win"
    beside: str = INNOCENT


@dataclass(frozen=True)
class Carrier:
    """One hiding place; `content` writes the advertisement as content of a message."""

    name: str
    content: Callable[[Ad], Json]

    def post(self, person: Person, chat: Chat, ad: Ad) -> Message:
        """A new message with the advertisement."""
        return person.sends(chat, raw=self.content(ad))

    def edit(self, person: Person, chat: Chat, ad: Ad) -> Message:
        """An innocent message that becomes an advertisement."""
        content = self.content(ad)
        start: Json = {"text": INNOCENT}
        if "text" not in content:
            start = {"photo": True, "caption": INNOCENT}
        return person.edits(person.sends(chat, raw=start), raw=content)

    def album(self, person: Person, chat: Chat, ad: Ad) -> list[Message]:
        """Three messages shown as one, the advertisement in the third."""
        content = dict(self.content(ad))
        if text := content.pop("text", None):
            content["caption"] = text
            content["caption_entities"] = content.pop("entities", [])
        plain: list[Json] = [{"photo": True, "caption": INNOCENT}, {"photo": True}]
        base: Json = {} if content.keys() & KINDS else {"photo": True}
        return person.sends_album(chat, [*plain, base | content])


@dataclass(frozen=True)
class Event:
    """A hiding place outside a message's content: names and titles."""

    name: str
    happen: Callable[[Telegram, Person, Chat, Ad], Message]


def _button(text: str, url: str) -> Json:
    return {"inline_keyboard": [[{"text": text, "url": url}]]}


def _linked(ad: Ad, field: str) -> Json:
    entities = "entities" if field == "text" else "caption_entities"
    link = {"type": "text_link", "offset": 0, "length": 3, "url": ad.url}
    return {field: ad.beside, entities: [link]}


def _place(ad: Ad) -> Json:
    return {"id": -1001999888777, "type": "channel", "title": ad.text}


def _via(ad: Ad, **more: object) -> Json:
    return {"text": ad.beside, "via_bot": "@gif"} | more


def _advertiser(ad: Ad) -> Json:
    return {"id": 5550001, "is_bot": True, "first_name": ad.text, "username": "win_bot"}


def _as_channel(tg: Telegram, person: Person, chat: Chat, ad: Ad) -> Message:
    channel = tg.channel(ad.text, owner=person, username="casino_bonus")
    return person.says(chat, INNOCENT, as_channel=channel)


def _display_name(tg: Telegram, person: Person, chat: Chat, ad: Ad) -> Message:
    person.renames(ad.text)
    return person.says(chat, INNOCENT)


def _newcomer(tg: Telegram, person: Person, chat: Chat, ad: Ad) -> Message:
    newcomer = tg.person(ad.text)
    chat.permissions["can_invite_users"] = True
    person.adds(newcomer, chat)
    return list(chat.history.values())[-1]


def _title(tg: Telegram, person: Person, chat: Chat, ad: Ad) -> Message:
    chat.permissions["can_change_info"] = True
    person.retitles(chat, ad.text)
    return list(chat.history.values())[-1]


CARRIERS: dict[str, Carrier | Event] = {
    "T17": Carrier("text", lambda ad: {"text": f"{ad.text} {ad.url}"}),
    "T18": Carrier("caption", lambda ad: {"photo": True, "caption": f"{ad.text} {ad.url}"}),
    "T19": Carrier("text link", lambda ad: _linked(ad, "text")),
    "T20": Carrier("caption link", lambda ad: {"photo": True, **_linked(ad, "caption")}),
    "T21": Carrier(
        "button text", lambda ad: _via(ad, reply_markup=_button(ad.text, "https://t.me/"))
    ),
    "T22": Carrier("button url", lambda ad: _via(ad, reply_markup=_button("Open", ad.url))),
    "T23": Carrier("via bot", lambda ad: _via(ad, via_bot=_advertiser(ad))),
    "T24": Carrier(
        "quote",
        lambda ad: {"text": INNOCENT, "quote": ad.text, "external_reply": {}},
    ),
    "T25": Carrier(
        "external reply",
        lambda ad: {
            "text": INNOCENT,
            "external_reply": {
                "forwarded_from": ad.text,
                "link_preview_options": {"url": ad.url},
            },
        },
    ),
    "T26": Carrier(
        "forward from channel",
        lambda ad: {
            "text": INNOCENT,
            "forward_origin": {
                "type": "channel",
                "chat": _place(ad),
                "message_id": 7,
                "date": 1_700_000_000,
            },
        },
    ),
    "T27": Carrier(
        "forward from hidden user", lambda ad: {"text": INNOCENT, "forwarded_from": ad.text}
    ),
    "T28": Carrier("story", lambda ad: {"story": {"chat": _place(ad), "id": 3}}),
    "T29": Carrier(
        "reply to story",
        lambda ad: {"text": INNOCENT, "reply_to_story": {"chat": _place(ad), "id": 3}},
    ),
    "T30": Carrier("contact name", lambda ad: {"contact": {"first_name": ad.text}}),
    "T31": Carrier(
        "vCard",
        lambda ad: {
            "contact": {
                "vcard": f"BEGIN:VCARD\nVERSION:3.0\nFN:Li\nNOTE:{ad.text}\nURL:{ad.url}\nEND:VCARD"
            }
        },
    ),
    "T32": Carrier("poll question", lambda ad: {"poll": {"question": ad.text}}),
    "T33": Carrier("poll option", lambda ad: {"poll": {"options": ["No", ad.text]}}),
    "T34": Carrier("venue", lambda ad: {"venue": {"title": ad.text, "address": ad.url}}),
    "T35": Carrier("file name", lambda ad: {"document": {"file_name": f"{ad.text}.apk"}}),
    "T36": Carrier("audio title", lambda ad: {"audio": {"title": ad.text, "performer": "DJ"}}),
    "T37": Carrier("game", lambda ad: {"game": {"title": "Chess", "description": ad.text}}),
    "T38": Carrier("invoice", lambda ad: {"invoice": {"title": ad.text, "description": ad.url}}),
    "T39": Carrier("giveaway chats", lambda ad: {"giveaway": {"chats": [_place(ad)]}}),
    "T40": Event("sender chat title", _as_channel),
    "T41": Carrier("author signature", lambda ad: {"text": INNOCENT, "author_signature": ad.text}),
    "T42": Carrier("sender tag", lambda ad: {"text": INNOCENT, "sender_tag": ad.text}),
    "T43": Carrier("checklist", lambda ad: {"checklist": {"tasks": ["Milk", ad.text]}}),
    "T44": Event("display name", _display_name),
    "T45": Carrier(
        "link preview",
        lambda ad: {"text": ad.beside, "link_preview_options": {"url": ad.url}},
    ),
    "T46": Event("newcomer name", _newcomer),
    "T47": Event("group title", _title),
    "T48": Carrier("sticker set", lambda ad: {"sticker": {"set_name": ad.text}}),
}
"""All hiding places by their threat."""


def post(tg: Telegram, threat: str, person: Person, chat: Chat, ad: Ad) -> Message:
    """Put an advertisement into the chat by one hiding place."""
    carrier = CARRIERS[threat]
    if isinstance(carrier, Carrier):
        return carrier.post(person, chat, ad)
    return carrier.happen(tg, person, chat, ad)
