"""What follows from the founding questions: a preset, a mission, a vision, laid out by the keys."""

from typing import Any

from bot.core import texts
from bot.core.feature import KEYS, Feature
from bot.core.settings import Setting
from bot.core.texts import Html
from bot.core.unit import Unit
from handlers.setting import page, preset
from handlers.setting.preset import Preview
from handlers.setting.spoken import spoken
from services.founding import KINDS, Draft
from services.pledge import charter_of

SHOWN = KEYS[:5]
"""The five keys; memory and the house are no matter of founding."""


def wordings(unit: Unit, draft: Draft) -> dict[str, Any]:
    """Mission and vision that somebody's answers make, in the language of the group.

    Raises:
        UserError: an answer holds what no text of a group may hold, such as a broken button.
    """
    found, declared, language = {}, unit.values.declared, unit.group_language
    if draft.need:
        said = texts.say(language, "founding-mission", need=draft.need)
        found["vision.mission"] = declared["vision.mission"].parse(texts.unmarked(said))
    if draft.why:
        said = texts.say(language, f"founding-vision-{draft.kind}", why=draft.why)
        found["vision.text"] = declared["vision.text"].parse(said)
    return found


def preview(unit: Unit, draft: Draft) -> Preview:
    """What it would change."""
    return preset.preview(unit, KINDS[draft.kind], wordings(unit, draft))


async def use(unit: Unit, draft: Draft, *, by: int) -> None:
    """Give it to the group.

    Raises:
        UserError: it cannot have a part of it, and why; nothing was stored.
    """
    await preset.use(unit, KINDS[draft.kind], by=by, more=wordings(unit, draft))


def describe(unit: Unit, draft: Draft, seen: Preview) -> str:
    """The proposal in words: a line for each key, what was worded, and what would change."""
    made, has_vision = wordings(unit, draft), charter_of(unit.values).has_vision
    lines = [unit.say("founding-proposal", group=unit.room.title[: page.TITLE])]
    for key in SHOWN:
        name, items = Html(unit.say(f"key-{key}")), _items(unit, seen.name, key, made)
        empty = "founding-stays" if key == "vision" and has_vision else "founding-nothing"
        what = Html(unit.say("founding-between").join(items) or unit.say(empty))
        lines.append(unit.say("founding-key", key=name, what=what))
    parts = ["\n".join(lines)]
    if mission := made.get("vision.mission"):
        parts.append(unit.say("vision-mission", text=mission))
    if vision := made.get("vision.text"):
        parts.append(f"{unit.say('vision-vision')}\n{vision}")
    return "\n\n".join([*parts, preset.describe(unit, seen)])


def _items(unit: Unit, name: str, key: str, made: dict[str, Any]) -> list[Html]:
    """What a key holds after that, feature by feature."""
    found = []
    if key == "vision":
        found = [Html(unit.say(f"founding-made-{one.partition('.')[2]}")) for one in made]
    for feature in unit.house.features:
        if feature.key == key and (part := feature.presets.get(name)):
            found.append(_item(unit, feature, part))
    return found


def _item(unit: Unit, feature: Feature, part: Any) -> Html:
    named = Html(texts.say(unit.language, f"feature-{feature.name}"))
    declared = unit.values.declared
    said = [
        _said(unit, declared[key], value) for key, value in part.items() if key != feature.switch
    ]
    if not said:
        return named
    what = Html(unit.say("founding-between").join(said))
    return Html(unit.say("founding-part", name=named, what=what))


def _said(unit: Unit, setting: Setting, value: Any) -> Html:
    return Html(unit.say("founding-value", value=spoken(unit, setting, value)))
