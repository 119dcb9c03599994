"""Texts, copies and forwards."""

from rehearsal import forward
from rehearsal.call import Params
from rehearsal.error import bad_request
from rehearsal.message import Message
from rehearsal.method.registry import method
from rehearsal.method.sending import deliver, formatted, send
from rehearsal.method.target import chat_of, message_of
from rehearsal.user import Json
from rehearsal.world import World


@method("sendMessage")
def send_message(world: World, params: Params) -> Json:
    return send(world, params, formatted(world, params.values, "text"))


@method("copyMessage")
def copy_message(world: World, params: Params) -> Json:
    source = _source(world, params, "message to copy not found")
    if source.content.keys() & forward.UNCOPIED:
        raise bad_request("the message can't be copied")
    copied = forward.carried(source)
    if "caption" in params.values:
        copied.pop("caption_entities", None)
        copied.pop("caption", None)
        copied |= formatted(world, params.values, "caption")
    return {"message_id": deliver(world, params, copied).id}


@method("forwardMessage")
def forward_message(world: World, params: Params) -> Json:
    source = _source(world, params, "message to forward not found")
    return _forwarded(world, params, source).to_json()


@method("copyMessages")
def copy_messages(world: World, params: Params) -> list[Json]:
    return [
        {"message_id": deliver(world, params, forward.carried(message)).id}
        for message in _sources(world, params)
        if not message.service and not message.content.keys() & forward.UNCOPIED
    ]


@method("forwardMessages")
def forward_messages(world: World, params: Params) -> list[Json]:
    return [
        {"message_id": _forwarded(world, params, message).id} for message in _sources(world, params)
    ]


def _forwarded(world: World, params: Params, message: Message) -> Message:
    copy = deliver(world, params, forward.forwarded(message))
    copy.invoice = message.invoice
    return copy


def _sources(world: World, params: Params) -> list[Message]:
    """The messages a request names; those that are gone are skipped."""
    place = chat_of(world, params, name="from_chat_id")
    found = [place.history.get(int(number)) for number in params.listing("message_ids")]
    return [message for message in found if message is not None and not message.deleted]


def _source(world: World, params: Params, missing: str) -> Message:
    place = chat_of(world, params, name="from_chat_id")
    message = message_of(world, params, place, missing)
    if message.service or message.content.get("has_protected_content"):
        raise bad_request("the message can't be copied")
    return message
