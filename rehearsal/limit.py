"""Lengths and ranges that the Bot API documents but its types do not say."""

import re
import unicodedata
from collections.abc import Iterator

from rehearsal import unit
from rehearsal.call import Params
from rehearsal.error import Violated
from rehearsal.invoice import DEAREST, MONTH

TEXT = 4096
CAPTION = 1024

LENGTHS: dict[str, dict[str, tuple[int, int]]] = {
    "answercallbackquery": {"text": (0, 200)},
    "createchatinvitelink": {"name": (0, 32)},
    "createchatsubscriptioninvitelink": {"name": (0, 32)},
    "createinvoicelink": {"title": (1, 32), "description": (1, 255)},
    "editchatinvitelink": {"name": (0, 32)},
    "editchatsubscriptioninvitelink": {"name": (0, 32)},
    "sendinvoice": {"title": (1, 32), "description": (1, 255)},
    "sendpoll": {"question": (1, 300), "explanation": (0, 200), "description": (0, 1024)},
    "setchatadministratorcustomtitle": {"custom_title": (0, 16)},
    "setchatdescription": {"description": (0, 255)},
    "setchatmembertag": {"tag": (0, 16)},
    "setchattitle": {"title": (1, 128)},
    "createforumtopic": {"name": (1, 128)},
    "editforumtopic": {"name": (0, 128)},
    "setmydescription": {"description": (0, 512)},
    "setmyname": {"name": (0, 64)},
    "setmyshortdescription": {"short_description": (0, 120)},
    "setwebhook": {"secret_token": (1, 256)},
}
"""Characters (UTF-16 units) of a parameter, by method in lower case."""

COUNTS: dict[str, dict[str, tuple[int, int]]] = {
    "deletemessages": {"message_ids": (1, 100)},
    "copymessages": {"message_ids": (1, 100)},
    "forwardmessages": {"message_ids": (1, 100)},
    "sendmediagroup": {"media": (2, 10)},
    "sendpoll": {"options": (1, 12)},
    "setmycommands": {"commands": (1, 100)},
}
"""Items of a list."""

RANGES: dict[str, dict[str, tuple[int, int]]] = {
    "getupdates": {"limit": (1, 100), "timeout": (0, 2**31)},
    "createchatinvitelink": {"member_limit": (1, 99999)},
    "createchatsubscriptioninvitelink": {
        "subscription_price": (1, DEAREST),
        "subscription_period": (MONTH, MONTH),
    },
    "editchatinvitelink": {"member_limit": (1, 99999)},
    "getstartransactions": {"offset": (0, 2**31), "limit": (1, 100)},
    "setwebhook": {"max_connections": (1, 100)},
    "getuserprofilephotos": {"limit": (1, 100)},
    "sendpoll": {"open_period": (5, 2_628_000)},
}
"""Bounds of a number."""

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)


def problems(method: str, params: Params) -> Iterator[str]:
    """Which limits a request oversteps."""
    for name, (low, high) in LENGTHS.get(method, {}).items():
        value = params.get(name)
        if value is not None and not low <= unit.length(str(value)) <= high:
            yield f"{name}: {low}-{high} characters"
    for name, (low, high) in COUNTS.get(method, {}).items():
        if name in params.values and not low <= len(params.listing(name)) <= high:
            yield f"{name}: {low}-{high} items"
    for name, (low, high) in RANGES.get(method, {}).items():
        number = params.integer(name)
        if number is not None and not low <= number <= high:
            yield f"{name}: {low}-{high}"
    yield from _forms(method, params)


def _forms(method: str, params: Params) -> Iterator[str]:
    if method == "sendchataction" and params.get("action") not in ACTIONS:
        yield "action: no such action"
    if method == "sendpoll":
        for option in params.listing("options"):
            if not 1 <= unit.length(str(option.get("text", ""))) <= 100:
                yield "options: 1-100 characters each"
    if method == "setmycommands":
        for one in params.listing("commands"):
            if not _COMMAND.fullmatch(str(one.get("command"))):
                yield f"commands: {one.get('command')!r} is not [a-z0-9_]{{1,32}}"
            if not 1 <= unit.length(str(one.get("description", ""))) <= 256:
                yield "commands: 1-256 characters of description"
    if method in ("setchatmembertag", "setchatadministratorcustomtitle"):
        words = params.text("tag") + params.text("custom_title")
        if any(unicodedata.category(char) == "So" for char in words):
            yield "emoji are not allowed"
    secret = params.get("secret_token")
    if secret is not None and not _SECRET.fullmatch(str(secret)):
        yield "secret_token: A-Z, a-z, 0-9, _ and - only"


def check_text(text: str, *, caption: bool) -> None:
    """Refuse a text that is empty or too long after parsing."""
    if not text and not caption:
        raise Violated("message text is empty")
    if unit.length(text) > (CAPTION if caption else TEXT):
        raise Violated(f"message {'caption ' if caption else ''}is too long")
