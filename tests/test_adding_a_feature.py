"""The guide `docs/adding-a-feature.md`, followed word by word in a copy of the program.

Started as a program, with the copy as its folder and first on its path, this file proves there
that the guide's feature is everywhere: `python -P tests/test_adding_a_feature.py DATABASE_URL`.
"""

import asyncio
import contextlib
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

import bot
from bot.app import Warden
from bot.config import Config
from bot.core import ftl, schema
from bot.core.feature import Command, Feature
from bot.core.house import House
from bot.core.store import Store
from bot.discovery import discover
from bot.transfer import export, take_over
from models import metadata
from rehearsal import Telegram
from rehearsal.clock import RunningClock
from rehearsal.message import Message
from tests import wording
from tests.house.conftest import DAY, Scene
from tools import docs

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "adding-a-feature.md"
COPIED = ("bot", "handlers", "services", "models", "migrations", "rehearsal", "tools", "tests")
BLOCK = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OTHERS = (
    "tests/test_house_whole.py",
    "tests/test_docs.py",
    "tests/test_architecture.py::test_every_handler_module_is_a_feature",
    "tests/test_architecture.py::test_judges_are_synchronous",
    "tests/test_migrations.py::test_check_finds_nothing_to_do",
    "tests/test_migrations.py::test_models_equal_migrations",
    "tests/test_migrations.py::test_constraints_are_those_of_the_models",
    "tests/test_migrations.py::test_every_constraint_is_named",
    "tests/test_migrations.py::test_every_id_and_instant_has_64_bits",
    "tests/test_migrations.py::test_each_revision_down_and_up_keeps_the_rows",
)
"""What the house asks of every feature."""

WORD = "座右铭"


def blocks() -> dict[str, str]:
    """The files of the guide, with the two numbers that its reader is told to fill in."""
    last = schema.head()
    numbers = {"NNNN": f"{int(last) + 1:04}", "LAST": last}
    found = {}
    for path, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        for word, number in numbers.items():
            path, text = path.replace(word, number), text.replace(word, number)
        found[path] = text
    return found


class Copied(NamedTuple):
    """A copy of the program with the guide's files in it."""

    folder: Path
    written: Mapping[str, str]

    def run(self, *command: str) -> str:
        """Run a module or a program of Python in the copy; what it said, if it went well."""
        done = subprocess.run(
            [sys.executable, "-P", *command],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    @property
    def modules(self) -> list[str]:
        return [path for path in self.written if path.endswith(".py")]

    @property
    def tests(self) -> list[str]:
        return [path for path in self.modules if path.startswith("tests/")]

    @property
    def program(self) -> list[str]:
        return [path for path in self.modules if path not in self.tests]


def _copy(source: str, target: str) -> None:
    """Copy a file with its date, unless it is one that somebody else just made and took away."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copied:
    """The program, with the guide followed."""
    folder = tmp_path_factory.mktemp("guide")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, copy_function=_copy)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "docs").mkdir()
    if (ROOT / ".mypy_cache").exists():
        shutil.copytree(ROOT / ".mypy_cache", folder / ".mypy_cache", copy_function=_copy)
    written = blocks()
    for path, text in written.items():
        assert not (folder / path).exists(), path
        (folder / path).write_text(text, "utf-8")
    return Copied(folder, written)


def test_guide_holds_whole_new_files_only() -> None:
    fences = GUIDE.read_text("utf-8").count("\n```")
    assert fences == 2 * len(blocks())
    assert [path for path in blocks() if (ROOT / path).exists()] == []
    kinds = {path.partition("/")[0] for path in blocks()}
    assert kinds == {"bot", "handlers", "migrations", "models", "services", "tests"}


def test_guide_s_feature_is_everywhere(copied: Copied, database_url: str) -> None:
    assert copied.run(str(Path(__file__)), database_url).endswith("everywhere\n")


@pytest.mark.timeout(400)
def test_guide_s_tests_pass_and_those_of_every_feature(copied: Copied) -> None:
    """The pages are written anew, and the migration tried on either database."""
    copied.run("-m", "tools.docs")
    picked = "not (test_motto and postgresql)"  # that is proven above
    how = ("-p", "no:cacheprovider", "--basetemp", "inner", "-k", picked)
    copied.run("-m", "pytest", *how, *copied.tests, *OTHERS)


def test_guide_s_code_is_as_the_house_writes_it(copied: Copied) -> None:
    copied.run("-m", "ruff", "check", "--no-cache", *copied.modules)
    copied.run("-m", "ruff", "format", "--no-cache", "--diff", *copied.modules)
    copied.run("-m", "mypy", *copied.program)
    copied.run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_guide_s_texts_are_well_worded(copied: Copied) -> None:
    """And each of them is said, and nothing is said that is not written."""
    en, zh = (entries(copied.folder, language) for language in ("en", "zh"))
    assert wording.different(zh, en) == []
    own = set(ftl.parse({"motto.ftl": copied.written["bot/locales/en/motto.ftl"]}))
    found = list(wording.badly_worded(zh, en))
    assert [line for line in found if line.partition(":")[0] in own] == []
    assert wording.misused(en, {path: copied.written[path] for path in copied.program}) == []
    code = {
        file.relative_to(copied.folder).as_posix(): file.read_text("utf-8")
        for part in ("bot", "handlers", "services", "rehearsal")
        for file in (copied.folder / part).rglob("*.py")
    }
    assert own & set(wording.unused(en, code)) == set()


def entries(root: Path, language: str) -> ftl.Entries:
    """The texts of a language in a checkout."""
    files = sorted((root / "bot" / "locales" / language).glob("*.ftl"))
    return ftl.parse({file.name: file.read_text("utf-8") for file in files})


# What follows runs in the copy.


async def prove(url: str) -> None:
    """The feature is everywhere it should be."""
    assert Path(bot.__file__).parents[1] == Path.cwd(), "this is not the copy"
    async with Store(url) as store:
        await schema.upgrade(store)
        assert await store.read(_differences) == []
    declared()
    clock = RunningClock()
    async with Telegram(clock, validate=False) as tg:
        config = Config(
            telegram={"token": tg.token, "api_base_url": tg.base_url},
            database={"url": url},
            metrics={"listen": ""},
        )
        async with Warden(config, clock) as warden:
            await tg.until(lambda: tg.polling)
            scene = Scene(tg, clock)
            await scene.open()
            await answers(scene)
            await lists(scene)
            await settings(scene, config)
            await daily(scene)
            await menus(scene)
            assert not warden.failed.done()
    async with Store(url) as store:
        assert await store.read(_differences) == []


def _differences(connection: Connection) -> list[Any]:
    """What the migrations made otherwise than the models say."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def declared() -> None:
    """The pages tell of it, and nobody else may claim its names."""
    pages = docs.pages()
    assert "| `/motto` | 座右铭 | everyone | groups |" in pages["commands.md"]
    for line in ("## motto · 座右铭", "| `motto.at` | `09:00` |", "| `words.motto` | `座右铭` |"):
        assert line in pages["settings.md"], line
    assert "  - `motto.at = 07:30`" in pages["settings.md"]
    mine = importlib.import_module("handlers.motto").FEATURE
    assert mine in discover()
    alone = Feature(name="other")
    claims: list[dict[str, Any]] = [
        {"commands": (Command(name="motto", handle=mine.commands[0].handle),)},
        {"presses": mine.presses},
        {"deadlines": mine.deadlines},
        {"dailies": mine.dailies},
        {"settings": mine.settings[1:]},
        {"name": "motto"},
    ]
    for claim in claims:
        with pytest.raises(ValueError, match="two features claim"):
            House([*discover(), replace(alone, **claim)])


async def answers(scene: Scene) -> None:
    """Command, bare word and button."""
    assert (await scene.ask(scene.bob, "/motto")).text.startswith("There is no motto yet.")
    assert (await scene.ask(scene.ann, "/motto Read <on>")).text.endswith("now: Read <on>")
    shown = await scene.ask(scene.bob, WORD)
    assert shown.text.startswith("“Read <on>” – since ")
    assert (await scene.bob.presses(shown, "👍").answer).text == "Thank you!"
    await scene.tg.until(lambda: shown.buttons == ["👍 1"])
    forbidden = scene.bob.says(scene.group, "/motto My own")
    await scene.gone(forbidden)
    assert (await scene.ask(scene.ann, "/motto")).text.startswith("“Read <on>”")


async def lists(scene: Scene) -> None:
    """The menus, `/help` and `/rules`."""
    for language, word in (("en", "the motto of the group"), ("zh", "本群座右铭")):
        assert menu(scene, "all_group_chats", language)["motto"].startswith(word)
    offered = (await scene.ask(scene.bob, "/help")).text
    assert "Vision\n" in offered
    assert f"/motto ({WORD}) – the motto of the group" in offered
    rule = "Every day at 09:00 I say the motto of the group."
    assert rule in (await scene.ask(scene.bob, "/rules")).text


def menu(scene: Scene, scope: str, language: str) -> dict[str, str]:
    """What Telegram was told to offer."""
    offered = scene.tg.world.commands[scope, language]
    return {one["command"]: one["description"] for one in offered}


async def settings(scene: Scene, config: Config) -> None:
    """By text, by buttons, by a preset, by a file."""
    await scene.set("motto.at 8:05")
    refused = await scene.ask(scene.ann, "/set motto.longest 9")
    assert refused.text.endswith("Allowed: 10 … 500")
    asked = await scene.ask(scene.ann, "/set motto.longest")
    assert "how many characters a motto has at most" in asked.text
    preview = await scene.ask(scene.ann, "/setup fans")
    assert "• motto.longest: 100 → 60" in preview.text
    await panel(scene)
    await scene.set(f"words.motto {WORD}, 格言")
    assert (await scene.ask(scene.bob, "格言")).text.startswith("“Read <on>”")
    chat = scene.group.id
    text = await export(config, chat)
    assert '"motto.at" = "08:05"' in text
    assert await take_over(config, chat, text.encode()) == []
    assert await export(config, chat) == text


async def panel(scene: Scene) -> None:
    """`/settings`, and a press on the switch in it, and on it again."""
    ann, tg = scene.ann, scene.tg
    ann.tells_bot("/settings")

    def page(label: str) -> Message | None:
        lines = scene.lines(ann.private)
        return next((one for one in lines if any(label in button for button in one.buttons)), None)

    async def press(label: str, then: str) -> None:
        found = page(label)
        assert found is not None
        await ann.presses(found, label).answer
        await tg.until(lambda: page(then))

    await tg.until(lambda: page("✅ motto"))
    await press("✅ motto", "motto.longest: 100")
    await press("✅ motto.enabled", "❌ motto.enabled")
    await press("❌ motto.enabled", "✅ motto.enabled")


async def daily(scene: Scene) -> None:
    """It is said anew every day, and counted after a week."""
    await scene.set("tidy.enabled off")

    known = set(scene.lines())

    def anew() -> list[Message]:
        lines = [one for one in scene.lines() if one not in known]
        return [one for one in lines if one.text.startswith("“Read <on>” –") and one.buttons]

    await scene.later(anew, step=DAY / 4)
    await scene.later(lambda: scene.group.find("1 person likes it."), step=DAY / 4)
    await scene.tg.until(lambda: [one.buttons for one in anew()] == [["👍 1"]])


async def menus(scene: Scene) -> None:
    """Switched off, it is gone from this group's menus and lists, and says so."""
    own = [(f"{scope}:{scene.group.id}", "") for scope in ("chat", "chat_administrators")]

    def offered() -> list[bool]:
        known = scene.tg.world.commands
        return ["motto" in menu(scene, *key) for key in own if known.get(key)]

    await scene.set("motto.enabled off")
    await scene.tg.until(lambda: offered() == [False, False])
    assert "motto" in menu(scene, "all_group_chats", "en")
    refused = await scene.ask(scene.ann, "/motto")
    assert refused.text == "motto is off here: /set motto.enabled on"
    for command in ("/help", "/rules"):
        assert "motto" not in (await scene.ask(scene.bob, command)).text
    await scene.set("motto.enabled on")
    await scene.tg.until(lambda: offered() in ([], [True, True]))


if __name__ == "__main__":
    asyncio.run(prove(sys.argv[1]))
    sys.stdout.write("everywhere\n")
