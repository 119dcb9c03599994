"""A month of sign-ins as a heat map: dark on light, as wide as a phone."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from services.picture.font import font

WIDTH, MARGIN, CELL, GAP = 900, 45, 105, 12
TOP, HEAD, FOOT = 158, 52, 196
"""Pixels: what stands above the weekdays, the weekdays, and below the days."""

PAPER, INK, FAINT, LINE = "#fdfdfb", "#1d2a22", "#7b857e", "#dfe4df"
ACCENT, TRACK = "#1f8a4c", "#e6ebe6"
HEAT = ("#d5f2dc", "#a9e3b8", "#74cf8e")
"""A day one signed in on: the longer the streak, the deeper."""

FILLS = {"makeup": "#ece9c6", "freeze": "#d2e7fb", "away": "#e7e1f4", "missed": "#f1f2ef"}


def draw(data: Mapping[str, Any]) -> bytes:
    """A month as PNG.

    `title`, `streak`, `next` are texts, `weekdays` seven of them; `first` is the weekday of the
    first day (0: Monday), `days` how many there are, `today` one of them or 0. `marks` are
    (kind, heat, letter) by day, `legend` (kind, text), `share` is how much of the way to the next
    milestone is done, 0 to 1000.
    """
    from PIL import Image, ImageDraw

    weeks = -(-(data["first"] + data["days"]) // 7)
    height = TOP + HEAD + weeks * (CELL + GAP) + FOOT
    image = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, 48), data["title"], INK, font(54), "lt", stroke_width=1, stroke_fill=INK)
    pen.text((WIDTH - MARGIN, 56), data["streak"], ACCENT, font(40), "rt")
    for column, name in enumerate(data["weekdays"]):
        pen.text((_left(column) + CELL // 2, TOP + 26), name, FAINT, font(30), "ms")
    for day in range(1, data["days"] + 1):
        row, column = divmod(data["first"] + day - 1, 7)
        box = (_left(column), TOP + HEAD + row * (CELL + GAP))
        _cell(pen, box, day, data["marks"].get(str(day)), is_today=day == data["today"])
    _foot(pen, height - FOOT + 14, data)
    written = BytesIO()
    image.save(written, format="PNG", optimize=True)
    return written.getvalue()


def _left(column: int) -> int:
    return MARGIN + column * (CELL + GAP)


def _cell(
    pen: Any, at: tuple[int, int], day: int, mark: Sequence[Any] | None, *, is_today: bool
) -> None:
    left, top = at
    kind, heat, letter = mark or ("", 0, "")
    fill = HEAT[heat] if kind == "own" else FILLS.get(kind, PAPER)
    outline, width = (INK, 5) if is_today else (LINE, 2) if kind in ("", "missed") else (fill, 1)
    box = (left, top, left + CELL, top + CELL)
    pen.rounded_rectangle(box, 20, fill=fill, outline=outline, width=width)
    ink = FAINT if kind in ("", "missed") and not is_today else INK
    middle = (left + CELL // 2, top + CELL // 2 - (10 if letter else 0))
    pen.text(middle, str(day), ink, font(40), "mm")
    if letter:
        pen.text((middle[0], top + CELL - 18), letter, INK, font(24), "ms")


def _foot(pen: Any, top: int, data: Mapping[str, Any]) -> None:
    """How far it is to the next milestone, and what the colours mean."""
    right = WIDTH - MARGIN
    if data["next"]:
        pen.text((MARGIN, top), data["next"], INK, font(32), "lt")
        bar = top + 54
        pen.rounded_rectangle((MARGIN, bar, right, bar + 16), 8, fill=TRACK)
        done = MARGIN + (right - MARGIN) * data["share"] // 1000
        if done - MARGIN >= 16:
            pen.rounded_rectangle((MARGIN, bar, done, bar + 16), 8, fill=ACCENT)
    left, line = MARGIN, top + 104
    for kind, text in data["legend"]:
        fill = HEAT[1] if kind == "own" else FILLS[kind]
        outline = LINE if kind == "missed" else fill
        pen.rounded_rectangle((left, line, left + 30, line + 30), 8, fill=fill, outline=outline)
        pen.text((left + 40, line + 15), text, FAINT, font(26), "lm")
        left += 40 + int(pen.textlength(text, font(26))) + 30
