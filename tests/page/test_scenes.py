"""Every situation can be played in either language, and has its name in both."""

import re
import tomllib
from importlib.resources import files

import pytest

from bot.core import texts
from rehearsal.page.theatre import Theatre, scene_names, scene_of
from rehearsal.stage import Stage
from rehearsal.stage.cast import ROLES
from rehearsal.stage.step import FAULTS, perform, spoken

NAMES = sorted(
    file.name.removesuffix(".toml")
    for file in files("rehearsal.stage").joinpath("scenes").iterdir()
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_scene_plays_without_a_misstep(name: str, language: str) -> None:
    steps = [spoken(one, language) for one in scene_of(name)["step"]]
    async with Stage(language) as stage:
        for one in steps:
            await perform(stage, one)
            await stage.settle()
        assert (stage.alive, stage.journal) == (True, steps)
        assert stage.telegram.violations == []


@pytest.mark.parametrize("name", NAMES)
def test_scene_has_a_title_in_both_languages(name: str) -> None:
    assert sorted(scene_of(name)["title"]) == ["en", "zh"]
    assert len(set(scene_of(name)["title"].values())) == 2


@pytest.mark.parametrize("name", NAMES)
def test_scene_says_everything_in_both_languages(name: str) -> None:
    told = [value for one in scene_of(name)["step"] for value in one.values()]
    assert [sorted(one) for one in told if isinstance(one, dict)] == [
        ["en", "zh"] for one in told if isinstance(one, dict)
    ]


def test_first_scene_comes_first() -> None:
    names = scene_names()
    assert (names[0], sorted(names)) == ("begin", NAMES)
    assert names[1:] == sorted(names[1:])
    shown = Theatre("en").scenes("zh")
    assert [one["name"] for one in shown] == names
    assert shown[0]["title"] == scene_of("begin")["title"]["zh"]


@pytest.mark.parametrize("name", ["", "none", "../../../pyproject", "begin.toml", "."])
def test_scene_that_is_none_is_not_read(name: str) -> None:
    with pytest.raises(LookupError, match=f"^{re.escape(name)}$"):
        scene_of(name)


def test_scenes_are_packed_with_the_program() -> None:
    for name in NAMES:
        text = files("rehearsal.stage").joinpath("scenes", f"{name}.toml").read_text("utf-8")
        assert tomllib.loads(text).keys() <= {"title", "step"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_its_words(language: str) -> None:
    assert [one for one in FAULTS if texts.find(language, f"page-fault-{one}") is None] == []


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_cast_is_the_same_in_both_languages(language: str) -> None:
    stage = Stage(language, validate=False)
    cast = stage.cast
    await stage.close()
    assert tuple(cast.people) == ROLES
    assert [len(one) for one in cast.topics.values()] == [2]
    assert [one.name for one in cast.people.values()] != list(ROLES)
