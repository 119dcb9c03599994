"""From a few words to the full form of each kind of content a message can have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rehearsal import forward
from rehearsal.media import MEDIA, photo
from rehearsal.message import Message
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.world import World


Builder = Callable[["World", Any], Any]


def _contact(world: World, given: Json) -> Json:
    return {"phone_number": "+8613800000000", "first_name": "Somebody"} | given


def _poll(world: World, given: Json) -> Json:
    options = [
        {"text": one} if isinstance(one, str) else one
        for one in given.get("options", ["Yes", "No"])
    ]
    filled = [
        {"persistent_id": f"o{number}", "voter_count": 0} | one
        for number, one in enumerate(options)
    ]
    base = {
        "id": world.new_token(),
        "question": "Well?",
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
    return base | given | {"options": filled}


def _location(world: World, given: Any) -> Json:
    return {"latitude": 31.23, "longitude": 121.47} | (given if isinstance(given, dict) else {})


def _venue(world: World, given: Json) -> Json:
    base = {"location": _location(world, None), "title": "Library", "address": "1 Main Road"}
    return base | given


def _dice(world: World, given: Any) -> Json:
    own = given if isinstance(given, dict) else {}
    return {"emoji": "🎲", "value": world.rng.randint(1, 6)} | own


def _game(world: World, given: Json) -> Json:
    base = {"title": "Chess", "description": "A game", "photo": photo(world, True)}
    return base | given


def _invoice(world: World, given: Json) -> Json:
    base = {
        "title": "Ticket",
        "description": "One seat",
        "start_parameter": "",
        "currency": "XTR",
        "total_amount": 10,
    }
    return base | given


def _chats(chats: Any) -> list[Json]:
    return [one if isinstance(one, dict) else one.to_json() for one in chats]


def _giveaway(world: World, given: Json) -> Json:
    base = {"winners_selection_date": world.now() + 86400, "winner_count": 3}
    return base | given | {"chats": _chats(given["chats"])}


def _giveaway_winners(world: World, given: Json) -> Json:
    base = {
        "giveaway_message_id": 1,
        "winners_selection_date": world.now(),
        "winner_count": 1,
        "winners": [world.bot.to_json()],
    }
    return base | given | {"chat": _chats([given["chat"]])[0]}


def _story(world: World, given: Any) -> Json:
    if isinstance(given, dict) and "id" in given:
        return given
    return {"chat": _chats([given])[0], "id": 1}


def _checklist(world: World, given: Json) -> Json:
    tasks = [
        {"id": number} | ({"text": task} if isinstance(task, str) else task)
        for number, task in enumerate(given.get("tasks", ["Read"]), 1)
    ]
    return {"title": "To do"} | given | {"tasks": tasks}


def _quote(world: World, given: Any) -> Json:
    return {"text": given, "position": 0, "is_manual": True} if isinstance(given, str) else given


def _external_reply(world: World, given: Any) -> Json:
    """Out of a message elsewhere; fields are taken as they stand."""
    if not isinstance(given, Message):
        return dict(given)
    shown = {"chat": given.chat.to_json(), "message_id": given.id}
    media = ("photo", "video", "document", "audio", "poll", "contact", "story", "venue")
    kept = {key: given.content[key] for key in media if key in given.content}
    return {"origin": forward.origin(given), **shown, **kept}


def _account(world: World, given: Any) -> Json:
    if isinstance(given, User):
        return given.to_json()
    if isinstance(given, str):
        name = given.removeprefix("@")
        return {"id": 111_222, "is_bot": True, "first_name": name, "username": name}
    return dict(given)


BUILDERS: dict[str, Builder] = {
    "contact": _contact,
    "poll": _poll,
    "location": _location,
    "venue": _venue,
    "dice": _dice,
    "game": _game,
    "invoice": _invoice,
    "giveaway": _giveaway,
    "giveaway_winners": _giveaway_winners,
    "story": _story,
    "reply_to_story": _story,
    "checklist": _checklist,
    "quote": _quote,
    "external_reply": _external_reply,
    "via_bot": _account,
}


KINDS = frozenset(
    {"text", *MEDIA, *BUILDERS} - {"reply_to_story", "quote", "external_reply", "via_bot"}
)
"""What a message is; the rest only goes with it."""
