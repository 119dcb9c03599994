"""The composition root: the only file that knows every concrete thing."""

import asyncio
import gc
import signal
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Protocol, Self

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import InvalidToken
from telegram.ext import ExtBot

from bot.config import Config
from bot.core import button, daily
from bot.core.clock import Clock, SystemClock
from bot.core.dispatch import Dispatcher
from bot.core.errors import is_outage
from bot.core.house import House
from bot.core.lease import Held, Lease
from bot.core.memory import Memory
from bot.core.ports import Court
from bot.core.runtime import Runtime
from bot.core.schema import TooNew, upgrade
from bot.core.sweep import Sweeper
from bot.core.tally import Tally
from bot.core.task import Tasks
from bot.core.timed import TimedStore
from bot.discovery import discover
from bot.log import report
from bot.telegram.able import Able
from bot.telegram.courier import Courier
from bot.telegram.deliver import Deliverer
from bot.telegram.directory import TelegramDirectory
from bot.telegram.gate import LibraryGate, build_bot
from bot.telegram.limit import Pace
from bot.telegram.menu import announce
from bot.telegram.poller import Fatal, Poller
from bot.telegram.recheck import Recheck
from bot.telegram.registration import Registration, insist
from bot.telegram.request import AiohttpRequest
from bot.telegram.till import Till
from services import archive, moderation

log = structlog.get_logger(__name__)

DRAIN = 10.0
"""Seconds units, and then deliveries, may take to end on a stop; Docker waits for 25 in all."""


LAST = 1.5
"""Seconds calls that were begun may take after that, and then what goes on after them."""

SETTLED = 0.5
"""Seconds for writing down, last of all, how the calls ended."""


class Receiver(Protocol):
    """Brings updates from Telegram; see `Poller` and `bot.telegram.webhook`."""

    async def run(self) -> None:
        """Receive until cancelled."""

    def silent(self) -> float:
        """For how many seconds nothing could be received, or written down."""


class Warden:
    """The bot, put together. Use it as a context: it runs from enter to exit."""

    def __init__(self, config: Config, clock: Clock | None = None) -> None:
        self.config = config
        self.clock = clock or SystemClock()
        self.tally = Tally()
        self.store = TimedStore(config.database.url, self.tally, self.clock)
        self.lease = Lease(self.store)
        self.tasks = Tasks()
        self.deliveries = Tasks()
        self.watches = Tasks()
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.metrics_port = 0
        self._stack = AsyncExitStack()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._receiving: asyncio.Task[None] | None = None
        self._sweep: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Take the lease, upgrade the database, greet Telegram, take up what was left.

        Raises:
            Held: another program has the lease.
            TooNew: the database is ahead of this program.
            InvalidToken: Telegram does not know the token.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.store.close)
            await stack.enter_async_context(self.lease)
            await upgrade(self.store)
            await self._open(stack)
            self._stack = stack.pop_all()
        return self

    async def _open(self, stack: AsyncExitStack) -> None:
        telegram = self.config.telegram
        token = telegram.token.get_secret_value()
        api = str(telegram.api_base_url)
        bot = build_bot(token, api)
        self.gate = LibraryGate(bot)
        stack.push_async_callback(self.gate.close)
        if isinstance(bot.request, AiohttpRequest):
            bot.request.count = self.tally.call
        await insist(self.clock, self.gate.open)
        seal = await button.load(self.store)
        house = House(
            discover(self.config.forbid.features),
            bot.username,
            seal,
            sells=self.config.payments.allowed_in,
        )
        now = int(self.clock.now())
        await self.store.write(lambda c: daily.arm(c, house.dailies.values(), now))
        self.memory = Memory(self.store, house, language=self.config.language.default)
        self.directory = TelegramDirectory(bot, self.clock)
        limits = self.config.limits
        self.recheck = Recheck(bot, self.store, self.clock)
        pace = Pace(
            self.clock,
            group_per_minute=limits.group_messages_per_minute,
            per_second=limits.messages_per_second,
        )
        able = Able(bot, self.clock)
        courier = Courier(
            bot=bot,
            store=self.store,
            clock=self.clock,
            pace=pace,
            room=self.memory.room,
            move=self._move,
            recheck=self.recheck,
            able=able,
            seal=seal,
            agreed=lambda query: self.till.agreed(query),
        )
        self.deliverer = Deliverer(
            courier=courier,
            store=self.store,
            clock=self.clock,
            pace=pace,
            tasks=self.deliveries,
            trouble=moderation.note_trouble,
        )
        self.runtime = Runtime(
            store=self.store,
            clock=self.clock,
            house=house,
            memory=self.memory,
            directory=self.directory,
            court=Court(try_all=moderation.try_all, archive=archive.write),
            outlet=self.deliverer,
            bot_id=bot.id,
            tasks=self.tasks,
            tally=self.tally,
            lacks=able.lacks,
        )
        self.till = Till(
            bot=bot,
            clock=self.clock,
            tasks=self.watches,
            receive=self.runtime.receive,
            language=self.config.language.default,
        )
        self.runtime.runner = Dispatcher(self.runtime, self.gate, self.config.language.default)
        self.deliverer.host = self.runtime
        self.sweeper = Sweeper(self.runtime, house.chores, house.steady)
        self.runtime.poke = self.sweeper.poke
        self.deliverer.poke = self.sweeper.poke
        # What was decided before is taken up first: nothing new is in the outbox yet.
        await self.deliverer.start()
        await self.runtime.start()
        receiver = await self._receiver(bot)
        await self._serve_metrics(stack, receiver)
        self._receiving = asyncio.get_running_loop().create_task(receiver.run(), name="receive")
        self._receiving.add_done_callback(self._receiving_ended)
        self._scheduler.add_job(self._tick, "interval", seconds=1, coalesce=True)
        self._scheduler.start()
        menus = announce(bot, self.store, house, self.config.language.default, now)
        self.deliveries.start(menus, "menus")
        gc.collect()
        gc.freeze()
        log.info("running", bot=bot.username, features=[one.name for one in house.features])

    async def _receiver(self, bot: ExtBot[Any]) -> Receiver:
        """What brings updates, by the mode; whatever the other mode left behind is taken away."""
        telegram = self.config.telegram
        if telegram.mode == "polling" or telegram.webhook_address is None:
            await insist(self.clock, bot.delete_webhook)
            return Poller(
                url=f"{bot.base_url}/getUpdates",
                clock=self.clock,
                receive=self.till.receive,
                glance=self.till.glance,
                progress=self._progress,
            )
        from bot.telegram.webhook import CONNECTIONS, Webhook  # with all that serves HTTP

        secret = telegram.webhook_secret.get_secret_value()
        return Webhook(
            registration=Registration(
                bot,
                url=telegram.webhook_url,
                secret=secret,
                connections=CONNECTIONS,
                clock=self.clock,
            ),
            address=telegram.webhook_address,
            secret=secret,
            clock=self.clock,
            receive=self.till.receive,
            progress=self._progress,
            tasks=self.tasks,
            tally=self.tally,
        )

    async def _serve_metrics(self, stack: AsyncExitStack, receiver: Receiver) -> None:
        """Serve `/healthz` and `/metrics`; a port that is taken is no reason not to work."""
        address = self.config.metrics.address
        if address is None:
            return
        from bot.web.listener import Listener
        from bot.web.pages import pages
        from bot.web.state import Monitor

        monitor = Monitor(
            store=self.store,
            clock=self.clock,
            mode=self.config.telegram.mode,
            silent=receiver.silent,
            lanes=lambda: len(self.runtime.lanes),
            outbox=lambda: self.deliverer.waiting,
        )
        application = pages(monitor, self.tally, self.store.url.get_backend_name())
        try:
            listener = await stack.enter_async_context(Listener(application, *address))
        except OSError as error:
            said = error.strerror or str(error)
            log.warning("metrics and health are not served (metrics.listen)", said=said)
            return
        self.metrics_port = listener.port
        log.info("serving /metrics and /healthz", host=address[0], port=listener.port)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop receiving, let what runs end, and leave the rest to the next start."""
        if self._scheduler.running:
            self._scheduler.pause()
            await self.clock.sleep(0)
            self._scheduler.shutdown(wait=False)
        if self._receiving is not None:
            self._receiving.cancel()
            await asyncio.gather(self._receiving, return_exceptions=True)
        await self.runtime.stop(DRAIN)
        drained = await self.deliveries.drain(DRAIN)
        self.deliverer.close()
        await self.watches.cancel()
        if not drained:
            await self.deliveries.drain(LAST)
        await self.runtime.finish(LAST)
        await self.deliveries.drain(SETTLED)
        await self.deliveries.cancel()
        await self._stack.aclose()
        log.info("stopped")

    async def _tick(self) -> None:
        if self._sweep is None or self._sweep.done():
            self._sweep = self.tasks.start(self._beat(), "tick")

    async def _beat(self) -> None:
        try:
            await self.lease.keep()
        except Held as error:
            if not self.failed.done():
                self.failed.set_exception(error)
            return
        except Exception as error:
            if not is_outage(error):
                raise
        await self.sweeper.tick()

    async def _move(self, old: int, new: int) -> None:
        await self.memory.move(old, new, int(self.clock.now()))

    def _progress(self, behind: bool) -> None:
        self.deliverer.hurry(behind)
        self.sweeper.behind = behind
        if behind:
            return
        self.recheck.caught_up.set()
        self.sweeper.ready()

    def _receiving_ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and not self.failed.done():
            self.failed.set_exception(task.exception() or RuntimeError("receiving ended"))


async def run(config: Config) -> int:
    """Run the bot until SIGTERM or SIGINT; the exit code."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    asked = loop.create_task(stop.wait(), name="stop")
    try:
        async with AsyncExitStack() as stack:
            entering = loop.create_task(stack.enter_async_context(Warden(config)), name="start")
            await asyncio.wait({asked, entering}, return_when=asyncio.FIRST_COMPLETED)
            if not entering.done():
                entering.cancel()
                await asyncio.gather(entering, return_exceptions=True)
                return 0
            warden = entering.result()
            watched: set[asyncio.Future[Any]] = {asked, warden.failed}
            await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            if warden.failed.done():
                warden.failed.result()
        return 0
    except (Held, TooNew, Fatal) as error:
        log.error(str(error))
    except InvalidToken:
        log.error("Telegram does not know this token (telegram.token)")
    finally:
        asked.cancel()
    return 1
