"""Ads: deleted in a moment, their authors removed."""

from bot.core.feature import Feature, Screener, Stage
from services.ads.ruling import read, rule
from services.ads.setting import SETTINGS

FEATURE = Feature(
    name="ads",
    key="rules",
    settings=SETTINGS,
    screeners=(Screener(stage=Stage.FILTER, read=read, rule=rule),),
)
