"""The template of names: `{city}-{job}-{name}`, fields with separators between them.

A field is `{word}`, with the length of what may stand there as `{word:2..8}` or `{word:4}`, or with
its values as `{word:red|blue}`; those of some fields are chosen by settings. People separate fields
as they are used to: any separator does for any other, and blanks do for all of them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

import re2
from msgspec import Struct

from bot.core.settings import Unfit
from services.ads.fold import fold

LONGEST = 300
"""Characters of a template."""

MOST = 8
"""Fields of a template."""

WIDEST = 64
"""Characters of a field. https://core.telegram.org/method/account.updateProfile allows 64 each for
first and last name."""

VALUE = 32
"""Characters of a value."""

READ = 256
"""Characters of a name that are looked at."""

SIGNS = "-‐‑‒–—―−_·•・‧∙⋅|丨│∣/\\、,，~〜"
"""What separates fields, as it is after folding; blanks do, too."""

_FIELD = re.compile(r"\{\s*([^\W\d_][\w ]{0,19}?)\s*(?:[:：]\s*([^{}]*?)\s*)?\}")
_SPAN = re.compile(r"(\d{1,2})(?:\s*\.\.\s*(\d{1,2}))?")
_OR = re.compile(r"[|｜]")
_WIDE = str.maketrans("｛｝", "{}")
_WORDS = {
    "城市": "city",
    "职业": "job",
    "行业": "job",
    "名字": "name",
    "昵称": "name",
    "姓名": "name",
    "公司": "company",
    "学校": "school",
    "年级": "year",
    "身份": "role",
    "小组": "team",
}
"""Chinese words for the fields that have a name of their own."""

KNOWN = ("city", "job", "company", "school", "year", "role", "team")
"""Fields whose values a group may choose; `name` is everybody's own."""


class Field(Struct, frozen=True, gc=False):
    """A field: its name, and how many characters, or which values, may stand there."""

    name: str
    least: int = 1
    most: int = WIDEST
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.values:
            return f"{{{self.name}:{'|'.join(self.values)}}}"
        if (self.least, self.most) == (1, WIDEST):
            return f"{{{self.name}}}"
        span = f"{self.least}..{self.most}" if self.least != self.most else str(self.least)
        return f"{{{self.name}:{span}}}"


class Template(Struct, frozen=True, gc=False):
    """Fields, and the text before, between and after them: always one more of those."""

    fields: tuple[Field, ...]
    texts: tuple[str, ...]

    def __str__(self) -> str:
        return self.fill([str(one) for one in self.fields])

    def fill(self, values: Sequence[str]) -> str:
        """The template with these values in place of its fields."""
        pairs = zip(self.texts, (*values, ""), strict=True)
        return "".join(text + value for text, value in pairs)


def parse(text: str) -> Template:
    """The template that somebody wrote.

    Raises:
        Unfit: it is none; the reason says why.
    """
    written = " ".join(unicodedata.normalize("NFC", text).translate(_WIDE).split())
    if len(written) > LONGEST:
        raise Unfit("naming-long", most=LONGEST)
    fields, texts, at = [], [], 0
    for found in _FIELD.finditer(written):
        texts.append(written[at : found.start()])
        fields.append(_field(found))
        at = found.end()
    texts.append(written[at:])
    if not fields or any(sign in one for one in texts for sign in "{}"):
        raise Unfit("naming-fields", example="{city}-{job}-{name}")
    if len(fields) > MOST:
        raise Unfit("naming-many", most=MOST)
    names = [one.name for one in fields]
    if len(set(names)) < len(names):
        raise Unfit("naming-twice", field=next(one for one in names if names.count(one) > 1))
    for number, between in enumerate(texts[1:-1], 1):
        if not normal_text(between):
            first, second = names[number - 1 : number + 1]
            raise Unfit("naming-apart", first=first, second=second)
    return Template(tuple(fields), tuple(texts))


def _field(found: re.Match[str]) -> Field:
    name, spec = " ".join(found[1].split()), found[2]
    name = _WORDS.get(name, name.lower())
    if not spec:
        return Field(name)
    if _OR.search(spec):
        values = tuple(dict.fromkeys(" ".join(one.split()) for one in _OR.split(spec)))
        if len(values) < 2 or any(not normal(one) or len(one) > VALUE for one in values):
            raise Unfit("naming-values-bad", field=name, most=VALUE)
        return Field(name, values=values)
    span = _SPAN.fullmatch(spec)
    if span is None:
        raise Unfit("naming-spec", field=name)
    least = int(span[1])
    most = int(span[2]) if span[2] else least
    if not 1 <= least <= most <= WIDEST:
        raise Unfit("naming-length", field=name, most=WIDEST)
    return Field(name, least, most)


def normal(name: str) -> str:
    """A name as it is compared: case, width, unseen signs, kinds of blanks make no difference."""
    return " ".join(unicodedata.normalize("NFKC", fold(name[:READ])).split())


PLAIN, LOOSE, BLANK = "plain", "loose", "blank"
"""What stands between fields: signs, or what the template has there, or blanks."""


class Pattern:
    """A template with its values, ready to be compared with names; in time linear in their length
    (RE2 does not go back)."""

    def __init__(self, template: Template, values: Mapping[str, Sequence[str]]) -> None:
        options = re2.Options()
        options.log_errors = False
        options.max_mem = 32 << 20
        self._plain, self._loose, self._blank = (
            re2.compile(_pattern(template, values, between), options)
            for between in (PLAIN, LOOSE, BLANK)
        )
        inner = [normal_text(one) for one in template.texts[1:-1]]
        known = (one for field in template.fields for one in values.get(field.name, ()))
        # What stands between may be words itself, and a chosen value none.
        counts = all(map(_says, known)) and not any(one.strip(f"{SIGNS} ") for one in inner)
        self._least = len(template.fields) if counts else 0
        self._split = f"{SIGNS} " if any(one.isspace() for one in inner) else SIGNS

    def fits(self, name: str) -> bool:
        """Whether a name follows the template. Signs alone are no field."""
        shown = normal(name)
        for pattern, signs in ((self._loose, self._split), (self._blank, f"{SIGNS} ")):
            if pattern.fullmatch(shown):
                parts = shown.translate(dict.fromkeys(map(ord, signs), "\n")).splitlines()
                return sum(map(_says, parts)) >= self._least
        return False

    def is_plain(self, name: str) -> bool:
        """Whether a name follows it beyond doubt: blanks alone separate no fields, as they do in
        any two words."""
        return bool(self._plain.fullmatch(normal(name)))


def _says(text: str) -> bool:
    return any(one.isalnum() for one in text)


def _pattern(template: Template, values: Mapping[str, Sequence[str]], between: str) -> str:
    """The pattern of names whose fields are separated by signs, or as the template has it, or by
    blanks."""
    parts = [_text(template.texts[0], between, edge=True)]
    for number, field in enumerate(template.fields):
        parts.append(_value(field, values.get(field.name, ()), between == BLANK))
        edge = number == len(template.fields) - 1
        parts.append(_text(template.texts[number + 1], between, edge=edge))
    return "".join(parts)


def _value(field: Field, values: Sequence[str], blank: bool) -> str:
    if values:
        known = {normal(one) for one in values} - {""}
        return f"(?:{'|'.join(re2.escape(one) for one in sorted(known, key=len, reverse=True))})"
    inner = f"[^{_class()} ]" if blank else f"[^{_class()}]"
    end = f"[^{_class()} ]"
    if field.most == 1:
        return end
    more = f"{inner}{{{max(0, field.least - 2)},{field.most - 2}}}{end}"
    return f"{end}(?:{more})?" if field.least == 1 else f"{end}{more}"


def _text(text: str, between: str, *, edge: bool) -> str:
    """What stands between fields: separators are alike, everything else stands as it is."""
    signs = f"[{_class()}]"
    shown, parts = normal_text(text), []
    for run in re.findall(rf"[{re.escape(SIGNS)}\s]+|[^{re.escape(SIGNS)}\s]+", shown):
        if run.strip(f"{SIGNS} \t\n"):
            parts.append(rf" *{re2.escape(run)} *")
        elif edge:
            parts.append(rf" *{signs}* *")
        elif run.isspace() and shown.strip(f"{SIGNS} "):
            parts.append(" *")
        elif between == BLANK:
            parts.append(" +")
        elif run.strip() or between == PLAIN:
            parts.append(rf" *{signs}+ *")
        else:
            parts.append(rf" *(?:{signs}+| ) *")
    return "".join(parts)


def normal_text(text: str) -> str:
    """What stands between fields, as names are compared, with the blanks at its ends."""
    before, after = (" " * one.isspace() for one in (text[:1], text[-1:]))
    shown = normal(text)
    return f"{before}{shown}{after}" if shown else before


def _class() -> str:
    return "".join(f"\\{one}" if one in "-\\" else one for one in SIGNS)
