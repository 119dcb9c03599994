"""The reference pages, written from what the features declare: `python -m tools.docs [--check]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.core import texts
from bot.core.feature import KEYS, PRESETS, Command
from bot.core.house import House
from bot.core.settings import Setting
from bot.discovery import discover

FOLDER = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Written by `make docs` from the declarations: edit those. -->"


def pages() -> dict[str, str]:
    """Every generated page, by its name in `docs/`."""
    house = House(discover())
    return {"commands.md": _commands(house), "settings.md": _settings(house)}


def stale() -> list[str]:
    """The pages that are not what the declarations say."""
    return [
        name
        for name, text in pages().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text
    ]


def _commands(house: House) -> str:
    lines = [
        NOTE,
        "",
        "# Commands",
        "",
        "`/`, `!` and the full-width forms begin a command. A word without a slash is a message of",
        "its own; `/set words.COMMAND` words it anew, `off` takes it away.",
    ]
    for key in KEYS:
        features = [feature for feature in house.features if feature.key == key]
        found = [one for feature in features for one in feature.commands]
        if found:
            lines += [
                "",
                f"## {_heading(key)}",
                "",
                "| command | word | who | where | English | 中文 |",
            ]
            lines += ["|---|---|---|---|---|---|", *map(_command, found)]
    return "\n".join(lines) + "\n"


def _command(command: Command) -> str:
    who = f"admins with `{command.right}`" if command.right else "everyone"
    if command.admin and not command.right:
        who = "in groups admins" if command.where == "any" else "admins"
    where = {"any": "everywhere", "group": "groups", "private": "private chat"}[command.where]
    said = (texts.plain(language, f"command-{command.name}") for language in ("en", "zh"))
    words = " ".join(text for word in command.words for text in word.texts)
    return f"| `/{command.name}` | {words} | {who} | {where} | {' | '.join(map(_cell, said))} |"


def _settings(house: House) -> str:
    lines = [
        NOTE,
        "",
        "# Settings",
        "",
        "`/settings` changes them with buttons; `/set KEY VALUE` by text, `/reset KEY` gives the",
        "default back. One that may differ from topic to topic takes `KEY@here` in a topic, or",
        "`KEY@NUMBER`.",
    ]
    for name, settings in house.sections().items():
        title = " · ".join(texts.plain(language, f"feature-{name}") for language in ("en", "zh"))
        lines += ["", f"## {title}", "", "| key | default | allowed | per topic | English | 中文 |"]
        lines += ["|---|---|---|---|---|---|", *map(_setting, settings)]
    lines += ["", "## Presets of `/setup`", ""]
    for preset in PRESETS:
        lines += [f"- {_cell(texts.plain('en', f'preset-{preset}'))}"]
        for feature in house.features:
            for key, value in feature.presets.get(preset, {}).items():
                lines += [f"  - `{key} = {house.settings[key].show(value)}`"]
    return "\n".join(lines) + "\n"


def _setting(setting: Setting) -> str:
    default = f"`{_cell(setting.show(setting.default))}`"
    for language, value in setting.by_language.items():
        default += f" ({language}: `{_cell(setting.show(value))}`)"
    topical = "yes" if setting.topical else ""
    said = (_cell(texts.plain(language, setting.help)) for language in ("en", "zh"))
    allowed = _cell(setting.allowed)
    return f"| `{setting.key}` | {default} | {allowed} | {topical} | {' | '.join(said)} |"


def _heading(key: str) -> str:
    name = f"key-{key or 'house'}"
    return f"{texts.plain('en', name)} · {texts.plain('zh', name)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _lines(checking: bool) -> Iterator[str]:
    for name in stale():
        if not checking:
            (FOLDER / name).write_text(pages()[name], "utf-8")
        yield f"docs/{name} is not what the declarations say" if checking else f"docs/{name}"


def main() -> int:
    """Write the pages, or with `--check` only look; the exit code."""
    checking = "--check" in sys.argv[1:]
    said = list(_lines(checking))
    sys.stdout.writelines(f"{line}\n" for line in said)
    return int(checking and bool(said))


if __name__ == "__main__":
    raise SystemExit(main())
