"""`louzhang export` and `import`: a group's settings travel as a file."""

import os
from pathlib import Path

import pytest
from kit import CHAT, NOW

from bot.core import room as rooms
from bot.core import settings
from bot.core.room import Room
from bot.core.store import Store
from tests.command import command

ROOT = Path(__file__).parents[1]


@pytest.fixture
async def config(store: Store, database_url: str, tmp_path: Path) -> Path:
    """The configuration of a database with two groups, one of which set something."""
    chats = [Room(0, CHAT, "supergroup", "Book “club”"), Room(0, CHAT - 1, "supergroup", "Choir")]
    found = await store.write(lambda c: rooms.admit(c, chats, NOW))
    for topic, key, value in ((0, "ads.level", "strict"), (7, "ads.policy", "delete")):
        await store.write(
            lambda c, t=topic, k=key, v=value: settings.change(
                c, room=found[CHAT].id, topic=t, key=k, value=v, by=1, now=NOW
            )
        )
    await store.write(
        lambda c: settings.change(c, room=found[CHAT].id, key="log.chat", value=-5, by=1, now=NOW)
    )
    file = tmp_path / "config.toml"
    file.write_text(f"[database]\nurl = {database_url!r}\n")
    return file


def run(config: Path, *words: object, given: str = "") -> tuple[int, str]:
    told = (*map(str, words), "--config", str(config))
    code, out, err = command(told, folder=ROOT, environ=os.environ, given=given)
    return code, out + err


def test_export_import_export_is_the_same_file(config: Path, tmp_path: Path) -> None:
    code, text = run(config, "export", CHAT)
    assert code == 0
    assert text.startswith("# 「Book “club”」的设置，")
    assert '\n"ads.level" = "strict"\n' in text
    assert '\n# "ads.policy" = "kick"\n' in text
    assert text.endswith('[topics.7]\n"ads.policy" = "delete"\n')
    file = tmp_path / "club.toml"
    file.write_text(text)
    assert run(config, "import", CHAT, file) == (0, "The settings hold now.\n")
    assert run(config, "export", CHAT) == (0, text)


def test_recipe_of_one_group_for_another(config: Path, tmp_path: Path) -> None:
    """T74: the log chat of a group stays its own."""
    _, text = run(config, "export", CHAT)
    file = tmp_path / "club.toml"
    file.write_text(text)
    code, said = run(config, "import", CHAT - 1, file)
    assert code == 0
    assert said.startswith("log.chat: left as it is")
    _, copied = run(config, "export", CHAT - 1)
    assert copied == text.replace("Book “club”", "Choir").replace(
        '"log.chat" = "-5"', '# "log.chat" = "off"'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('format = 1\n[settings]\n"ads.level" = "hard"\n', "ads.level: allowed is soft"),
        ("nonsense", "this is no TOML"),
    ],
)
def test_bad_file_changes_nothing(config: Path, tmp_path: Path, text: str, said: str) -> None:
    _, before = run(config, "export", CHAT)
    file = tmp_path / "bad.toml"
    file.write_text(text)
    code, output = run(config, "import", CHAT, file)
    assert (code, said in output) == (2, True)
    assert run(config, "export", CHAT) == (0, before)


def test_file_is_read_from_standard_input_too(config: Path) -> None:
    _, text = run(config, "export", CHAT)
    assert run(config, "import", CHAT, "-", given=text) == (0, "The settings hold now.\n")


def test_file_that_is_not_there(config: Path) -> None:
    assert run(config, "import", CHAT, "nowhere") == (2, "nowhere: No such file or directory\n")


def test_unknown_group(config: Path) -> None:
    assert run(config, "export", -100777) == (1, "there is no group -100777 in this database\n")
