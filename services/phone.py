"""Phone numbers: of which country one is. The number itself is kept nowhere."""

from collections.abc import Mapping
from typing import Any

LONGEST = 20
"""Signs of a phone number; E.164 has at most 15 digits."""


def country(number: str) -> str:
    """The ISO 3166 code of the country a number (international, with or without +) belongs to;
    empty if it is none, or belongs to no single country."""
    # A library of tables: not loaded before somebody needs it.
    import phonenumbers

    digits = "".join(sign for sign in number[:LONGEST] if sign.isdecimal() and sign.isascii())
    try:
        parsed = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return ""
    region = phonenumbers.region_code_for_number(parsed) or ""
    return region if len(region) == 2 and region.isalpha() else ""


def reduced(contact: Mapping[str, Any], person: int) -> dict[str, Any]:
    """What is kept of a contact that somebody shared: whether it is their own, and its country.

    Anybody can share anybody's contact; `user_id` is whose account Telegram says it is.
    """
    own = contact.get("user_id") == person
    return {"own": own, "country": country(str(contact.get("phone_number", ""))) if own else ""}
