"""What is known of chats: nothing that was read before it changed, and no more than fits."""

from kit import CHAT, HastyClock
from telegram import ChatMemberOwner, User

from bot.core.room import Room
from bot.telegram.directory import CACHED, TelegramDirectory

ROOM = Room(1, CHAT, "supergroup")
OWNER = ChatMemberOwner(User(7, "Ann", is_bot=False), is_anonymous=False)


class Api:
    """Answers about administrators; meanwhile things are forgotten."""

    def __init__(self) -> None:
        self.meanwhile: list[int] = []
        self.directory = TelegramDirectory(self, HastyClock())  # type: ignore[arg-type]

    async def get_chat_administrators(self, _chat: int) -> list[ChatMemberOwner]:
        for room in self.meanwhile:
            self.directory.forget(room)
        return [OWNER]

    async def get_chat(self, _chat: int) -> object:
        return type("Chat", (), {"linked_chat_id": None})


async def test_t12_what_was_forgotten_while_it_was_read_is_not_believed() -> None:
    """T12: and what other rooms forget is no reason not to believe it."""
    api = Api()
    api.meanwhile = [ROOM.id, 2]
    await api.directory.warm(ROOM)
    assert api.directory.admins(ROOM.id) is None
    api.meanwhile = [2]
    await api.directory.warm(ROOM)
    known = api.directory.admins(ROOM.id)
    assert known is not None
    assert list(known.by_id) == [7]


async def test_rooms_that_were_forgotten_leave_no_trace_for_ever() -> None:
    """T62: private chats come and go without end."""
    api = Api()
    for room in range(CACHED + 9):
        api.directory.forget(room)
        await api.directory.warm(Room(room, CHAT, "supergroup"))
    sizes = [len(kept) for kept in vars(api.directory).values() if hasattr(kept, "__len__")]
    assert max(sizes) == CACHED
