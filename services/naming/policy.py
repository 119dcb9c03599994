"""What names a group wants: its template, and what no name may hold."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from bot.core.errors import UserError
from bot.core.settings import Values
from services.ads.fold import read_forms
from services.naming.template import KNOWN, READ, VALUE, Pattern, Template, normal, parse

FORMAT, BANNED = "format", "banned"
"""What may be wrong with a name."""

SCRIPTS = (
    "arabic",
    "armenian",
    "bengali",
    "bopomofo",
    "cjk",
    "cyrillic",
    "devanagari",
    "ethiopic",
    "georgian",
    "greek",
    "hangul",
    "hebrew",
    "hiragana",
    "katakana",
    "khmer",
    "lao",
    "latin",
    "myanmar",
    "tamil",
    "thai",
    "tibetan",
)
"""Scripts by the first word of their characters' names in Unicode."""

SCRIPT = "script:"


class Policy(Struct, frozen=True):
    """A group's rule, compiled. `mark` changes with it. `card`: its template is for the name cards
    that the bot keeps; what is banned is looked for in profiles, too."""

    template: Template | None
    values: Mapping[str, Sequence[str]]
    pattern: Pattern | None
    words: tuple[str, ...]
    scripts: frozenset[str]
    mark: str
    card: bool = False

    @property
    def asks_card(self) -> bool:
        """Whether members are to have a name card."""
        return self.card and self.template is not None

    def judge(self, name: str) -> str:
        """What is wrong with a name on a profile: FORMAT, BANNED, or nothing (empty)."""
        return self._banned(name) or ("" if self.card else self._unlike(name))

    def judge_card(self, name: str) -> str:
        """The same of a name on a card; no card (empty) is one that does not follow."""
        return self._banned(name) or self._unlike(name)

    def is_plain(self, name: str) -> bool:
        """Whether a text can hardly be anything else than a name for a card."""
        fields = self.template.fields if self.template else ()
        return len(fields) > 1 and self.pattern is not None and self.pattern.is_plain(name)

    def _banned(self, name: str) -> str:
        if self.scripts and not self.scripts.isdisjoint(scripts_of(name)):
            return BANNED
        if self.words:
            forms = read_forms(name[:READ])
            shown = {normal(name), forms.joined, forms.latin}
            if any(word in one for word in self.words for one in shown):
                return BANNED
        return ""

    def _unlike(self, name: str) -> str:
        return FORMAT if self.pattern is not None and not self.pattern.fits(name) else ""


def policy_of(values: Values) -> Policy | None:
    """The rule that holds; None if there is none. Compiled once as long as the values hold."""
    return values.derive(_compile)


def _compile(values: Values) -> Policy | None:
    return compile_policy(values, values["naming.format"], values["naming.on"])


def compile_policy(values: Values, source: str, on: str) -> Policy | None:
    """The rule with another template, or for other names, than the one that holds."""
    banned = values["naming.banned"]
    if not source and not banned:
        return None
    template = parse(source) if source else None
    chosen: dict[str, Sequence[str]] = {
        field.name: values[f"naming.{field.name}"]
        for field in (template.fields if template else ())
        if field.name in KNOWN and values[f"naming.{field.name}"]
    }
    own = {one.name: one.values for one in (template.fields if template else ()) if one.values}
    chosen |= own
    words = tuple(normal(one) for one in banned if not one.startswith(SCRIPT))
    scripts = frozenset(one.removeprefix(SCRIPT) for one in banned if one.startswith(SCRIPT))
    return Policy(
        template=template,
        values=chosen,
        pattern=Pattern(template, chosen) if template else None,
        words=tuple(one for one in words if one),
        scripts=scripts,
        mark=_mark(
            repr((source, sorted(chosen.items()), sorted(banned))) + "card" * (on == "card")
        ),
        card=on == "card",
    )


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def check_banned(entry: str) -> str:
    """An entry of `naming.banned` as it is kept.

    Raises:
        UserError: it says nothing, or names no script.
    """
    word = entry.strip()
    if word.lower().replace("：", ":").startswith(SCRIPT):
        script = word.lower().replace("：", ":").removeprefix(SCRIPT).strip()
        if script not in SCRIPTS:
            raise UserError(", ".join(SCRIPTS))
        return f"{SCRIPT}{script}"
    if not normal(word) or len(word) > 64:
        raise UserError("a, b, script:arabic")
    return word


def check_value(entry: str) -> str:
    """A value of a field as it is kept.

    Raises:
        UserError: it says nothing, or is too long for a name.
    """
    word = " ".join(entry.split())
    if not normal(word) or len(word) > VALUE:
        raise UserError(f"1 … {VALUE}")
    return word


def scripts_of(name: str) -> frozenset[str]:
    """The scripts in which a name is written, however wide or ornate its letters are."""
    shown = unicodedata.normalize("NFKC", name[:READ])
    return frozenset(script for sign in set(shown) if (script := _script(sign)))


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    word = unicodedata.name(sign, "").partition(" ")[0].lower()
    return word if word in SCRIPTS else ""
