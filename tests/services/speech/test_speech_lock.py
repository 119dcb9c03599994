"""Locks: every kind of content is told from what Telegram sends for it."""

from typing import Any

import pytest
from kit import NOW, chatter
from msgspec import json

from bot.core.errors import UserError
from bot.core.feature import Standing
from bot.core.house import House
from bot.core.incoming import Facts
from bot.core.perception import perceive
from bot.core.settings import Values
from bot.core.verdict import Sanction
from handlers.ads import FEATURE as ADS
from handlers.lock import FEATURE as LOCK
from handlers.probation import FEATURE as PROBATION
from services.speech import lock, probation
from services.speech.kind import ALIASES, BOT, KINDS, known
from services.speech.lock import Locks

HOUSE = House([LOCK, PROBATION, ADS])
DAY = 86_400
USER = {"id": 9, "is_bot": False, "first_name": "X"}


def facts(text: str | None = "hello", **more: Any) -> Facts:
    update = json.decode(chatter(1, text or "", **more))
    if text is None:
        del update["message"]["text"]
    found = perceive(json.encode(update), NOW)
    found.room = 1
    return found


def entity(kind: str, length: int = 5, **more: Any) -> dict[str, Any]:
    return {"entities": [{"type": kind, "offset": 0, "length": length, **more}]}


def origin(kind: str, **more: Any) -> dict[str, Any]:
    return {"forward_origin": {"type": kind, "date": NOW, **more}}


CHANNEL = {"id": -5, "type": "channel", "title": "C"}
HELD: dict[str, Facts] = {
    "text": facts("hello"),
    "photo": facts(None, photo=[{"file_id": "f"}]),
    "video": facts(None, video={"file_id": "f"}),
    "audio": facts(None, audio={"file_id": "f"}),
    "voice": facts(None, voice={"file_id": "f"}),
    "videonote": facts(None, video_note={"file_id": "f"}),
    "document": facts(None, document={"file_id": "f"}),
    "gif": facts(None, animation={"file_id": "f"}, document={"file_id": "f"}),
    "sticker": facts(None, sticker={"file_id": "f"}),
    "poll": facts(None, poll={"question": "?"}),
    "checklist": facts(None, checklist={"title": "?"}),
    "contact": facts(None, contact={"first_name": "X", "phone_number": "1"}),
    "location": facts(None, location={"latitude": 1.0, "longitude": 1.0}),
    "game": facts(None, game={"title": "?"}),
    "emojigame": facts(None, dice={"emoji": "🎲", "value": 1}),
    "story": facts(None, story={"id": 1, "chat": CHANNEL}),
    "media": facts(None, voice={"file_id": "f"}),
    "all": facts("hello"),
    "album": facts(None, photo=[{"file_id": "f"}], media_group_id="a"),
    "anonchannel": facts("hello", sender_chat=CHANNEL),
    "inline": facts("hello", via_bot={"id": 8, "is_bot": True, "first_name": "B"}),
    "button": facts("hello", reply_markup={"inline_keyboard": [[{"text": "x", "url": "x"}]]}),
    "externalreply": facts("hello", external_reply={"origin": {"type": "channel"}}),
    "forward": facts("hello", **origin("hidden_user", sender_user_name="X")),
    "forwarduser": facts("hello", **origin("user", sender_user=USER)),
    "forwardbot": facts("hello", **origin("user", sender_user={**USER, "is_bot": True})),
    "forwardchannel": facts("hello", **origin("channel", chat=CHANNEL, message_id=1)),
    "forwardstory": facts(None, story={"id": 1, "chat": CHANNEL}),
    "stickeranimated": facts(None, sticker={"file_id": "f", "is_video": True}),
    "stickerpremium": facts(None, sticker={"file_id": "f", "premium_animation": {"file_id": "p"}}),
    "command": facts("/rules", **entity("bot_command", 6)),
    "url": facts("see example.org", **entity("text_link", 3, url="https://example.org")),
    "invitelink": facts("t.me/+AbCd", **entity("url", 10)),
    "botlink": facts("@win_bot", **entity("mention", 8)),
    "email": facts("a@b.org", **entity("email", 7)),
    "phone": facts("+86138", **entity("phone_number", 6)),
    "cashtag": facts("$TON", **entity("cashtag", 4)),
    "hashtag": facts("#book", **entity("hashtag")),
    "spoiler": facts("hello", **entity("spoiler")),
    "emoji": facts("good 👍🏽"),
    "emojicustom": facts("👍", **entity("custom_emoji", 2, custom_emoji_id="1")),
    "emojionly": facts("👍🏽 👨‍👩‍👧 🇨🇳"),
    "cjk": facts("你好"),
    "cyrillic": facts("привет"),
    "rtl": facts("שלום"),
    "zalgo": facts("h̴̵̶ello"),
}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != BOT])
def test_kind_is_told(kind: str) -> None:
    assert Locks([kind]).find(HELD[kind]) == [kind]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (BOT, "text", "all")])
def test_plain_words_are_no_such_kind(kind: str) -> None:
    """With marks that are none of it, and in the way that plain chatter goes."""
    assert Locks([kind]).find(facts("hello, see you at 9")) == []
    assert Locks([kind]).find(facts("hello", **entity("bold"))) == []


def test_emoji_among_words_is_not_emoji_alone() -> None:
    assert Locks(["emojionly"]).find(facts("good 👍")) == []
    assert Locks(["emojionly"]).find(facts("9")) == []


def test_names_that_people_use() -> None:
    assert {known(name) for name in ALIASES} <= set(KINDS)
    assert [known(name) for name in (" URL", "links", "链接", "x")] == ["url", "url", "url", ""]
    parse = HOUSE.settings["lock.types"].parse
    assert parse("url，链接, Stickers") == ["url", "sticker"]
    with pytest.raises(UserError):
        parse("url, nonsense")


@pytest.mark.parametrize(
    ("link", "locked"),
    [
        ("https://example.org/a", False),
        ("www.example.org", False),
        ("http://sub.example.org:80/a", False),
        ("t.me/club_jobs/12", False),
        ("t.me/other", True),
        ("https://example.org.evil.top", True),
        ("evil.top/example.org", True),
    ],
)
def test_places_that_are_allowed_may_be_linked(link: str, locked: bool) -> None:
    set_to = HOUSE.values(
        {
            0: {
                "lock.enabled": True,
                "lock.types": ["url"],
                "ads.allow": ["example.org", "t.me/club_jobs"],
            }
        }
    )
    said = facts(link, **entity("url", len(link)))
    assert (lock.read(said, set_to) is not None) is locked
    both = facts(
        f"{link} evil.top",
        entities=[
            {"type": "url", "offset": 0, "length": len(link)},
            {"type": "url", "offset": len(link) + 1, "length": 8},
        ],
    )
    assert lock.read(both, set_to) == ["url"]


def test_service_messages_and_joins_are_not_locked() -> None:
    set_to = HOUSE.values({0: {"lock.enabled": True, "lock.types": ["all", "text"]}})
    joined = facts(None, new_chat_members=[USER])
    assert (joined.content, lock.read(joined, set_to)) == ("service", None)
    joined.kind = "chat_member"
    assert lock.read(joined, set_to) is None


def new(**more: Any) -> Standing:
    return Standing(joined_at=NOW - 100, **more)


def on_probation(**more: Any) -> Values:
    return HOUSE.values({0: {"probation.enabled": True, **more}})


@pytest.mark.parametrize(
    ("standing", "more", "is_new"),
    [
        (new(), {}, True),
        (new(substance=4), {}, True),
        (new(substance=5), {}, False),
        (new(substance=5), {"probation.days": 1}, True),
        (Standing(joined_at=NOW - DAY, substance=5), {"probation.days": 1}, False),
        (new(approved=True), {}, False),
        (Standing(), {}, False),
        (Standing(member=False), {}, True),
        (Standing(is_channel=True), {}, True),
        (Standing(member=False, substance=5), {"probation.days": 3}, False),
    ],
)
def test_who_is_new(standing: Standing, more: dict[str, Any], is_new: bool) -> None:
    assert probation.is_new(standing, on_probation(**more), NOW) is is_new


def test_probation_bars_links_and_media_of_newcomers_alone() -> None:
    set_to = on_probation(**{"probation.action": "mute 1h"})
    assert probation.read(facts("hello"), set_to) is None
    for kind in ("url", "photo", "forward", "contact"):
        found = probation.read(HELD[kind], set_to)
        assert found, kind
        assert probation.rule(HELD[kind], found, new(substance=9), set_to, NOW) is None
        verdict = probation.rule(HELD[kind], found, new(), set_to, NOW)
        assert verdict is not None
        assert (verdict.sanction, verdict.term) == (Sanction.MUTE, 3600)
