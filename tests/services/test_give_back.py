"""What the door gives back to whom it lets in, and to whom it must not."""

from typing import Any

import msgspec
import pytest
from kit import NOW
from sqlalchemy import insert

from bot.core.actions import Restrict, Unmute
from bot.core.store import Store
from models.member import Member
from services.entry import book
from services.entry.finish import give_back

CAN = ("can_send_messages",)


@pytest.mark.parametrize(
    ("status", "until", "given"),
    [
        ("restricted", None, [Unmute(room=1, person=6)]),
        ("restricted", 0, [Restrict(room=1, person=6, permissions=CAN, until=0)]),
        ("restricted", NOW + 1, [Restrict(room=1, person=6, permissions=CAN, until=NOW + 1)]),
        ("restricted", NOW, [Unmute(room=1, person=6)]),
        ("kicked", None, []),
        ("kicked", 0, []),
    ],
)
async def test_what_is_given_back(
    store: Store, status: str, until: int | None, given: list[Any]
) -> None:
    """Nobody who was banned meanwhile is let in by it (T94)."""
    held = {"can": CAN, "until": until}
    earlier = "" if until is None else msgspec.json.encode(held).decode()

    def work(c: Any) -> Any:
        c.execute(insert(Member).values(room_id=1, user_id=6, status=status))
        one = book.apply(
            c,
            room_id=1,
            user_id=6,
            name="Eve",
            username="",
            way="open",
            demand="captcha",
            chat_id=0,
            language="en",
            link="",
            by=0,
            bio="",
            seen={},
            earlier=earlier,
            state="open",
            focus="",
            began_at=NOW,
            due_at=NOW,
        )
        return give_back(c, one, NOW)

    assert await store.write(work) == given
