"""Regions by name and code."""

import pytest

from services.region import country_name, is_country, understand


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("中国", "CN"),
        ("sg", "SG"),
        (" hong  kong ", "HK"),
        ("香港", "HK"),
        ("Germany", "DE"),
        ("USA", "US"),
        ("北京", "北京"),
        ("EU", "EU"),
        ("XX", "XX"),
    ],
)
def test_region_is_understood(typed: str, kept: str) -> None:
    assert understand(typed) == kept
    assert understand(kept) == kept


def test_country_has_a_name_in_both_languages() -> None:
    assert [country_name("SG", one) for one in ("en", "zh")] == ["Singapore", "新加坡"]
    assert country_name("北京", "en") == "北京"
    assert [one for one in ("CN", "EU", "ZZ", "cn", "") if is_country(one)] == ["CN"]
