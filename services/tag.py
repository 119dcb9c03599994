"""Tags: the few characters that Telegram shows beside a member's name."""

import unicodedata
from typing import Final

from bot.core.incoming import Facts
from bot.core.unit import Unit
from services.template import message_of

RIGHT: Final = "can_manage_tags"

LONGEST: Final = 16
"""Characters. https://core.telegram.org/bots/api#setchatmembertag"""


def fits(text: str) -> bool:
    """Whether a text can stand there: it is short, and without emoji."""
    return len(text) <= LONGEST and not any(unicodedata.category(sign) == "So" for sign in text)


def shown(facts: Facts) -> str | None:
    """The tag of whom an update is about; None if it says nothing of one."""
    if facts.kind == "chat_member":
        change = (facts.raw or {}).get("chat_member") or {}
        member = change.get("new_chat_member") or {}
        if member.get("status") not in ("member", "restricted"):
            return None
    elif not (member := message_of(facts)):
        return None
    else:
        member = {"tag": member.get("sender_tag")}
    return " ".join(str(member.get("tag") or "").split())


def may_set(unit: Unit) -> bool:
    """Whether the bot can give members of this group a tag, as far as is known."""
    if unit.room.type != "supergroup" or unit.lacks("tag"):
        return False
    return RIGHT in unit.admins.rights_of(unit.bot_id)
