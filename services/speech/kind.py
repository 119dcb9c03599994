"""Kinds of content that can be locked, by the names Rose gives them, and how each is told."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from bot.core.perception import CONTENTS
from services.speech.sight import EMOJI, Sight

HOLDS: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"text"}),
    "photo": frozenset({"photo"}),
    "video": frozenset({"video"}),
    "audio": frozenset({"audio"}),
    "voice": frozenset({"voice"}),
    "videonote": frozenset({"video_note"}),
    "document": frozenset({"document"}),
    "gif": frozenset({"animation"}),
    "sticker": frozenset({"sticker"}),
    "poll": frozenset({"poll"}),
    "checklist": frozenset({"checklist"}),
    "contact": frozenset({"contact"}),
    "location": frozenset({"location", "venue"}),
    "game": frozenset({"game"}),
    "emojigame": frozenset({"dice"}),
    "story": frozenset({"story"}),
    "media": frozenset(
        (
            "photo",
            "video",
            "audio",
            "voice",
            "video_note",
            "document",
            "animation",
            "sticker",
            "paid_media",
            "story",
        )
    ),
    "all": frozenset(CONTENTS),
}
"""Kinds that are what a message holds, by what the facts call that."""

_CJK: Final = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_CYRILLIC: Final = re.compile("[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")
_RTL: Final = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]")
_ZALGO: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3}")
_INVITE: Final = re.compile(
    r"(?:t|telegram)\.(?:me|dog)/(?:\+|joinchat/|addlist/)[\w-]+|tg://join\?", re.IGNORECASE
)
_BOT: Final = re.compile(r"(?:t|telegram)\.(?:me|dog)/\w{2,}bot\b", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s\ufe0f\u200d]+")


def _origin(sight: Sight) -> str:
    """Whom a forward is from: `user`, `bot` or `channel`; empty if it is none."""
    origin = sight.part("forward_origin")
    if origin.get("type") in ("channel", "chat"):
        return "channel"
    if not origin:
        return ""
    sender = origin.get("sender_user")
    return "bot" if isinstance(sender, dict) and sender.get("is_bot") is True else "user"


def _is_sticker(sight: Sight, *signs: str) -> bool:
    return any(sight.part("sticker").get(sign) for sign in signs)


def _is_only_emoji(sight: Sight) -> bool:
    text = _BLANK.sub("", sight.facts.text)
    return bool(text) and not EMOJI.sub("", text)


def _leads_to_bot(sight: Sight) -> bool:
    named = any(name.endswith("bot") for name in sight.mentions)
    return named or any(_BOT.search(link) for link in sight.links)


CHECKS: Final[Mapping[str, Callable[[Sight], bool]]] = {
    "album": lambda s: bool(s.facts.media_group),
    "anonchannel": lambda s: s.facts.sender_chat is not None,
    "inline": lambda s: bool(s.part("via_bot")),
    "button": lambda s: bool(s.part("reply_markup").get("inline_keyboard")),
    "externalreply": lambda s: bool(s.part("external_reply")),
    "forward": lambda s: s.facts.forwarded or s.facts.content == "story",
    "forwarduser": lambda s: _origin(s) == "user",
    "forwardbot": lambda s: _origin(s) == "bot",
    "forwardchannel": lambda s: _origin(s) == "channel",
    "forwardstory": lambda s: s.facts.content == "story",
    "stickeranimated": lambda s: _is_sticker(s, "is_animated", "is_video"),
    "stickerpremium": lambda s: _is_sticker(s, "premium_animation"),
    "command": lambda s: s.facts.text.startswith("/"),
    "url": lambda s: bool(s.links),
    "invitelink": lambda s: (
        any(_INVITE.search(one) for one in s.links) or bool(_INVITE.search(s.facts.text))
    ),
    "botlink": _leads_to_bot,
    "email": lambda s: "email" in s.marks,
    "phone": lambda s: "phone_number" in s.marks,
    "cashtag": lambda s: "cashtag" in s.marks,
    "hashtag": lambda s: "hashtag" in s.marks,
    "spoiler": lambda s: "spoiler" in s.marks or bool(s.message.get("has_media_spoiler")),
    "emoji": lambda s: EMOJI.search(s.facts.text) is not None or "custom_emoji" in s.marks,
    "emojicustom": lambda s: "custom_emoji" in s.marks,
    "emojionly": _is_only_emoji,
    "cjk": lambda s: _CJK.search(s.facts.text) is not None,
    "cyrillic": lambda s: _CYRILLIC.search(s.facts.text) is not None,
    "rtl": lambda s: _RTL.search(s.facts.text) is not None,
    "zalgo": lambda s: _ZALGO.search(s.facts.text) is not None,
}
"""Kinds that are told from more than that."""

LINKS: Final = frozenset({"url", "invitelink", "botlink"})
"""Kinds that an allowed place is no case of."""

BOT: Final = "bot"
"""Bots that members bring: no message, and dealt with where people join."""

KINDS: Final = (*HOLDS, *CHECKS, BOT)

ALIASES: Final[Mapping[str, str]] = {
    "link": "url",
    "links": "url",
    "bots": BOT,
    "animation": "gif",
    "gifs": "gif",
    "stickers": "sticker",
    "photos": "photo",
    "videos": "video",
    "invite": "invitelink",
    "invitelinks": "invitelink",
    "forwards": "forward",
    "commands": "command",
    "channel": "anonchannel",
    "premiumsticker": "stickerpremium",
    "全部": "all",
    "文字": "text",
    "图片": "photo",
    "视频": "video",
    "音频": "audio",
    "语音": "voice",
    "圆视频": "videonote",
    "文件": "document",
    "动图": "gif",
    "贴纸": "sticker",
    "投票": "poll",
    "名片": "contact",
    "位置": "location",
    "游戏": "game",
    "媒体": "media",
    "相册": "album",
    "链接": "url",
    "邀请链接": "invitelink",
    "邮箱": "email",
    "电话": "phone",
    "转发": "forward",
    "频道": "anonchannel",
    "机器人": BOT,
    "按钮": "button",
    "命令": "command",
    "表情": "emoji",
}
"""Other names people use."""


def known(name: str) -> str:
    """The kind that a name means, empty if it means none."""
    word = name.strip().lower()
    word = ALIASES.get(word, word)
    return word if word in KINDS else ""
