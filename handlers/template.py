"""Texts that admins wrote: what is left to do where one has to wait for a number."""

from bot.core.feature import Feature, Later
from services.template import COUNTED, counted

FEATURE = Feature(name="template", continuations=(Later(name=COUNTED, handle=counted),))
