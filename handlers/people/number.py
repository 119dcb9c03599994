"""`/id`: the numbers Telegram knows things by."""

from typing import Any

import msgspec

from bot.core.unit import Stay, Unit
from services.target import aim, replied


async def show_ids(unit: Unit) -> None:
    """The chat's, the topic's, one's own; somebody's who is named, replied to or forwarded."""
    facts = unit.facts
    lines = [unit.say("people-id-chat", number=str(unit.room.chat_id))]
    if facts.thread_id and unit.room.is_group:
        lines.append(unit.say("people-id-topic", number=str(facts.thread_id)))
    if unit.actor:
        lines.append(unit.say("people-id-own", number=str(unit.actor)))
    target = await aim(unit) if unit.args or unit.room.is_group else replied(facts)
    if target is not None and target.person:
        name = " ".join(target.shown.split())[:64]
        lines.append(unit.say("people-id-theirs", name=name, number=str(target.person)))
    if origin := _origin(facts):
        name, number = origin
        if number:
            lines.append(unit.say("people-id-forward", name=name, number=str(number)))
        else:
            lines.append(unit.say("people-id-hidden", name=name))
    unit.reply("\n".join(lines), stay=Stay.LONG)


def _origin(facts: Any) -> tuple[str, int] | None:
    """Where the message replied to was forwarded from: name, and number if it shows.

    https://core.telegram.org/bots/api#messageorigin
    """
    raw = facts.raw or (msgspec.json.decode(facts.payload) if facts.payload else {})
    origin = raw.get("message", {}).get("reply_to_message", {}).get("forward_origin")
    if not isinstance(origin, dict):
        return None
    user = origin.get("sender_user") or {}
    chat = origin.get("chat") or origin.get("sender_chat") or {}
    name = user.get("first_name") or chat.get("title") or origin.get("sender_user_name") or ""
    return " ".join(str(name).split())[:64] or "–", int(user.get("id") or chat.get("id") or 0)
