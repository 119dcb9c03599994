"""JSON as it goes over the line."""

import json
from typing import Any

import msgspec


def encode(value: Any) -> bytes:
    """Encode quickly; a text with a lone surrogate can only be sent escaped."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value).encode()
