"""One logical file for a whole database of either kind: made while the bot runs, loaded while not.

`backup` and `restore` are what the command line calls; `save` and `load` are the same for a store
that is open.
"""

from pathlib import Path

from bot.backup.file import BadFile, Header
from bot.backup.load import load
from bot.backup.progress import progress
from bot.backup.save import save
from bot.config import Config
from bot.core.clock import SystemClock
from bot.core.errors import UserError
from bot.core.store import Store

__all__ = ["BadFile", "Header", "UserError", "backup", "load", "restore", "save"]


async def backup(config: Config, path: Path, *, force: bool) -> Header:
    """Make a backup of the configured database.

    Raises:
        UserError: why not, in one line; `BadFile` if another file name would help.
    """
    now = int(SystemClock().now())
    async with Store(config.database.url) as store:
        with progress("Backing up") as tick:
            return await save(store, path, now=now, force=force, tick=tick)


async def restore(config: Config, path: Path, *, replace: bool) -> Header:
    """Load a backup into the configured database.

    Raises:
        UserError: why not, in one line; `BadFile` if another file name would help.
    """
    async with Store(config.database.url) as store:
        with progress("Restoring") as tick:
            return await load(store, path, replace=replace, tick=tick)
