"""The adapter: everything that speaks with the Bot API."""

import os

# Spans of time as timedelta: without it the library warns each time it is told to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")
