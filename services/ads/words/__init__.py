"""Words of ads: one text file for each language, the hosts, and the spellings of messengers."""

from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("chinese", "english", "russian")


def read_sections(name: str) -> dict[str, str]:
    """Return the lines under each `[heading]` of a file of this package."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {heading: "\n".join(found) for heading, found in sections.items()}
