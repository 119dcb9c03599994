"""Red envelopes: sent, opened, checked; and those that come by themselves."""

from bot.core import daily
from bot.core.duration import DAY, MINUTE
from bot.core.feature import Command, Feature, Follow, Later, Press, Watcher, Word
from bot.core.kinds import number, span, toggle
from bot.core.role import CHANGE
from handlers.packet import check, claim, greet, send
from services.packet import ask, board, book, life

FEATURE = Feature(
    name="packet",
    key="activities",
    settings=(
        toggle("packet.enabled", True),
        number("packet.daily", 1000, 1, 10**9),
        number("packet.daily_count", 10, 1, 1000),
        span("packet.expires", DAY, ask.SOONEST, ask.LATEST),
        span("packet.min_stay", 10 * MINUTE, 0, 30 * DAY),
    ),
    commands=(
        Command(
            name="redpacket",
            handle=send.send,
            lists=True,
            where="group",
            menu={"member": 5},
            words=(
                Word(name="redpacket", texts=("发红包",), complete=ask.says_how_many),
                Word(
                    name="redpacket_equal",
                    texts=("普通红包",),
                    complete=ask.says_how_many,
                    args=ask.as_equal,
                ),
                Word(
                    name="redpacket_word",
                    texts=("口令红包",),
                    complete=ask.says_how_many,
                    args=ask.as_word,
                ),
                Word(
                    name="redpacket_to",
                    texts=("专属红包",),
                    complete=ask.says_to_whom,
                    args=ask.as_given,
                ),
            ),
        ),
        Command(name="verify", handle=check.verify),
        Command(name="fairness", handle=check.fairness, where="group"),
        Command(name="greeting", handle=greet.command, right=CHANGE, where="group"),
    ),
    presses=(Press(name=board.PRESS, handle=claim.press),),
    watchers=(
        Watcher(kinds=("message",), handle=claim.hear, choose=claim.words),
        Watcher(kinds=("message",), handle=claim.moved, wants=claim.is_move),
    ),
    deadlines=(
        Later(name=life.EXPIRE, handle=claim.expire),
        Later(name=life.SHOW, handle=claim.show),
        Later(name=greet.GREET, handle=greet.greet),
    ),
    continuations=(
        Later(name=life.POSTED, handle=claim.posted),
        Later(name=claim.LOOKED, handle=claim.looked),
    ),
    follows=(Follow(keys=(daily.ZONE,), handle=greet.follow),),
    recall=book.words_of,
)
