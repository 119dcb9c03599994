"""T17 to T48: an advertisement that only one carrier of a message holds is found."""

from typing import Any

import pytest

from bot.core.walker import walk
from services.ads import Band, band, judge

AD = "网络兼职日结，加微信 hr88990"
OFFER = "网络兼职，佣金日结，点这里"
LINK = "https://t.me/+AbCdEfGhIj"
CHANNEL = {"id": -1009, "type": "channel", "title": AD, "username": "rich_daily"}
INNOCENT = {"id": -1008, "type": "channel", "title": "Weather", "username": "weather"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}


def linked(text: str) -> dict[str, Any]:
    return {"type": "text_link", "offset": 0, "length": 2, "url": text}


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "点", **button}]]}


CERTAIN: dict[str, dict[str, Any]] = {
    "T17 text": {"text": AD},
    "T18 caption": {"photo": [{"file_id": "A"}], "caption": AD},
    "T19 text link": {"text": OFFER, "entities": [linked(LINK)]},
    "T20 caption link": {"caption": OFFER, "caption_entities": [linked(LINK)]},
    "T21 button text": {"text": "看", "reply_markup": keyboard(text=AD)},
    "T21 copied text": {"text": "看", "reply_markup": keyboard(copy_text={"text": AD})},
    "T22 button url": {"text": OFFER, "reply_markup": keyboard(url=LINK)},
    "T22 web app": {"text": OFFER, "reply_markup": keyboard(web_app={"url": "https://jz8.top"})},
    "T22 login url": {"text": OFFER, "reply_markup": keyboard(login_url={"url": LINK})},
    "T23 via bot": {"text": "看", "via_bot": {"id": 3, "first_name": AD, "username": "abcbot"}},
    "T24 quote": {"text": "看", "quote": {"text": AD, "position": 0}},
    "T25 external reply": {
        "text": "看",
        "external_reply": {"origin": {"type": "channel", "chat": CHANNEL}, "chat": CHANNEL},
    },
    "T25 its poll": {
        "text": "看",
        "external_reply": {"poll": {"question": AD, "options": [{"text": "a"}]}},
    },
    "T26 forward from channel": {
        "text": "看",
        "forward_origin": {"type": "channel", "chat": CHANNEL, "message_id": 3},
    },
    "T26 its signature": {
        "text": "看",
        "forward_origin": {"type": "channel", "chat": INNOCENT, "author_signature": AD},
    },
    "T27 forward from hidden user": {
        "text": "看",
        "forward_origin": {"type": "hidden_user", "sender_user_name": AD},
    },
    "T28 story": {"story": {"id": 4, "chat": CHANNEL}},
    "T29 reply to story": {"text": "看", "reply_to_story": {"id": 4, "chat": CHANNEL}},
    "T30 contact name": {"contact": {"phone_number": "+8613800138000", "first_name": OFFER}},
    "T31 vcard": {
        "contact": {
            "phone_number": "+8613800138000",
            "first_name": "A",
            "vcard": f"BEGIN:VCARD\nFN:{AD}\nEND:VCARD",
        }
    },
    "T32 poll question": {"poll": {"id": "1", "question": AD, "options": []}},
    "T32 poll explanation": {"poll": {"question": "?", "options": [], "explanation": AD}},
    "T33 poll options": {"poll": {"question": "?", "options": [{"text": "a"}, {"text": AD}]}},
    "T34 venue": {"venue": {"title": "A", "address": AD, "location": {"latitude": 1.0}}},
    "T34 venue title": {"venue": {"title": AD, "address": "A"}},
    "T35 file name": {"document": {"file_id": "A", "file_name": f"{AD}.pdf"}},
    "T36 audio title": {"audio": {"file_id": "A", "title": AD, "performer": "B"}},
    "T36 performer": {"audio": {"file_id": "A", "title": "B", "performer": AD}},
    "T37 game": {"game": {"title": "A", "description": AD, "photo": []}},
    "T38 invoice": {"invoice": {"title": "A", "description": AD, "currency": "XTR"}},
    "T39 giveaway": {"giveaway": {"chats": [INNOCENT, CHANNEL], "winner_count": 1}},
    "T39 its prize": {"giveaway": {"chats": [INNOCENT], "prize_description": AD}},
    "T39 winners": {"giveaway_winners": {"chat": CHANNEL, "winners": [ANNA]}},
    "T40 sender chat": {"text": "看", "sender_chat": CHANNEL},
    "T41 author signature": {"text": "看", "author_signature": AD},
    "T42 sender tag": {"text": "看", "sender_tag": AD},
    "T43 checklist": {"checklist": {"title": "A", "tasks": [{"id": 1, "text": AD}]}},
    "T43 checklist title": {"checklist": {"title": AD, "tasks": []}},
    "T44 display name": {
        "text": "看",
        "from": {"id": 7, "first_name": "兼职日结", "last_name": "加V：hr88990"},
    },
    "T45 link preview": {"text": OFFER, "link_preview_options": {"url": LINK}},
    "T46 newcomer": {"new_chat_members": [ANNA, {"id": 8, "first_name": AD}]},
    "T47 group title": {"new_chat_title": AD},
    "unknown carrier": {"hologram": {"spoken": {"line": AD}}},
    "paid media": {"paid_media": {"star_count": 1, "paid_media": [{"caption": AD}]}},
}  # fmt: skip


@pytest.mark.parametrize("carrier", CERTAIN)
@pytest.mark.parametrize("album", ["", "13579"])
def test_ad_in_one_carrier_is_certain(carrier: str, album: str) -> None:
    fields = {"from": ANNA, **CERTAIN[carrier], "media_group_id": album}
    assert band(judge(walk({"message_id": 1, "chat": {"id": -1}, **fields}))) is Band.CERTAIN


def test_ad_in_sticker_set_is_found() -> None:
    """T48: a set's name has only Latin letters and `_`; it can offer, but hardly reach."""
    sticker = {"file_id": "A", "emoji": "🔥", "set_name": "earn_money_online_by_cash_bot"}
    assert band(judge(walk({"from": ANNA, "sticker": sticker}))) is Band.SUSPICIOUS


@pytest.mark.parametrize(
    "fields",
    [
        {"text": OFFER},
        {"caption": OFFER},
        {"text": "看", "entities": [linked(LINK)]},
        {"text": "看", "reply_markup": keyboard(url=LINK)},
        {"text": "看", "link_preview_options": {"url": LINK}},
        {"contact": {"phone_number": "+8613800138000", "first_name": "Anna"}},
        {"text": "看", "via_bot": {"id": 3, "first_name": "Gif", "username": "gif"}},
        {"text": "看", "forward_origin": {"type": "channel", "chat": INNOCENT}},
        {"story": {"id": 4, "chat": INNOCENT}},
    ],
)
def test_half_an_ad_is_never_certain(fields: dict[str, Any]) -> None:
    assert band(judge(walk({"from": ANNA, **fields}))) < Band.CERTAIN
