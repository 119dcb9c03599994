"""`/top`: who is ahead in points, in talk, in people brought, and in whatever else has a board."""

from bot.core import daily, phrase
from bot.core.errors import UserError
from bot.core.feature import Command, Feature, Word
from bot.core.incoming import Facts
from bot.core.kinds import toggle
from bot.core.period import ALL, MONTH, WEEK, period
from bot.core.ranking import Contest, Leaderboard, Ranking
from bot.core.texts import Html
from bot.core.unit import Stay, Unit
from services import board

MEDALS = ("🥇", "🥈", "🥉")
FIRST = "points"
"""The board that is meant if none is said."""

_PERIODS = {
    "week": WEEK,
    "month": MONTH,
    "all": ALL,
    "周": WEEK,
    "本周": WEEK,
    "月": MONTH,
    "本月": MONTH,
    "总": ALL,
    "全部": ALL,
}


async def top(unit: Unit) -> None:
    """`/top [points|streak|messages|invites|relay] [week|month|all]`.

    Raises:
        UserError: there is no such board here, or not of such a time.
    """
    found = boards(unit)
    wanted, when = _asked(unit, found)
    zone = daily.zone_of(unit.values)
    contest = Contest(
        room=unit.room.id,
        period=period(when or wanted.periods[0], unit.now, zone),
        person=unit.actor,
        hidden=frozenset(one.id for one in unit.admins.people() if one.anonymous),
        zone=zone,
        now=unit.now,
    )
    ranking: Ranking = await unit.run(lambda c: wanted.rank(c, contest))
    unit.reply(await _worded(unit, wanted, contest, ranking), stay=Stay.LONG)


def boards(unit: Unit) -> dict[str, Leaderboard]:
    """The boards that a group has, by name."""
    return {
        one.name: one
        for feature in unit.house.features
        if feature.is_on(unit.values)
        for one in feature.boards
        if not one.switch or unit.values.get(one.switch, True)
    }


def _asked(unit: Unit, found: dict[str, Leaderboard]) -> tuple[Leaderboard, str]:
    """The board and the period that were asked for, in either order."""
    name = when = ""
    for word in unit.args.lower().split():
        if word in _PERIODS and not when:
            when = _PERIODS[word]
        elif not name:
            name = word
        else:
            raise UserError(_usage(unit, found))
    default = FIRST if FIRST in found else next(iter(found), "")
    wanted = found.get(name or default)
    if wanted is None:
        raise UserError(_usage(unit, found))
    if when and when not in wanted.periods:
        which = ", ".join(wanted.periods)
        raise UserError(unit.say("board-no-period", board=wanted.name, periods=which))
    return wanted, when


def _usage(unit: Unit, found: dict[str, Leaderboard]) -> str:
    return unit.say("board-usage", boards="|".join(found))


async def _worded(unit: Unit, wanted: Leaderboard, contest: Contest, ranking: Ranking) -> str:
    title = Html(unit.say(f"board-{wanted.name}"))
    lines = [
        unit.say("board-head", title=title, when=unit.say(f"board-when-{contest.period.name}"))
    ]
    names = await unit.run(
        lambda c: board.called(c, contest.room, [one for one, _ in ranking.lines])
    )
    for place, (person, amount) in enumerate(ranking.lines, 1):
        name = names.get(person) or unit.say("board-nameless")
        how = phrase.number(amount, unit.language)
        medal = MEDALS[place - 1] if place <= len(MEDALS) else f"{place}."
        lines.append(unit.say("board-line", place=medal, name=name, amount=how))
    if not ranking.lines:
        lines.append(unit.say("board-empty"))
    if ranking.own is not None:
        place, amount = ranking.own
        have = Html(unit.say(f"board-amount-{wanted.name}", n=amount))
        own = unit.say("board-own", place=str(place), have=have)
        lines.append(own if place else unit.say("board-own-beyond", have=have))
    return "\n".join(lines)


def _alone(_facts: Facts, rest: str) -> bool:
    """A word for a board stands for itself, or for a time."""
    return not rest or rest in _PERIODS


def _word(text: str, name: str) -> Word:
    return Word(
        texts=(text,),
        name=f"top_{name}",
        complete=_alone,
        args=lambda rest: f"{name} {rest}".strip(),
    )


FEATURE = Feature(
    name="top",
    key="benefits",
    settings=(toggle("top.enabled", True),),
    commands=(
        Command(
            name="top",
            handle=top,
            lists=True,
            where="group",
            menu={"member": 4},
            words=(
                Word(texts=("排行榜",), complete=_alone),
                _word("积分榜", "points"),
                _word("签到榜", "streak"),
                _word("发言榜", "messages"),
            ),
        ),
    ),
    boards=(
        Leaderboard(
            name="points", rank=board.points, periods=(ALL, WEEK, MONTH), switch="points.enabled"
        ),
        Leaderboard(name="messages", rank=board.messages, periods=(WEEK, MONTH)),
        Leaderboard(
            name="invites", rank=board.invites, periods=(ALL, WEEK, MONTH), switch="invite.enabled"
        ),
    ),
)
