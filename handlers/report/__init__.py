"""Reports: members show administrators what is wrong, and one of them decides."""

from bot.core.feature import Command, Feature, Later, Press, Word, in_reply
from bot.core.incoming import Facts
from bot.core.kinds import number, toggle
from bot.core.unit import Unit
from handlers.report.card import AGAIN, DECISIONS, show
from handlers.report.decide import BLOCK, DECIDE, POWER, block, decide, press, press_block
from handlers.report.file import COPIED, HIDE, copied, hide, report


def sentences(unit: Unit) -> list[str]:
    """What is in force about reports."""
    lines = [unit.say("rules-report")]
    if threshold := unit.values["report.threshold"]:
        lines.append(unit.say("rules-report-hides", n=threshold))
    return lines


def _anyhow(_facts: Facts, _rest: str) -> bool:
    """A call for administrators: whatever follows it."""
    return True


def _press(how: str) -> Press:
    async def handle(unit: Unit) -> None:
        await press(unit, how)

    return Press(name=f"report_{how}", handle=handle, power=POWER)


FEATURE = Feature(
    name="report",
    key="rules",
    settings=(toggle("report.enabled", True), number("report.threshold", 3, 0, 50)),
    commands=(
        Command(
            name="report",
            handle=report,
            lists=True,
            where="group",
            menu={"member": 8},
            words=(
                Word(texts=("举报",), complete=in_reply),
                Word(name="admin", texts=("@admin", "@管理", "@管理员"), complete=_anyhow),
            ),
        ),
    ),
    presses=(*(_press(how) for how in DECISIONS), Press(name="report_block", handle=press_block)),
    deadlines=(
        Later(name=AGAIN, handle=show, admins=True),
        Later(name=HIDE, handle=hide, admins=True),
        Later(name=DECIDE, handle=decide, admins=True),
        Later(name=BLOCK, handle=block, admins=True),
    ),
    continuations=(Later(name=COPIED, handle=copied, admins=True),),
    needs=("can_delete_messages",),
    rules=sentences,
)
