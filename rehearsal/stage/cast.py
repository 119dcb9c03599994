"""Who and what is there when the curtain rises, in either language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehearsal.chat import Chat, Topic
from rehearsal.person import Person

if TYPE_CHECKING:
    from rehearsal.telegram import Telegram

ROLES = ("owner", "admin", "member1", "member2", "member3", "advertiser", "applicant")
"""The people of every cast, by what they are there for."""

_PEOPLE = {
    "zh": (
        ("老周", "laozhou"),
        ("小敏", "xiaomin"),
        ("阿杰", "ajie"),
        ("小雨", "xiaoyu"),
        ("大刘", "daliu"),
        ("可可", "keke_k"),
        ("小陈", "xiaochen"),
    ),
    "en": (
        ("Ann", "ann_reads"),
        ("Max", "max_helps"),
        ("Bob", "bob_reads"),
        ("Cleo", "cleo_c"),
        ("Dan", "dan_the_man"),
        ("Eve", "eve_here"),
        ("Finn", "finn_new"),
    ),
}
_TITLES = {
    "zh": {
        "club": "读书会",
        "forum": "学习群",
        "topics": ("闲聊", "作业"),
        "inner": "内部群",
        "channel": "读书会公告",
        "talk": "公告讨论",
        "diary": "小陈读书日记",
    },
    "en": {
        "club": "Book club",
        "forum": "Study hall",
        "topics": ("Chat", "Homework"),
        "inner": "Back room",
        "channel": "Book club news",
        "talk": "News talk",
        "diary": "Finn's reading diary",
    },
}


@dataclass
class Cast:
    """People by role (newcomers by the name they were given) and chats by what they are."""

    people: dict[str, Person] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    topics: dict[str, list[Topic]] = field(default_factory=dict)
    own: dict[str, Chat] = field(default_factory=dict)
    """The channel that somebody hands over where they are asked for one of theirs."""

    def key_of(self, person: object) -> str:
        """The name under which a person is known here; empty for others."""
        return next((key for key, one in self.people.items() if one is person), "")


def gather(telegram: Telegram, language: str) -> Cast:
    """Everybody in their places. The bot is in the club and the forum, with every right."""
    cast = Cast()
    for role, (name, username) in zip(ROLES, _PEOPLE[language], strict=True):
        cast.people[role] = telegram.person(name, username, language=language)
    owner, admin, *members = (cast.people[role] for role in ROLES[:5])
    titles = _TITLES[language]
    club = telegram.supergroup(
        str(titles["club"]), owner, username="readers_club", members=[admin, *members]
    )
    forum = telegram.supergroup(str(titles["forum"]), owner, forum=True, members=members)
    inner = telegram.supergroup(
        str(titles["inner"]), owner, username="readers_inner", members=members[:1]
    )
    inner.by_request = True
    channel = telegram.channel(str(titles["channel"]), owner, username="readers_news")
    talk = telegram.supergroup(str(titles["talk"]), owner, linked=channel, members=members[:2])
    owner.promotes(admin, club)
    cast.chats = {"club": club, "forum": forum, "inner": inner, "channel": channel, "talk": talk}
    cast.topics["forum"] = [telegram.topic(forum, name) for name in titles["topics"]]
    applicant = cast.people["applicant"]
    diary = telegram.channel(str(titles["diary"]), applicant, username="finns_diary")
    diary.crowd = 12_000
    cast.own = {"owner": channel, "applicant": diary}
    for person in cast.people.values():
        cast.chats[f"bot:{cast.key_of(person)}"] = person.private
    return cast
