"""Phone numbers are reduced to their country."""

import pytest

from services.phone import country, reduced


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("+8613800000000", "CN"),
        ("85291234567", "HK"),
        ("+1 519 555 1234", "CA"),
        ("12125551234", "US"),
        ("+999", ""),
        ("٣", ""),
        ("", ""),
        ("+" + "9" * 10_000, ""),
    ],
)
def test_country_of_a_number(number: str, code: str) -> None:
    assert country(number) == code


def test_t16_contact_of_somebody_else_says_nothing() -> None:
    own = {"phone_number": "+8613800000000", "user_id": 7}
    assert reduced(own, 7) == {"own": True, "country": "CN"}
    assert reduced(own, 8) == {"own": False, "country": ""}
    assert reduced({"phone_number": "+8613800000000"}, 7) == {"own": False, "country": ""}
