"""Who talks in the group: members, advertisers, and those of them who come back."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from rehearsal import Telegram
from rehearsal.chat import Chat
from rehearsal.message import Message
from rehearsal.person import Person

MEMBERS = 40
TALK = 270
ADS = 30
EDITS = 8
COMMANDS = 8
BACK = 14
"""Of the advertisers, those who come back after they were removed."""

AGAIN = 4
"""Of those who come back, those who advertise again."""

GAP = 0.025
"""Seconds between two things that happen, on the average."""

CORRECTED = " (corrected)"

LINES = (
    "今天中午吃什么，有人一起点外卖吗",
    "昨晚那场球你们看了没，最后五分钟太刺激了",
    "这周六有人想去爬山吗，早上八点集合",
    "readme.md 里写了怎么安装，先看一下",
    "数据库连的是 127.0.0.1:5432",
    "微信又更新了，多了个没用的功能",
    "图书馆六楼有空位",
    "Shall we read the next chapter on Friday?",
    "The bus was late again, sorry, I am on my way",
    "I think the second half of the film was too long",
    "Has anybody seen my blue umbrella?",
    "The docs are at https://docs.python.org/3/library/re.html",
    "My sister earns more than I do, and she works less",
    "ok",
    "哈哈哈哈😂",
)


def _work(random: Random) -> str:
    return f"招聘兼职日结，一天三百，加微信 hr{random.randrange(10**5, 10**6)}"


def _crypto(random: Random) -> str:
    code = f"{random.getrandbits(60):015x}"
    return f"老师带单，稳赚不赔，百倍币，进群 https://t.me/+{code}"


def _earn(random: Random) -> str:
    return f"Earn $500 daily from home, no experience, write @profit_{random.randrange(10**4)}"


KINDS: tuple[Callable[[Random], str], ...] = (_work, _crypto, _earn)


@dataclass(eq=False)
class Advertiser:
    """An account that joins and advertises; `returns` and `repeats` say what it does later."""

    person: Person
    text: str
    returns: bool = False
    repeats: str = ""
    ads: list[Message] = field(default_factory=list)
    removed: int = 0


class Crowd:
    """Everybody, and what they are going to do, in an order that the seed decides."""

    def __init__(self, telegram: Telegram, seed: int) -> None:
        self.random = Random(f"{seed}: crowd")
        self.telegram = telegram
        self.owner = telegram.person("Ann")
        self.members = [telegram.person(f"Member {number}") for number in range(MEMBERS)]
        self.group: Chat = telegram.supergroup(
            "Book club", owner=self.owner, username="bookclub", members=self.members
        )
        self.talk: list[Message] = []
        self.commands: list[Message] = []
        self.advertisers = self._hire()
        self.on_step: Callable[[], None] = lambda: None
        self._later: set[asyncio.Task[None]] = set()
        self._steps = deque(self._write())

    def _hire(self) -> list[Advertiser]:
        hired = [
            Advertiser(self.telegram.person(f"New {number}"), KINDS[number % 3](self.random))
            for number in range(ADS)
        ]
        for number, one in enumerate(self.random.sample(hired, BACK)):
            one.returns = True
            one.repeats = KINDS[number % 3](self.random) if number < AGAIN else ""
        return hired

    def _write(self) -> list[Callable[[], None]]:
        steps: list[tuple[float, Callable[[], None]]] = []
        random = self.random
        steps += [(random.random(), self._say) for _ in range(TALK)]
        steps += [(0.1 + 0.9 * random.random(), self._edit) for _ in range(EDITS)]
        steps += [(random.random(), self._ask) for _ in range(COMMANDS)]
        for one in self.advertisers:
            at = random.random()
            steps.append((at, lambda one=one: one.person.joins(self.group)))  # type: ignore[misc]
            wait = random.choice((1e-6, 0.01, 0.03))
            steps.append((at + wait, lambda one=one: self._advertise(one, one.text)))  # type: ignore[misc]
        return [step for _, step in sorted(steps, key=lambda pair: pair[0])]

    @property
    def left(self) -> int:
        """How much is still to happen."""
        return len(self._steps)

    async def act(self, count: int) -> None:
        """Let the next things happen, one soon after the other."""
        for _ in range(min(count, len(self._steps))):
            self._steps.popleft()()
            self.on_step()
            if self.random.random() < 0.7:
                await asyncio.sleep(self.random.expovariate(1 / GAP))

    def _say(self) -> None:
        person, random = self.random.choice(self.members), self.random
        reply = self.talk[-1] if self.talk and random.random() < 0.15 else None
        self.talk.append(person.says(self.group, random.choice(LINES), reply_to=reply))

    def _edit(self) -> None:
        known = [one for one in self.talk if one.author in self.members and not one.edits]
        message = self.random.choice(known[-20:])
        author = message.author
        assert isinstance(author, Person)
        author.edits(message, message.text + CORRECTED)

    def _ask(self) -> None:
        self.commands.append(self.owner.says(self.group, self.random.choice(("/cases", "/why"))))

    def _advertise(self, one: Advertiser, text: str) -> None:
        one.ads.append(one.person.says(self.group, text))

    # -- coming back --------------------------------------------------------------------

    def removed(self, user: int) -> None:
        """The bot has removed somebody; they may come back."""
        one = next((one for one in self.advertisers if one.person.id == user), None)
        if one is None:
            return
        one.removed += 1
        if one.returns and one.removed == 1:
            task = asyncio.create_task(self._come_back(one))
            self._later.add(task)

    async def _come_back(self, one: Advertiser) -> None:
        """In a later second than the removal, for dates are whole seconds."""
        now = self.telegram.clock.now()
        extra = self.random.choice((0.0, 0.0, 0.3, 1.0))
        await asyncio.sleep(math.floor(now) + 1.01 - now + extra)
        one.person.joins(self.group)
        for _ in range(self.random.randrange(1, 4)):
            await asyncio.sleep(self.random.expovariate(1 / (4 * GAP)))
            self.talk.append(one.person.says(self.group, self.random.choice(LINES)))
        if one.repeats:
            await asyncio.sleep(self.random.random())
            self._advertise(one, one.repeats)

    async def settle(self) -> None:
        """Wait for those who are on their way back."""
        while waiting := [task for task in self._later if not task.done()]:
            await asyncio.wait(waiting)
        for task in self._later:
            task.result()

    @property
    def is_settled(self) -> bool:
        """Whether all ads are gone and all their authors have been removed, as often as due."""
        return (
            not self._steps
            and all(task.done() for task in self._later)
            and all(ad.deleted for one in self.advertisers for ad in one.ads)
            and all(
                one.removed >= len(one.ads) == 1 + bool(one.repeats) for one in self.advertisers
            )
        )

    async def close(self) -> None:
        """Nobody comes back any more."""
        for task in self._later:
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
