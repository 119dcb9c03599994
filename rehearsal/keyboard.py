"""Reply markup as a request brings it."""

from typing import Any

from rehearsal.error import Violated
from rehearsal.user import Json

MOST_BUTTONS = 100
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


def checked(markup: Any) -> Json | None:
    """The markup if it is one Telegram takes."""
    if not markup:
        return None
    if not isinstance(markup, dict) or not any(kind in markup for kind in KINDS):
        raise Violated("object expected as reply markup")
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
    actions = button.keys() - {"text", "style", "icon_custom_emoji_id"}
    if len(actions) != 1:
        raise Violated("can't parse inline keyboard button: exactly one action is needed")
    url = button.get("url")
    if url is not None and "." not in url and not url.startswith(("tg://", "ton://")):
        raise Violated("inline keyboard button URL is invalid: Wrong HTTP URL")
