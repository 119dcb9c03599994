"""What the page shows of chats and people, as plain data for the templates."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.core import texts
from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.page.rich import is_safe, render
from rehearsal.person import Person
from rehearsal.stage import Stage
from rehearsal.user import Json, User

SHOWN = 120
"""Messages of a chat that are shown, the newest."""

HUES = 8


def people(stage: Stage, viewer: str) -> list[Json]:
    """Everybody one can be."""
    return [
        {
            "key": key,
            "name": person.name,
            "initial": person.name.strip()[:1] or "?",
            "hue": hue(person),
            "role": role_of(stage, key),
            "chosen": key == viewer,
        }
        for key, person in stage.cast.people.items()
    ]


def role_of(stage: Stage, key: str) -> str:
    """The text that says what somebody is there for."""
    if key not in ("owner", "admin", "advertiser", "applicant"):
        return "page-role-member" if key.startswith("member") else "page-role-newcomer"
    return f"page-role-{key}"


def chats(stage: Stage, viewer: str, chosen: str) -> list[Json]:
    """The chats somebody can look at: all of the cast, and their own with the bot."""
    found = []
    for key, chat in stage.cast.chats.items():
        if key.startswith("bot:") and key != f"bot:{viewer}":
            continue
        last = chat.last
        found.append(
            {
                "key": key,
                "title": title_of(stage, chat),
                "kind": chat.kind,
                "chosen": key == chosen,
                "initial": title_of(stage, chat)[:1],
                "hue": abs(chat.id) % HUES,
                "last": (last.text or "…")[:48] if last and not last.service else "",
            }
        )
    return found


def title_of(stage: Stage, chat: Chat) -> str:
    """What a chat is called on the page."""
    return stage.telegram.bot.first_name if chat.kind == "private" else chat.title or ""


def hue(user: User | Chat | None) -> int:
    """A colour for somebody, always the same."""
    return zlib.crc32(str(user.id if user else 0).encode()) % HUES


def messages(stage: Stage, chat: Chat, viewer: Person, topic: int, language: str) -> list[Json]:
    """What somebody sees of a chat, oldest first; what was taken away leaves a trace."""
    if chat.kind == "private" and chat.person is not viewer:
        return []
    seen = list(chat.history.values())
    if topic:
        seen = [one for one in seen if one.thread == topic]
    elif chat.forum:
        seen = [one for one in seen if one.thread is None]
    seen = [one for one in seen if not (one.service and one.deleted)]
    whispers = [one for one in chat.ephemeral.values() if one.receiver is viewer]
    seen = sorted([*seen, *whispers], key=lambda one: (one.date, one.id or 1 << 40))[-SHOWN:]
    return [_message(stage, one, viewer, language) for one in seen]


def _message(stage: Stage, message: Message, viewer: Person, language: str) -> Json:
    author = message.author
    who = _who(message)
    found: Json = {
        "ref": f"~{message.ephemeral_id}" if message.ephemeral_id else message.id,
        "who": who,
        "key": stage.cast.key_of(author),
        "hue": hue(author),
        "initial": who.strip()[:1] or "?",
        "mine": author is viewer and message.sender_chat is None,
        "bot": author is stage.telegram.bot,
        "time": clock_of(stage, message.date),
        "edited": message.edit_date is not None,
        "deleted": message.deleted,
        "whisper": message.receiver is not None,
        "service": _service(message, language) if message.service else "",
        "pinned": message in message.chat.pins,
        "html": Markup(render(message.text, _entities(message))),
        "plain": message.text,
        "reactions": _reactions(message),
        "buttons": _buttons(stage, message),
    }
    return found | _parts(message, language)


def _who(message: Message) -> str:
    if message.sender_chat is not None:
        return message.sender_chat.title or ""
    return message.author.name if message.author else message.chat.title or ""


def _entities(message: Message) -> list[Json]:
    return message.content.get("entities") or message.content.get("caption_entities") or []


def _parts(message: Message, language: str) -> Json:
    content = message.content
    found: Json = {}
    replied = message.reply_to
    if replied is not None and not replied.deleted and not replied.service:
        found["reply"] = {"who": _who(replied), "text": (replied.text or "…")[:80]}
    if quote := content.get("quote"):
        found["reply"] = {"who": _who(replied) if replied else "", "text": quote["text"][:80]}
    if origin := content.get("forward_origin"):
        found["forwarded"] = _origin(origin)
    if photo := content.get("photo"):
        found["photo"] = photo[-1]["file_id"]
    if document := content.get("document"):
        found["file"] = {"id": document["file_id"], "name": document.get("file_name", "")}
    if contact := content.get("contact"):
        found["card"] = f"👤 {contact['first_name']} {contact['phone_number']}"
    if "sticker" in content:
        found["big"] = content["sticker"].get("emoji", "🙂")
    if "dice" in content:
        found["big"] = content["dice"]["emoji"]
    if invoice := content.get("invoice"):
        found["invoice"] = {
            "title": invoice["title"],
            "text": invoice["description"],
            "price": invoice["total_amount"],
        }
    if "voice" in content:
        found["card"] = f"🎤 {texts.plain(language, 'page-voice')}"
    if poll := content.get("poll"):
        found["poll"] = poll
    return found


def _origin(origin: Json) -> str:
    user = origin.get("sender_user")
    chat = origin.get("chat") or origin.get("sender_chat")
    if user:
        return str(user["first_name"])
    return str(chat["title"] if chat else origin.get("sender_user_name", ""))


def _reactions(message: Message) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for chosen in message.reactions.values():
        for one in chosen:
            counted[one.get("emoji", "⭐")] = counted.get(one.get("emoji", "⭐"), 0) + 1
    return list(counted.items())


def _buttons(stage: Stage, message: Message) -> list[list[Json]]:
    rows = (message.markup or {}).get("inline_keyboard", [])
    return [[_button(stage, button) for button in row] for row in rows]


def _button(stage: Stage, button: Json) -> Json:
    shown: Json = {"text": button["text"], "data": button.get("callback_data", "")}
    if url := button.get("url"):
        payload = start_payload(stage, url)
        shown["start"] = payload
        shown["url"] = url if payload is None and is_safe(url) else ""
    return shown


def start_payload(stage: Stage, url: str) -> str | None:
    """What a link into the private chat with the bot starts it with; None for other links."""
    if not is_safe(url):
        return None
    parts = urlsplit(url)
    if parts.hostname != "t.me" or parts.path.strip("/") != stage.telegram.bot.username:
        return None
    asked = parse_qs(parts.query)
    return asked["start"][0] if "start" in asked else None


def _service(message: Message, language: str) -> str:
    content = message.content
    name = _who(message)
    if new := content.get("new_chat_members"):
        names = ", ".join(one["first_name"] for one in new)
        return texts.say(language, "page-joined", name=names)
    if gone := content.get("left_chat_member"):
        return texts.say(language, "page-left", name=gone["first_name"])
    if "pinned_message" in content:
        return texts.say(language, "page-pinned", name=name)
    if "new_chat_title" in content:
        return texts.say(language, "page-retitled", name=content["new_chat_title"])
    if topic := content.get("forum_topic_created"):
        return texts.say(language, "page-topic", name=topic["name"])
    return texts.say(language, "page-happened", what=", ".join(content)[:80])


def clock_of(stage: Stage, instant: float) -> str:
    """The time of day on the stage."""
    return datetime.fromtimestamp(instant, ZoneInfo(stage.zone)).strftime("%H:%M")


def date_of(stage: Stage) -> str:
    """Day and time on the stage now."""
    here = datetime.fromtimestamp(stage.clock.now(), ZoneInfo(stage.zone))
    return here.strftime("%Y-%m-%d %H:%M")


def standing(chat: Chat, viewer: Person) -> Json:
    """How somebody stands in a chat, and what they can do about it."""
    status = chat.status(viewer)
    present = chat.member(viewer).present
    asked = chat.requests.get(viewer.id)
    return {
        "status": status,
        "present": present,
        "asked": bool(asked and asked.state == "pending"),
        "admin": status in ("creator", "administrator"),
        "count": len(chat.members) + chat.crowd,
    }


def applicants(stage: Stage, chat: Chat) -> list[Json]:
    """Who asked to be let in."""
    return [
        {"key": stage.cast.key_of(one.user), "name": one.user.name}
        for one in chat.requests.values()
        if one.state == "pending"
    ]


def topics(stage: Stage, key: str, chosen: int) -> list[Json]:
    """The topics of a forum."""
    own: list[Any] = stage.cast.topics.get(key, [])
    return [{"id": one.id, "name": one.name, "chosen": one.id == chosen} for one in own]
