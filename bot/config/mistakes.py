"""One plain line per mistake: which key, and what is allowed there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.config.schema import Config
from bot.redaction import redact

PREFIX = "LOUZHANG__"
"""Of the environment's variables: `LOUZHANG__SECTION__KEY`."""

_SILENT = {"token", "webhook_secret", "webhook_url", "api_base_url", "url"}
"""Keys whose values are never repeated."""


def keys() -> Iterator[tuple[str, str]]:
    """Every section with every key of it."""
    for section, field in Config.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, BaseModel)
        for key in field.annotation.model_fields:
            yield section, key


def variable(section: str, key: str) -> str:
    """The environment's name for a key."""
    return f"{PREFIX}{section}__{key}".upper()


def strange_variable(name: str) -> str:
    """A line about a variable that begins like ours and names no section with a key."""
    known = {f"{section}__{key}".upper(): variable(section, key) for section, key in keys()}
    asked = name.removeprefix(PREFIX).upper()
    close = get_close_matches(asked, known, 1) or [
        one for one in known if one.endswith("__" + asked.rpartition("__")[2])
    ]
    if close and asked.lower() not in Config.model_fields:
        return f"{name}: unknown; did you mean {known[close[0]]}?"
    return f"{name}: unknown; variables are named {PREFIX}SECTION__KEY"


def explain(error: ValidationError, variables: Mapping[tuple[str, str], str]) -> list[str]:
    """A line for each mistake; what came from the environment is called by its variable."""
    lines = []
    for detail in error.errors(include_url=False):
        section, key, *rest = (*map(str, detail["loc"]), "")
        given = variables.get((section, key))
        if detail["type"] == "extra_forbidden":
            lines.append(strange_variable(given) if given else strange_key(section, key))
            continue
        place = given or (f"{section}.{key}" if key else section)
        entry = f" entry {int(rest[0]) + 1}" if rest and rest[0].isdigit() else ""
        lines.append(f"{place}{entry}: {_allowed(detail, key)}")
    return lines


def strange_key(section: str, key: str = "") -> str:
    """A line about a section, or a key of a known section, that is not ours."""
    if key:
        known = [name for home, name in keys() if home == section]
        place, otherwise = f"{section}.{_readable(key)}", f"[{section}] has {', '.join(known)}"
        if close := get_close_matches(key, known, 1):
            return f"{place}: unknown key; did you mean {close[0]}?"
    else:
        sections = list(Config.model_fields)
        place, otherwise = _readable(section), f"there are {', '.join(sections)}"
        if close := get_close_matches(section, sections, 1):
            return f"{place}: unknown section; did you mean [{close[0]}]?"
    for home, name in keys():
        if get_close_matches(key or section, [name], 1):
            return f"{place}: unknown here; did you mean {name} under [{home}]?"
    return f"{place}: unknown; {otherwise}"


def _allowed(detail: ErrorDetails, key: str) -> str:
    """What the value must be, and what it is unless that is secret."""
    bounds: dict[str, Any] = detail.get("ctx", {})
    instead = "" if key in _SILENT else f", not {_shown(detail['input'])}"
    match detail["type"]:
        case "value_error":
            return str(bounds["error"])
        case "literal_error":
            return f"must be {bounds['expected'].replace(chr(39), chr(34))}{instead}"
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size":
            return f"must be a whole number{instead}"
        case "bool_type" | "bool_parsing":
            return f"must be true or false{instead}"
        case "string_type":
            return f"must be text in quotes{instead}"
        case "string_pattern_mismatch":
            return f"must be small letters, digits or _, beginning with a letter{instead}"
        case "tuple_type" | "list_type":
            return f"must be a list such as []{instead}"
        case "model_type" | "model_attributes_type":
            return "must be a section: a line with its name in square brackets, keys below"
        case "greater_than_equal":
            return f"must be at least {bounds['ge']}{instead}"
        case "less_than_equal":
            return f"must be at most {bounds['le']}{instead}"
        case "less_than":
            return f"must be below {bounds['lt']}{instead}"
        case _:
            return detail["msg"][:1].lower() + detail["msg"][1:]


def _shown(value: object) -> str:
    text = _readable(json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= 40 else text[:39] + "…"


def _readable(text: str) -> str:
    return redact("".join(c if c.isprintable() else "?" for c in text[:200]))
