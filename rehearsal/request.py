"""From an HTTP request to parameters, whichever way they were sent."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from rehearsal.call import Params, Upload
from rehearsal.error import Violated

STRUCTURED = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "checklist",
        "commands",
        "correct_option_ids",
        "country_codes",
        "description_entities",
        "draft",
        "entities",
        "ephemeral_message_parameters",
        "explanation_entities",
        "explanation_media",
        "link_preview_options",
        "media",
        "menu_button",
        "message_ids",
        "options",
        "permissions",
        "prices",
        "question_entities",
        "reaction",
        "reply_markup",
        "reply_parameters",
        "rich_message",
        "rights",
        "scope",
        "suggested_post_parameters",
        "suggested_tip_amounts",
        "text_entities",
    }
)
"""Parameters that are JSON inside a form; any other text stays text, however it begins."""
FILE_FIELDS = frozenset(
    {
        "animation",
        "audio",
        "certificate",
        "document",
        "live_photo",
        "photo",
        "sticker",
        "thumbnail",
        "cover",
        "video",
        "video_note",
        "voice",
    }
)
_WORDS = re.compile(r"query_id$|effect_id$|emoji_id$|^file_id$|connection_id$|^inline_message_id$")
_NUMBERS = re.compile(r"_(?:id|date|limit|period)$|^(?:offset|limit|timeout)$")
_SWITCHES = re.compile(
    r"^(?:is|can|has|allows?|disable|protect|show|only|use|revoke|drop|creates)_"
)
NOT_UTF8 = "strings must be encoded in UTF-8"
LARGEST = 64 * 2**20


async def read(request: web.BaseRequest) -> Params:
    """Parameters from the query, a form, a multipart form or a JSON body."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    kind = request.content_type
    if kind == "application/json":
        values.update(_object(await request.read()))
    elif kind.startswith("multipart/"):
        for name, part in (await request.post()).items():
            if isinstance(part, web.FileField):
                files[name] = Upload(part.filename, part.file.read())
                part.file.close()
                if name in FILE_FIELDS:
                    values[name] = f"attach://{name}"
            else:
                values[name] = part
    elif request.can_read_body:
        try:
            body = (await request.read()).decode()
            values.update(parse_qsl(body, keep_blank_values=True, errors="strict"))
        except UnicodeDecodeError:
            raise Violated(NOT_UTF8) from None
    return Params(
        {name: _decoded(name, value) for name, value in values.items() if value is not None},
        files,
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise Violated("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise Violated("can't parse JSON object")
    if b"\\ud" in body.lower():
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise Violated(NOT_UTF8) from None
    return found


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name not in STRUCTURED:
        return _plain(name, value)
    if value == "":
        return None
    try:
        return json.loads(value)
    except ValueError:
        raise Violated(f"can't parse {name.replace('_', ' ')} JSON object") from None


def _plain(name: str, value: str) -> Any:
    """Numbers and switches out of a form, by their names; everything else stays text."""
    if _SWITCHES.search(name) and value in ("true", "false"):
        return value == "true"
    if _NUMBERS.search(name) and not _WORDS.search(name) and value.lstrip("-").isdecimal():
        return int(value)
    return value
