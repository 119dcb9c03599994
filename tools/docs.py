"""The reference pages, written from what the features declare: `python -m tools.docs [--check]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.app import discover
from bot.core import texts
from bot.core.feature import KEYS, Command, Feature
from bot.core.settings import Setting

FOLDER = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Written by `make docs` from the declarations: edit those. -->"


def pages() -> dict[str, str]:
    """Every generated page, by its name in `docs/`."""
    features = discover()
    return {"commands.md": _commands(features), "settings.md": _settings(features)}


def stale() -> list[str]:
    """The pages that are not what the declarations say."""
    return [
        name
        for name, text in pages().items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text
    ]


def _commands(features: list[Feature]) -> str:
    lines = [NOTE, "", "# Commands", "", "`/`, `!` and the full-width forms begin a command."]
    for key in KEYS:
        found = [one for feature in features if feature.key == key for one in feature.commands]
        if found:
            lines += ["", f"## {_heading(key)}", "", "| command | who | where | | |"]
            lines += ["|---|---|---|---|---|", *map(_command, found)]
    return "\n".join(lines) + "\n"


def _command(command: Command) -> str:
    who = f"admins with `{command.right}`" if command.right else "everyone"
    if command.admin and not command.right:
        who = "in groups admins" if command.where == "any" else "admins"
    where = {"any": "everywhere", "group": "groups", "private": "private chat"}[command.where]
    said = (texts.plain(language, f"command-{command.name}") for language in ("en", "zh"))
    return f"| `/{command.name}` | {who} | {where} | {' | '.join(map(_cell, said))} |"


def _settings(features: list[Feature]) -> str:
    lines = [
        NOTE,
        "",
        "# Settings",
        "",
        "`/set KEY VALUE` changes one, `/reset KEY` gives the default back. One that may differ",
        "from topic to topic takes `KEY@here` in a topic, or `KEY@NUMBER`.",
    ]
    for feature in features:
        if feature.settings:
            lines += ["", f"## {feature.name}", "", "| key | default | allowed | per topic |"]
            lines += ["|---|---|---|---|", *map(_setting, feature.settings)]
    return "\n".join(lines) + "\n"


def _setting(setting: Setting) -> str:
    default = _cell(setting.show(setting.default))
    topical = "yes" if setting.topical else ""
    return f"| `{setting.key}` | `{default}` | {_cell(setting.allowed)} | {topical} |"


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
