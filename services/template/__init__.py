"""Texts that admins write once and the bot says often: marks, buttons, fillings, pictures."""

from services.template.compose import Composer, accepted
from services.template.material import bring, message_of, own
from services.template.name import Somebody, author_of, clean, is_ad, somebody
from services.template.post import COUNTED, RULES, counted, fillings, post, post_for
from services.template.setting import template
from services.template.template import COUNT, TEXT, Template, compile_template

__all__ = [
    "COUNT",
    "COUNTED",
    "RULES",
    "TEXT",
    "Composer",
    "Somebody",
    "Template",
    "accepted",
    "author_of",
    "bring",
    "clean",
    "compile_template",
    "counted",
    "fillings",
    "is_ad",
    "message_of",
    "own",
    "post",
    "post_for",
    "somebody",
    "template",
]
