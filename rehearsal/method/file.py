"""Files: sending them, looking them up."""

import copy
from typing import Any

from rehearsal import media
from rehearsal.call import Params, Upload
from rehearsal.error import bad_request
from rehearsal.method.edit import edit, editable
from rehearsal.method.registry import Handler, method
from rehearsal.method.sending import deliver, formatted, send
from rehearsal.method.target import user_of
from rehearsal.person import Person
from rehearsal.user import Json
from rehearsal.world import World

KINDS = ("photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker")
_CARRIED = ("performer", "title", "duration", "width", "height", "length", "emoji")


def opened(world: World, params: Params, kind: str, source: Any) -> Any:
    """The media of that kind behind an upload, a file id or an address."""
    given: Any
    if isinstance(source, str) and source.startswith("attach://"):
        given = params.files.get(source.removeprefix("attach://"))
        if given is None:
            raise bad_request("there is no file in the request")
        if not given.data:
            raise bad_request("file must be non-empty")
    elif isinstance(source, str) and (known := world.files.shown(source)) is not None:
        if known[0] != kind:
            raise bad_request(f"can't use file of type {known[0]} as {kind}")
        return copy.deepcopy(known[1])
    elif isinstance(source, str) and source.startswith(("http://", "https://")):
        given = Upload(source.rsplit("/", 1)[-1], b"fetched from the net")
    else:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return media.build(world, kind, given)


def _sender(kind: str) -> Handler:
    def handler(world: World, params: Params) -> Json:
        found = opened(world, params, kind, params.get(kind))
        if isinstance(found, dict):
            found |= {key: params.get(key) for key in _CARRIED if key in params.values}
        content = {kind: found} | formatted(world, params.values, "caption")
        if params.flag("has_spoiler"):
            content["has_media_spoiler"] = True
        return send(world, params, content)

    return handler


for _kind in KINDS:
    method(f"send{_kind.replace('_', '')}")(_sender(_kind))


@method("sendMediaGroup")
def send_media_group(world: World, params: Params) -> list[Json]:
    album = world.new_token()
    contents = [
        {item["type"]: opened(world, params, item["type"], item["media"])}
        | formatted(world, item, "caption")
        for item in params.listing("media")
    ]
    return [deliver(world, params, content, album).to_json() for content in contents]


@method("editMessageMedia")
def edit_message_media(world: World, params: Params) -> Json:
    message = editable(world, params)
    given: Json = params.get("media") or {}
    found = {given["type"]: opened(world, params, given["type"], given["media"])}
    return edit(message, found | formatted(world, given, "caption"), params)


@method("getFile")
def get_file(world: World, params: Params) -> Json:
    file = world.files.find(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > 20 * 2**20:
        raise bad_request("file is too big")
    return file.to_json() | {"file_path": file.path}


@method("getUserProfilePhotos")
def get_user_profile_photos(world: World, params: Params) -> Json:
    user = user_of(world, params)
    photos = user.photos if isinstance(user, Person) else []
    start = params.integer("offset") or 0
    limit = params.integer("limit") or 100
    return {"total_count": len(photos), "photos": photos[start : start + limit]}
