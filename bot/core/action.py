"""What all actions have, and the buttons below messages."""

from typing import TypeAlias

from msgspec import Struct


class Action(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, tag_field="do"):
    """One call to Telegram on behalf of a room."""

    room: int


class Button(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One inline button: `data` (see `bot.core.button` for how long) or `url`.

    `only` is the one person who may press it, 0 for everybody.
    """

    text: str
    data: str = ""
    url: str = ""
    only: int = 0


Buttons: TypeAlias = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""
