"""Who looks at what: the state of one view, which its address holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from rehearsal.chat import Chat
from rehearsal.person import Person
from rehearsal.stage import Stage
from rehearsal.stage.find import chat_of, person_of

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Where:
    """One view: as whom, of which chat and topic, in which language, answering what."""

    who: str = "member1"
    chat: str = "club"
    topic: int = 0
    lang: str = "zh"
    reply: str = ""
    edit: str = ""
    anonymous: bool = False

    @classmethod
    def of(cls, stage: Stage, asked: Mapping[str, str], lang: str) -> Where:
        """The view an address asks for, with what there is in place of what there is not."""
        who = asked.get("who", "member1")
        who = who if who in stage.cast.people else "member1"
        chat = asked.get("chat", "club")
        if chat not in stage.cast.chats or (chat.startswith("bot:") and chat != f"bot:{who}"):
            chat = f"bot:{who}" if chat.startswith("bot:") else "club"
        topic = asked.get("topic", "0")
        own = [one.id for one in stage.cast.topics.get(chat, [])]
        given = asked.get("lang", lang)
        return cls(
            who=who,
            chat=chat,
            topic=next((one for one in own if str(one) == topic), 0),
            lang=given if given in LANGUAGES else lang,
            reply=_reference(asked.get("reply", "")),
            edit=_reference(asked.get("edit", "")),
            anonymous=asked.get("anonymous") == "1" and who in ("owner", "admin"),
        )

    def person(self, stage: Stage) -> Person:
        """Who looks."""
        return person_of(stage, self.who)

    def place(self, stage: Stage) -> Chat:
        """What they look at."""
        return chat_of(stage, self.chat)

    def link(self, **other: object) -> str:
        """The address of a view that differs; reply and edit are not taken along."""
        here: dict[str, object] = {"who": self.who, "chat": self.chat, "lang": self.lang}
        if self.topic:
            here["topic"] = self.topic
        if self.anonymous:
            here["anonymous"] = 1
        if "chat" in other:
            here.pop("topic", None)
        if "who" in other:
            here.pop("anonymous", None)
        here |= {key: value for key, value in other.items() if value not in ("", None)}
        for key in [key for key, value in other.items() if value in ("", None)]:
            here.pop(key, None)
        return "?" + urlencode(here)


def _reference(text: str) -> str:
    return text if text.removeprefix("~").isdecimal() and len(text) < 19 else ""
