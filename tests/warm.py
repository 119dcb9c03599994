"""What a command of the command line has read by the time it begins; see `tests.command`."""

from bot import __main__, app, check
from bot.backup import load, save
from bot.core import texts

READ = (__main__, app, check, load, save, *map(texts.catalogue, texts.LANGUAGES))
