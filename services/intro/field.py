"""The fields of an introduction, found by their labels; and the signs that a text is one."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from bot.core.errors import UserError

LONGEST = 4096
"""Characters of a message. https://core.telegram.org/bots/api#message"""

LABEL = 20
"""Characters of a label."""

MOST = 12
"""Fields that can be asked for."""

DEFAULT = ("name", "city", "job", "hobby")

SYNONYMS: Mapping[str, frozenset[str]] = {
    "name": frozenset(("name", "nickname", "名字", "姓名", "昵称", "称呼", "网名")),
    "city": frozenset(
        ("city", "location", "place", "城市", "所在城市", "坐标", "所在地", "常驻", "地区")
    ),
    "job": frozenset(
        ("job", "work", "occupation", "profession", "职业", "工作", "行业", "岗位", "职务")
    ),
    "hobby": frozenset(
        ("hobby", "hobbies", "interest", "interests", "爱好", "兴趣", "兴趣爱好", "喜好")
    ),
    "age": frozenset(("age", "年龄", "年纪")),
    "gender": frozenset(("gender", "sex", "性别")),
    "school": frozenset(("school", "university", "学校", "毕业院校")),
    "company": frozenset(("company", "employer", "公司", "单位")),
    "skill": frozenset(("skill", "skills", "技能", "擅长", "特长")),
    "wish": frozenset(("wish", "wishes", "期待", "希望", "想要")),
}
"""Labels that mean the same, in the two languages."""

_TAG = re.compile(r"#\s?(?:自我介绍|intro(?![a-z0-9_]))")
_MARKED = re.compile(r"[#＃﹟]\s?(?:自我介绍|intro(?:duction)?(?![a-z0-9_]))", re.IGNORECASE)
_COLON = re.compile(r"[:：﹕︰]")


def fold(text: str) -> str:
    """A text as it is compared: width, case and unseen characters make no difference."""
    shown = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFKC", shown).casefold()


def is_marked(text: str) -> bool:
    """Whether a text says of itself that it is an introduction."""
    return bool(_TAG.search(fold(text[:LONGEST])))


def unmarked(text: str) -> str:
    """A text without that mark."""
    return _MARKED.sub("", text).strip()


def check(entry: str) -> str:
    """A field as it is kept: one of SYNONYMS by its English name, else the owner's own label.

    Raises:
        UserError: it is no label.
    """
    label = " ".join(entry.split())
    if not 0 < len(label) <= LABEL or _COLON.search(label) or not _bare(label):
        raise UserError(", ".join(DEFAULT))
    return label.lower() if label.lower() in SYNONYMS else label


def find(text: str, fields: Sequence[str]) -> dict[str, str]:
    """What a text says for each field: the first line that has its label, a colon, and a value."""
    labels: dict[str, str] = {}
    for one in fields:
        folded = _bare(one)
        known = [names for names in SYNONYMS.values() if folded in names]
        for name in (folded, *(known[0] if known else ()), *SYNONYMS.get(one, ())):
            labels.setdefault(name, one)
    found: dict[str, str] = {}
    for line in text[:LONGEST].splitlines():
        parts = _COLON.split(line, maxsplit=1)
        if len(parts) < 2:
            continue
        key, value = labels.get(_bare(unmarked(parts[0]))), parts[1].strip()
        if key is not None and key not in found and _bare(value):
            found[key] = value
    return found


def _bare(label: str) -> str:
    """A label without bullets, numbers before it, and blanks."""
    folded = fold(label)
    start = next((at for at, one in enumerate(folded) if one.isalpha()), None)
    if start is None:
        start = next((at for at, one in enumerate(folded) if one.isalnum()), len(folded))
    words = "".join(one if one.isalnum() or one in "+&/" else " " for one in folded[start:])
    return " ".join(words.split())
