"""Ads: a pure judgement of messages by signals."""

from services.ads.band import ORDINARY, Band, Shape, band
from services.ads.judge import judge
from services.ads.policy import STANDARD, Level, Policy
from services.ads.reading import NOTHING, Finding, Reading

__all__ = [
    "NOTHING",
    "ORDINARY",
    "STANDARD",
    "Band",
    "Finding",
    "Level",
    "Policy",
    "Reading",
    "Shape",
    "band",
    "judge",
]
