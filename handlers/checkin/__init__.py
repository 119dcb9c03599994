"""Signing in once a day: streaks, what they earn, and what makes up for a missed day."""

from bot.core import phrase
from bot.core.feature import Command, Daily, Feature, Follow, Later, Press, Watcher, Word, with_text
from bot.core.incoming import Facts
from bot.core.unit import Unit
from handlers.checkin import board, calendar, card, figure, morning, remind, sign
from handlers.checkin.word import hours
from services.checkin.move import follow_zone
from services.checkin.setting import SETTINGS


def _always(_facts: Facts, _rest: str) -> bool:
    """Whatever follows: it may be a proof."""
    return True


def sentences(unit: Unit) -> list[str]:
    """What a sign-in brings, and when; what is asked; what is a duty."""
    values = unit.values
    starts = values.declared["checkin.day_start"].show(values["checkin.day_start"])
    step = values.declared["checkin.step"].show(values["checkin.step"])
    lines = [unit.say("rules-checkin", starts=starts, base=values["checkin.base"], step=step)]
    if worth := values["checkin.milestones"]:
        shown = [unit.say("checkin-milestone", n=days, points=points) for days, points in worth]
        lines.append(
            unit.say("rules-checkin-milestones", list=phrase.listing(shown, unit.language))
        )
    if values["checkin.slots"]:
        lines.append(unit.say("rules-checkin-slots", hours=hours(unit)))
    if values["checkin.proof"] != "off":
        lines.append(unit.say(f"rules-checkin-{values['checkin.proof']}"))
    if values["checkin.duty"]:
        lines.append(unit.say("rules-checkin-duty", n=values["checkin.duty"]))
    return lines


FEATURE = Feature(
    name="checkin",
    key="activities",
    settings=SETTINGS,
    commands=(
        Command(
            name="checkin",
            handle=sign.command,
            where="group",
            menu={"member": 2},
            words=(Word(texts=("签到", "打卡"), complete=_always),),
        ),
        Command(
            name="makeup",
            handle=card.make_up,
            where="group",
            words=(Word(texts=("补签",), complete=with_text),),
        ),
        Command(name="freeze", handle=card.buy_freeze, where="group"),
        Command(name="leave", handle=card.take_leave, where="group"),
        Command(
            name="calendar",
            handle=calendar.command,
            where="group",
            words=(Word(texts=("签到日历",)),),
        ),
    ),
    presses=(
        Press(name="checkin_mine", handle=figure.press_mine),
        Press(name="checkin_remind", handle=remind.press),
    ),
    watchers=(Watcher(kinds=("message",), handle=sign.hear, choose=sign.wanted),),
    deadlines=(
        Later(name=board.BOARD, handle=board.fall_due),
        Later(name=morning.DUTY, handle=morning.close_week, admins=True),
        Later(name=remind.NEXT, handle=remind.go_on),
    ),
    continuations=(
        Later(name=calendar.DRAWN, handle=calendar.drawn),
        Later(name=remind.SENT, handle=remind.sent),
    ),
    dailies=(
        Daily(name="checkin.day", at="checkin.day_start", handle=morning.begin_day),
        Daily(name="checkin.remind", at="checkin.remind_at", handle=remind.begin),
    ),
    follows=(
        Follow(keys=("zone",), handle=follow_zone),
        Follow(keys=("checkin.duty", "checkin.enabled"), handle=morning.follow),
    ),
    rules=sentences,
    card=figure.card,
)
