"""The door: every threshold, composed, fair, and never a trap."""

from bot.core.feature import Feature, Follow, Later, Press, Watcher
from bot.core.incoming import Facts
from bot.core.unit import Unit
from handlers.entry import funnel, talk
from handlers.entry.arrive import asks, moved, see_member, see_request
from services.entry import book, card, finish, flow, porch, seats
from services.entry.explain import in_words
from services.entry.setting import demand_of, settings


def sentences(unit: Unit) -> list[str]:
    """What is asked of newcomers."""
    demand = demand_of(unit.values, unit.house.gates)
    return [] if demand is None else [unit.say("rules-entry", what=in_words(unit, demand))]


def shared(facts: Facts) -> bool:
    """Whether somebody hands something over, with a key or as a photo."""
    message = (facts.raw or {}).get("message", {})
    return bool(isinstance(message, dict) and message.keys() & {"contact", "chat_shared", "photo"})


FEATURE = Feature(
    name="entry",
    key="threshold",
    late=settings,
    commands=funnel.COMMANDS,
    presses=(Press(name="door", handle=talk.press), funnel.LIST.press),
    follows=(Follow(keys=("entry.seats",), handle=funnel.follow_seats),),
    deadlines=(
        Later(name=talk.SAID, handle=talk.said, admins=True),
        Later(name=finish.DUE, handle=talk.due, admins=True),
        Later(name=porch.UNHEARD, handle=talk.unheard, admins=True),
        Later(name=seats.NEXT, handle=seats.look),
        Later(name=seats.CLAIM, handle=talk.claim_over, admins=True),
    ),
    continuations=(
        Later(name=card.CARD, handle=talk.carded),
        Later(name=card.EDITED, handle=talk.edited),
        Later(name=card.PORCH, handle=talk.porched),
        Later(name=porch.WHISPER, handle=talk.whispered),
        Later(name=finish.ADMITTED, handle=finish.admitted),
        Later(name=finish.TOLD, handle=finish.told),
        Later(name=finish.COUNTED, handle=finish.counted),
        Later(name=seats.COUNTED, handle=seats.offer),
        Later(name=flow.FOUND, handle=flow.found),
    ),
    watchers=(
        Watcher(kinds=("chat_join_request",), handle=see_request, wants=asks, admins=True),
        Watcher(kinds=("chat_member",), handle=see_member, wants=moved, admins=True),
        Watcher(kinds=("message",), handle=talk.hear_shared, wants=shared, private=True),
    ),
    links=(Later(name=card.LINK, handle=talk.open_link),),
    hearing=talk.hear,
    begins=talk.begin,
    chores=(book.forget,),
    needs=("can_invite_users", "can_restrict_members"),
    needed=lambda values: bool(values["entry.require"]),
    presets={
        "open": {"entry.require": "captcha"},
        "learning": {"entry.require": "captcha and pledge"},
        "fans": {"entry.require": "captcha and pledge"},
        "circle": {"entry.require": "pledge and review"},
    },
    rules=sentences,
)
