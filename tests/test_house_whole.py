"""All features together: what they declare has its texts, fits, and gets in nobody's way."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from bot.core import texts
from bot.core.button import ROOM
from bot.core.feature import KEYS, PRESETS, Command, Feature
from bot.core.house import House
from bot.core.menu import LONGEST, MENUS, entries
from bot.core.settings import Setting
from bot.discovery import discover

FEATURES = discover()
HOUSE = House(FEATURES)
LARGE = 10**10 - 1
"""A room's id of ten digits."""

MOST = 16
"""Entries of a menu: eight for members, and eight more for administrators."""

by_name = pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
by_key = pytest.mark.parametrize("setting", HOUSE.settings.values(), ids=lambda one: one.key)
in_each = pytest.mark.parametrize("language", texts.LANGUAGES)


def commands() -> list[Command]:
    return [command for feature in FEATURES for command in feature.commands]


def unwritten(language: str, *names: str) -> list[str]:
    """Those of some texts that a language lacks."""
    return [name for name in names if not texts.find(language, name)]


@in_each
def test_command_says_what_it_does(language: str) -> None:
    assert unwritten(language, *(f"command-{one.name}" for one in commands())) == []


@in_each
def test_key_has_a_name(language: str) -> None:
    assert unwritten(language, *(f"key-{key or 'house'}" for key in KEYS)) == []
    assert unwritten(language, *(f"preset-{name}" for name in PRESETS)) == []


@in_each
def test_feature_that_is_shown_has_a_name(language: str) -> None:
    """In the panel by its settings, in a refusal by its switch."""
    shown = {one.name for one in FEATURES if one.settings or one.switch} | set(HOUSE.sections())
    assert unwritten(language, *(f"feature-{name}" for name in sorted(shown))) == []


@in_each
def test_what_is_due_has_a_name(language: str) -> None:
    """The rehearsal's page lists what the bot will do."""
    assert (
        unwritten(language, *(f"page-due-{one.replace('.', '-')}" for one in HOUSE.deadlines)) == []
    )


@in_each
def test_right_has_a_name(language: str) -> None:
    declared = [*commands(), *HOUSE.presses.values()]
    rights = {*HOUSE.needs(), *(one.right for one in declared if one.right)}
    assert unwritten(language, *(f"right-{right}" for right in sorted(rights))) == []


@by_key
def test_setting_says_what_it_is_for(setting: Setting) -> None:
    lacking = [one for one in texts.LANGUAGES if not texts.find(one, setting.help)]
    assert (lacking, bool(setting.allowed)) == ([], True)


@by_key
def test_setting_accepts_its_own_values(setting: Setting) -> None:
    values = [setting.default, *setting.options, *setting.by_language.values()]
    assert [value for value in values if not setting.accepts(value)] == []
    assert set(setting.by_language) <= set(texts.LANGUAGES)
    shown = [setting.show(option) for option in setting.options]
    assert len(set(shown)) == len(shown)


@by_key
def test_setting_fits_into_the_buttons_of_the_panel(setting: Setting) -> None:
    shown = ["", *(setting.show(option) for option in setting.options)]
    datas = [f"p:{LARGE}:w:{setting.key}:{one}" for one in shown]
    assert [data for data in datas if len(data.encode()) > ROOM or "~" in data] == []


@pytest.mark.parametrize("section", HOUSE.sections())
def test_section_fits_into_the_buttons_of_the_panel(section: str) -> None:
    assert len(f"p:{LARGE}:f:{section}:99".encode()) <= ROOM


@by_name
def test_switch_is_a_toggle(feature: Feature) -> None:
    if feature.switch:
        assert set(HOUSE.settings[feature.switch].options) == {True, False}


@by_name
def test_preset_holds_own_accepted_values(feature: Feature) -> None:
    own = {setting.key: setting for setting in HOUSE.by_name[feature.name].settings}
    assert set(feature.presets) <= set(PRESETS)
    for part in feature.presets.values():
        assert [key for key, value in part.items() if not own[key].accepts(value)] == []


def test_word_means_one_thing() -> None:
    """Two commands may share one only if they tell apart by what follows."""
    meant = Counter(
        (text.lower(), word.complete)
        for command in commands()
        for word in command.words
        for text in word.texts
    )
    assert [text for (text, _), times in meant.items() if times > 1] == []


def test_word_could_have_been_typed() -> None:
    words = [one for one in HOUSE.settings.values() if one.key.startswith("words.")]
    assert [one.key for one in words if isinstance(one.default, list) and not one.default] == []
    assert {one.key for one in words} > {
        f"words.{word.name or command.name}" for command in commands() for word in command.words
    }


@in_each
@pytest.mark.parametrize("kind", MENUS)
def test_menu_is_short_and_in_order(kind: str, language: str) -> None:
    offered = entries(FEATURES, kind, language)
    assert 0 < len(offered) <= MOST
    assert all(0 < len(does) <= LONGEST and "<" not in does for _, does in offered)
    places = [(place, HOUSE.commands[name].menu.get(place)) for place, name in offer(kind)]
    assert [name for _, name in offer(kind)] == [name for name, _ in offered]
    assert len(set(places)) == len(places), "two commands want the same place"


def offer(kind: str) -> Iterator[tuple[str, str]]:
    """Place and name of what a menu should offer, in order."""
    for place in MENUS[kind]:
        found = [(one.menu[place], one.name) for one in commands() if place in one.menu]
        yield from ((place, name) for _, name in sorted(found))


def test_menu_is_one_that_exists() -> None:
    places = {place for kind in MENUS.values() for place in kind}
    assert [one.name for one in commands() if not set(one.menu) <= places] == []


@pytest.mark.parametrize("name", [one.name for one in commands()])
def test_command_can_be_typed_and_shown(name: str) -> None:
    """https://core.telegram.org/bots/api#botcommand"""
    assert name.isascii()
    assert name.replace("_", "").isalnum()
    assert name == name.lower()
    assert len(name) <= 32


@pytest.mark.parametrize(
    "kind",
    [
        "commands",
        "presses",
        "settings",
        "deadlines",
        "continuations",
        "questions",
        "links",
        "dailies",
    ],
)
def test_second_claim_of_a_name_is_refused(kind: str) -> None:
    """Of each name that any feature has."""
    for feature in FEATURES:
        for one in getattr(feature, kind):
            claim: dict[str, Any] = {kind: (one,)}
            with pytest.raises(ValueError, match="two features claim"):
                House([*FEATURES, Feature(name="another", **claim)])


@by_name
def test_second_feature_of_a_name_is_refused(feature: Feature) -> None:
    with pytest.raises(ValueError, match="two features claim"):
        House([*FEATURES, Feature(name=feature.name)])


def test_forbidden_feature_is_left_out() -> None:
    gone = FEATURES[0].name
    assert [one.name for one in discover([gone])] == [one.name for one in FEATURES[1:]]
