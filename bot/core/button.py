"""Buttons that cannot be forged, copied into another chat, or pressed by somebody else.

Telegram hands back whatever a client claims to have pressed. So the data of a button carries a
seal over the chat it was made for, what it does, and for whom.
"""

import hashlib
import hmac
import secrets
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection, select

from bot.core.sql import inserting
from bot.core.store import Store
from models.deadline import Meta

LONGEST = 64
"""Bytes of callback data. https://core.telegram.org/bots/api#inlinekeyboardbutton"""

ROOM = LONGEST - 9 - 12
"""Bytes of data that a handler has for itself: what seal and owner take is off."""

_SEAL = 8
_SECRET = "button secret"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Pressed(NamedTuple):
    """What a button said: its data, and the only person who may press it (0: everybody)."""

    data: str
    only: int


class Seal:
    """Seals what buttons carry with a secret of this installation."""

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret

    def close(self, chat: int, data: str, only: int = 0) -> str:
        """The data to be sent: at most 64 bytes.

        Raises:
            ValueError: it is longer than that, or holds the separator `~`.
        """
        if "~" in data:
            raise ValueError(f"no ~ in {data!r}")
        body = f"{data}~{_base36(only) if only else ''}"
        sealed = f"{body}~{self._sign(chat, body)}"
        if len(sealed.encode()) > LONGEST:
            raise ValueError(f"{data!r} is too long for a button")
        return sealed

    def open(self, chat: int, sealed: str) -> Pressed | None:
        """What a button of this chat said; None for one that we never made."""
        body, _, seal = sealed.rpartition("~")
        data, _, only = body.rpartition("~")
        if not hmac.compare_digest(seal.encode(), self._sign(chat, body).encode()):
            return None
        return Pressed(data, int(only, 36) if only else 0)

    def alias(self, what: str) -> str:
        """A name for something that tells nobody what it is, the same each time: 24 digits."""
        return hashlib.blake2b(what.encode(), key=self._secret, digest_size=12).hexdigest()

    def _sign(self, chat: int, body: str) -> str:
        digest = hashlib.blake2b(
            f"{chat}:{body}".encode(errors="replace"), key=self._secret, digest_size=6
        ).digest()
        number = int.from_bytes(digest)
        return _base36(number % 36**_SEAL).rjust(_SEAL, "0")


async def load(store: Store) -> Seal:
    """The seal of this installation; its secret is made the first time."""
    return Seal(bytes.fromhex(await store.write(partial(_secret, new=secrets.token_hex(32)))))


def _secret(connection: Connection, new: str) -> str:
    row = inserting(connection, Meta).values(key=_SECRET, value=new)
    connection.execute(row.on_conflict_do_nothing())
    return connection.execute(select(Meta.value).where(Meta.key == _SECRET)).scalar_one()


def _base36(number: int) -> str:
    """A number that is not negative, in few letters."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
