"""Points: what one has, where it came from, giving them, and the treasury."""

from bot.core.feature import Command, Daily, Feature, Later, Press, Word
from bot.core.kinds import clock, number, toggle
from bot.core.role import CHANGE
from handlers.points import balance, check, gift, statement, treasury
from handlers.points.rules import sentences

FEATURE = Feature(
    name="points",
    key="benefits",
    settings=(
        toggle("points.enabled", True),
        clock("points.check_at", 5 * 60),
        number("give.daily", 200, 0, 1_000_000),
    ),
    commands=(
        Command(
            name="points",
            handle=balance.show,
            lists=True,
            words=(Word(texts=("积分", "我的积分")),),
        ),
        Command(
            name="statement",
            handle=statement.show,
            lists=True,
            words=(Word(texts=("积分明细",)),),
        ),
        Command(
            name="give",
            handle=gift.give,
            where="group",
            lists=True,
            words=(Word(texts=("打赏",), complete=gift.is_whole),),
        ),
        Command(name="grant", handle=treasury.grant, right=CHANGE, where="group"),
        Command(name="fine", handle=treasury.fine, right=CHANGE, where="group"),
    ),
    presses=(
        Press(name="points_of", handle=statement.choose),
        Press(name="tip", handle=gift.tip),
        statement.PAGES.press,
    ),
    links=(Later(name="statement", handle=statement.open_link),),
    deadlines=(
        Later(name=check.STEP, handle=check.step),
        Later(name=check.ALARM, handle=check.alarm, admins=True),
    ),
    dailies=(Daily(name="points.daily", at="points.check_at", handle=check.begin),),
    rules=sentences,
    card=balance.card,
    health=check.health,
)
