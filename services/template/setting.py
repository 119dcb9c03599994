"""A kind of setting: a text with marks, buttons and fillings."""

from bot.core.errors import UserError
from bot.core.settings import Setting
from services.template.template import TEXT, judge, normal

LONGEST = 8_000
"""Characters of a source, markup included."""


def template(key: str) -> Setting:
    """A text that admins write, as HTML that Telegram knows; `off` empties it."""
    allowed = f"≤ {TEXT}, HTML, {{first}} {{name}} {{mention}} {{group}} {{count}} {{rules}} | off"

    def parse(text: str) -> str:
        written = text.strip()
        if written.lower() == "off":
            return ""
        source = normal(written)
        if len(written) > LONGEST or len(source) > LONGEST or judge(source):
            raise UserError(allowed)
        return source

    return Setting(
        key=key,
        default="",
        parse=parse,
        show=lambda value: value or "off",
        allowed=allowed,
    )
