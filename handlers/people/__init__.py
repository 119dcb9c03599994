"""Who is who: one's own card, numbers, and who somebody is; for administrators what was done."""

from bot.core.feature import Command, Feature, Press, Word
from handlers.people.card import info, me
from handlers.people.dossier import CASES, RIGHT, member, press_trust
from handlers.people.listing import list_admins
from handlers.people.number import show_ids

FEATURE = Feature(
    name="people",
    commands=(
        Command(
            name="me",
            handle=me,
            lists=True,
            menu={"member": 3},
            words=(Word(texts=("我的信息",)),),
        ),
        Command(name="info", handle=info, lists=True, where="group"),
        Command(name="id", handle=show_ids, lists=True),
        Command(name="adminlist", handle=list_admins, lists=True, where="group"),
        Command(name="member", handle=member, right=RIGHT, where="group"),
    ),
    presses=(CASES.press, Press(name="member_trust", handle=press_trust, right=RIGHT)),
)
