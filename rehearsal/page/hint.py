"""What somebody who is here for the first time does next: one line above the text field."""

from __future__ import annotations

from rehearsal.page.where import Where
from rehearsal.stage import Stage
from rehearsal.user import Json


def hint_of(stage: Stage, where: Where, shown: list[Json], cases: list[Json]) -> str:
    """The name of the hint that helps in a view, empty where there is nothing to say."""
    place, viewer = where.place(stage), where.person(stage)
    if place.kind == "private":
        asked = any(one["plain"].startswith("/settings") for one in shown)
        return "settings" if where.who == "owner" and viewer.started and not asked else ""
    if where.lang != stage.language and len(cases) == 0:
        return "anew"
    if cases:
        return "why"
    if where.who != "advertiser" or where.chat != "club":
        bot = stage.cast.chats["club"].member(stage.telegram.bot)
        return "try" if bot.present else ""
    return "send" if place.member(viewer).present else "join"
