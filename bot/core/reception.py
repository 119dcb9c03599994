"""What becomes of an update inside its unit: screened, answered, refused."""

from collections import OrderedDict, deque
from functools import partial

from bot.core import question
from bot.core.errors import Lacking, Nameless, UserError
from bot.core.feature import Command
from bot.core.house import KEPT, SIGNS, Route
from bot.core.manner import whisper
from bot.core.manner.who import ask_who
from bot.core.role import ANONYMOUS, CHANGE
from bot.core.runtime import Runtime
from bot.core.texts import Html
from bot.core.unit import Stay, Unit

HOUR = 3600
"""Seconds within which one person hears only once why something was refused."""

MINUTE = 60.0
MOST_ASKED = 20
"""Commands of one member in one group that are answered within a minute: as many messages as
Telegram lets the bot send there."""

REMEMBERED = 10_000
"""People whose commands are counted."""


class Reception:
    """Receives updates that somebody in the house wants."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._asked: OrderedDict[tuple[int, int], deque[float]] = OrderedDict()

    async def receive(self, unit: Unit, route: Route) -> None:
        """Screen it, then have it answered, then let the watchers see it.

        Raises:
            Lacking: whoever asks may not, as far as is known.
            UserError: they did something wrong, and nothing has changed.
        """
        facts, command = unit.facts, route.command
        deleted = unit.gone = await self.screen(unit)
        if facts.kind == "callback_query":
            await self._press(unit, route)
        elif not deleted and not (route.asked and await self._take_answer(unit)):
            if command:
                await self._command(unit, route, command)
            elif route.asked and facts.text[0] in SIGNS:
                raise UserError(unit.say("command-none", name=facts.text.split()[0][1:40]))
            elif route.asked:
                await self._hear(unit)
        for watcher in route.watchers:
            await watcher.handle(unit)

    async def _command(self, unit: Unit, route: Route, command: Command) -> None:
        in_group = unit.room.is_group
        if in_group and not unit.again and self._asks_too_much(unit):
            if not route.word:
                unit.delete()
            return
        if route.off:
            raise Lacking
        if in_group and (command.right or command.admin) and not command.is_for(unit.rights):
            if command.is_for(unit.rights_hidden):
                raise Nameless
            if not await unit.delegate(command.power):
                raise Lacking
        if command.where == "group" and not in_group:
            raise UserError(unit.say("place-group"))
        if command.where == "private" and in_group:
            raise UserError(unit.say("place-private"))
        await command.handle(unit)
        if not route.word:
            await self._clear(unit)

    def _asks_too_much(self, unit: Unit) -> bool:
        """Whether a member has asked so much that others would wait for their answers."""
        if unit.is_admin:
            return False
        now, key = self._runtime.clock.monotonic(), (unit.room.id, unit.actor)
        asked = self._asked.setdefault(key, deque(maxlen=MOST_ASKED))
        self._asked.move_to_end(key)
        while len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)
        full = len(asked) == MOST_ASKED and asked[0] > now - MINUTE
        if not full:
            asked.append(now)
        return full

    async def _press(self, unit: Unit, route: Route) -> None:
        press = route.press
        if press is None:
            # Nothing is taken away: whoever forges a press would do that to a button of ours.
            unit.answer(unit.say("button-stale"))
        elif route.only and route.only != unit.actor:
            unit.answer(unit.say("button-foreign"), alert=True)
        elif (
            press.right
            and unit.room.is_group
            and press.right not in unit.rights
            and not await unit.delegate(press.power)
        ):
            raise Lacking
        else:
            await press.handle(unit)

    async def _take_answer(self, unit: Unit) -> bool:
        """Hand what was written to the question that waits for it; False if there is none."""
        asked = await unit.run(
            lambda connection: question.take(connection, unit.room.id, unit.facts.at)
        )
        later = unit.house.questions.get(asked[0]) if asked else None
        if asked is None or later is None:
            return False
        unit.data = asked[1]
        await later.handle(unit)
        return True

    @staticmethod
    async def _hear(unit: Unit) -> None:
        """Offer what somebody wrote in private to whoever may be waiting for it."""
        for feature in unit.house.features:
            if feature.hearing and await feature.hearing(unit):
                return

    async def ask_who(self, route: Route, unit: Unit) -> None:
        """Have an anonymous administrator say who they are."""
        if await self._passes(unit, route) and not route.word:
            await ask_who(unit)
            await self._clear(unit)

    async def _passes(self, unit: Unit, route: Route) -> bool:
        """Screen what is not going to be done, and show it to who looks on; False if it goes."""
        unit.gone = await self.screen(unit)
        if unit.gone:
            return False
        for watcher in route.watchers:
            await watcher.handle(unit)
        return True

    async def _clear(self, unit: Unit) -> None:
        """The command goes when its answer does."""
        if unit.room.is_group:
            facts = unit.facts
            if Stay.SHORT.seconds(unit.values):
                await unit.stay(facts.chat_id, facts.message_id, Stay.SHORT)

    async def screen(self, unit: Unit) -> bool:
        """Let the screeners judge; True if the message goes."""
        facts, runtime = unit.facts, self._runtime
        assessment = runtime.assessor.accuse(facts, unit.values)
        if accusation := assessment.accusation:
            judgement = await unit.run(
                lambda connection: runtime.court.try_all(connection, [accusation], unit.now)
            )
            unit.drafts += judgement.drafts
            unit.verdicts += judgement.verdicts
            unit.due = unit.due or judgement.due
            return bool(judgement.gone)
        if facts.kind in KEPT and unit.room.is_group:
            await unit.run(lambda connection: runtime.court.archive(connection, [facts]))
        return False

    async def refuse(self, route: Route, right: str, unit: Unit) -> None:
        """Say what is missing to those who have a say here; to others quietly, and seldom.

        What a bare word asks for in vain is no more than something somebody said.
        """
        if not await self._passes(unit, route) or route.word:
            return
        reason = partial(self._reason, unit, route, right)
        if unit.facts.kind == "callback_query":
            unit.answer(reason(), alert=True)
        elif self._has_say(unit):
            unit.reply(reason())
            await self._clear(unit)
        elif unit.room.is_group:
            unit.delete()
            if await unit.once(f"refused:{unit.actor}", HOUR) and unit.actor:
                await whisper(unit, reason)
        else:
            unit.reply(reason())

    @staticmethod
    def _has_say(unit: Unit) -> bool:
        if not unit.room.is_group:
            return False
        person = unit.facts.person
        hidden = bool(person and person.id == ANONYMOUS and unit.rights)
        return hidden or bool(unit.actor and unit.admins.rights_of(unit.actor))

    def _reason(self, unit: Unit, route: Route, right: str) -> str:
        command = route.command
        if command and route.off:
            feature = unit.house.owner[command.name]
            name = Html(unit.say(f"feature-{feature.name}"))
            if unit.room.is_group and CHANGE in unit.rights:
                return unit.say("feature-off-set", name=name, key=feature.switch)
            return unit.say("feature-off", name=name)
        declared = command or route.press
        right = right or (declared.right if declared else "")
        if not right:
            return unit.say("right-admin")
        return unit.say("right-missing", right=unit.say(f"right-{right}"))

    async def tell(self, text: str, route: Route, unit: Unit) -> None:
        """Say what somebody did wrong; what they wrote stays, and counts as written."""
        if not await self._passes(unit, route) or route.word:
            return
        if unit.facts.kind == "callback_query":
            unit.answer(text, alert=True)
        else:
            unit.reply(text)
            await self._clear(unit)
