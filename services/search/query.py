"""What is typed after `/climb`, read. Whatever is no filter is a word: nothing in it is syntax
of a database."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from services.search.needle import Needle, read_needle
from services.search.when import read_days

LONGEST = 256
"""Characters of a query."""

MOST = 12
"""Words of a query, and people."""

KEYS = {
    "from": "from",
    "来自": "from",
    "發言人": "from",
    "发言人": "from",
    "on": "on",
    "日期": "on",
    "since": "since",
    "after": "since",
    "起": "since",
    "开始": "since",
    "開始": "since",
    "until": "until",
    "before": "until",
    "止": "until",
    "结束": "until",
    "結束": "until",
    "has": "has",
    "含": "has",
    "类型": "has",
    "類型": "has",
    "in": "in",
    "楼": "in",
    "樓": "in",
    "楼号": "in",
    "樓號": "in",
    "sort": "sort",
    "排序": "sort",
}
HAS = {
    "photo": "photo",
    "picture": "photo",
    "图片": "photo",
    "圖片": "photo",
    "照片": "photo",
    "file": "file",
    "文件": "file",
    "link": "link",
    "链接": "link",
    "鏈接": "link",
    "voice": "voice",
    "语音": "voice",
    "語音": "voice",
    "video": "video",
    "视频": "video",
}
SORTS = {
    "time": "time",
    "时间": "time",
    "時間": "time",
    "new": "time",
    "weight": "weight",
    "相关": "weight",
    "相關": "weight",
    "热度": "weight",
}
_TERM = re.compile(
    r"(?P<minus>[-－−](?=\S))?"
    r"(?:(?P<key>[^\W\d_]{1,6})[:：](?=\S))?"
    r'(?:["“”「『＂](?P<quoted>[^"“”」』＂]*)["“”」』＂]|(?P<bare>\S+))'
)
"""Of 256 characters no part can take more than 256 looks."""


class Unclear(Exception):
    """A query that cannot be read: `why` is the name of a text, `what` what it is about."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.what = what


class Query(Struct, frozen=True, kw_only=True):
    """What is looked for. Instants are seconds, from `since` on and before `until`.

    `people` are names as typed, `authors` ids of any of which it is; `within` a code as typed.
    """

    needles: tuple[Needle, ...] = ()
    without: tuple[Needle, ...] = ()
    people: tuple[str, ...] = ()
    authors: tuple[int, ...] = ()
    since: int | None = None
    until: int | None = None
    has: tuple[str, ...] = ()
    within: str = ""
    sort: str = "time"

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing."""
        return self == Query(sort=self.sort)


def read(text: str, *, now: int, zone: str) -> Query:
    """Read a query; days are those of a zone.

    Raises:
        Unclear: it asks for nothing, for too much, or a filter has no such value.
    """
    if len(text) > LONGEST:
        raise Unclear("climb-unclear-long")
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    query = Query()
    for term in _TERM.finditer(text):
        query = _with_term(query, term, today, zone)
    if len(query.needles) + len(query.without) > MOST or len(query.people) > MOST:
        raise Unclear("climb-unclear-long")
    if query.is_empty:
        raise Unclear("climb-unclear-nothing")
    return query


def _with_term(query: Query, term: re.Match[str], today: date, zone: str) -> Query:
    quoted, bare, key = term["quoted"], term["bare"], term["key"]
    filtered = KEYS.get(key.lower(), "") if key and not term["minus"] else ""
    value = bare if quoted is None else quoted
    if filtered:
        changed = _filtered(query, filtered, value, today, zone)
        if changed is not None:
            return changed
        if len(key) > 1:
            raise Unclear(f"climb-unclear-{filtered}", value)
    words = f"{key}:{value}" if key else value
    open_ended = quoted is None and words.endswith(("*", "＊"))
    needle = read_needle(words, open_ended=open_ended)
    if needle is None:
        return query
    if term["minus"]:
        return structs.replace(query, without=(*query.without, needle))
    return structs.replace(query, needles=(*query.needles, needle))


def _filtered(query: Query, key: str, value: str, today: date, zone: str) -> Query | None:
    """The query with a filter; None if it has no such value."""
    if key == "from":
        name = value.strip().lstrip("@＠").lower()
        return structs.replace(query, people=(*query.people, name)) if name else None
    if key == "in":
        return structs.replace(query, within=value)
    if key in ("has", "sort"):
        known = (HAS if key == "has" else SORTS).get(value.lower())
        if known is None:
            return None
        return (
            structs.replace(query, sort=known)
            if key == "sort"
            else structs.replace(query, has=(*query.has, known))
        )
    days = read_days(value, today)
    if days is None:
        return None
    since, until = (_midnight(day, zone) for day in days)
    if key != "until" and (query.since is None or since > query.since):
        query = structs.replace(query, since=since)
    if key != "since" and (query.until is None or until < query.until):
        query = structs.replace(query, until=until)
    return query


def _midnight(day: date, zone: str) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())
