"""Pictures that the bot draws itself."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from services import picture
from services.picture import font as fonts
from services.picture.calendar import HEAT, WIDTH

MARKS = {"1": ("own", 0, ""), "2": ("own", 2, ""), "3": ("freeze", 0, "x"), "4": ("missed", 0, "")}


def drawn(**how: Any) -> Image.Image:
    data = {
        "title": "November 2026",
        "streak": "3",
        "next": "In 4 days",
        "weekdays": list("MTWTFSS"),
        "first": 6,
        "days": 30,
        "today": 4,
        "marks": MARKS,
        "legend": [("own", "signed in"), ("missed", "missed")],
        "share": 500,
        **how,
    }
    return Image.open(BytesIO(picture.draw("calendar", data)))


def test_month_is_as_wide_as_a_phone_and_as_high_as_its_weeks() -> None:
    six, four = drawn(), drawn(first=0, days=28)
    assert six.format == "PNG"
    assert (six.width, four.width) == (WIDTH, WIDTH)
    assert six.height > four.height


def test_days_are_deeper_the_longer_the_streak() -> None:
    colours = {
        f"#{r:02x}{g:02x}{b:02x}" for _, (r, g, b) in drawn().convert("RGB").getcolors(1 << 20)
    }
    assert {HEAT[0], HEAT[2]} <= colours


@pytest.mark.parametrize("share", [0, 1, 1000])
def test_way_to_the_next_milestone_is_drawn_from_end_to_end(share: int) -> None:
    assert drawn(share=share).width == WIDTH


def test_without_a_font_there_is_no_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SYSTEM", ())
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_package_of_fonts")
    fonts._file.cache_clear()
    try:
        assert (picture.can_write("zh"), picture.can_write("en")) == (False, True)
        assert drawn().width == WIDTH
    finally:
        fonts._file.cache_clear()


def test_captcha_is_a_picture() -> None:
    assert Image.open(BytesIO(picture.draw("captcha", {"text": "ab12"}))).format == "PNG"
