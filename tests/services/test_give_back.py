"""What the door gives back to whom it lets in, and to whom it must not."""

import msgspec
import pytest
from kit import NOW
from sqlalchemy import Connection, insert

from bot.core import room as rooms
from bot.core.actions import AnyAction, Restrict, Unmute
from bot.core.room import Room
from bot.core.store import Store
from models.member import Member
from services.entry import book
from services.entry.finish import give_back

CAN = ("can_send_messages",)


@pytest.mark.parametrize(
    ("status", "until", "given"),
    [
        ("restricted", None, "all"),
        ("restricted", 0, "some"),
        ("restricted", NOW + 1, "some"),
        ("restricted", NOW, "all"),
        ("kicked", None, ""),
        ("kicked", 0, ""),
    ],
)
async def test_what_is_given_back(store: Store, status: str, until: int | None, given: str) -> None:
    """Nobody who was banned meanwhile is let in by it (T94)."""
    held = {"can": CAN, "until": until}
    earlier = "" if until is None else msgspec.json.encode(held).decode()

    def work(c: Connection) -> None:
        room = rooms.admit(c, [Room(0, -5, "supergroup")], NOW)[-5].id
        c.execute(insert(Member).values(room_id=room, user_id=6, status=status))
        one = book.apply(
            c,
            room_id=room,
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
        actions: dict[str, list[AnyAction]] = {
            "all": [Unmute(room=room, person=6)],
            "some": [Restrict(room=room, person=6, permissions=CAN, until=until or 0)],
            "": [],
        }
        assert give_back(c, one, NOW) == actions[given]

    await store.write(work)
