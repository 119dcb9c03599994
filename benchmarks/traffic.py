"""Pre-encoded updates: 50 groups that chat in three languages, with advertisements among them."""

import time
from random import Random
from typing import Any

import msgspec

from benchmarks import content, people, words

_encode = msgspec.json.Encoder().encode
_RIGHTS = (
    "be_edited manage_chat change_info delete_messages invite_users restrict_members pin_messages"
    " manage_topics promote_members manage_video_chats post_stories edit_stories delete_stories"
)
RIGHTS: dict[str, bool] = {f"can_{right}": True for right in _RIGHTS.split()}
RIGHTS["is_anonymous"] = False


class Traffic:
    """A list of updates that grows; `ads` maps (chat, message) to the update's position.

    One seed gives one traffic. Each advertisement comes from an account of its own that writes
    nothing else, as in life, so that exactly one deletion answers it.
    """

    def __init__(
        self, *, groups: int = 50, members: int = 500, seed: int = 1, now: int = 0
    ) -> None:
        self.random = Random(seed)
        self.now = now or int(time.time())
        self.first = 100_000_001
        self.groups = [people.group(self.random, number, members) for number in range(groups)]
        self.payloads: list[bytes] = []
        self.ads: dict[tuple[int, int], int] = {}
        self.judged: set[tuple[int, int]] = set()
        self._strangers = 0

    def _add(self, kind: str, body: dict[str, Any]) -> None:
        update_id = self.first + len(self.payloads)
        self.payloads.append(_encode({"update_id": update_id, kind: body}))

    def _stranger(self) -> dict[str, Any]:
        self._strangers += 1
        return people.stranger(self.random, self._strangers)

    def arrive(self, group: people.Group) -> None:
        """The owner made the bot an administrator."""
        body = {
            "chat": group.chat,
            "from": group.owner,
            "date": self.now,
            "old_chat_member": {"user": people.BOT, "status": "left"},
            "new_chat_member": {"user": people.BOT, "status": "administrator", **RIGHTS},
        }
        self._add("my_chat_member", body)

    def command(self, group: people.Group, line: str) -> None:
        """The owner typed a command."""
        length = len(line.split(maxsplit=1)[0])
        entity = {"offset": 0, "length": length, "type": "bot_command"}
        self._message(group, group.owner, {"text": line, "entities": [entity]})

    def join(self, group: people.Group) -> None:
        """A stranger came in: the member update and the service message."""
        user = self._stranger()
        body = {
            "chat": group.chat,
            "from": user,
            "date": self.now,
            "old_chat_member": {"user": user, "status": "left"},
            "new_chat_member": {"user": user, "status": "member"},
        }
        self._add("chat_member", body)
        service = {
            "new_chat_participant": user,
            "new_chat_member": user,
            "new_chat_members": [user],
        }
        self._message(group, user, service)

    def chat(self, group: people.Group) -> None:
        """An ordinary message: 3 % stickers, 5 % photos, 5 % mentions, 1 % links, 20 % replies."""
        random = self.random
        user = random.choice(group.members)
        dice = random.random()
        if dice < 0.03:
            body = content.sticker(random)
        else:
            line = words.line(random, words.language(random))
            if dice < 0.08:
                body = content.photo(random, line)
            elif dice < 0.13:
                body = content.text(
                    f"@user_{random.choice(group.members)['id'] % 10_000_000} {line}"
                )
            elif dice < 0.14:
                body = content.text(f"{line} {words.link(random)}")
            else:
                body = content.text(line)
        if group.last and random.random() < 0.2:
            original = random.choice(group.last)
            body["reply_to_message"] = original
            body["message_thread_id"] = original["message_id"]
        self.judged.add((group.id, group.next_message))
        message = self._message(group, user, body)
        if "reply_to_message" not in body:
            group.last.append(message)
            del group.last[:-20]

    def advertise(self, group: people.Group) -> None:
        """An advertisement; one in twenty is the caption of a photo."""
        random = self.random
        line = words.advertisement(random, words.language(random))
        body = content.photo(random, line) if random.random() < 0.05 else content.text(line)
        key = (group.id, group.next_message)
        self.ads[key] = len(self.payloads)
        self.judged.add(key)
        self._message(group, self._stranger(), body)

    def mixed(self, count: int, one_in: int, groups: list[people.Group] | None = None) -> None:
        """`count` messages over the groups, one in `one_in` an advertisement (0: none)."""
        groups = groups or self.groups
        for number in range(count):
            group = self.random.choice(groups)
            if one_in and number % one_in == one_in - 1:
                self.advertise(group)
            else:
                self.chat(group)

    def _message(
        self, group: people.Group, user: dict[str, Any], body: dict[str, Any]
    ) -> dict[str, Any]:
        message = {
            "message_id": group.next_message,
            "from": user,
            "chat": group.chat,
            "date": self.now,
            **body,
        }
        group.next_message += 1
        self._add("message", message)
        return message
