"""A database with 10,000 groups and 1,000,000 archived messages, written by the bot itself.

It takes minutes, so it is kept until the tables, the traffic or the sizes change.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import database
from benchmarks.arena import Arena
from benchmarks.options import Options
from benchmarks.process import ROOT, running
from benchmarks.server import serve
from benchmarks.traffic import Traffic

_CHUNK = 50_000
_DAYS = 29
_NEXT_UPDATE = 300_000_001
_NEXT_MESSAGE = 1_000_000
_LIMITS = "\n[limits]\ngroup_messages_per_minute = 1000\nmessages_per_second = 1000\n"


def _groups(options: Options) -> Traffic:
    return Traffic(groups=int(10_000 * options.scale), members=20)


def later(options: Options) -> Traffic:
    """The groups of the filled database, for traffic that comes after what is in it."""
    traffic = _groups(options)
    traffic.first = _NEXT_UPDATE
    for group in traffic.groups:
        group.next_message = _NEXT_MESSAGE
    return traffic


def _fingerprint(options: Options) -> str:
    """Changes with the tables, the traffic and the sizes."""
    digest = hashlib.sha256(f"{options.bot} {options.scale}".encode())
    folders = ("models", "migrations") if options.bot == "louzhang" else ()
    sources = [source for folder in folders for source in (ROOT / folder).rglob("*.py")]
    own = [Path(__file__).with_name(name) for name in ("filled.py", "traffic.py", "phrases.toml")]
    for source in sorted([*sources, *own]):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


async def prepare(options: Options) -> str:
    """The name of the filled database; it is made now if it is not there."""
    family = f"bench_filled_{options.bot}_"
    name = family + _fingerprint(options)
    if not await database.exists(options.database, name):
        print(f"  preparing {name} (kept for the next time)")
        await database.forget(options.database, family)
        begun = time.monotonic()
        async with database.kept(options.database, name) as (url, folder):
            await _fill(options, url, folder)
        print(f"  prepared in {time.monotonic() - begun:.0f} s")
    return name


def _chunks(traffic: Traffic, messages: int) -> Iterator[None]:
    """Every group, then every message over the last month."""
    last = traffic.now
    traffic.now -= _DAYS * 86_400
    for group in traffic.groups:
        traffic.arrive(group)
    yield
    for at in range(0, messages, _CHUNK):
        traffic.mixed(min(_CHUNK, messages - at), one_in=0)
        traffic.now = last - _DAYS * 86_400 * (messages - at) // messages
        yield


async def _fill(options: Options, url: str, folder: Path) -> None:
    """Let the bot meet every group and hear every message."""
    traffic, messages = _groups(options), int(1_000_000 * options.scale)
    api, payloads, done = serve(), traffic.payloads, 0
    async with api as server:
        server.feed.load(traffic.first, payloads)
        process = running(options.bot, folder=folder, api=server.url, database=url, extra=_LIMITS)
        async with process as bot:
            place = Arena(bot, server, traffic, url)
            await place.polled()
            for _ in _chunks(traffic, messages):
                stop = len(payloads)
                server.feed.release(stop)
                await place.settled(stop)
                payloads[done:stop] = [b""] * (stop - done)
                done = stop
            await place.archived(messages)
            await place.quiet()
