"""Small valid answers to Bot API calls, and a record of what the bot did."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

import msgspec

from benchmarks import people
from benchmarks.feed import Feed, Reply
from benchmarks.traffic import RIGHTS
from benchmarks.wire import Params

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
_TRUE = b'{"ok":true,"result":true}'
_OWN_MESSAGES = 1_500_000_000  # the bot's own messages are numbered from here


def _chat_id(params: Params) -> int:
    value = str(params.get("chat_id", 0))
    return int(value) if value.lstrip("-").isdigit() else 0


def _chat(chat_id: int) -> dict[str, Any]:
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": "Member"}
    return {"id": chat_id, "type": "supergroup", "title": "Group"}


def _member(chat_id: int, user_id: int) -> dict[str, Any]:
    if user_id == people.BOT["id"]:
        return {"user": people.BOT, "status": "administrator", **RIGHTS}
    user = {"id": user_id, "is_bot": False, "first_name": "Member"}
    if user_id == people.owner_of(chat_id):
        return {"user": user, "status": "creator", "is_anonymous": False}
    return {"user": user, "status": "member"}


class BotApi:
    """Answers every method; getUpdates comes from `feed`.

    `deleted` holds when the first deletion of each (chat, message) came in.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, feed: Feed, *, member_count: int) -> None:
        self._loop = loop
        self._feed = feed
        self._member_count = member_count
        self._sent = _OWN_MESSAGES
        self.calls: Counter[str] = Counter()
        self.deleted: dict[tuple[int, int], float] = {}
        self.sent: list[Params] = []
        self.last_call = 0.0
        self.all_deleted = asyncio.Event()
        self._wanted: set[tuple[int, int]] = set()
        self._answers: dict[str, Callable[[Params], Any]] = {
            "getMe": lambda _: {
                **people.BOT,
                "can_join_groups": True,
                "can_read_all_group_messages": True,
                "supports_inline_queries": False,
            },
            "getChat": self._get_chat,
            "getChatMember": lambda call: _member(_chat_id(call), int(call["user_id"])),
            "getChatMemberCount": lambda _: self._member_count,
            "getChatAdministrators": self._administrators,
            "getWebhookInfo": lambda _: {
                "url": "",
                "has_custom_certificate": False,
                "pending_update_count": 0,
            },
            "getMyCommands": lambda _: [],
            "getUserProfilePhotos": lambda _: {"total_count": 0, "photos": []},
            "exportChatInviteLink": lambda _: "https://t.me/+AbCdEfGhIjKlMnOp",
        }

    def expect(self, keys: Collection[tuple[int, int]]) -> None:
        """Set `all_deleted` when each of these messages has been deleted."""
        self._wanted = {key for key in keys if key not in self.deleted}
        self.all_deleted.clear()
        if not self._wanted:
            self.all_deleted.set()

    @property
    def missing(self) -> int:
        """How many expected deletions have not come."""
        return len(self._wanted)

    def handle(self, method: str, params: Params, reply: Reply) -> None:
        """One call; the answer goes to `reply`, for a long poll later."""
        if method == "getUpdates":
            limit, seconds = int(params.get("limit") or 100), float(params.get("timeout") or 0)
            self._feed.poll(int(params.get("offset") or 0), limit, seconds, reply)
            return
        self.calls[method] += 1
        self.last_call = self._loop.time()
        if method == "deleteMessage":
            self._delete(_chat_id(params), [int(params["message_id"])])
            reply(_TRUE, 200)
        elif method == "deleteMessages":
            numbers = params["message_ids"]
            self._delete(
                _chat_id(params), _decode(numbers) if isinstance(numbers, str) else numbers
            )
            reply(_TRUE, 200)
        elif answer := self._answers.get(method):
            reply(_encode({"ok": True, "result": answer(params)}), 200)
        elif method.startswith(("send", "edit", "forwardMessage")) and method != "sendChatAction":
            self.sent.append(params)
            reply(_encode({"ok": True, "result": self._message(params)}), 200)
        else:
            reply(_TRUE, 200)

    def _delete(self, chat_id: int, numbers: list[int]) -> None:
        for number in numbers:
            key = chat_id, number
            self.deleted.setdefault(key, self.last_call)
            self._wanted.discard(key)
        if not self._wanted:
            self.all_deleted.set()

    def _message(self, params: Params) -> dict[str, Any]:
        number = int(params.get("message_id") or 0)
        if not number:
            self._sent += 1
            number = self._sent
        return {
            "message_id": number,
            "from": people.BOT,
            "chat": _chat(_chat_id(params)),
            "date": 1_700_000_000,
            "text": str(params.get("text", "")),
        }

    def _get_chat(self, params: Params) -> dict[str, Any]:
        gifts = dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            True,
        )
        return {
            **_chat(_chat_id(params)),
            "accent_color_id": 1,
            "max_reaction_count": 11,
            "accepted_gift_types": gifts,
        }

    def _administrators(self, params: Params) -> list[dict[str, Any]]:
        chat_id = _chat_id(params)
        return [_member(chat_id, people.owner_of(chat_id)), _member(chat_id, people.BOT["id"])]
