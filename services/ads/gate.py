"""The gate: one pass over a text tells what in it deserves a closer look."""

from typing import Final

from services.ads.emoji import SPOKEN
from services.ads.patterns import Patterns

ODD, EMOJI, SPACES, NUMERALS, GAPS, MARKS, SPELLED, CROOKED = range(8)
LINK, AT, DIGITS, MONEY, DOT = range(8, 13)
NO_FLAGS: Final[frozenset[int]] = frozenset()

# Everything that ordinary chat is written with. Enclosed letters, dingbat digits and all
# other scripts are odd.
ORDINARY: Final = (
    "\t\n\r\x20-\x7eÀ-ÖØ-öø-ÿа-яА-ЯёЁіїєґ㐀-鿿ぁ-ゖァ-ヺー가-힣"
    "、。《》「」『』【】〜，！？：；（）～£€¥₽₿«»„“”‘’–—…№°×•·→"
    "\u2600-\u2775\u2794-\u27bf\U0001f300-\U0001faff\ufe0f\u200d"
)
_HANZI: Final = "[㐀-鿿]"
_GAP: Final = r"[^\pL\pN_，。！？；：、,.!?;:()（）@/]+"
_STRANGE: Final = (
    "\u0180-\u02af\u0530-\u058f\u1d00-\u1dbf\u13a0-\u13ff\u1400-\u167f\uab30-\uabbf"
    "\U0001f110-\U0001f1ff"
)
_LETTER: Final = r"[a-zа-яёα-ω]"
_PATTERNS: Final = {
    ODD: f"[^{ORDINARY}]|[戱薴]",
    EMOJI: f"[{SPOKEN}\ufe0f\u200d]",
    SPACES: r"\s\s|[\t\n\r]|^\s|\s$",
    NUMERALS: "[零〇○一壹幺二贰两三叁四肆五伍六陆七柒拐八捌九玖勾0-9]{6}|[壹贰叁肆伍陆柒捌玖]{2}",
    GAPS: rf"{_HANZI}{_GAP}[㐀-鿿a-z]|[a-z]{_GAP}{_HANZI}",
    MARKS: rf"(?:{_HANZI}[^\pL\pN\s]{{1,3}}){{3}}{_HANZI}",
    SPELLED: r"(?:^|[^\pL\pN])\pL(?:[^\pL\pN]{1,3}\pL){3}(?:$|[^\pL\pN])",
    CROOKED: (
        rf"[a-z][а-яёα-ω]|[а-яё][a-zα-ω]|[α-ω][a-zа-яё]|[{_STRANGE}]"
        rf"|{_LETTER}[0134568@$*]{{1,2}}{_LETTER}"
    ),
    LINK: r"[\pL\pN][.][\pL]|://|www|[0-9]\.[0-9]{1,3}\.[0-9]",
    AT: "@",
    DIGITS: r"[0-9](?:[ ().\-]{0,2}[0-9]){4}",
    MONEY: (
        r"[0-9]\s?(?:元|块|u|刀|万|k|\+|%|\$|€|£|₽|р|т|к|d|д|💵)|[$€£₽]\s?[0-9]|[入薪赚结]\s?[0-9]"
        "|入[过上]|折[起优封促]|全场|满[0-9]"
    ),
    DOT: (
        r"[\pL\pN] ?(?:[\[({（【] ?(?:[.,]|dot|точка|点)|。[a-z]|｡| dot | точка |点[a-z])"
        r"|[a-z0-9] ?\. ?(?:com|net|org|cn|ru)"
    ),
}
_GATE: Final = Patterns(_PATTERNS[flag] for flag in range(len(_PATTERNS)))


def scan(text: str) -> frozenset[int]:
    """Return the flags of what stands in a lower-case `text` without lone surrogates."""
    found = _GATE.match(text)
    return frozenset(found) if found else NO_FLAGS
