"""Reply markup as a request brings it."""

from typing import Any

from rehearsal.error import Violated
from rehearsal.user import Json

MOST_BUTTONS = 100
MOST_KEYS = 300
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
LOOKS = {"text", "style", "icon_custom_emoji_id"}
PRIVATE = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}


def checked(markup: Any, *, private: bool = False) -> Json | None:
    """The markup if it is one Telegram takes; some keys are for private chats only."""
    if not markup:
        return None
    if not isinstance(markup, dict) or not any(kind in markup for kind in KINDS):
        raise Violated("object expected as reply markup")
    if "keyboard" in markup:
        _check_keys(markup["keyboard"], private)
    rows = markup.get("inline_keyboard")
    if rows is None:
        return dict(markup)
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise Violated("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        _check(button)
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _check(button: Json) -> None:
    if not button.get("text"):
        raise Violated("can't parse inline keyboard button: button text must be non-empty")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise Violated("BUTTON_DATA_INVALID")
    if len(button.keys() - LOOKS) != 1:
        raise Violated("can't parse inline keyboard button: exactly one action is needed")
    url = button.get("url")
    if url is not None and "." not in url and not url.startswith(("tg://", "ton://")):
        raise Violated("inline keyboard button URL is invalid: Wrong HTTP URL")


def _check_keys(rows: list[list[Json]], private: bool) -> None:
    keys = [key for row in rows for key in row]
    if not keys:
        raise Violated("reply keyboard must be non-empty")
    if len(keys) > MOST_KEYS:
        raise Violated("REPLY_MARKUP_TOO_LONG")
    numbers = []
    for key in keys:
        _check_key(key, private)
        asked = key.get("request_users") or key.get("request_chat")
        numbers += [asked["request_id"]] if asked else []
    if len(set(numbers)) < len(numbers):
        raise Violated("can't parse keyboard button: request_id must be unique")


def _check_key(key: Json, private: bool) -> None:
    if not key.get("text"):
        raise Violated("can't parse keyboard button: button text must be non-empty")
    actions = {name for name in key.keys() - LOOKS if key[name] is not False}
    if len(actions) > 1:
        raise Violated("can't parse keyboard button: at most one action is allowed")
    for name in actions:
        if not private and name in PRIVATE:
            raise Violated(PRIVATE[name])
        if name in ("request_users", "request_chat"):
            _check_request(key[name])


def _check_request(asked: Json) -> None:
    if not -(2**31) <= asked["request_id"] < 2**31:
        raise Violated("can't parse keyboard button: request_id must be a 32-bit number")
    if not 1 <= asked.get("max_quantity", 1) <= 10:
        raise Violated("can't parse keyboard button: max_quantity must be 1-10")
    own, needed = (
        {name for name, on in (asked.get(f"{who}_administrator_rights") or {}).items() if on}
        for who in ("bot", "user")
    )
    if own - needed:
        raise Violated("bot_administrator_rights must be among user_administrator_rights")
