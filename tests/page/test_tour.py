"""Scripts: the tour in both languages, and what is said of one that does not come true."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from rehearsal.stage import Stage
from rehearsal.stage.find import Misstep
from rehearsal.stage.script import Unmet, load, play
from tests.page.running import ROOT, Outcome, called, played, spied

TOUR = ROOT / "docs" / "tour.toml"
SAY = '[[step]]\ndo = "say"\nwho = "member1"\nchat = "club"\ntext = "hello"\n'
BOT = '[[step]]\ndo = "bot"\nchat = "club"\n'


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("language", "last"), [("zh", "#1 广告 · 踢出 · 可可"), ("en", "#1 ads · removed · Eve")]
)
def test_t103_tour_comes_true_and_calls_nobody_else(
    tmp_path: Path, language: str, last: str
) -> None:
    code, out, err = played(TOUR, language, **spied(tmp_path))
    shown = out.count(last) - out.count(f"🗑 {last}")  # it is taken away a day later
    assert (code, err, out.count("\n") > 60, shown) == (0, "", True, 1)
    notes = [one["note"][language] for one in load(TOUR) if "note" in one]
    assert [note for note in notes if note not in out] == []
    assert {one.split()[1] for one in called(tmp_path)} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (BOT + '[[step]]\nexpect = "no such words"\n', "step 2: expected 'no such words'"),
        (SAY + '[[step]]\ngone = "hello"\n', "step 2: 'hello' is still there"),
        (BOT + '[[step]]\nexpect = "x"\nchat = "nowhere"\n', "step 2: there is no chat 'nowhere'"),
        (BOT + BOT + '[[step]]\ndo = "fly"\n', "step 3: there is no such step"),
        (SAY + 'expect = "yz"\n', "step 1: expected 'yz'"),
        (SAY + 'note = "x"\nexpect = "hello"\ngone = "hello"', "step 1: expected 'hello'"),
    ],
)
async def test_script_that_does_not_come_true_names_its_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setattr("rehearsal.stage.script.ANSWER", 0.2)
    path = tmp_path / "script.toml"
    path.write_text(script, "utf-8")
    stage = Stage("en", validate=False)
    with pytest.raises((Unmet, Misstep)) as ended:
        await play(stage, load(path), Console(file=StringIO()))
    await stage.close()
    assert str(ended.value) == said


def test_script_that_does_not_come_true_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "script.toml"
    path.write_text(BOT + '[[step]]\ndo = "fly"\n', "utf-8")
    code, out, err = played(path)
    assert (code, err) == (1, "step 2: there is no such step\n")
    assert "I keep this group from now on" in out


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (b"[[step", "Expected ']]' at the end of an array declaration (at end of document)"),
        (b"\xff\xfe", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        (b"", "steps are needed, each headed by [[step]]"),
        (b"step = 5", "steps are needed, each headed by [[step]]"),
        (b"step = [5]", "steps are needed, each headed by [[step]]"),
        (b'[[step]]\ndoo = "say"', "step 1: it does nothing"),
        (b"[[step]]\nexpect = 5", "step 1: expect is a text, or one in each language"),
        (
            b'[[step]]\nnote = "x"\n[[step]]\nnote = {zh = "x"}',
            "step 2: note is a text, or one in each language",
        ),
        (
            b'[[step]]\nexpect = "x"\nchat = []',
            "step 1: chat is a text, or one in each language",
        ),
    ],
)
def test_what_is_no_script_is_refused(tmp_path: Path, script: bytes, said: str) -> None:
    path = tmp_path / "script.toml"
    path.write_bytes(script)
    with pytest.raises(ValueError) as refused:
        load(path)
    assert str(refused.value) == f"{path}: {said}"


def test_what_is_no_toml_ends_with_2(tmp_path: Path) -> None:
    path = tmp_path / "script.toml"
    path.write_text("no toml")
    said = "Expected '=' after a key in a key/value pair (at line 1, column 4)"
    assert played(path) == Outcome(2, "", f"{path}: {said}\n")
    missing = tmp_path / "none.toml"
    assert played(missing) == Outcome(
        2, "", f"{missing}: [Errno 2] No such file or directory: '{missing}'\n"
    )


def test_language_that_is_none_is_refused(tmp_path: Path) -> None:
    assert played(TOUR, "fr") == Outcome(2, "", "--language: allowed are zh, en\n")
