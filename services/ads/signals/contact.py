"""Contacts: accounts of messengers, telephones and addresses, in their disguises."""

import re
from collections.abc import Iterator
from typing import Final

from services.ads.excerpt import excerpt
from services.ads.gate import AT, DIGITS
from services.ads.patterns import Patterns
from services.ads.reading import Hit
from services.ads.view import CALL, CONTACT, View
from services.ads.words.contact import ADD, FIRST, SECOND

_MARKS: Final = r"[号码是为加搜:：=~>→➡👉—_/\- ]{0,6}(?:id)?[:： ]{0,2}"
_ACCOUNT: Final = r"(?:[a-z][a-z0-9_-]{4,19}|[0-9](?:[ .\-]?[0-9]){4,14})"
_BARE: Final = r"(?:^|[^a-z0-9])"
_END: Final = r"(?:$|[^a-z0-9])"
_TWO: Final = rf"[{FIRST}][{SECOND}]"
_WHO: Final = "(?:个|我|下|一下|本人|老师|客服|主管|助理|导师|店主)?"
_WECHAT: Final = rf"(?:{_TWO}|{_BARE}(?:[vw]x|wechat|weixin|we信|wei信)|绿泡泡|[{ADD}][v薇微威溦])"

# signal, weight, pattern
_KINDS: Final = (
    ("wechat", 4, rf"{_WECHAT}(?:号|id|[:：=]|{_MARKS}){_MARKS}{_ACCOUNT}"),
    ("wechat", 4, (
        rf"{_BARE}[vw薇微][:：=] ?(?:[a-z]{{2,10}}[0-9_-][a-z0-9_-]{{1,12}}|[0-9]{{5,12}})"
    )),
    ("wechat", 2, (
        rf"(?:^|[^增添参附追更施叠倍复])[{ADD}]{_WHO}(?:{_TWO}|[vw]x|扣扣|企鹅|飞机|电报"
        rf"|(?:q|qq|tg){_END}|[薇v威微溦](?:$|[^㐀-鿿a-z.0-9]|[号详看了领]))"
    )),
    ("qq", 4, (
        rf"(?:{_BARE}q{{2}}|扣扣|抠抠|蔻蔻|球球|企鹅|{_BARE}q[群裙号]|[加+]q|扣[群裙])群?"
        rf"{_MARKS}[0-9](?:[ .\-]?[0-9]){{4,11}}"
    )),
    ("telegram", 3, (
        rf"(?:{_BARE}(?:tg|telegram|teleg)|电报|飞机|(?:^|[^а-я])(?:телеграмм?|телега|телегу|тг))号?"
        r"(?: ?[:：=→➡👉>\-]+ ?@?| ?@)[a-z][a-z0-9_]{4,31}"
    )),
    ("whatsapp", 3, (
        r"(?:whats ?app|watsapp|вотсап|ватсап|viber|вайбер|signal)\w*[^0-9a-zа-я]{0,12}"
        r"[0-9](?:[ ().\-]{0,2}[0-9]){6,13}"
    )),
    ("phone", 2, (
        r"(?:\+|(?:^|[^0-9])00)[1-9](?:[ ().\-]{0,2}[0-9]){8,13}"
        r"|(?:^|[^0-9a-z.])1[3-9][0-9](?:[ \-]?[0-9]{4}){2}(?:$|[^0-9])"
        r"|(?:^|[^0-9])[78][ (\-]{0,2}9[0-9]{2}[ )\-]{0,2}[0-9]{3}(?:[ \-]?[0-9]{2}){2}(?:$|[^0-9])"
        r"|(?:^|[^0-9.])[48]00[ \-]?[0-9]{3,4}[ \-]?[0-9]{3,4}(?:$|[^0-9])"
        r"|(?:^|[^0-9.])0[1-9][0-9]{2,4}[ \-]?[0-9]{6,8}(?:$|[^0-9.])"
        r"|(?:电话|热线|手机|致电|来电|тел\.?|звоните|call|phone)[^0-9a-zа-я]{0,6}"
        r"[0-9](?:[ \-]?[0-9]){6,12}"
    )),
    ("e-mail", 2, r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}"),
    ("telegram", 3, (
        r"(?:联系|咨询|私聊|私信|找我?|客服|老师|助理|contact|admin|dm|pm|write|text|message|inbox|join|reach"
        r"|пиш[а-я]*|писать|обращ[а-я]*|связь|связ[а-я]*|менеджер[а-я]*|hr|куратор[а-я]*|подробн[а-я]*"
        r"|аккаунт|сюда|ссылк[а-я]*|канал|👉|👇|➡|→|📩|✈|☎|📲|⬅)[^\pL\pN@]{0,6}@[a-z]\w{3,31}"
    )),
    ("bot", 2, r"(?:^|[^\pL\pN_.@/])@[a-z]\w{1,28}bot(?:$|\W)"),
    ("name", 1, r"^[^@]*[^\s@][^@]*[^\pL\pN_.@/]@[a-z]\w{3,31}"),
)  # fmt: skip
_PATTERNS: Final = Patterns(kind[2] for kind in _KINDS)
_ID: Final = re.compile(r"@?(?P<id>[a-z0-9+][\w.+@ ()\-]*)\W*$", re.ASCII)


def find_contacts(view: View) -> Iterator[Hit]:
    """Yield contacts, each kind once for every different account."""
    flags = view.flags
    if not (
        AT in flags
        or DIGITS in flags
        or any(match.word.topic in (CONTACT, CALL) for match in view.words)
    ):
        return
    for text in dict.fromkeys((view.forms.joined, view.forms.latin)):
        for index, start, end in _PATTERNS.find(text):
            signal, weight, _ = _KINDS[index]
            evidence = excerpt(view.forms.original, text, start, end)
            yield Hit(signal, "place", _key(signal, text[start:end]), evidence, weight)


def _key(signal: str, written: str) -> str:
    found = _ID.search(written)
    account = found["id"].strip() if found is not None else ""
    return f"@{account}" if signal == "telegram" else f"{signal} {account}"
