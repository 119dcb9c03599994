"""The generated pages say what the declarations say."""

from pathlib import Path

import pytest

from bot.discovery import discover
from tools import docs


def test_pages_are_in_sync() -> None:
    assert docs.stale() == [], "run `make docs`"


def test_stale_page_is_found_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    monkeypatch.setattr("sys.argv", ["docs", "--check"])
    assert docs.main() == 1
    assert capsys.readouterr().out.count("is not what the declarations say") == 2
    monkeypatch.setattr("sys.argv", ["docs"])
    assert docs.main() == 0
    (tmp_path / "settings.md").write_text("something else")
    assert docs.stale() == ["settings.md"]


def test_every_command_and_setting_is_there() -> None:
    pages = docs.pages()
    for feature in discover():
        for command in feature.commands:
            assert f"`/{command.name}`" in pages["commands.md"]
        for setting in feature.settings:
            assert f"`{setting.key}`" in pages["settings.md"]
