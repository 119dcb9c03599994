"""What is said in the log is kept, instead of being drawn on the screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture(autouse=True)
def log() -> Iterator[list[Any]]:
    """Everything that went into the log during a test."""
    with capture_logs() as lines:
        yield lines
