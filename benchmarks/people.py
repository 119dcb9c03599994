"""The accounts and groups of the simulated traffic, as the Bot API shows them."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks import words

BOT: dict[str, Any] = {
    "id": 700_000_001,
    "is_bot": True,
    "first_name": "Louzhang",
    "username": "louzhang_bench_bot",
}
TOKEN = f"{BOT['id']}:AAE-benchmarks-only-0123456789abcdefgh"
_TITLES = [
    "读书会",
    "跑步群",
    "摄影爱好者",
    "Coffee talk",
    "Python 中文",
    "周末徒步",
    "Клуб чтения",
    "Photo walk",
]
_FIRST_GROUP = -1_001_500_000_000
_FIRST_MEMBER = 5_100_000_000
_FIRST_STRANGER = 7_200_000_000


def account(random: Random, account_id: int) -> dict[str, Any]:
    """A person's `User`, with the optional fields that most people have."""
    tongue = words.language(random)
    first, last = words.name(random, tongue)
    user: dict[str, Any] = {"id": account_id, "is_bot": False, "first_name": first}
    if last:
        user["last_name"] = last
    if random.random() < 0.6:
        user["username"] = f"user_{account_id % 10_000_000}"
    if random.random() < 0.9:
        user["language_code"] = {"zh": "zh-hans", "en": "en", "ru": "ru"}[tongue]
    if random.random() < 0.1:
        user["is_premium"] = True
    return user


def group_id(number: int) -> int:
    """Telegram's id of group `number`."""
    return _FIRST_GROUP - number


@dataclass
class Group:
    """A supergroup with its members; `last` holds its latest messages, for replies."""

    chat: dict[str, Any]
    owner: dict[str, Any]
    members: list[dict[str, Any]]
    next_message: int = 1001
    last: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Telegram's chat id."""
        return int(self.chat["id"])


def group(random: Random, number: int, members: int) -> Group:
    """Group `number` with as many members of its own; the first is its owner."""
    chat: dict[str, Any] = {
        "id": group_id(number),
        "title": f"{random.choice(_TITLES)} {number}",
    }
    if random.random() < 0.5:
        chat["username"] = f"bench_group_{number}"
    chat["type"] = "supergroup"
    first = _FIRST_MEMBER + number * 1000
    people = [account(random, first + index) for index in range(members)]
    return Group(chat=chat, owner=people[0], members=people[1:] or people)


def owner_of(chat_id: int) -> int:
    """The owner's id of a group made by `group`, found without a table."""
    return _FIRST_MEMBER + (_FIRST_GROUP - chat_id) * 1000


def stranger(random: Random, number: int) -> dict[str, Any]:
    """An account that was never seen before."""
    return account(random, _FIRST_STRANGER + number)
