"""Other things to send: contacts, places, dice."""

from rehearsal import content
from rehearsal.call import Params
from rehearsal.method.registry import method
from rehearsal.method.sending import send
from rehearsal.user import Json
from rehearsal.world import World


def _chosen(params: Params, *names: str) -> Json:
    return {name: params.get(name) for name in names if name in params.values}


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
