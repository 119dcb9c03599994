"""What is asked of the texts, as functions over catalogues and Python sources.

Each returns what is wrong, one line each; `tests/test_texts.py` runs them over the program, and
over planted mistakes.
"""

import ast as python
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.core import ftl
from bot.core.ftl import Entries

HANZI = "\u3400-\u9fff\uf900-\ufaff"
CHINESE = re.compile(f"[{HANZI}\u3000-\u303f\uff00-\uffef]")
NARROW = re.compile(f"[{HANZI}] *[,;:!?()]|[,;:!?()] *[{HANZI}]|[{HANZI}]\\.(?!\\w)|\\.[{HANZI}]")
_ID = re.compile(r"[a-z]\w*(\\-[\w\\-]*(\.\+.*)?)?$")
HOLE = "\ufffc"
"""Stands for a placeable in a flat text."""

TERMS = {
    r"cases?": "处理记录",
    r"appeals?": "申诉",
    r"trusted": "信任成员",
    r"probation": "新人观察期",
    r"ladder": "处罚阶梯",
    r"strikes?": "违规",
    r"pledge": "入群承诺",
    r"vouch(es|ed)?": "担保",
    r"waiting list": "候补",
    r"treasury": "群公库",
    r"streak": "连续签到",
    r"helpers?": "协管",
    r"budd(y|ies)": "引路人",
    r"catch-up": "前情提要",
    r"digest": "群日报",
    r"kick(ed)?": "踢出",
    r"ban(ned)?": "封禁",
    r"mute[sd]?": "禁言",
    r"warn(ed|ing)?": "警告",
}
"""English words, and the Chinese word that is used for that thing, always."""

LABELS = {
    "Kick": "踢出",
    "Ban": "封禁",
    "Not an ad": "误判",
    "Confirm": "确认",
    "Cancel": "取消",
    "Delete": "删除",
    "Nothing wrong": "没问题",
    "Block reporter": "屏蔽举报人",
    "Uphold": "维持",
    "Reverse": "改判",
    "Appeal": "申诉",
    "Mute 1 day": "禁言 1 天",
    "Set up": "开始设置",
    "What is on": "已开启的功能",
}
"""Texts that are a label and nothing else."""

SHUNNED = {"移出": "踢出", "上诉": "申诉", "案件": "处理记录", "拉黑": "封禁", "电报": "Telegram"}
BORROWED = frozenset({"signal-whatsapp"})
"""Names that are the same in Chinese."""


class Call(NamedTuple):
    """A place that says a text: which ids it can mean, and what it fills in (None: unknown)."""

    place: str
    ids: re.Pattern[str]
    fillings: frozenset[str] | None


def flat(entry: ast.Message | ast.Term) -> list[str]:
    """The texts of an entry, that of every variant by itself, with holes for what is filled in."""
    found = _Patterns()
    found.visit(entry)
    return [re.sub(r"</?[a-z][^>]*>", "", text) for text in found.texts]


class _Patterns(Visitor):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_Pattern(self, node: Any) -> None:
        pieces = [_piece(element) for element in node.elements]
        # A text that is nothing but a choice is seen in its variants.
        if pieces != [None]:
            self.texts.append("".join(HOLE if piece is None else piece for piece in pieces))
        self.generic_visit(node)


def _piece(element: ast.TextElement | ast.Placeable) -> str | None:
    if isinstance(element, ast.TextElement):
        return element.value
    if isinstance(element.expression, ast.StringLiteral):
        return str(element.expression.parse()["value"])
    return None if isinstance(element.expression, ast.SelectExpression) else HOLE


def different(zh: Entries, en: Entries) -> list[str]:
    """Ids of one language only, or in another order; other variables."""
    if list(zh) != list(en):
        odd = sorted(set(zh) ^ set(en)) or [
            one for one, two in zip(zh, en, strict=True) if one != two
        ]
        return [f"{name}: not in both, or in another order" for name in odd]
    asked = {name: (ftl.variables(zh, name), ftl.variables(en, name)) for name in zh}
    return [f"{name}: {set(a)} {set(b)}" for name, (a, b) in asked.items() if a != b]


def badly_worded(zh: Entries, en: Entries) -> Iterator[str]:
    """Everything about how the texts themselves are written."""
    for entries in (zh, en):
        for name, entry in entries.items():
            if any(not text.replace(HOLE, "x").strip() for text in flat(entry)):
                yield f"{name}: empty"
    for name, entry in en.items():
        if CHINESE.search(" ".join(flat(entry))):
            yield f"{name}: Chinese in English"
    for name, entry in zh.items():
        said, english = "\n".join(flat(entry)), "\n".join(flat(en[name])) if name in en else ""
        if found := NARROW.search(said):
            yield f"{name}: half-width punctuation: {found[0]}"
        foreign = re.search("[A-Za-z]{2}", said) and not re.search(f"[{HANZI}]", said)
        if foreign and name not in BORROWED:
            yield f"{name}: not translated"
        yield from (f"{name}: {word}, not {bad}" for bad, word in SHUNNED.items() if bad in said)
        plain = re.sub(r"/\w+", "", english)
        for word, term in TERMS.items():
            if re.search(rf"\b{word}\b", plain, re.IGNORECASE) and term not in said:
                yield f"{name}: the word is {term}"
        if said != LABELS.get(english, said):
            yield f"{name}: the label is {LABELS[english]}"


def calls(sources: Mapping[str, str]) -> list[Call]:
    """Every call of `….say(id, …)`, `texts.say(language, id, …)` and `texts.find(language, id)`."""
    return [call for file, source in sources.items() for call in _calls(file, python.parse(source))]


def _calls(file: str, tree: python.Module) -> Iterator[Call]:
    functions = (python.FunctionDef, python.AsyncFunctionDef)
    scopes = [node for node in python.walk(tree) if isinstance(node, functions)]
    for node in python.walk(tree):
        if not isinstance(node, python.Call) or not isinstance(node.func, python.Attribute):
            continue
        owner = node.func.value.id if isinstance(node.func.value, python.Name) else ""
        position = 1 if owner == "texts" else 0
        if node.func.attr not in ("say", "find")[: position + 1] or len(node.args) <= position:
            continue
        names = [keyword.arg for keyword in node.keywords]
        fillings = frozenset(name for name in names if name) if None not in names else None
        around = [scope for scope in scopes if node in set(python.walk(scope))]
        for ids in _ids(node.args[position], around):
            yield Call(f"{file}:{node.lineno}", re.compile(ids), fillings)


def _ids(node: python.expr, around: Iterable[python.AST]) -> Iterator[str]:
    """Patterns of the ids an expression can mean; nothing if that cannot be seen."""
    if isinstance(node, python.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, python.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, python.Constant) else ".+"
            for part in node.values
        )
    elif isinstance(node, python.IfExp):
        yield from _ids(node.body, around)
        yield from _ids(node.orelse, around)
    elif isinstance(node, python.BinOp) and isinstance(node.left, python.Constant):
        yield re.escape(str(node.left.value)) + ".+"
    elif isinstance(node, python.Name):
        for scope in around:
            for one in python.walk(scope):
                if isinstance(one, python.Assign) and any(
                    isinstance(to, python.Name) and to.id == node.id for to in one.targets
                ):
                    yield from _ids(one.value, ())


def python_of_template(source: str) -> str:
    """What a template says, as Python that says the same: `t("id", …)` becomes `t.say("id", …)`."""
    inside = re.findall(r"\{[{%](.*?)[%}]\}", source, re.DOTALL)
    called = [call for one in inside for call in re.findall(r"\bt(\((?:[^()]|\([^()]*\))*\))", one)]
    named = [name for one in inside for name in re.findall(r"[\"'](page-[a-z-]+)[\"']", one)]
    return "\n".join([*(f"t.say{call}" for call in called), f"names = {named!r}"])


def mentions(sources: Mapping[str, str]) -> list[re.Pattern[str]]:
    """Whatever in the code may be an id that is said elsewhere: texts, and f-strings `name-{…}`."""
    found: set[str] = set()
    for source in sources.values():
        for node in python.walk(python.parse(source)):
            if isinstance(node, python.Constant | python.JoinedStr):
                found |= {ids for ids in _ids(node, ()) if _ID.match(ids)}
    return [re.compile(one) for one in found]


def misused(entries: Entries, sources: Mapping[str, str]) -> list[str]:
    """Ids that the code says and nobody wrote, and texts filled otherwise than they ask."""
    wrong = []
    asked = {name: ftl.variables(entries, name) for name in entries}
    for place, ids, fillings in calls(sources):
        meant = [name for name in entries if ids.fullmatch(name)]
        if not meant:
            wrong.append(f"{place}: there is no {ids.pattern}")
        elif fillings is not None and all(asked[name] != fillings for name in meant):
            wrong.append(f"{place}: {ids.pattern} is filled with {sorted(fillings)}")
    return wrong


def unused(entries: Entries, sources: Mapping[str, str]) -> list[str]:
    """Texts that nobody says, and terms that no text quotes."""
    asked = {name: ftl.variables(entries, name) for name in entries}
    said = calls(sources)
    others = [one for one in mentions(sources) if one.pattern not in {c.ids.pattern for c in said}]
    quoted = set().union(*(ftl.quoted(entry) for entry in entries.values()))
    return [
        name
        for name in entries
        if name not in quoted
        and not any(one.fullmatch(name) for one in others)
        and not any(
            call.ids.fullmatch(name) and call.fillings in (None, asked[name]) for call in said
        )
    ]
