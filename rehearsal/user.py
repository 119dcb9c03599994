"""Accounts as the Bot API describes them."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(eq=False)
class User:
    """A person's or a bot's account. Names may change; the id never does."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_premium: bool = False
    is_bot: bool = False

    @property
    def name(self) -> str:
        """The display name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def to_json(self) -> Json:
        """The account as a `User` object of the Bot API."""
        found: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for key in ("last_name", "username", "language_code"):
            if value := getattr(self, key):
                found[key] = value
        if self.is_premium:
            found["is_premium"] = True
        return found

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self.name}>"


ANONYMOUS_ADMIN = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Stands in `from` for an administrator who writes as the group."""
CHANNEL_WRITER = User(136817688, "Channel", username="Channel_Bot", is_bot=True)
"""Stands in `from` for a member who writes as a channel."""
TELEGRAM = User(777000, "Telegram")
"""Stands in `from` for posts that a linked channel forwards by itself."""
