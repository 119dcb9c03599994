"""Tables as files that a spreadsheet opens (CSV, RFC 4180, UTF-8)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of something to compute.
https://owasp.org/www-community/attacks/CSV_Injection"""


def write(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """The table as text. What people wrote is text in it, whatever it begins with; numbers are
    numbers."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return text.getvalue()


def _cell(value: str | int) -> str | int:
    if isinstance(value, str) and value.lstrip(" \n").startswith(_BEGINS_A_FORMULA):
        return f"'{value}"
    return value
