"""Envelopes in the club: who has points, what the board says, whether all adds up."""

from sqlalchemy import Connection, func, select

from bot.core.store import Store
from models.ledger import Account
from models.room import Room
from rehearsal.message import Message
from rehearsal.person import Person
from rehearsal.user import User
from services import points
from services.points import TREASURY, check, member
from tests.house.scene import Scene


class Purse:
    """The ledger of the club, looked at from outside."""

    def __init__(self, scene: Scene, store: Store) -> None:
        self.scene, self.store = scene, store
        self._given = 0

    async def give(self, person: Person, amount: int = 1000) -> None:
        """Somebody has points from the treasury."""
        self._given += 1
        reference = f"test:{self._given}"

        def work(connection: Connection) -> None:
            points.move(
                connection,
                room=room_of(connection, self.scene.group.id),
                source=TREASURY,
                target=member(person.id),
                amount=amount,
                reason="grant",
                reference=reference,
                at=int(self.scene.clock.now()),
            )

        await self.store.write(work)

    async def of(self, *people: User) -> list[int]:
        """What people hold."""

        def look(connection: Connection) -> list[int]:
            room = room_of(connection, self.scene.group.id)
            return [points.balance(connection, room, member(one.id)) for one in people]

        return await self.store.read(look)

    async def held(self) -> int:
        """What lies in open envelopes."""
        held = select(func.coalesce(func.sum(Account.balance), 0)).where(Account.kind == "escrow")
        return int(await self.store.read(lambda c: c.execute(held).scalar_one()))

    async def sound(self) -> None:
        """Everything adds up."""
        wrong = await self.store.read(
            lambda c: check.whole(c, room_of(c, self.scene.group.id)).wrong
        )
        assert wrong == 0


def room_of(connection: Connection, chat: int) -> int:
    """Our number of a chat."""
    return connection.execute(select(Room.id).where(Room.chat_id == chat)).scalar_one()


async def sent(scene: Scene, person: Person, text: str) -> Message:
    """Somebody sends an envelope: its message."""
    before = len(boards(scene))
    scene.clock.advance(4)
    person.says(scene.group, text)
    await scene.tg.until(lambda: len(boards(scene)) > before)
    await scene.tg.idle()
    return boards(scene)[-1]


def boards(scene: Scene) -> list[Message]:
    """The messages of envelopes, oldest first."""
    return [one for one in scene.lines() if "/verify " in one.text and "<code>" not in one.text]


async def opened(person: Person, board: Message) -> str:
    """Somebody presses 🧧; what they are told."""
    return (await person.presses(board, "🧧").answer).text


def number_of(board: Message) -> str:
    """The number of an envelope."""
    return board.text.rpartition("/verify ")[2].split()[0]


def listed(board: Message) -> list[str]:
    """The lines of those who have a share."""
    return [line for line in board.text.splitlines() if "⏱" in line and ". " in line]
