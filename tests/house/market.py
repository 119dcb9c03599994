"""People with points, and a shop to spend them in."""

import itertools

from sqlalchemy import select

from bot.app import Warden
from models.room import Room
from rehearsal.message import Message
from rehearsal.person import Person
from services import points
from tests.house.conftest import Scene

_numbers = itertools.count(1)


class Market:
    """The club's shop. `room` is the club's number."""

    def __init__(self, scene: Scene, warden: Warden, room: int) -> None:
        self.scene, self.warden, self.room = scene, warden, room

    async def earn(self, person: Person, amount: int) -> None:
        """Somebody gets points from the treasury."""
        now, reference = int(self.scene.clock.now()), f"test:{next(_numbers)}"
        await self.warden.store.write(
            lambda c: points.move(
                c,
                room=self.room,
                source=points.TREASURY,
                target=points.member(person.id),
                amount=amount,
                reason="grant",
                reference=reference,
                at=now,
            )
        )

    async def has(self, *people: Person) -> list[int]:
        """What some people have."""
        wanted = [points.member(one.id) for one in people]
        found = await self.warden.store.read(lambda c: points.balances(c, self.room, wanted))
        return [found[one] for one in wanted]

    async def offer(self, line: str) -> Message:
        """Ann puts something into the shop."""
        answer = await self.scene.ask(self.scene.ann, f"/shop add {line}")
        assert answer.text.startswith("✅"), answer.text
        return answer

    async def press(self, person: Person, message: Message, label: str) -> str:
        """Somebody presses a button; what they are answered."""
        self.scene.clock.advance(4)
        return (await person.presses(message, label).answer).text or ""

    async def choose(self, person: Person, label: str) -> Message:
        """Somebody looks into the shop and would like something; the message that asks them."""
        window = await self.scene.ask(person, "/shop")
        await self.press(person, window, label)
        await self.scene.tg.until(lambda: "Confirm" in window.buttons or "确认" in window.buttons)
        return window

    async def card(self, person: Person, begin: str = "🛒 Order") -> Message:
        """The newest card of an order that somebody has in private."""
        private = person.private
        await self.scene.tg.until(lambda: private.find(begin))
        found = private.find(begin)
        assert found is not None
        return found


async def market(scene: Scene, warden: Warden) -> Market:
    """The shop is open, and Bob has 120 points."""
    await scene.set("shop.enabled on")
    query = select(Room.id).where(Room.chat_id == scene.group.id)
    room = await warden.store.read(lambda c: c.execute(query).scalar_one())
    made = Market(scene, warden, room)
    await made.earn(scene.bob, 120)
    return made
