"""The pages of the panel: text and buttons, from the declarations and the live settings."""

from bot.core import daily, phrase, texts
from bot.core.actions import Button, Buttons
from bot.core.feature import KEYS
from bot.core.kinds import show_zone
from bot.core.settings import Setting
from bot.core.texts import LANGUAGES, Html
from bot.core.unit import Unit
from handlers.setting.place import cut, elsewhere
from handlers.setting.spoken import spoken

Page = tuple[str, Buttons]

ROWS = 8
"""Rows of buttons of a page: more is no menu on a phone."""

LABEL = 24
"""Characters of a value on a button."""

TITLE = 64
"""Characters of a group's title."""


def button(unit: Unit, text: str, do: str) -> Button:
    """A button of this group's panel."""
    return Button(text=text, data=f"p:{unit.room.id}:{do}")


def rows(buttons: list[Button], width: int) -> Buttons:
    """Buttons side by side."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def group(unit: Unit, note: str = "") -> Page:
    """Everything a group decides, by feature."""
    on = {name: _sign(unit, name) for name in unit.house.sections()}
    buttons = [
        button(unit, f"{sign} {_named(unit, name)}".strip(), f"f:{name}")
        for name, sign in on.items()
    ]
    zone = daily.zone_of(unit.values)
    text = unit.say(
        "panel-group",
        group=cut(unit.room.title, TITLE),
        language=Html(texts.say(unit.group_language, "language-name")),
        zone=show_zone(zone),
        time=phrase.clock(unit.now, zone),
    )
    other = next(one for one in LANGUAGES if one != unit.group_language)
    return _noted(note, text), (
        *rows(buttons, 2),
        (
            button(unit, unit.say("panel-presets"), "u"),
            button(unit, texts.say(other, "language-name"), f"l:{other}"),
        ),
        (
            button(unit, unit.say("panel-file"), "x"),
            button(unit, unit.say("panel-groups"), "q"),
        ),
    )


def feature(unit: Unit, name: str, number: int = 0, note: str = "") -> Page:
    """The settings of one feature. Toggles are switched from here.

    Raises:
        LookupError: there is no such feature, or no such page.
    """
    settings = [unit.values.declared[one.key] for one in unit.house.sections()[name]]
    pages = [settings[i : i + ROWS] for i in range(0, len(settings), ROWS)]
    shown = pages[number]
    lines = [f"<b>{_named(unit, name)}</b>"]
    lines += [
        unit.say(
            "panel-line",
            key=one.key,
            value=cut(one.show(unit.values[one.key]), 60),
            help=Html(texts.say(unit.language, one.help)),
        )
        for one in shown
    ]
    buttons: Buttons = tuple((_setting_button(unit, one),) for one in shown)
    turn = [
        button(unit, sign, f"f:{name}:{to}")
        for sign, to in (("◀", number - 1), ("▶", number + 1))
        if 0 <= to < len(pages)
    ]
    back = button(unit, unit.say("button-back"), "g")
    return _noted(note, "\n\n".join(lines)), (*buttons, (*turn, back))


def setting(unit: Unit, key: str, note: str = "") -> Page:
    """One setting: what it is for, what it is, and what it may be.

    Raises:
        LookupError: there is no such setting.
    """
    one = unit.values.declared[key]
    value = unit.values[key]
    text = unit.say(
        "panel-setting",
        key=key,
        help=Html(texts.say(unit.language, one.help)),
        value=cut(one.show(value), 1500),
        default=cut(one.show(one.default), 200),
        allowed=one.allowed,
    )
    buttons = rows(
        [
            button(unit, f"{'● ' if option == value else ''}{label(unit, one, option)}", do)
            for option in one.options
            if (do := f"v:{key}:{one.show(option)}")
        ],
        2,
    )
    last = [button(unit, unit.say("button-back"), f"f:{section(unit, key)}")]
    if not one.closed:
        last.append(button(unit, unit.say("panel-type"), f"t:{key}"))
    if value != one.default:
        last.append(button(unit, unit.say("panel-reset"), f"r:{key}"))
    return _noted(note, "\n".join([text, *elsewhere(unit, one)])), (*buttons, tuple(last))


def step(unit: Unit, number: int) -> Page:
    """One of the five keys on the way through the wizard, with the features that turn it.

    Raises:
        LookupError: there are no more.
    """
    keys = [key for key in KEYS if any(one.key == key for one in unit.house.features)]
    if number < 0:
        raise LookupError(number)
    key = keys[number]
    names = [one.name for one in unit.house.features if one.key == key]
    own = [name for name in unit.house.sections() if name in names]
    buttons = [button(unit, f"{_sign(unit, n)} {_named(unit, n)}".strip(), f"f:{n}") for n in own]
    text = unit.say(
        "setup-step",
        number=str(number + 1),
        count=str(len(keys)),
        key=Html(unit.say(f"key-{key or 'house'}")),
    )
    before = button(unit, unit.say("button-back"), f"k:{number - 1}" if number else "u")
    after = button(unit, unit.say("setup-next"), f"k:{number + 1}")
    if number + 1 == len(keys):
        after = button(unit, unit.say("setup-done"), "g")
    return text, (*rows(buttons, 2), (before, after))


def label(unit: Unit, one: Setting, value: object) -> str:
    """A value on a button."""
    return cut(spoken(unit, one, value), LABEL)


def _setting_button(unit: Unit, one: Setting) -> Button:
    value = unit.values[one.key]
    if isinstance(value, bool):
        sign = "✅" if value else "❌"
        return button(unit, f"{sign} {one.key}", f"w:{one.key}:{one.show(not value)}")
    return button(unit, f"{one.key}: {cut(label(unit, one, value), LABEL)}", f"s:{one.key}")


def _sign(unit: Unit, name: str) -> str:
    feature = unit.house.by_name.get(name)
    switch = feature.switch if feature else "words.enabled"
    return {True: "✅", False: "❌"}.get(unit.values[switch], "") if switch else ""


def _named(unit: Unit, name: str) -> str:
    return texts.say(unit.language, f"feature-{name}")


def section(unit: Unit, key: str) -> str:
    """The feature, or `words`, on whose pages a setting is."""
    return next(n for n, own in unit.house.sections().items() if any(o.key == key for o in own))


def number_of(unit: Unit, key: str) -> int:
    """The page of its feature on which a setting is."""
    own = [one.key for one in unit.house.sections()[section(unit, key)]]
    return own.index(key) // ROWS


def _noted(note: str, text: str) -> str:
    return f"{note}\n\n{text}" if note else text
