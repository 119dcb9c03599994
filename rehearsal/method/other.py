"""Other things to send: polls, contacts, places, dice."""

from rehearsal import content
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.method.registry import method
from rehearsal.method.sending import send
from rehearsal.method.target import chat_of, message_of
from rehearsal.user import Json
from rehearsal.world import World


def _chosen(params: Params, *names: str) -> Json:
    return {name: params.get(name) for name in names if name in params.values}


@method("sendPoll")
def send_poll(world: World, params: Params) -> Json:
    poll = _chosen(
        params, "question", "type", "explanation", "correct_option_ids", "open_period", "options"
    )
    for name in ("allows_multiple_answers", "is_closed"):
        poll[name] = params.flag(name)
    poll["is_anonymous"] = params.flag("is_anonymous", default=True)
    poll["options"] = [{"text": option["text"]} for option in poll["options"]]
    return send(world, params, content.build(world, {"poll": poll}))


@method("stopPoll")
def stop_poll(world: World, params: Params) -> Json:
    chat = chat_of(world, params)
    message = message_of(world, params, chat, "message with poll to stop not found")
    if message.author is not world.bot or "poll" not in message.content:
        raise bad_request("poll can't be stopped")
    poll: Json = message.content["poll"]
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    poll["is_closed"] = True
    return poll


@method("sendContact")
def send_contact(world: World, params: Params) -> Json:
    contact = _chosen(params, "phone_number", "first_name", "last_name", "vcard")
    return send(world, params, {"contact": contact})


@method("sendLocation")
def send_location(world: World, params: Params) -> Json:
    place = {key: float(params.text(key)) for key in ("latitude", "longitude")}
    return send(world, params, {"location": place})


@method("sendVenue")
def send_venue(world: World, params: Params) -> Json:
    place = {key: float(params.text(key)) for key in ("latitude", "longitude")}
    venue = {"location": place} | _chosen(params, "title", "address")
    return send(world, params, {"location": place, "venue": venue})


@method("sendDice")
def send_dice(world: World, params: Params) -> Json:
    given = {"emoji": params.text("emoji", "🎲")}
    return send(world, params, content.build(world, {"dice": given}))
