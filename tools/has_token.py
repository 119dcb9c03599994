"""Whether there is a token: exit code 0, or 3 if there is none; 2 for a wrong configuration."""

import os
import sys

from bot.config import ConfigError, load


def main() -> int:
    """Look for it where the bot does."""
    try:
        config = load(None, os.environ)
    except ConfigError as error:
        sys.stderr.writelines(f"{line}\n" for line in error.mistakes)
        return 2
    if config.telegram.token:
        return 0
    sys.stderr.write("There is no token yet: this is the rehearsal. Open its page in a browser.\n")
    return 3


if __name__ == "__main__":
    raise SystemExit(main())
