"""Buttons: what was not made here, for this chat and this person, means nothing."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.button import LONGEST, ROOM, Pressed, Seal, load
from bot.core.store import Store

CHAT = -1_001_234_567_890
SEAL = Seal(b"secret")
SHORT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="~"), max_size=11)


@given(data=SHORT, only=st.integers(0, 2**52), chat=st.integers(-(2**52), 2**52))
def test_open_gives_back_what_was_closed(data: str, only: int, chat: int) -> None:
    sealed = SEAL.close(chat, data, only)
    assert len(sealed.encode()) <= LONGEST
    assert SEAL.open(chat, sealed) == Pressed(data, only)


def test_keyboards_of_earlier_versions_open() -> None:
    """Sealed once and for all: what hangs in chats since last year is not sealed anew."""
    assert SEAL.close(-5, "open:1", 7) == "open:1~7~slcf8ooh"
    assert SEAL.close(1, "a:53") == "a:53~~0nafo7dn"


def test_close_takes_what_a_handler_has_room_for() -> None:
    largest = 2**52 - 1
    assert SEAL.open(CHAT, SEAL.close(CHAT, "x" * ROOM, largest)) == Pressed("x" * ROOM, largest)
    everybody = LONGEST - len("~~12345678")
    assert len(SEAL.close(CHAT, "x" * everybody)) == LONGEST
    with pytest.raises(ValueError, match="too long for a button"):
        SEAL.close(CHAT, "x" * (everybody + 1))
    with pytest.raises(ValueError, match="too long for a button"):
        SEAL.close(CHAT, "群" * 20)
    with pytest.raises(ValueError, match="no ~"):
        SEAL.close(CHAT, "a~b")


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "~",
        "~~",
        "vote:3",
        "vote:3~",
        "vote:3~~",
        "vote:3~~00000000",
        "vote:3~7~zzzzzzzz",
        "~~~~~",
        "vote:3~~\0",
        "vote:3~~楼长楼长",
        "vote:3~-1~0",
        "\ud83d~~",
        "x" * 200,
    ],
)
def test_t2_made_up_data_opens_nothing(forged: str) -> None:
    """T2: nobody can say they pressed what was never there."""
    assert SEAL.open(CHAT, forged) is None


def test_t2_every_altered_letter_opens_nothing() -> None:
    """T2: a genuine button with one letter changed, taken out or added anywhere."""
    sealed = SEAL.close(CHAT, "kick:12", only=77)
    altered = {
        sealed[:place] + letter + sealed[place + cut :]
        for place in range(len(sealed) + 1)
        for letter in ("", *string.digits, *string.ascii_lowercase, "~", ":")
        for cut in (0, 1)
    } - {sealed}
    assert [one for one in altered if SEAL.open(CHAT, one) is not None] == []


def test_t2_parts_of_two_buttons_open_nothing() -> None:
    """T2: what one says, for whom another is, with either's seal."""
    one, other = SEAL.close(CHAT, "kick:1", only=5), SEAL.close(CHAT, "ham:1", only=6)
    parts, others = one.split("~"), other.split("~")
    mixed = {
        "~".join((first[0], second[1], third[2]))
        for first in (parts, others)
        for second in (parts, others)
        for third in (parts, others)
    }
    assert {each for each in mixed if SEAL.open(CHAT, each)} == {one, other}


def test_t2_another_installation_s_secret_opens_nothing() -> None:
    """T2: nor does none at all."""
    sealed = SEAL.close(CHAT, "kick:1")
    assert [Seal(key).open(CHAT, sealed) for key in (b"", b"Secret")] == [None, None]


@pytest.mark.parametrize("chat", [CHAT - 1, -CHAT, 0, 7])
def test_t7_keyboard_copied_into_another_chat_opens_nothing(chat: int) -> None:
    """T7: the same data below a message in another chat is not ours."""
    sealed = SEAL.close(CHAT, "kick:1", only=5)
    assert SEAL.open(chat, sealed) is None
    assert SEAL.open(CHAT, sealed) == Pressed("kick:1", 5)


def test_close_chat_and_data_do_not_run_into_each_other() -> None:
    """T7: chat 1 with `2:x` is not chat 12 with `:x`, nor the like."""
    seals = {
        SEAL.close(chat, data).rpartition("~")[2]
        for chat, data in ((1, "2:x"), (12, ":x"), (1, ":2:x"), (-1, "2:x"), (1, "2"))
    }
    assert len(seals) == 5


async def test_load_makes_the_secret_once(store: Store) -> None:
    """A button that was sent before a restart still works after it."""
    first, second = await load(store), await load(store)
    sealed = first.close(CHAT, "kick:1", only=5)
    assert second.open(CHAT, sealed) == Pressed("kick:1", 5)
    assert Seal().open(CHAT, sealed) is None
